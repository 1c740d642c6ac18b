"""ORC files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from minlint.errors import Unreadable
from minlint.model import Kind, Source
from minlint.read import Options
from minlint.read.input import Input

NAME = "orc"
TITLE = "ORC"
KIND: Kind = "data"
SUFFIXES = (".orc",)
READS = """Columns with their types, nested ones as paths, and a sample of their values; part files and partitioned
folders (`year=2026/…`) as one dataset, its keys as columns."""
IDIOM = """None of its own: bindings and waivers stand in the manifest."""
LIMITS = """Up to 2 million rows every row is read, beyond that a sample."""

_MARK = b"ORC"


def claims(source: Input) -> bool:  # noqa: ARG001
    """Any file under the suffix; what is no ORC after all can't be read."""
    return True


def read(source: Input, options: Options) -> Source:
    """One record with the columns; an ORC file has no lines."""
    from minlint.read.batches import dataset

    return dataset(source, NAME, options, _batches)


def _batches(path: str) -> Iterator[Any]:
    from pyarrow import orc

    with open(path, "rb") as file:
        head = file.read(len(_MARK))
    if head != _MARK:
        raise Unreadable("not an ORC file" if head else "empty, which no ORC file is")
    opened = orc.ORCFile(path)
    yield opened.schema.empty_table()
    yield from (opened.read_stripe(number) for number in range(opened.nstripes))
