"""Whatever bytes a reader is handed end in a source or in a clean message: damaged files, and noise."""

from __future__ import annotations

import csv
import io
import json
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minlint.errors import ManifestErrors
from minlint.manifest.loading import parse
from minlint.model import Source
from minlint.read import Options, listed, read
from minlint.read.input import Input
from tests.fuzzing import examples
from tests.read.data.samples import samples
from tests.read.formats import golden

ADDRESS = {"type": "object", "properties": {"street": {"type": "string"}, "geo": {"type": "array", "items": {}}}}
SCHEMA = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Patient",
    "x-purpose": ["care", "billing"],
    "type": "object",
    "required": ["name"],
    "properties": {
        "name": {"type": "string", "maxLength": 80, "x-minlint": "allow X101 until 2027-01-01 because a"},
        "home": {"$ref": "#/$defs/address"},
        "tags": {"patternProperties": {"^a": {"enum": ["b", None, 1.5e3]}}, "additionalProperties": {"$ref": "#"}},
    },
    "allOf": [{"if": {"properties": {"a": True}}, "then": {"$ref": "other.json#/x~1y"}}],
    "$defs": {"address": ADDRESS},
}
API = {
    "openapi": "3.1.0",
    "info": {"title": "Clinic", "version": "1"},
    "paths": {
        "/p/{id}": {
            "parameters": [{"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}],
            "post": {
                "operationId": "put",
                "requestBody": {
                    "content": {
                        "multipart/form-data": {"schema": ADDRESS, "encoding": {"geo": {"contentType": "a/b"}}},
                        "image/png": {},
                    }
                },
                "responses": {"200": {"headers": {"X": {"$ref": "#/components/headers/X"}}, "content": {}}},
                "callbacks": {"a": {"{$url}": {"post": {"requestBody": {"$ref": "#/components/requestBodies/B"}}}}},
            },
        }
    },
    "components": {
        "schemas": {"A": {"allOf": [{"$ref": "#/components/schemas/A"}, ADDRESS], "discriminator": {}}},
        "headers": {"X": {"schema": {"type": "integer"}}},
        "requestBodies": {"B": {"content": {"text/plain": {"schema": {"type": "string"}}}}},
    },
}
YAML = """\
# minlint: purpose=care
openapi: 3.0.0
paths: {}
components:
  schemas:
    Patient: &p
      # minlint: allow X101 until 2027-01-01 because a
      type: object
      properties: {<<: {a: {type: string}}, "na\\u00efve": {type: [string, 'null']}, ? b : {nullable: true}}
      description: |
        words # and more
    Copy: *p
"""
DICTIONARY = """\
Table,Column,Type,Required,Description,Allowed values
visits,reason,varchar(80),yes,"Why, ""in words"", in short",
visits,status,char(1),no,,n=new; o=old
people,e-mail,text,Y,Where bills go,
"""
ROWS = 'id;name;born\n1;"Ann; B";1970-01-02\n2;Ben;\n\n3;"C\nD";01.02.1980;9\n'
OBJECTS = '{"id": 1, "home": {"lat": 1.5}, "tags": ["a", {"b": null}]}\n{"id": 2}\n\n{"id": 9e999, "home": []}\n'
POSTGRES = """\
-- minlint: purpose=care
CREATE TYPE mood AS ENUM ('a', 'b''c'); CREATE DOMAIN mail AS text CHECK (VALUE ~ '@');
CREATE TABLE IF NOT EXISTS app."Visits" (
  id bigserial PRIMARY KEY, -- minlint: allow X101 until 2027-01-01 because a
  who int REFERENCES people (id), note varchar(80) DEFAULT 'x' NOT NULL, at timestamptz[] , tags mood[],
  CONSTRAINT c UNIQUE (who, note), EXCLUDE USING gist (at WITH &&)
) PARTITION BY RANGE (at);
ALTER TABLE app."Visits" ADD COLUMN born date, DROP COLUMN note;
COMMENT ON COLUMN app."Visits".born IS 'Day of birth';
CREATE VIEW v AS SELECT id, who AS person, born::text || 'x' AS b FROM app."Visits" JOIN people USING (id);
DO $$ BEGIN EXECUTE 'CREATE TABLE t (a int)'; END $$;
COPY people (id, name) FROM stdin;
1\tAnn
\\.
"""
TSQL = """\
IF OBJECT_ID('dbo.People') IS NULL BEGIN
CREATE TABLE [dbo].[People] ([Id] int IDENTITY(1,1), [Full Name] nvarchar(max), [Age] AS (1 + 2), INDEX i ([Id]))
END
GO
EXEC sp_addextendedproperty @name=N'MS_Description', @value=N'Who', @level1name=N'People', @level2name=N'Full Name'
GO
EXEC sp_rename 'dbo.People.Age', 'Years', 'COLUMN';
"""
MANIFEST = """\
version: 1
purposes:
  care: &c
    statement: Let a patient book a visit.
    necessary: [user.name, {category: user.demographic.date_of_birth, precision: year, because: age}]
    retention: {period: 1 year, trigger: the visit}
    review_by: 2027-06-30
  more: {<<: *c, forbidden: [user.immigration]}
bindings: [{source: "db/*.sql", records: [a], purposes: [care], fields: {a.b: {category: none, because: x}}}]
waivers: [{field: a.b, rules: [X101], because: y, until: 2027-04-30}]
lint: {fail-on: error, ignore: [P004]}
"""


def _parquet() -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows = [
        {"id": 1, "home": {"lat": 1.5, "tags": ["a"]}, "born": "1970-01-02"},
        {"id": None, "home": None, "born": ""},
    ]
    file = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), file)
    return file.getvalue()


def _workbook() -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    for row in csv.reader(DICTIONARY.splitlines()):
        book.worksheets[0].append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


VALID: dict[str, bytes] = {
    "clinic.sql": POSTGRES.encode(),
    "people.tsql.sql": TSQL.encode("utf-16"),
    "people.parquet": _parquet(),
    "data.dictionary.xlsx": _workbook(),
    "patient.schema.json": json.dumps(SCHEMA, indent=1).encode(),
    "patient.schema.yaml": json.dumps(SCHEMA).encode("utf-16"),
    "api.json": json.dumps(API).encode(),
    "api.yaml": YAML.encode(),
    "data_dictionary.csv": DICTIONARY.encode(),
    "people.csv": ROWS.encode("cp1252"),
    "people.tsv": ROWS.replace(";", "\t").encode("utf-16-le"),
    "people.jsonl": OBJECTS.encode(),
}
ROWS_OF = samples()
WORDS = [
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    '"',
    "'",
    "\\",
    "\n",
    "\r",
    "\t",
    "#",
    "&a ",
    "*a",
    "- ",
    "null",
    "$ref",
    "#/",
    "<<: ",
]
WORDS += [
    "9" * 400,
    "1e999",
    "!!binary x",
    "minlint: allow",
    "...\n",
    "---\n",
    "\x00",
    "\ufeff",
    "\u2028",
    "\x85",
    "\x1a",
]
PIECES = [*(word.encode() for word in WORDS), b"\xff", b"\xfe\xff", b"\xed\xa0\x80", b"\\ud800", b"[" * 300]


def changed(data: bytes) -> st.SearchStrategy[bytes]:
    """A file with some of it cut out, doubled, or written over."""
    edit = st.tuples(st.integers(0, len(data)), st.integers(0, 40), st.sampled_from(PIECES) | st.binary(max_size=4))
    return st.lists(edit, min_size=1, max_size=5).map(lambda edits: _edited(data, edits))


def _edited(data: bytes, edits: list[tuple[int, int, bytes]]) -> bytes:
    for start, length, piece in edits:
        data = data[:start] + piece + data[start + length * (length % 2) :]
    return data


def survives(name: str, data: bytes) -> Source | None:
    """Read it: nothing but `minlint.errors` is ever raised, and every place that is named exists."""
    source = read(Input(name, data=data), Options())
    for problem in source.problems if source else ():
        assert problem.reason
        assert problem.line is None or problem.line >= 1
    return source


@pytest.mark.parametrize("name", VALID)
def test_a_valid_file_is_read(name: str) -> None:
    source = survives(name, VALID[name])
    assert source is not None
    assert [problem for problem in source.problems if problem.code == "E001"] == []
    assert any(record.fields for record in source.records)


def test_no_format_is_left_out() -> None:
    here = {source.format for name, data in {**VALID, **ROWS_OF}.items() if (source := survives(name, data))}
    assert {item.name for item in listed() if item.suffixes} == here.union(golden.formats())


@pytest.mark.parametrize("name", VALID)
@given(data=st.data())
@examples(150)
def test_a_damaged_file_is_read_or_refused(name: str, data: st.DataObject) -> None:
    survives(name, data.draw(changed(VALID[name])))


@pytest.mark.parametrize("name", ROWS_OF)
@given(data=st.data())
@examples(20)
def test_a_damaged_file_of_rows_is_read_or_refused(name: str, data: st.DataObject) -> None:
    survives(name, data.draw(changed(ROWS_OF[name])))


@pytest.mark.parametrize("name", VALID)
@given(noise=st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
@examples(100)
def test_noise_is_read_or_refused(name: str, noise: bytes) -> None:
    survives(name, noise)


@given(changed(MANIFEST.encode()))
@examples(200)
def test_a_damaged_manifest_is_read_or_refused(data: bytes) -> None:
    try:
        parse(data.decode("utf-8", "surrogateescape"))
    except ManifestErrors as errors:
        assert errors.errors
        assert all(error.file == "minlint.yaml" for error in errors.errors)


HOSTILE: dict[str, Callable[[int], str]] = {
    "deep.schema.json": lambda n: '{"$schema": "http://json-schema.org/schema#", "properties": ' + '{"a":' * n,
    "wide.schema.json": lambda n: json.dumps({**SCHEMA, "allOf": [{"properties": {"a": {"$ref": "#"}}}] * n}),
    "waivers.schema.yaml": lambda n: "type: object\nproperties:\n" + " # minlint: allow X101\n a: {}\n" * n,
    "comments.yaml": lambda n: YAML + "# minlint: allow X101\n" * n,
    "anchors.yaml": lambda n: YAML + "x: [" + "&a a, *a, " * n + "]\n",
    "quotes.csv": lambda n: 'a,b\n"' + '"",' * n,
    "commas.csv": lambda n: "a," * n + "\n" + "1," * n + "\n",
    "lines.csv": lambda n: "a\r" * n,
    "braces.jsonl": lambda n: '{"a":' * n + "\n",
    "keys.jsonl": lambda n: "".join(f'{{"k{i}": {i}}}\n' for i in range(n)),
    "dictionary.csv": lambda n: DICTIONARY + 'visits,"a ' + "b; " * n + '",text,yes,,\n' * 3,
}


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_time_is_linear_in_hostile_text(name: str) -> None:
    def seconds(size: int) -> float:
        text = HOSTILE[name](size).encode()
        start = time.process_time()
        survives(name, text)
        return time.process_time() - start

    seconds(100)  # what is imported once
    size = 2_000
    while (small := seconds(size)) < 0.1 and size < 100_000:
        size *= 2
    assert seconds(size * 4) < 10 * small + 0.5
