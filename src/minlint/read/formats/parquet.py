"""Parquet files."""

from __future__ import annotations

import os
import tempfile

from minlint.errors import Unreadable
from minlint.model import Kind, Record, Source
from minlint.read import Options
from minlint.read.input import Input

NAME = "parquet"
TITLE = "Parquet"
KIND: Kind = "data"
SUFFIXES = (".parquet", ".parq", ".pq")
READS = """Columns with their types, nested ones as paths, and a sample of their values."""
IDIOM = """None of its own: bindings and waivers stand in the manifest."""
LIMITS = """Up to 2 million rows every row is read, beyond that a sample."""

_MARK = b"PAR1"


def claims(source: Input) -> bool:  # noqa: ARG001
    """Any file under one of the suffixes; what is no Parquet after all can't be read."""
    return True


def read(source: Input, options: Options) -> Source:
    """One record with the columns' names, types, counts and a sample of their values; a Parquet file has no lines."""
    if not source.head.startswith(_MARK):
        raise Unreadable("not a Parquet file" if source.head else "empty, which no Parquet file is")
    if source.file is not None:
        return Source(source.name, NAME, KIND, (_record(source, source.file, options),))
    with tempfile.TemporaryDirectory(prefix="minlint-") as folder:
        path = os.path.join(folder, "rows.parquet")
        with open(path, "wb") as copy:
            copy.write(source.data)
        return Source(source.name, NAME, KIND, (_record(source, path, options),))


def _record(source: Input, path: str, options: Options) -> Record:
    from minlint.read.datasets import engine, record_of, stem

    with engine() as connection:
        return record_of(connection, connection.read_parquet(path, table_name="minlint_rows"), stem(source), options)
