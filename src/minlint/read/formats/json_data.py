"""JSON as data: a list of objects, or an object that holds little but such lists."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any

from minlint.errors import SyntaxProblem, Unreadable
from minlint.located import Node, parse_json
from minlint.model import Kind, Record, Source, Span
from minlint.read import Options
from minlint.read.input import HEAD, Input
from minlint.read.json_rows import places, record_of_files, record_of_objects, unwrapped
from minlint.read.parts import stem

NAME = "json"
TITLE = "JSON with lists of objects"
KIND: Kind = "data"
SUFFIXES = (".json",)
READS = """A list of objects as one record; an object that holds little but lists of objects as a record for each,
named by its key, or by the file where there is one list. Nested keys are paths, with a sample of their values."""
IDIOM = """None of its own: bindings and waivers stand in the manifest."""
LIMITS = """Other JSON is settings, messages or documents, and passed over. Objects that hold lists are read up to
100 MB. Keys have places in files of up to 5 MB."""

_LIST = re.compile(rb"\s*\[\s*\{")
_HOLDS_LIST = re.compile(rb'\s*\{.*?"\s*:\s*\[\s*\{', re.DOTALL)
_SETTINGS = ("package.json", "composer.json", "package-lock.json", "npm-shrinkwrap.json")
_MOST = 0.8  # share of an object's text that lists must make up
_LARGEST = 100_000_000  # characters of an object that is read
_PLACED = 5_000_000  # characters of a text whose keys have places
_LOOKED_AT = 1_000  # objects whose keys are looked at for places

Rows = Sequence[Mapping[str, Any]]


def claims(source: Input) -> bool:
    """A list that begins with an object, or an object whose text is nearly all lists of several objects."""
    head = source.head.removeprefix(b"\xef\xbb\xbf")
    if os.path.basename(source.name) in _SETTINGS or b"\0" in head:
        return False
    if _LIST.match(head):
        return True
    return bool(_HOLDS_LIST.match(head)) and (len(head) >= HEAD or bool(_lists(source.text)))


def read(source: Input, options: Options) -> Source:
    """One record a list. Raises `Unreadable` for what is no JSON, with its place."""
    if _LIST.match(source.head.removeprefix(b"\xef\xbb\xbf")):
        records = [_of_list(source, options)]
    else:
        records = list(_of_object(source, options))
    return Source(source.name, NAME, KIND, tuple(records))


def _of_list(source: Input, options: Options) -> Record:
    name = stem(source.name)
    if source.file and source.encoding == "utf-8" and not source.head.startswith(b"\xef\xbb\xbf"):
        try:
            record = record_of_files([source.file], "array", name, options)
        except Unreadable:
            if source.size() <= _LARGEST:
                _loaded(source.text)  # says where it is wrong
            raise
    else:
        record = record_of_objects(_loaded(source.text), name, options)
    root = _tree(source) if source.size() <= _PLACED else None
    return _placed(record, root.value if root and isinstance(root.value, list) else ())


def _of_object(source: Input, options: Options) -> list[Record]:
    if source.size() > _LARGEST:
        raise Unreadable("an object of more than 100 MB; as JSON Lines, or as a list, it is read at any size")
    lists, root = _lists(source.text), _tree(source) if source.size() <= _PLACED else None
    if not lists:
        return []
    records = []
    for key, rows in lists.items():
        record = record_of_objects(rows, stem(source.name) if len(lists) == 1 else key, options)
        members = root.value[key].node.value if root and isinstance(root.value, dict) else ()
        records.append(_placed(record, members if isinstance(members, list) else ()))
    return records


def _lists(text: str) -> dict[str, Rows]:
    """An object's lists of objects by key; none where they aren't nearly all of it."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    lists = {key: value for key, value in found.items() if _is_rows(value)}
    rest = len(json.dumps({key: value for key, value in found.items() if key not in lists}))
    held = len(json.dumps(lists)) if lists else 0
    return lists if held >= _MOST * (held + rest) else {}


def _is_rows(value: Any) -> bool:
    """Whether these are several objects that share keys."""
    if not isinstance(value, list) or len(value) < 2 or not all(isinstance(item, dict) for item in value):
        return False
    return bool(set(value[0]) & set(value[1]))


def _loaded(text: str) -> Any:
    try:
        return json.loads(text)
    except RecursionError:
        raise Unreadable("nested too deeply") from None
    except json.JSONDecodeError as error:
        raise Unreadable("not JSON from here on", error.lineno, error.colno) from None


def _tree(source: Input) -> Node | None:
    try:
        return parse_json(source.text, "")
    except SyntaxProblem:
        return None  # what only the standard library takes for JSON: NaN, Infinity


def _placed(record: Record, rows: Sequence[Node]) -> Record:
    from minlint.read.datasets import placed

    spans: dict[str, Span] = {}
    for row in islice(rows, _LOOKED_AT):
        for path, span in places(row):
            spans.setdefault(path, span)
    return placed(record if "json" in spans else unwrapped(record), spans)
