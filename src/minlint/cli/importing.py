"""``minlint import``."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from minlint.book import Book
from minlint.cli import options
from minlint.cli.console import count
from minlint.cli.streams import note, put, write
from minlint.errors import UsageError

if TYPE_CHECKING:
    from minlint.exchange.drafted import Draft

FORMATS = {
    "fides": "fides",
    "odcs": "ODCS",
    "apple": "Apple's privacy manifest",
    "play": "Google Play's data safety form",
}
"""What is imported, and what it is called."""


@click.command("import")
@click.argument("form", metavar="{fides|odcs|apple|play}", type=options.Choice([*FORMATS]))
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--output", "-o", metavar="FILE", help="Write the draft there; by default it is printed.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@options.packs
def command(form: str, files: tuple[str, ...], output: str | None, force: bool, book: Book) -> None:
    """Draft a manifest from what another format says of purposes and categories.

    `fides`: privacy declarations of systems become purposes, datasets bindings, and what policies bar is forbidden.
    `odcs`: a data contract (ODCS 3) becomes a purpose, and the categories of its schema a binding. A binding's source
    is where the file says that its data are, and each file below the working folder that describes its records.
    `apple`, `play`: what a PrivacyInfo.xcprivacy or an export of Google Play's data safety form says that data are used
    for become purposes, with the types that each uses. What needs a person is marked TODO, and what can't be carried
    over is named in comments.
    """
    if output and os.path.exists(output) and not force:
        raise UsageError(f"{output} is there already; --force writes over it, -o names another file")
    names = [file.replace(os.sep, "/") for file in files]
    made = _of_store(form, files) if form in ("apple", "play") else _of_catalogue(form, files, names, book)
    text = made.text(f"{FORMATS[form]}: {', '.join(names)}")
    if not output:
        put([text])
        return
    write(output, text)
    note(f"Wrote {output} from {count(len(files), 'file')}. Fill in its TODOs, then run `minlint check`.")


def _of_store(form: str, files: Sequence[str]) -> Draft:
    from minlint.errors import Unreadable
    from minlint.exchange import stores

    try:
        return stores.draft(files, form)
    except Unreadable as error:
        raise UsageError(str(error)) from None


def _of_catalogue(form: str, files: Sequence[str], names: Sequence[str], book: Book) -> Draft:
    from minlint.exchange import fides, odcs
    from minlint.exchange.foreign import Foreign
    from minlint.exchange.located import found

    read = [Foreign(_text(file), name, book.taxonomy) for file, name in zip(files, names, strict=True)]
    made = (fides if form == "fides" else odcs).draft(read)
    if errors := [str(error) for item in read for error in item.errors]:
        raise UsageError("\n".join(dict.fromkeys(errors)))
    doubts = dict.fromkeys(doubt for item in read for doubt in item.unknown)
    for doubt in doubts:
        note(doubt)
    made = found(made, files)
    return made._replace(notes=(*made.notes, *doubts))


def _text(file: str) -> str:
    try:
        with open(file, encoding="utf-8-sig") as source:
            return source.read()
    except UnicodeDecodeError:
        raise UsageError(f"{file}: not a text in UTF-8") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        raise UsageError(f"{file}: can't be read: {(reason or 'no such file').lower()}") from None
