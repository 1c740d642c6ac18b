"""Histories of queries as tables: pg_stat_statements, BigQuery's jobs, Snowflake's query history, audit logs; CSV, JSON
Lines and JSON with a column of queries."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from minlint.usage.files import opened
from minlint.usage.logs import lines
from minlint.usage.queries import Query, is_reading, purposes_in, statements

_QUERY = ("query_text", "querytext", "query", "sql_text", "sqltext", "sql", "statement_text", "statement", "querytxt")
_USER = (
    *(
        "user_name",
        "username",
        "user_email",
        "usename",
        "rolname",
        "user",
        "principal_email",
        "principalemail",
        "userid",
    ),
    *("user_id", "session_user", "role_name", "executed_by", "login_name"),
)
_APPLICATION = ("application_name", "app_name", "application", "client_application", "program_name", "query_tag")
_SPEAKS = {"query_text": "snowflake", "user_email": "bigquery", "total_bytes_billed": "bigquery", "usename": "postgres"}


def claims(name: str, head: str) -> bool:
    if head.lstrip()[:1] in ("{", "["):
        return any(f'"{key}"' in head.casefold() for key in (*_QUERY, "message"))
    return name.endswith((".csv", ".tsv")) and bool(_places(_first(head)) or _is_csvlog(head))


def queries(path: str, head: str) -> Iterator[Query]:
    """The queries of its rows, with who asked them."""
    if head.lstrip()[:1] in ("{", "["):
        yield from _of_objects(path, head)
        return
    csv.field_size_limit(min(sys.maxsize, 1 << 30))
    with opened(path) as text:
        rows = csv.reader(text, delimiter="\t" if "\t" in head.partition("\n")[0] else ",")
        if _is_csvlog(head):
            yield from _of_csvlog(rows, path)
            return
        names = [name.strip().casefold() for name in next(rows, [])]
        for row in _readable(rows):
            yield from _of(dict(zip(names, row, strict=False)), path)


def _readable(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    try:
        yield from rows
    except csv.Error:
        return


def _first(head: str) -> list[str]:
    line = head.partition("\n")[0]
    return [name.strip().casefold() for name in next(csv.reader([line], delimiter="\t" if "\t" in line else ","), [])]


def _places(names: Sequence[str]) -> list[str]:
    return [name for name in _QUERY if name in names]


def _is_csvlog(head: str) -> bool:
    """Whether this is PostgreSQL's own CSV log, which has no header: its severity stands in the twelfth column."""
    row = _first(head)
    return len(row) >= 23 and row[11] in ("log", "statement", "error", "fatal", "warning", "notice", "detail")


def _of_csvlog(rows: Iterator[list[str]], path: str) -> Iterator[Query]:
    from minlint.usage.logs.postgres import asked

    for row in _readable(rows):
        if len(row) >= 23 and (text := asked(row[13])):
            names = tuple(name for name in (row[1], row[22]) if name)
            yield Query(text, (*names, path), "postgres", purposes=purposes_in(text))


def _of_objects(path: str, head: str) -> Iterator[Query]:
    if head.lstrip()[:1] == "[" or "\n" not in head.strip():
        with opened(path) as text:
            try:
                said = json.load(text)
            except (ValueError, RecursionError):
                return
        for item in said if isinstance(said, list) else [said]:
            yield from _of_object(item, path)
        return
    for line in lines(path):
        try:
            yield from _of_object(json.loads(line), path)
        except (ValueError, RecursionError):
            continue


def _of_object(item: Any, path: str) -> Iterator[Query]:
    """The queries of an object, however deep they stand in it."""
    flat = dict(_leaves(item)) if isinstance(item, dict) else {}
    if not _places(tuple(flat)) and "message" in flat:
        from minlint.usage.logs.postgres import asked

        flat = {**flat, "query": asked(flat["message"]), "usename": flat.get("user", "")}
    yield from _of(flat, path)


def _leaves(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The texts in an object by their last name, the outer ones last, so that they win."""
    pending, found = [item], []
    while pending:
        node = pending.pop()
        found += [(str(key).casefold(), value) for key, value in node.items() if isinstance(value, str)]
        pending += [value for value in node.values() if isinstance(value, dict)]
    yield from reversed(found)


def _of(row: Mapping[str, str], path: str) -> Iterator[Query]:
    text = next((row[name] for name in _QUERY if row.get(name)), "")
    who = [next((row[name] for name in names if row.get(name)), "") for names in (_USER, _APPLICATION)]
    dialect = next((dialect for name, dialect in _SPEAKS.items() if name in row), "")
    for statement in statements(text) if text else ():
        if is_reading(statement):
            yield Query(statement, (*filter(None, who), path), dialect, purposes=purposes_in(statement))
