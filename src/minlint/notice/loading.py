"""The notice that a manifest names."""

from __future__ import annotations

import os

from minlint.manifest.model import Manifest
from minlint.notice.disclosures import Notice, read
from minlint.taxonomy import Taxonomy

LONGEST = 2_000_000
"""Characters of a notice that are read."""


def path_of(said: Manifest) -> str:
    """The path of a manifest's notice, relative to the working folder."""
    return os.path.relpath(os.path.join(said.folder, said.notice or "")).replace(os.sep, "/")


def load(said: Manifest, book: Taxonomy) -> Notice | None:
    """The notice that a manifest names; None where it names none, or where that can't be read."""
    if not said.notice:
        return None
    try:
        with open(os.path.join(said.folder, said.notice), encoding="utf-8", errors="replace") as file:
            text = file.read(LONGEST)
    except OSError:
        return None
    return read(text, path_of(said), book)
