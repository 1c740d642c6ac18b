"""A connection that can only read, and what goes wrong with one in words that quote nothing."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Timer
from typing import Any

from minlint.errors import Unreadable
from minlint.read.live import GRACE, Asked, driver

_PATIENCE = 10
"""Seconds within which a server is to take up a connection, unless the address says otherwise."""

_REFUSALS = (  # what libpq says, and what that means
    ("no password supplied", "it asks for a password: give PGPASSWORD, ~/.pgpass or PGPASSFILE"),
    ("password authentication failed", "user name and password don't fit"),
    ("authentication failed", "it doesn't let this user in"),
    ("no pg_hba.conf entry", "it doesn't let this user in from here (pg_hba.conf)"),
    ("database", "there is no such database, or this user may not connect to it"),
    ("role", "there is no such user"),
    ("could not translate host name", "there is no such host"),
    ("failed to resolve host", "there is no such host"),
    ("Connection refused", "nobody listens there (connection refused)"),
    ("No such file or directory", "nobody listens there (no such socket)"),
    ("timeout", "no answer in time"),
    ("SSL", "no encrypted connection can be made (sslmode)"),
    ("too many", "it has too many connections"),
    ("starting up", "it is still starting up"),
)


@contextmanager
def connected(address: str, asked: Asked) -> Iterator[Any]:
    """A connection in autocommit whose transactions are all read-only, with names always qualified.

    Raises `Unreadable` where none can be made.
    """
    psycopg = driver("psycopg", "postgres")
    try:
        told = psycopg.conninfo.conninfo_to_dict(address)
    except psycopg.Error:
        raise Unreadable("the address says something that libpq doesn't know") from None
    told.setdefault("connect_timeout", os.environ.get("PGCONNECT_TIMEOUT") or _PATIENCE)
    told.setdefault("application_name", "minlint")
    try:
        connection = psycopg.connect(**told, autocommit=True, prepare_threshold=None)
    except psycopg.Error as error:
        raise Unreadable(_refusal(str(error))) from None
    try:
        with bounded(connection, asked.seconds):
            _settle(connection, asked)
        yield connection
    except psycopg.Error as error:
        raise Unreadable(reason(error)) from None
    finally:
        with suppress(psycopg.Error):
            connection.close()


def _settle(connection: Any, asked: Asked) -> None:
    """Make every transaction read-only, and bound what a statement takes."""
    wait = int(asked.seconds * 1000)
    for name, value in (
        ("default_transaction_read_only", "on"),
        ("statement_timeout", str(wait)),
        ("lock_timeout", str(wait)),
        ("client_encoding", "UTF8"),
        ("DateStyle", "ISO, YMD"),
        ("IntervalStyle", "iso_8601"),
        ("bytea_output", "hex"),
        ("extra_float_digits", "1"),
        ("search_path", ""),
    ):
        connection.execute("SELECT set_config(%s, %s, false)", (name, value))


def _refusal(said: str) -> str:
    return next((meant for word, meant in _REFUSALS if word in said), "no connection can be made")


def reason(error: Any) -> str:
    """What went wrong with a statement."""
    state = error.sqlstate or ""
    if state == "57014":
        return "it took longer than a statement may (`?timeout=SECONDS` in the address)"
    if state == "42501":
        return "no right to read it"
    if state in ("42P01", "XX000", "42704"):
        return "it was dropped meanwhile"
    if state == "55P03":
        return "it is locked by somebody else"
    if state.startswith(("57P", "08")) or not state:
        return "the connection was lost"
    return f"the server refuses ({state})"


@contextmanager
def bounded(connection: Any, seconds: float) -> Iterator[None]:
    """Give a server up that doesn't answer, some time after it should have ended the statement itself.

    Raises `Unreadable`. The connection is of no use then.
    """
    late = Event()
    with socket.socket(fileno=os.dup(connection.fileno())) as line:

        def hang_up() -> None:
            late.set()
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)

        timer = Timer(seconds + GRACE, hang_up)
        timer.daemon = True
        timer.start()
        try:
            yield
        except Exception:
            if late.is_set():
                raise Unreadable(f"the server gave no answer within {seconds + GRACE:g} s") from None
            raise
        finally:
            timer.cancel()
            timer.join()
