"""``--output FORMAT=FILE``: reports into files, which are looked at before any work is done."""

from __future__ import annotations

import os
from collections.abc import Iterable

import click

from minlint import report
from minlint.errors import UsageError
from minlint.manifest.near import hint
from minlint.places import MANIFESTS

Outputs = tuple[tuple[str, str], ...]


def outputs(said: tuple[str, ...]) -> Outputs:
    """The formats with their files. Raises `BadParameter` for one that can't be meant."""
    pairs = [tuple(item.partition("=")[::2]) for item in said]
    taken: dict[str, str] = {}
    for form, file in pairs:
        if form not in report.FORMATS or file in ("", "-"):
            near = "" if form in report.FORMATS else hint(form, report.FORMATS)
            raise click.BadParameter(f"it is written FORMAT=FILE, with a format of {', '.join(report.FORMATS)}{near}")
        if wrong := _unfit(file):
            raise click.BadParameter(f"{file}: {wrong}")
        if (place := os.path.realpath(file)) in taken and (os.path.isfile(file) or not os.path.exists(file)):
            raise click.BadParameter(f"{form} and {taken[place]} both go to {file}")
        taken[place] = form
    return tuple((form, file) for form, file in pairs)


def _unfit(file: str) -> str:
    """Why a report can't be written there; empty where nothing speaks against it."""
    folder = os.path.dirname(file) or os.curdir
    if os.path.isdir(file):
        return "it is a folder"
    if os.path.basename(file) in MANIFESTS:
        return "it is a manifest"
    if not os.path.isdir(folder):
        return f"there is no folder {folder}"
    return "" if os.access(file if os.path.exists(file) else folder, os.W_OK) else "it may not be written"


def spare(said: Outputs, files: Iterable[str]) -> None:
    """Raise `UsageError` for a report that would be written over a file that is named elsewhere."""
    kept = {os.path.realpath(file) for file in files}
    for form, file in said:
        if os.path.realpath(file) in kept:
            raise UsageError(f"--output {form}={file} would write over what is read")
