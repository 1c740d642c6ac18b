"""``minlint formats``."""

from __future__ import annotations

from collections.abc import Iterator

import click

from minlint import read, report
from minlint.cli import options
from minlint.cli.console import as_json, table
from minlint.cli.streams import put
from minlint.read import Reader


@click.command("formats")
@click.option(
    "--format",
    "form",
    type=options.Choice(["text", "json", "markdown"]),
    default="text",
    show_default=True,
    help="Output format.",
)
def command(form: str) -> None:
    """List the formats this version reads, and those it writes."""
    if form == "json":
        put([as_json({"reads": [_told(reader) for reader in read.readers()], "writes": list(report.FORMATS)})])
    elif form == "markdown":
        put(page())
    else:
        put(table((reader.NAME, reader.KIND, reader.TITLE, " ".join(_ends(reader))) for reader in read.readers()))
        put([f"\nwrites: {', '.join(report.FORMATS)}\n"])


def _told(reader: Reader) -> dict[str, object]:
    return {
        "name": reader.NAME,
        "title": reader.TITLE,
        "kind": reader.KIND,
        "suffixes": list(reader.SUFFIXES),
        "schemes": list(_schemes(reader)),
        "reads": _line(reader.READS),
        "idiom": _line(reader.IDIOM),
        "limits": _line(reader.LIMITS),
    }


def page() -> Iterator[str]:
    """The formats as the first half of docs/formats.md."""
    yield "# Formats\n\nWhat minlint reads; this half is printed by `minlint formats --format markdown`.\n"
    for reader in read.readers():
        yield f"\n## {reader.NAME}: {reader.TITLE}\n\n"
        files = "Files: " if reader.SUFFIXES else "Addresses: "
        yield f"{files}{', '.join(f'`{end}`' for end in _ends(reader))} ({reader.KIND}).\n\n"
        yield f"{_line(reader.READS)}\n\n"
        yield f"- Beside the data: {_line(reader.IDIOM)}\n"
        yield f"- Limits: {_line(reader.LIMITS)}\n"
    yield f"\nReports: {', '.join(report.FORMATS)}.\n"


def _schemes(reader: Reader) -> tuple[str, ...]:
    return getattr(reader, "SCHEMES", ())


def _ends(reader: Reader) -> list[str]:
    """What a format is told by: suffixes of files, and what addresses begin with."""
    return [*reader.SUFFIXES, *(f"{scheme}://" for scheme in _schemes(reader))]


def _line(text: str) -> str:
    return " ".join(text.split())
