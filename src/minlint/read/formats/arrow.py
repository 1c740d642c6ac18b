"""Arrow IPC files and streams, Feather among them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from minlint.errors import Unreadable
from minlint.model import Kind, Source
from minlint.read import Options
from minlint.read.input import Input

NAME = "arrow"
TITLE = "Arrow IPC and Feather"
KIND: Kind = "data"
SUFFIXES = (".arrow", ".feather", ".arrows", ".ipc")
READS = """Columns with their types, nested ones as paths, and a sample of their values, from files and streams;
part files as one dataset."""
IDIOM = """None of its own: bindings and waivers stand in the manifest."""
LIMITS = """Up to 2 million rows every row is read, beyond that a sample. Feather of version 1 isn't read."""

_FILE = b"ARROW1"
_STREAM = (b"\xff\xff\xff\xff", b"\x10\x00\x00\x00", b"\x18\x00\x00\x00")
_OLD = b"FEA1"


def claims(source: Input) -> bool:
    """What begins as an Arrow file or stream does; under the suffixes of nobody else, any file."""
    return source.suffix != ".ipc" or source.head.startswith((_FILE, *_STREAM))


def read(source: Input, options: Options) -> Source:
    """One record with the columns; an Arrow file has no lines."""
    if source.head.startswith(_OLD):
        raise Unreadable("Feather of version 1; pyarrow.feather writes it anew as version 2")
    from minlint.read.batches import dataset

    return dataset(source, NAME, options, _batches)


def _batches(path: str) -> Iterator[Any]:
    import pyarrow

    with pyarrow.memory_map(path) as file:
        head = file.read(len(_FILE))
        file.seek(0)
        if head == _FILE:
            opened = pyarrow.ipc.open_file(file)
            yield opened.schema.empty_table()
            yield from (opened.get_batch(number) for number in range(opened.num_record_batches))
        else:
            stream = pyarrow.ipc.open_stream(file)
            yield stream.schema.empty_table()
            yield from stream
