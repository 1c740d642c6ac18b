"""The content lines of vCard and iCalendar: unfolded, with their places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from minlint.model import Record, Span
from minlint.read import Options
from minlint.read.input import Input
from minlint.tuples import NamedTuple

_LINE = re.compile(r'(?:[\w-]+\.)?([A-Za-z][\w-]*)((?:;(?:[^":;]|"[^"]*")*)*):(.*)', re.DOTALL)
_LONGEST = 4_000


class Line(NamedTuple):
    """A property: its name in lower case, its value, and the place of its name."""

    name: str
    value: str
    span: Span


def lines(source: Input) -> Iterator[Line]:
    """The properties of a text; a line that continues another begins with a blank."""
    with source.opened() as text:
        for number, whole in _unfolded(text):
            found = _LINE.match(whole)
            if found:
                start = found.start(1) + 1
                span = Span(number, start, number, start + len(found[1]))
                yield Line(found[1].lower(), _value(found[2], found[3]), span)


def _unfolded(text: Iterable[str]) -> Iterator[tuple[int, str]]:
    begun, whole = 0, ""
    for number, line in enumerate(text, 1):
        bare = line.rstrip("\r\n")
        if bare[:1] in (" ", "\t") and begun:
            whole += bare[1:] if len(whole) < _LONGEST else ""
        else:
            if begun:
                yield begun, whole
            begun, whole = number, bare
    if begun:
        yield begun, whole


def _value(parameters: str, value: str) -> str:
    if "QUOTED-PRINTABLE" in parameters.upper():
        import quopri

        value = quopri.decodestring(value.encode("utf-8", "replace")).decode("utf-8", "replace")
    return re.sub(r"\\([,;nN\\])", lambda escaped: "\n" if escaped[1] in "nN" else escaped[1], value)[:_LONGEST]


def record(source: Input, kinds: frozenset[str], name: str, options: Options) -> Record | None:
    """One record, a row for each component of these kinds; what stands in one several times is a list."""
    from minlint.read.datasets import placed
    from minlint.read.json_rows import record_of_objects

    rows: list[dict[str, Any]] = []
    spans: dict[str, Span] = {}
    open_components: list[str] = []
    many: set[str] = set()
    for line in lines(source):
        if line.name == "begin":
            open_components.append(line.value.strip().lower())
            rows += [{}] if open_components[-1] in kinds else []
        elif line.name == "end":
            open_components = open_components[:-1]
        elif open_components and open_components[-1] in kinds and line.name not in ("version", "prodid", "rev"):
            many |= {line.name} & set(rows[-1])
            rows[-1].setdefault(line.name, []).append(line.value)
            spans.setdefault(line.name, line.span)
    if not rows:
        return None
    told = ({key: values if key in many else values[0] for key, values in row.items()} for row in rows)
    return placed(record_of_objects(told, name, options, text=True), spans)
