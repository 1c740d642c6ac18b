"""``minlint formats``."""

from __future__ import annotations

import click

from minlint import read, report
from minlint.cli.console import as_json, list_option, table
from minlint.cli.streams import put


@click.command("formats")
@list_option
def command(form: str) -> None:
    """List the formats this version reads, and those it writes."""
    if form == "json":
        inputs = [
            {"name": reader.NAME, "title": reader.TITLE, "kind": reader.KIND, "suffixes": list(reader.SUFFIXES)}
            for reader in read.readers()
        ]
        put([as_json({"reads": inputs, "writes": list(report.FORMATS)})])
        return
    put(table((reader.NAME, reader.KIND, " ".join(reader.SUFFIXES), reader.TITLE) for reader in read.readers()))
    put([f"\nwrites: {', '.join(report.FORMATS)}\n"])
