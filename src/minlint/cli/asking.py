"""What was asked for, from the options that several commands share."""

from __future__ import annotations

import datetime
import os
import sys
from collections.abc import Mapping
from typing import Any

from minlint import pipeline
from minlint.errors import ManifestErrors, RuleErrors, UsageError
from minlint.places import MANIFESTS, nearest_manifest


def day(value: str | None) -> datetime.date:
    """A day as it is written, or today. Raises `ValueError` where it is written otherwise."""
    said = value or os.environ.get("MINLINT_TODAY")
    if not said:
        return datetime.date.today()
    try:
        return datetime.date.fromisoformat(said)
    except ValueError:
        raise ValueError(f"{'' if value else 'in MINLINT_TODAY, '}a date is written like 2027-04-30") from None


def standard_input(paths: tuple[str, ...], name: str | None) -> tuple[str, bytes] | None:
    """What was given on standard input, where ``-`` asks for it.

    Raises `UsageError` where it has no name, or is closed.
    """
    if "-" not in paths:
        if name is not None:
            raise UsageError("--stdin-filename needs `-` among the paths, for what is given on standard input")
        return None
    if not name:
        raise UsageError("`-` needs --stdin-filename NAME, so that the format can be told")
    if os.path.basename(name) in MANIFESTS:
        raise UsageError("a manifest can't be given on standard input; --manifest FILE names one")
    if sys.stdin is None:
        raise UsageError("`-` takes standard input, which is closed")
    return name, sys.stdin.buffer.read()


def asked(said: Mapping[str, Any]) -> pipeline.Reading:
    """What to read, from the options that `paths` and `reading` give; `-` takes standard input."""
    stdin = standard_input(said["paths"], said["stdin_filename"])
    named = {name: said[name] for name in pipeline.Reading._fields if name in said}
    return pipeline.Reading(**named, stdin=stdin, progress=_progress(said))


def locales() -> frozenset[str]:
    """The countries where people live, as the nearest manifest says; none where it doesn't, or is wrong."""
    path = nearest_manifest(os.getcwd())
    if path is None:
        return frozenset()
    from minlint import book, lock

    try:
        return lock.read(path, datetime.date.min, book.shipped())[0].locales
    except (ManifestErrors, RuleErrors):
        return frozenset()


def _progress(said: Mapping[str, Any]) -> Any:
    """What shows how far a run is; nothing where standard error is no terminal."""
    if said.get("quiet") or sys.stderr is None or not sys.stderr.isatty():
        return None
    from minlint.cli.progress import Progress

    return Progress(sys.stderr)
