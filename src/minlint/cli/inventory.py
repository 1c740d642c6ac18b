"""``minlint inventory``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from minlint import pipeline, report
from minlint.book import Book
from minlint.cli import asking, options
from minlint.cli.console import count, wants_color, width
from minlint.cli.streams import note, put
from minlint.model import SourceReading


@click.command("inventory")
@options.paths
@click.option(
    "--format",
    "form",
    type=options.Choice(report.INVENTORY_FORMATS),
    default="text",
    show_default=True,
    help="Output format.",
)
@options.reading
@options.packs
@options.verbosity
@options.color_option
def command(form: str, book: Book, quiet: bool, verbose: bool, color: str, **said: Any) -> None:
    """List every field read, with its categories, confidence, evidence and precision. Judges nothing."""
    asked = asking.asked(said)._replace(locales=asking.locales())
    files = pipeline.find(asked)
    readings = pipeline.read_all(files.inputs, asked, book.taxonomy)
    view = report.View(color=wants_color(color), width=width(), taxonomy=book.taxonomy)
    put(report.load(form).inventory(readings, view))
    if verbose:
        for reading in readings:
            note(f"read {reading.source.path} as {reading.source.format}")
    if not quiet and form != "json":
        note(_summary(readings, len(files.inputs)))
        for line in pipeline.advice(readings):
            note(line)


def _summary(readings: Sequence[SourceReading], looked_at: int) -> str:
    records = [record for source in readings for record in source.records]
    fields = [reading for record in records for reading in record.readings if reading.field]
    personal = sum(bool(reading.detections) for reading in fields)
    if not readings:
        return f"No schema and no dataset among {count(looked_at, 'file')}; `minlint formats` lists what is read."
    return (
        f"{count(len(fields), 'field')} in {count(len(records), 'record')} of "
        f"{count(len(readings), 'source')}, "
        f"{personal} personal; {pipeline.unreadable(readings)} unreadable"
    )
