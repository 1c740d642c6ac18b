"""What a check is held against (`--against`): a git revision, a folder or an inventory, so that only news is told.

Models are compared, never lines of text: the old side is read by the same readers and judged by its own manifest.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from minlint.against.gathering import Gathering, Load
from minlint.against.past import Past
from minlint.against.sides import Side, Tree
from minlint.errors import UsageError
from minlint.pipeline import Files

if TYPE_CHECKING:
    from minlint.checking import Judging, Scope


def past(said: str, scopes: Sequence[Scope], files: Files, judging: Judging, load: Load) -> Past:
    """The side that words name. Raises `UsageError` where there is none."""
    inventory = is_inventory(said, files)
    if not scopes:  # what is wrong with the manifests is told already
        return Past(said, {}, (), {}, judging.today)
    if inventory:
        return _of_inventory(said, scopes, judging)
    tree = opened(said, files)
    try:
        return Gathering(tree, scopes, files, judging, load).past()
    finally:
        tree.close()


def is_inventory(said: str, files: Files) -> bool:
    """Whether words name a file that is to be an inventory. Raises `UsageError` where they name nothing."""
    if not said:
        raise UsageError("name a git revision, a folder or an inventory to compare with")
    return os.path.isfile(said) and (said.endswith(".json") or not _is_revision(said, files))


def opened(said: str, files: Files) -> Tree:
    """A folder, where there is one of that name; else a revision. Raises `UsageError` where there is neither."""
    if os.path.isdir(said):
        from minlint.against.folder import Folder

        if said.strip("./") and "/" not in said and _is_revision(said, files):
            raise UsageError(f"{said}: both a folder (./{said}) and a revision (refs/heads/{said})")
        return Folder(said, files)
    if said.endswith(("/", os.sep)) or said.startswith(("./", "../")):
        raise UsageError(f"{said}: neither a folder nor an inventory")
    from minlint.against.revision import revision

    return revision(said, files)


def _is_revision(said: str, files: Files) -> bool:
    from minlint.against.revision import is_revision

    return is_revision(said, files)


def _of_inventory(said: str, scopes: Sequence[Scope], judging: Judging) -> Past:
    from minlint.against.inventory import readings_of

    side = Side(None, readings_of(said, scopes[0].taxonomy))
    there = {item.source.path for item in side.readings}
    twins = {item.source.path: item.source.path for scope in scopes for item in scope.readings}
    twins = {path: twin for path, twin in twins.items() if path in there}
    return Past(said, {id(scope): side for scope in scopes}, [(scopes[0], side)], twins, judging.today)
