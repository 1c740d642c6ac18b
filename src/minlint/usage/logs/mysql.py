"""The general log and the slow query log of MySQL and MariaDB."""

from __future__ import annotations

import re
from collections.abc import Iterator

from minlint.usage.logs import lines
from minlint.usage.queries import Query, is_reading, purposes_in, statements

_COMMAND = re.compile(
    r"^(?:\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)|\d{6}\s+\d{1,2}:\d\d:\d\d|\t)?\s*(?P<id>\d+)\s"
    r"(?P<command>Query|Execute|Prepare|Connect|Quit|Init DB|Close stmt|Field List|Change user|Statistics|Ping)\b"
    r"\s?(?P<rest>.*)"
)
_WHO = re.compile(r"^# (?:Time: .*# )?User@Host:\s*\[?(?P<user>[^\s\[\]]*)")
_CONNECTED = re.compile(r"^\s*(?P<user>[^\s@]+)@")
_ASIDE = re.compile(r"^(?:use \S+|SET timestamp=\d+|SET (?:last_insert_id|insert_id)=\d+.*);?$", re.IGNORECASE)
_OPENING = re.compile(r"^(?:/\S*(?:mysqld|mariadbd)\S*, Version:|Tcp port:|Time\s+Id\s+Command)")


def claims(name: str, head: str) -> bool:  # noqa: ARG001
    return "# User@Host:" in head or any(
        (found := _COMMAND.match(line)) and found["command"] in ("Query", "Connect", "Execute")
        for line in head.splitlines()
    )


def queries(path: str, head: str) -> Iterator[Query]:
    """Its statements, with the user whose connection asked them."""
    found = _slow(path) if "# User@Host:" in head else _general(path)
    for user, text in found:
        for statement in statements(text):
            if is_reading(statement):
                names = (user, path) if user else (path,)
                yield Query(statement, names, "mysql", purposes=purposes_in(statement))


def _general(path: str) -> Iterator[tuple[str, str]]:
    users: dict[str, str] = {}
    who, text = "", ""
    for line in lines(path):
        found = _COMMAND.match(line)
        if not found:
            text += "" if _OPENING.match(line) else f"\n{line}"
            continue
        yield who, text
        who, text = "", ""
        if found["command"] in ("Connect", "Change user") and (named := _CONNECTED.match(found["rest"])):
            users[found["id"]] = named["user"]
        elif found["command"] in ("Query", "Execute"):
            who, text = users.get(found["id"], ""), found["rest"]
    yield who, text


def _slow(path: str) -> Iterator[tuple[str, str]]:
    who, text = "", ""
    for line in lines(path):
        if named := _WHO.match(line):
            yield who, text
            who, text = named["user"], ""
        elif not (line.startswith("# ") or _ASIDE.match(line) or _OPENING.match(line)):
            text += f"{line}\n"
    yield who, text
