"""Avro object container files: rows with their schema."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from minlint.errors import Unreadable
from minlint.model import Kind, Source
from minlint.read import Options
from minlint.read.input import Input

NAME = "avro-file"
TITLE = "Avro files of rows"
KIND: Kind = "data"
SUFFIXES = (".avro",)
READS = """Fields with their types, nested ones as paths, and a sample of their values; part files and partitioned
folders (`year=2026/…`) as one dataset, its keys as columns."""
IDIOM = """None of its own: bindings and waivers stand in the manifest."""
LIMITS = """Up to 2 million rows every row is read, beyond that a sample. Blocks that are packed with Snappy take
the package `cramjam`, those packed with Zstandard `backports.zstd`."""

_MARK = b"Obj\x01"
_ROWS = 20_000  # rows turned into columns at once


def claims(source: Input) -> bool:
    """What begins as an Avro file does; a schema may go by the same suffix."""
    return source.head.startswith(_MARK) or not source.head.lstrip().startswith((b"{", b"[", b'"'))


def read(source: Input, options: Options) -> Source:
    """One record with the fields of the file's schema; an Avro file has no lines."""
    from minlint.read.batches import dataset

    return dataset(source, NAME, options, _batches)


def _batches(path: str) -> Iterator[Any]:
    import fastavro
    import pyarrow

    from minlint.read.avro_types import arrow_schema, fitted

    with open(path, "rb") as file:
        if (head := file.read(len(_MARK))) != _MARK:
            raise Unreadable("not an Avro file" if head else "empty, which no Avro file is")
        file.seek(0)
        rows = _opened(file, fastavro)
        schema = arrow_schema(rows.writer_schema)
        yield schema.empty_table()
        found, broken = _read(rows), list[Unreadable]()
        while some := list(_until(islice(found, _ROWS), broken)):
            columns = [[fitted(row.get(field.name), field.type) for row in some] for field in schema]
            arrays = [pyarrow.array(column, field.type) for column, field in zip(columns, schema, strict=True)]
            yield pyarrow.RecordBatch.from_arrays(arrays, schema=schema)
        if broken:
            raise broken[0]


def _until(rows: Iterable[dict[str, Any]], broken: list[Unreadable]) -> Iterator[dict[str, Any]]:
    """The rows before the one that can't be read, why it can't kept for later."""
    try:
        yield from rows
    except Unreadable as error:
        broken.append(error)


def _opened(file: Any, fastavro: Any) -> Any:
    try:
        return fastavro.reader(file, return_record_name=False)
    except Exception as error:  # whatever a broken header makes of a decoder
        raise Unreadable(f"an Avro file whose head can't be read ({type(error).__name__})") from None


def _read(rows: Any) -> Iterator[dict[str, Any]]:
    """The rows; a single value that is no record is one of a field ``value``."""
    record = isinstance(rows.writer_schema, dict) and rows.writer_schema.get("type") == "record"
    try:
        for row in rows:
            yield row if isinstance(row, dict) and record else {"value": row}
    except ValueError as error:
        codec = str(rows.metadata.get("avro.codec", ""))
        if codec not in ("", "null", "deflate") and "codec" in str(error):
            raise Unreadable(f"its blocks are packed with {codec}; see `minlint formats` for the package") from None
        raise Unreadable("a block that can't be read") from None
    except Exception as error:  # whatever broken bytes make of a decoder
        raise Unreadable(f"a block that can't be read ({type(error).__name__})") from None
