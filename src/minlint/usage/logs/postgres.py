"""PostgreSQL's log: what `log_statement` and `log_min_duration_statement` write, behind whatever prefix."""

from __future__ import annotations

import re
from collections.abc import Iterator

from minlint.usage.logs import lines
from minlint.usage.queries import Query, is_reading, purposes_in, statements

_ENTRY = re.compile(
    r"^(?P<prefix>.*?)\b(?:LOG|DEBUG\d?|INFO|NOTICE|WARNING|ERROR|FATAL|PANIC|DETAIL|HINT|CONTEXT|STATEMENT|QUERY):\s+"
)
_ASKED = re.compile(
    r"^(?:duration: [\d.]+ ms\s+)?(?:statement|(?:parse|bind|execute(?: fetch from)?) [^:]*):\s*(?P<text>.*)", re.DOTALL
)
_NAMED = re.compile(r"\b(?:user|usr|app|application|application_name)=(\[?[\w.@$-]+\]?)", re.IGNORECASE)
_PAIR = re.compile(r"(?<![\w.])([A-Za-z_][\w.$-]*)@[A-Za-z_][\w.$-]*")


def claims(name: str, head: str) -> bool:  # noqa: ARG001
    return bool(re.search(r"\bLOG:\s+(?:duration: [\d.]+ ms\s+)?(?:statement|execute |parse |bind )", head))


def asked(message: str) -> str:
    """The statement of a message; empty where it tells of none."""
    found = _ASKED.match(message)
    return found["text"] if found else ""


def queries(path: str, head: str) -> Iterator[Query]:  # noqa: ARG001
    """Its statements; who asked is taken from the prefix: `user=…,app=…`, or `user@database`."""
    prefix, message = "", ""
    for line in lines(path):
        found = _ENTRY.match(line)
        if found and not line.startswith("\t"):
            yield from _of(prefix, message, path)
            prefix, message = found["prefix"], line[found.end() :]
        else:
            message += "\n" + line.removeprefix("\t")
    yield from _of(prefix, message, path)


def _of(prefix: str, message: str, path: str) -> Iterator[Query]:
    names = tuple(dict.fromkeys((*_NAMED.findall(prefix), *_PAIR.findall(prefix))))
    for text in statements(asked(message)):
        if is_reading(text):
            yield Query(text, (*(name.strip("[]") for name in names), path), "postgres", purposes=purposes_in(text))
