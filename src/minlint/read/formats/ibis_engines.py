"""Databases and warehouses that Ibis reaches, by the scheme of their address."""

from __future__ import annotations

from typing import Any

from minlint.errors import Unreadable
from minlint.model import Kind, Problem, Record, Source
from minlint.read import Options
from minlint.read.input import Input

NAME = "ibis"
TITLE = "What Ibis reaches: Trino, BigQuery, Snowflake, ClickHouse, SQL Server, Oracle and others"
KIND: Kind = "data"
SUFFIXES: tuple[str, ...] = ()
SCHEMES = ("athena", "bigquery", "clickhouse", "databricks", "datafusion", "druid", "exasol", "impala", "materialize",
           "mssql", "oracle", "risingwave", "singlestoredb", "snowflake", "trino")  # fmt: skip
READS = """The tables of the database that the address names (`?table=patients,visits` for some), with their
columns, nested ones as paths, counted there, and a sample of their values. The address is Ibis's own
(`ibis.connect`)."""
IDIOM = """None of its own: bindings and waivers stand in the manifest, by the address without user and password."""
LIMITS = """Takes Ibis's backend (`pip install 'ibis-framework[trino]'`). Comments, keys and constraints aren't
read. Up to 2 million rows of a table every row is fetched, beyond that a sample."""


def claims(source: Input) -> bool:  # noqa: ARG001
    """Never a file."""
    return False


def read(source: Input, options: Options) -> Source:
    """A record for each table. Raises `Unreadable` where no connection can be made."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # engines and Ibis warn of each other
        return _read(source, options)


def _read(source: Input, options: Options) -> Source:
    from minlint.read.elsewhere import record_of_table

    address, wanted = _wanted(source.url)
    connection = _connected(address)
    records: list[Record] = []
    problems: list[Problem] = []
    try:
        for name in wanted or sorted(connection.list_tables()):
            try:
                records.append(record_of_table(connection.table(name), name, options))
            except Exception as error:  # whatever an engine raises; its words may quote data
                reason = error.reason if isinstance(error, Unreadable) else type(error).__name__
                problems.append(Problem("E002", f"{name}: it can't be read ({reason})"))
    except Exception as error:  # as above
        raise Unreadable(f"its tables can't be listed ({type(error).__name__})") from None
    finally:
        connection.disconnect()
    return Source(source.name, NAME, KIND, tuple(records), tuple(problems), stored=True)


def _wanted(address: str) -> tuple[str, list[str]]:
    """The address without what is ours, and the tables that it names."""
    from urllib.parse import parse_qsl, urlencode

    bare, mark, query = address.partition("?")
    said = parse_qsl(query, keep_blank_values=True)
    rest = [(key, value) for key, value in said if key != "table"]
    tables = [name for key, value in said if key == "table" for name in value.split(",") if name]
    return bare + (mark + urlencode(rest) if rest else ""), tables


def _connected(address: str) -> Any:
    import ibis

    scheme = address.partition("://")[0]
    try:
        return ibis.connect(address)
    except (ImportError, AttributeError):
        told = f"that takes Ibis's backend, which isn't installed: pip install 'ibis-framework[{scheme}]'"
        raise Unreadable(told) from None
    except Exception as error:  # whatever a driver raises; its words may hold the password
        raise Unreadable(f"no connection can be made ({type(error).__name__})") from None
