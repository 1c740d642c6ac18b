"""Spark: tables of its catalogue, counted in the cluster."""

from __future__ import annotations

from minlint.errors import Unreadable
from minlint.model import Kind, Problem, Record, Source
from minlint.read import Options
from minlint.read.input import Input

NAME = "spark"
TITLE = "Spark tables"
KIND: Kind = "data"
SUFFIXES: tuple[str, ...] = ()
SCHEMES = ("spark",)
READS = """A table (`spark:///clinic.patients`) or the tables of a database (`spark:///clinic`) of the catalogue of
a session as `spark-defaults.conf` makes it, or of a cluster (`spark://host:7077/clinic`, `?master=local[2]`):
columns with their comments, nested ones as paths, counted in the cluster, and a sample of their values. Files are
read there with `--engine spark` (Parquet, ORC, CSV, JSON Lines)."""
IDIOM = """None of its own: bindings and waivers stand in the manifest."""
LIMITS = """Takes `minlint[spark]` and Java. Up to 2 million rows of a table every row is fetched, beyond that a
sample."""


def claims(source: Input) -> bool:  # noqa: ARG001
    """Never a file."""
    return False


def read(source: Input, options: Options) -> Source:
    """A record for each table. Raises `Unreadable` where no session can be had."""
    from minlint.read.spark_tables import failure, record, session, tables

    spark, wanted = session(source.url)
    records: list[Record] = []
    problems: list[Problem] = []
    try:
        names = tables(spark, wanted)
    except Exception as error:  # whatever Spark raises; its words may quote data
        raise Unreadable(f"there is no table or database of that name ({failure(error)})") from None
    for name in names:
        try:
            records.append(record(spark, name, options))
        except Exception as error:  # as above
            problems.append(Problem("E002", f"{name}: it can't be read ({failure(error)})"))
    return Source(source.name, NAME, KIND, tuple(records), tuple(problems), stored=True)
