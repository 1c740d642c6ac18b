"""``minlint cache``."""

from __future__ import annotations

import click

from minlint import cache
from minlint.cli.console import count
from minlint.cli.streams import note, put


@click.group("cache")
def command() -> None:
    """Show or empty the folder of answers that are given again while nothing has changed."""


@command.command("dir")
def show() -> None:
    """Print the folder (set with MINLINT_CACHE_DIR)."""
    put([f"{cache.folder()}\n"])


@command.command("clean")
def clean() -> None:
    """Remove everything in it."""
    note(f"Removed {count(cache.clean(), 'file')}.")
