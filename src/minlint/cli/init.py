"""``minlint init``."""

from __future__ import annotations

import os
from typing import Any

import click

from minlint import pipeline
from minlint.book import Book
from minlint.cli import asking, options
from minlint.cli.console import count
from minlint.cli.streams import note, put, write
from minlint.errors import UsageError
from minlint.places import MANIFESTS


@click.command("init")
@options.paths
@click.option("--output", "-o", default=MANIFESTS[0], show_default=True, metavar="FILE", help="`-` prints it.")
@click.option("--force", is_flag=True, help="Write over a manifest that is there.")
@options.reading
@options.packs
def command(output: str, force: bool, book: Book, **said: Any) -> None:
    """Draft a manifest from what the sources hold.

    Each source gets a binding, and the closest purpose profile is proposed. Everything is left for a person to
    confirm and marked TODO.
    """
    if os.path.isdir(output):
        raise UsageError(f"{output} is a folder; -o names a file")
    if output != "-" and os.path.lexists(output) and not force:
        raise UsageError(f"{output} is there already; --force writes over it, -o names another file")
    asked = asking.asked(said)._replace(locales=asking.locales())
    readings = pipeline.read_all(pipeline.find(asked).inputs, asked, book.taxonomy)
    from minlint import draft

    text = draft.draft(readings, book.profiles, book.taxonomy)
    if output == "-":
        put([text])
        return
    write(output, text)
    note(f"Wrote {output} from {count(len(readings), 'source')}. Fill in its TODOs, then run `minlint check`.")
