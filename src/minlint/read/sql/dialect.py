"""Which SQL a file is written in: everything that differs before grammar does, decided in this one place."""

from __future__ import annotations

import re
from typing import NamedTuple


class Dialect(NamedTuple):
    """How a dialect writes strings, comments and names.

    ``backslash``: escapes in every string. ``hashes``: ``#`` begins a comment, and ``--`` only before a space.
    ``executed``: ``/*! … */`` is code. ``dollars``: ``$tag$ … $tag$`` is a string. ``nested``: block comments nest.
    ``brackets``: ``[name]`` is a name. ``rowid``: an ``INTEGER PRIMARY KEY`` fills itself.
    """

    name: str
    backslash: bool = False
    hashes: bool = False
    executed: bool = False
    dollars: bool = False
    nested: bool = False
    brackets: bool = False
    rowid: bool = False


POSTGRES = Dialect("postgres", dollars=True, nested=True)
MYSQL = Dialect("mysql", backslash=True, hashes=True, executed=True)
SQLITE = Dialect("sqlite", brackets=True, rowid=True)

SNIFFED = 65_536
"""How many characters are looked at; a dialect shows in its first table."""

_SUFFIXES = ((".mysql", MYSQL), (".psql", POSTGRES), (".pgsql", POSTGRES))
_DUMPS = (
    (MYSQL, r"^-- (?:MySQL|MariaDB) dump |^/\*M?!\d"),
    (POSTGRES, r"^-- PostgreSQL database (?:cluster )?dump|^\\(?:connect|restrict) "),
    (SQLITE, r"^PRAGMA "),
)
_MARKS = (
    (
        MYSQL,
        (
            r"`|\b(?:AUTO_INCREMENT|ENGINE\s*=|UNSIGNED\b|(?:TINY|MEDIUM|LONG)(?:INT|TEXT|BLOB)\b|CHARACTER\s+SET\b)"
            r"|\b(?:ON\s+UPDATE\s+CURRENT_TIMESTAMP|(?:MODIFY|CHANGE)\s+COLUMN)\b|\bENUM\s*\(|^DELIMITER\s|^#"
        ),
    ),
    (
        POSTGRES,
        (
            r"\$\w*\$|::|\b(?:(?:BIG|SMALL)?SERIAL|TIMESTAMPTZ|JSONB|BYTEA|CHARACTER\s+VARYING|TIMESTAMP\s+WITH(?:OUT)?)\b"
            r"|\b(?:COMMENT\s+ON|CREATE\s+EXTENSION|AS\s+ENUM|ADD\s+VALUE|plpgsql)\b"
        ),
    ),
    (
        SQLITE,
        (
            r"\b(?:AUTOINCREMENT|WITHOUT\s+ROWID|sqlite_sequence|CREATE\s+VIRTUAL\s+TABLE)\b|\bPRAGMA\s|\)\s*STRICT\s*;"
            r"|\bTABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?\[|[(,]\s*\[[A-Za-z_ ]+\]\s+\w"
        ),
    ),
)
_ASIDE = re.compile(r"--[^\r\n]*+|'[^'\r\n]*+'?|/\*[^!M](?:[^*]++|\*(?!/))*+(?:\*/)?")


def detect(text: str, name: str = "") -> Dialect:
    """The dialect of a text, by the file's suffix, a dump's banner, or its words; PostgreSQL where nothing shows."""
    head = text[:SNIFFED]
    for suffix, dialect in _SUFFIXES:
        if name.lower().endswith(suffix):
            return dialect
    for dialect, banner in _DUMPS:
        if re.search(banner, head, re.MULTILINE):
            return dialect
    code = _ASIDE.sub(" ", head)
    counts = [(len(re.findall(marks, code, re.IGNORECASE | re.MULTILINE)), dialect) for dialect, marks in _MARKS]
    best, dialect = max(counts, key=lambda pair: pair[0])
    return dialect if best else POSTGRES
