"""Queries: their text, who asks them, and when two are the same."""

from __future__ import annotations

import re

from minlint.tuples import NamedTuple

LONGEST = 200_000
"""Characters of a query that is parsed; a longer one counts as one that can't be."""


class Query(NamedTuple):
    """A query: its text, which never leaves the process, who asks it, and in which dialect.

    ``names`` are those of a user, an application or a file; ``makes`` the relation that it defines (a view, a model);
    ``purposes`` those that its comments name.
    """

    text: str
    names: tuple[str, ...]
    dialect: str = ""
    makes: str = ""
    purposes: tuple[str, ...] = ()

    @property
    def folded(self) -> str:
        """The text without what differs from one run to the next: literals, spaces, comments."""
        text = _COMMENT.sub(" ", self.text[:LONGEST])
        return _LIST.sub("?", " ".join(_LITERAL.sub("?", text).split())).casefold()


_COMMENT = re.compile(r"/\*.*?\*/|--[^\n]*", re.DOTALL)
_LITERAL = re.compile(r"'(?:[^'\\]|''|\\.)*'|\b\d+(?:\.\d+)?\b|\$\d+")
_LIST = re.compile(r"\?(?: ?, ?\?)+")
_READS = re.compile(
    r"\s*\(*\s*(select|with|insert|update|delete|merge|create|copy|explain|table|declare|prepare|replace|unload|export)\b",
    re.IGNORECASE,
)
_PURPOSE = re.compile(r"minlint:\s*purpose\s*=\s*([a-z0-9-]+(?:\s*,\s*[a-z0-9-]+)*)")
_BACKUP = re.compile(r"/\*!\d+ SQL_NO_CACHE \*/", re.IGNORECASE)
_BACKING_UP = frozenset(("pg_dump", "pg_dumpall", "mysqldump", "mariadb-dump", "pg_basebackup"))


def is_reading(text: str) -> bool:
    """Whether a statement may read something: not one that begins a transaction, sets or grants."""
    return bool(_READS.match(_COMMENT.sub(" ", text[:2_000])))


def is_backup(query: Query) -> bool:
    """Whether a tool that copies whole tables asks it: that uses nothing."""
    return bool(_BACKUP.search(query.text[:200])) or any(name.casefold() in _BACKING_UP for name in query.names)


def purposes_in(text: str) -> tuple[str, ...]:
    """The purposes that comments name: `minlint: purpose=…`, as beside the data."""
    found = (item.strip() for match in _PURPOSE.finditer(text) for item in match[1].split(","))
    return tuple(dict.fromkeys(found))


def statements(text: str) -> list[str]:
    """A script's statements: parted at semicolons that stand outside of quotes and comments."""
    parts, start = [], 0
    for match in _PIECES.finditer(text):
        if match[0] == ";":
            parts.append(text[start : match.start()])
            start = match.end()
    parts.append(text[start:])
    return [part for part in parts if part.strip()]


_PIECES = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|`[^`]*`|--[^\n]*|/\*.*?\*/|\$(\w*)\$.*?\$\1\$|;", re.DOTALL)
