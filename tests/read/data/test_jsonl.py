"""JSON Lines: leaves with types and places, nested as deep as they are, and lines that are no objects."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from minlint.model import Problem, Source, Span
from minlint.read import Options, read
from minlint.read.formats import jsonl
from minlint.read.input import Input

EVENTS = """{"id": 1, "user": {"email": "ada@example.org", "id": 7}, "tags": ["new", "vip"], "at": "2024-01-02"}

{"id": 2, "user": {"phone": "+1 202 555 0143"}, "items": [{"sku": "a1", "n": 2}, {"sku": "b2", "n": 1}]}
{"id": 3, "user": {"email": "ben@example.org"}, "at": "2024-01-03"}
"""


def source_of(tmp_path: Path, content: str | bytes, name: str = "events.jsonl") -> Source:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    found = read(Input(name, str(path)), Options())
    assert found is not None
    return found


def at(line: int, key: str) -> Span:
    """Where a key stands in a line of the events, for the last time."""
    column = EVENTS.split("\n")[line - 1].rindex(f'"{key}"') + 2
    return Span(line, column, line, column + len(key))


def test_leaves_types_and_places(tmp_path: Path) -> None:
    source = source_of(tmp_path, EVENTS)
    record = source.records[0]
    assert (source.problems, source.text, record.name, record.rows) == ((), None, "events", 3)
    assert [(field.path, field.type, field.span) for field in record.fields] == [
        ("id", "bigint", Span(1, 3, 1, 5)),
        ("user.email", "varchar", at(1, "email")),
        ("user.id", "bigint", at(1, "id")),
        ("user.phone", "varchar", at(3, "phone")),
        ("tags[]", "varchar", at(1, "tags")),
        ("at", "date", at(1, "at")),
        ("items[].sku", "varchar", Span(3, 61, 3, 64)),
        ("items[].n", "bigint", Span(3, 74, 3, 75)),
    ]
    values = {field.path: field.values for field in record.fields}
    email, tags = values["user.email"], values["tags[]"]
    assert email is not None
    assert tags is not None
    assert (email.rows, email.nulls, dict(email.items())) == (3, 1, {"ada@example.org": 1, "ben@example.org": 1})
    assert dict(tags.items()) == {"new": 1, "vip": 1}


def test_lines_that_are_no_objects(tmp_path: Path) -> None:
    source = source_of(tmp_path, '{"id": 1}\n{"id": canary}\n[1, 2]\n{"id": 2}\n"canary"\n{"id":\n', "x.ndjson")
    assert source.problems == tuple(Problem("E002", "a line that is no JSON object", line) for line in (2, 3, 5, 6))
    assert source.records[0].rows == 2
    assert "canary" not in repr(source)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    source = source_of(tmp_path, '{"größe": 1, "ort": "Köln"}\n{"größe": 2, "ort": "Zürich"}\n'.encode(encoding))
    assert [(field.path, field.span) for field in source.records[0].fields] == [
        ("größe", Span(1, 3, 1, 8)),
        ("ort", Span(1, 15, 1, 18)),
    ]
    assert set(source.records[0].fields[1].values or ()) == {"Köln", "Zürich"}


def test_vectors(tmp_path: Path) -> None:
    rng = random.Random(4)
    lines = [json.dumps({"who": f"p{i}", "embedding": [rng.gauss(0, 0.1) for _ in range(128)]}) for i in range(300)]
    field = source_of(tmp_path, "\n".join(lines)).records[0].fields[1]
    assert (field.path, field.type) == ("embedding", "double[128]")
    assert field.vector is not None
    assert (field.vector.dimension, field.vector.rows) == (128, 300)
    assert field.values is not None
    assert len(field.values) == 200


def test_no_object_at_all(tmp_path: Path) -> None:
    source = source_of(tmp_path, "{broken\n{too\n")
    assert [(problem.code, problem.line) for problem in source.problems] == [("E001", 1)]


def test_what_is_no_json_lines_is_passed_over() -> None:
    assert not jsonl.claims(Input("x.jsonl", data=b"name: value\n"))
    assert not jsonl.claims(Input("x.jsonl", data=b""))
    assert jsonl.claims(Input("x.jsonl", data=b'\n\n{"a": 1}\n'))


def test_standard_input_and_deep_nesting() -> None:
    deep = '{"a":' * 3000 + "1" + "}" * 3000
    source = jsonl.read(Input("people.jsonl", data=f'{{"mail": "ada@example.org"}}\n{deep}\n'.encode()), Options())
    assert source.records[0].fields[0].path == "mail"
    assert [problem.line for problem in source.problems] == [2]


def test_keys_that_are_data(tmp_path: Path) -> None:
    lines = [
        {"day": 1, "by_member": {"ada@example.org": {"visits": 3}, "ben@example.org": {"visits": 1}}},
        {"day": 2, "by_member": {"cleo@example.org": {"visits": 2}}, "by_date": {"2024-01-02": "x", "2024-01-03": 4}},
    ]
    source = source_of(tmp_path, "\n".join(map(json.dumps, lines)))
    fields = source.records[0].fields
    assert [(field.path, field.type) for field in fields] == [
        ("day", "bigint"),
        ("by_member.{key}.visits", "bigint"),
        ("by_date.{key}", "varchar"),
    ]
    assert [field.span for field in fields] == [Span(1, 3, 1, 6), Span(1, 13, 1, 22), Span(2, 63, 2, 70)]
    assert sorted(fields[1].values or ()) == [1, 2, 3]
    assert "example.org" not in repr(source)


def test_a_file_keyed_by_data(tmp_path: Path) -> None:
    lines = [{f"ada{number}@example.org": {"score": number}} for number in range(20)]
    source = source_of(tmp_path, "\n".join(map(json.dumps, lines)))
    assert [field.path for field in source.records[0].fields] == ["{key}.score"]
    assert "ada" not in repr(source)
