"""A connection that can only read, and what goes wrong with one in words that quote nothing."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any
from urllib.parse import parse_qs, unquote

from minlint.errors import Unreadable
from minlint.read.live import GRACE, Asked, driver
from minlint.tuples import NamedTuple

_PATIENCE = 10
_REFUSALS: Mapping[int, str] = {
    1044: "this user may not use that database",
    1045: "user name and password don't fit, or it asks for a password: give MYSQL_PWD or ~/.my.cnf",
    1049: "there is no such database",
    1130: "it doesn't let this user in from here",
    1698: "user name and password don't fit",
    2003: "nobody answers there",
    2013: "the connection was lost",
    2006: "the connection was lost",
}
_REASONS: Mapping[int, str] = {
    1142: "no right to read it",
    1143: "no right to read some of its columns",
    1146: "it was dropped meanwhile",
    1356: "it is a view that no longer holds, or whose tables this user may not read",
    1205: "it is locked by somebody else",
    1317: "it took longer than a statement may (`?timeout=SECONDS` in the address)",
    1969: "it took longer than a statement may (`?timeout=SECONDS` in the address)",
    3024: "it took longer than a statement may (`?timeout=SECONDS` in the address)",
    2006: "the connection was lost",
    2013: "the connection was lost, or the server gave no answer in time",
}


class Target(NamedTuple):
    """What an address says: see the options of the same names in PyMySQL. ``database`` is empty where none is named."""

    host: str
    port: int
    user: str | None
    password: str | None
    database: str
    socket: str | None
    ca: str | None


def target(address: str) -> Target:
    """The parts of an address, of which `minlint.read.addresses` knows already that they can be told apart."""
    rest, _, query = address.partition("://")[2].partition("?")
    place, _, database = rest.partition("/")
    who, mark, host = place.rpartition("@")
    user, _, password = who.partition(":")
    name, _, port = host.rpartition(":") if ":" in host.rpartition("]")[2] else (host, "", "")
    said = {key: values[-1] for key, values in parse_qs(query).items()}
    if unknown := sorted(set(said) - {"socket", "unix_socket", "ssl_ca", "user", "password", "charset"}):
        raise Unreadable(f"the address says {len(unknown)} things that minlint doesn't know")
    socket = said.get("socket") or said.get("unix_socket")
    return Target(
        name.strip("[]") or os.environ.get("MYSQL_HOST") or "localhost",
        int(port or os.environ.get("MYSQL_TCP_PORT") or 3306),
        unquote(user) if mark and user else said.get("user"),
        unquote(password) if password else said.get("password") or os.environ.get("MYSQL_PWD"),
        unquote(database),
        socket,
        said.get("ssl_ca"),
    )


@contextmanager
def connected(to: Target, asked: Asked) -> Iterator[Any]:
    """A connection in a read-only transaction. Raises `Unreadable` where none can be made."""
    pymysql = driver("pymysql", "mysql")
    told: dict[str, Any] = {
        "host": to.host,
        "port": to.port,
        "unix_socket": to.socket,
        "database": to.database or None,
        "charset": "utf8mb4",
        "connect_timeout": _PATIENCE,
        "read_timeout": asked.seconds + GRACE,
        "local_infile": False,
        "conv": dict(pymysql.converters.encoders),  # and every answer as text
        "program_name": "minlint",
        "ssl_ca": to.ca,
    }
    told.update({"user": to.user} if to.user else {})
    told.update({"password": to.password} if to.password else {})
    if os.path.exists(options := os.path.expanduser("~/.my.cnf")):
        told["read_default_file"] = options
    try:
        connection = pymysql.connect(**told)
    except (pymysql.Error, OSError, RuntimeError, ValueError) as error:
        raise Unreadable(_REFUSALS.get(code(error), "no connection can be made")) from None
    try:
        _settle(connection, asked.seconds)
        yield connection
    except (pymysql.Error, OSError) as error:
        raise Unreadable(reason(error)) from None
    finally:
        with suppress(pymysql.Error, OSError):
            connection.close()


def _settle(connection: Any, seconds: float) -> None:
    """Make every transaction read-only, and bound what a statement takes, by whichever name the server knows."""
    import pymysql

    with connection.cursor() as cursor:
        for statement in (
            f"SET SESSION max_statement_time = {seconds:g}",  # MariaDB
            f"SET SESSION max_execution_time = {int(seconds * 1000)}",  # MySQL
            f"SET SESSION lock_wait_timeout = {max(1, int(seconds))}",
            "SET SESSION sql_quote_show_create = 1, SESSION sql_mode = ''",
        ):
            with suppress(pymysql.Error):
                cursor.execute(statement)
        cursor.execute("SET SESSION TRANSACTION READ ONLY")
        cursor.execute("START TRANSACTION READ ONLY")


def code(error: BaseException) -> int:
    """An error's number, 0 where it has none."""
    first = error.args[0] if error.args else 0
    return first if isinstance(first, int) else 0


def reason(error: BaseException) -> str:
    """What went wrong with a statement."""
    return _REASONS.get(
        code(error), f"the server refuses ({code(error)})" if code(error) else "the connection was lost"
    )
