"""JSON Lines: one object a line, nested as deep as it likes."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from typing import Any

from minlint.errors import SyntaxProblem, Unreadable
from minlint.located import Node, parse_json
from minlint.model import Kind, Problem, Record, Source, Span
from minlint.read import Options
from minlint.read.input import Input

NAME = "jsonl"
TITLE = "JSON Lines"
KIND: Kind = "data"
SUFFIXES = (".jsonl", ".ndjson")
READS = """The paths of its objects' keys with a sample of their values."""
IDIOM = """None of its own: bindings and waivers stand in the manifest."""
LIMITS = """Up to 2 million rows every row is read, beyond that a sample."""

_OUTLINES = 1_000  # different shapes of objects whose keys' places are looked for
_LARGEST = 64 << 20  # bytes of one object


def claims(source: Input) -> bool:
    """A text whose first line that isn't blank begins an object."""
    return source.head.startswith((b"\xff\xfe", b"\xfe\xff")) or _body(source.head).startswith((b"{", b"\x00{"))


def _body(head: bytes) -> bytes:
    return head.removeprefix(b"\xef\xbb\xbf").lstrip()


def read(source: Input, options: Options) -> Source:
    """One record with the objects' leaves; a leaf stands where its key first occurs. A line that is no object is a
    problem of its own."""
    from minlint.read.datasets import placed, shortened

    scan = _Scan()
    with tempfile.TemporaryDirectory(prefix="minlint-") as folder:
        path, copied = os.path.join(folder, "rows.jsonl"), source.file is None
        with source.opened() as lines:
            scan.all(lines)
        if not scan.objects:
            raise Unreadable("no line of it is a JSON object", scan.problems[0].line if scan.problems else None)
        if scan.problems or copied or not _as_is(source):
            with source.opened() as lines, open(path, "w", encoding="utf-8", errors="replace") as copy:
                copy.writelines(line.strip() + "\n" for line in lines if _object(line) is not None)
            copied = True
        record = _record(source, path if copied else source.file or "", options)
        if "json" not in scan.spans:
            record = _unwrapped(record)
        record = placed(record, scan.spans)
    return Source(source.name, NAME, KIND, (record,), shortened(scan.problems))


def _as_is(source: Input) -> bool:
    """Whether the engine reads this encoding: UTF-8 without a mark."""
    return source.encoding == "utf-8" and not source.head.startswith(b"\xef\xbb\xbf")


def _record(source: Input, path: str, options: Options) -> Record:
    from minlint.read.datasets import engine, record_of, stem

    told = {"format": "newline_delimited", "sample_size": -1, "maximum_object_size": _LARGEST}
    with engine() as connection:
        return record_of(
            connection, connection.read_json(path, table_name="minlint_rows", **told), stem(source), options
        )


def _unwrapped(record: Record) -> Record:
    """Without the column ``json`` that the engine puts around objects whose keys it takes for data."""
    fields = (field._replace(path=field.path.removeprefix("json.")) for field in record.fields)
    return record._replace(fields=tuple(fields))


def _object(line: str) -> dict[str, Any] | None:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


class _Scan:
    """Holds every line against JSON, and remembers where each key first stands."""

    def __init__(self) -> None:
        self.spans: dict[str, Span] = {}
        self.problems: list[Problem] = []
        self.objects = 0
        self._known: set[tuple[Any, ...]] = set()

    def all(self, lines: Iterator[str]) -> None:
        """Look at all lines."""
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            found = _object(line)
            if found is None:
                self.problems.append(Problem("E002", "a line that is no JSON object", number))
                continue
            self.objects += 1
            outline = _outline(found)
            if len(self._known) < _OUTLINES and outline not in self._known:
                self._known.add(outline)
                self.places(line, number)

    def places(self, line: str, number: int) -> None:
        """Note the places of a line's keys that weren't seen before."""
        try:
            root = parse_json(line.rstrip("\r\n"), "")
        except SyntaxProblem:
            return  # what only the standard library takes for JSON: NaN, Infinity
        for path, span in _keys(root, ""):
            inside = Span(number, span.column + 1, number, span.end_column - 1)  # without the quotes
            self.spans.setdefault(path, inside)


def _outline(value: Any) -> tuple[Any, ...]:
    """The keys of an object and of what it holds, of a list's elements all together."""
    if isinstance(value, dict):
        return tuple((key, _outline(item)) if isinstance(item, (dict, list)) else key for key, item in value.items())
    return tuple(dict.fromkeys(_outline(item) for item in value if isinstance(item, (dict, list))))


def _keys(node: Node, path: str) -> Iterator[tuple[str, Span]]:
    if isinstance(node.value, dict):
        for key, member in node.value.items():
            inner = f"{path}.{key}" if path else key
            yield inner, member.key
            yield from _keys(member.node, inner)
    elif isinstance(node.value, list):
        for item in node.value:
            yield from _keys(item, f"{path}[]")
