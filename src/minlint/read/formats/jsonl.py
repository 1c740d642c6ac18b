"""JSON Lines: one object a line, nested as deep as it likes."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from typing import Any

from minlint import scratch
from minlint.errors import SyntaxProblem, Unreadable
from minlint.located import parse_json
from minlint.model import Kind, Problem, Source, Span
from minlint.read import Options
from minlint.read.input import Input
from minlint.read.json_rows import places, record_of_files, unwrapped
from minlint.read.lines import lines_of
from minlint.read.parts import has_keys, stem

NAME = "jsonl"
TITLE = "JSON Lines"
KIND: Kind = "data"
SUFFIXES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz", ".jsonl.zst", ".ndjson.zst")
READS = """The paths of its objects' keys with a sample of their values; packed with gzip or Zstandard; part files and
partitioned folders (`year=2026/…`) as one dataset, its keys as columns."""
IDIOM = """None of its own: bindings and waivers stand in the manifest."""
LIMITS = """Up to 2 million rows every row is read, beyond that a sample."""

_OUTLINES = 1_000  # different shapes of objects whose keys' places are looked for


def claims(source: Input) -> bool:
    """A text whose first line that isn't blank begins an object; what is packed isn't looked into."""
    if source.packing:
        return True
    return source.head.startswith((b"\xff\xfe", b"\xfe\xff")) or _body(source.head).startswith((b"{", b"\x00{"))


def _body(head: bytes) -> bytes:
    return head.removeprefix(b"\xef\xbb\xbf").lstrip()


def read(source: Input, options: Options) -> Source:
    """One record with the objects' leaves; a leaf stands where its key first occurs. A line that is no object is a
    problem of its own."""
    from minlint.read.datasets import placed, shortened

    scan, problems, paths = _Scan(), list[Problem](), list[str]()
    with scratch.folder() as folder:
        for number, part in enumerate(source.apart()):
            try:
                with part.opened() as lines:
                    scan.all(lines_of(lines))
                paths += [_ready(part, scan, os.path.join(folder, str(number)))] if scan.objects else []
                problems += scan.problems if part is source else _named(scan.problems, part)
            except Unreadable as error:
                if part is source:
                    raise
                problems += _named([Problem("E002", error.reason)], part)
        if not paths:
            raise Unreadable("no line of it is a JSON object", problems[0].line if problems else None)
        name, keyed = stem(source.name), has_keys(source.name)
        record = record_of_files(paths, "newline_delimited", name, options, keyed=keyed)
    record = record if "json" in scan.spans else unwrapped(record)
    record = record if source.parts else placed(record, scan.spans)
    return Source(source.name, NAME, KIND, (record,), shortened(problems))


def _named(problems: list[Problem], part: Input) -> list[Problem]:
    """Problems of a part, which has no lines of the whole."""
    file = os.path.basename(part.name)
    places = [f"line {problem.line} of {file}" if problem.line else f"the part {file}" for problem in problems]
    return [Problem(found.code, f"{found.reason} ({place})") for found, place in zip(problems, places, strict=True)]


def _ready(part: Input, scan: _Scan, folder: str) -> str:
    """The file for the engine: a part's own, or a copy of its objects alone, in folders of the same keys."""
    if part.file and not (scan.problems or part.packing) and _as_is(part):
        return part.file
    folder = os.path.join(folder, *(step for step in part.name.split("/")[:-1] if has_keys(step + "/")))
    os.makedirs(folder)
    path = os.path.join(folder, "rows.jsonl")
    with part.opened() as lines, open(path, "w", encoding="utf-8", errors="replace") as copy:
        copy.writelines(line.strip() + "\n" for line in lines_of(lines) if _object(line) is not None)
    return path


def _as_is(source: Input) -> bool:
    """Whether the engine reads this encoding: UTF-8 without a mark."""
    return source.encoding == "utf-8" and not source.head.startswith(b"\xef\xbb\xbf")


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
        """Look at all lines of a file."""
        self.problems, self.objects = [], 0
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
        for path, span in places(root):
            self.spans.setdefault(path, Span(number, span.column, number, span.end_column))


def _outline(value: Any) -> tuple[Any, ...]:
    """The keys of an object and of what it holds, of a list's elements all together."""
    if isinstance(value, dict):
        return tuple((key, _outline(item)) if isinstance(item, (dict, list)) else key for key, item in value.items())
    return tuple(dict.fromkeys(_outline(item) for item in value if isinstance(item, (dict, list))))
