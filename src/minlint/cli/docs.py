"""``minlint docs``."""

from __future__ import annotations

import os
from collections.abc import Iterator

import click

from minlint import pages
from minlint.book import Book
from minlint.cli import options
from minlint.cli.console import count
from minlint.cli.streams import note, write
from minlint.errors import UsageError

WIDTH = 98
"""Columns of the help texts in the page about the commands: what click leaves of a terminal of 100."""


@click.command("docs")
@click.argument("folder", metavar="DIR")
@options.packs
@click.pass_context
def command(ctx: click.Context, folder: str, book: Book) -> None:
    """Write a page about each rule, and one each about categories, profiles, facts and commands, into a folder.

    With a pack, its own rules, categories and profiles are among them.
    """
    root = ctx.find_root()
    made = {**dict(pages.pages(book)), "cli.md": "".join(commands(root.command))}
    for path, text in made.items():
        place = os.path.join(folder, path)
        try:
            os.makedirs(os.path.dirname(place), exist_ok=True)
        except OSError as error:
            raise UsageError(f"{os.path.dirname(place)} can't be made: {(error.strerror or '').lower()}") from None
        write(place, text)
    note(f"Wrote {count(len(made), 'page')} below {folder}.")


def commands(group: click.Command) -> Iterator[str]:
    """The page about the commands: each one's help, as a terminal of a fixed width shows it."""
    yield "# Commands\n\nWhat `--help` of each command prints; made by `minlint docs`.\n"
    top = click.Context(group, info_name="minlint", terminal_width=WIDTH, **group.context_settings)
    for name, text in _helps(top):
        yield f"\n## {name}\n\n```console\n$ {name} --help\n{text}\n```\n"


def _helps(ctx: click.Context) -> Iterator[tuple[str, str]]:
    """A command's help, and then that of each command below it."""
    yield ctx.command_path, ctx.command.get_help(ctx)
    if isinstance(ctx.command, click.Group):
        for name in ctx.command.list_commands(ctx):
            found = ctx.command.get_command(ctx, name)
            if found is not None:
                yield from _helps(click.Context(found, parent=ctx, info_name=name))
