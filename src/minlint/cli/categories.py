"""``minlint categories``."""

from __future__ import annotations

import click

from minlint import taxonomy
from minlint.book import Book
from minlint.cli import options
from minlint.cli.console import as_json, table
from minlint.cli.streams import put


@click.command("categories")
@options.list_option
@options.packs
def command(form: str, book: Book) -> None:
    """List the categories of data, with which are sensitive and which must be named to be permitted."""
    tree = book.taxonomy
    if form == "json":
        put([as_json([_object(category) for category in tree])])
        return
    put(table((category.key, _mark(category), category.title) for category in tree))


def _mark(category: taxonomy.Category) -> str:
    return "sensitive" if category.sensitive else "must be named" if category.must_be_named else ""


def _object(category: taxonomy.Category) -> dict[str, object]:
    return {
        "key": category.key,
        "title": category.title,
        "description": category.description,
        "sensitive": category.sensitive,
        "must_be_named": category.must_be_named,
        "fallback": category.fallback,
        "ladder": category.ladder,
        "dpv": list(category.dpv),
        "marks": list(category.marks),
        "same_as": list(category.same_as),
    }
