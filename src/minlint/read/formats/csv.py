"""CSV, TSV and their kin: delimited text with or without a header, in any usual encoding."""

from __future__ import annotations

import io

from minlint.model import Kind, Source
from minlint.read import Options
from minlint.read.delimited import Layout, beginning, layout_of
from minlint.read.headers import is_report
from minlint.read.input import Input

NAME = "csv"
TITLE = "CSV and TSV"
KIND: Kind = "data"
SUFFIXES = (".csv", ".tsv", ".csv.gz", ".tsv.gz", ".csv.zst", ".tsv.zst")
READS = """Columns with a sample of their values; delimiter, quotes, encoding and the presence of a header are
detected; packed with gzip or Zstandard; part files and partitioned folders (`year=2026/…`) as one dataset, its keys
as columns."""
IDIOM = """None of its own: bindings and waivers stand in the manifest."""
LIMITS = """Up to 2 million rows every row is read, beyond that a sample."""


def claims(source: Input) -> bool:
    """Any text under one of the suffixes; what is packed isn't looked into."""
    return bool(source.packing or source.encoding) and not is_report(source.head)


def read(source: Input, options: Options) -> Source:
    """One record with the columns' names, types, counts and a sample of their values; nothing for an empty file."""
    if source.parts:
        from minlint.read.delimited_parts import record_of_parts

        record, problems = record_of_parts(source, options)
        return Source(source.name, NAME, KIND, (record,), problems)
    head, complete = beginning(source)
    layout = layout_of(head, complete, source.suffix == ".tsv")
    if layout is None:
        return Source(source.name, NAME, KIND)
    from minlint.read.delimited_rows import record_of_file

    record, problems = record_of_file(source, layout, options)
    return Source(source.name, NAME, KIND, (record,), problems, text=_header_text(head, layout))


def _header_text(head: str, layout: Layout) -> str | None:
    """The header's lines for excerpts, and no other: the rest is data."""
    spans = [span for span in layout.spans if span]
    if not spans:
        return None
    lines = list(io.StringIO(head, newline=""))[: max(span.end_line for span in spans)]
    first = min(span.line for span in spans) - 1
    return "\n" * first + "".join(lines[first:])
