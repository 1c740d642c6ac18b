"""Parquet files."""

from __future__ import annotations

import os
from collections.abc import Sequence

from minlint.errors import Unreadable
from minlint.model import Kind, Record, Source
from minlint.read import Options
from minlint.read.input import Input
from minlint.read.parts import has_keys, stem

NAME = "parquet"
TITLE = "Parquet"
KIND: Kind = "data"
SUFFIXES = (".parquet", ".parq", ".pq")
READS = """Columns with their types, nested ones as paths, and a sample of their values; part files and partitioned
folders (`year=2026/…`) as one dataset, its keys as columns."""
IDIOM = """None of its own: bindings and waivers stand in the manifest."""
LIMITS = """Up to 2 million rows every row is read, beyond that a sample."""

_MARK = b"PAR1"


def claims(source: Input) -> bool:  # noqa: ARG001
    """Any file under one of the suffixes; what is no Parquet after all can't be read."""
    return True


def read(source: Input, options: Options) -> Source:
    """One record with the columns' names, types, counts and a sample of their values; a Parquet file has no lines.

    Parts of a dataset that can't be read are problems of it.
    """
    from minlint.read.files import on_disk, readable

    with on_disk(source) as files:
        kept, problems = readable(files, _check)
        return Source(source.name, NAME, KIND, (_record(source, kept, options),), problems)


def _check(path: str) -> None:
    """Raises `Unreadable` for a file that is no Parquet, or not all of one: its end says what is in it."""
    with open(path, "rb") as file:
        head = file.read(len(_MARK))
        file.seek(max(os.path.getsize(path) - len(_MARK), 0))
        tail = file.read()
    if head != _MARK:
        raise Unreadable("not a Parquet file" if head else "empty, which no Parquet file is")
    if tail != _MARK:
        raise Unreadable("cut off: a Parquet file ends with a list of what is in it, and this one doesn't")


def _record(source: Input, files: Sequence[str], options: Options) -> Record:
    from minlint.read.datasets import engine, record_of
    from minlint.read.sampling import COLUMNS

    with engine() as connection:
        table = connection.read_parquet(
            list(files), table_name=COLUMNS, union_by_name=True, hive_partitioning=has_keys(source.name)
        )
        return record_of(connection, table, stem(source.name), options)
