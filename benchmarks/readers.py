"""Reading time per megabyte, for inputs of 1, 10 and 100 MB: linear where the last column stays level.

    .venv/bin/python benchmarks/readers.py [FORMAT [MEGABYTES ...]]

Each input is read in a process of its own, as a command would read it, and timed without start-up, in the processor's
own seconds: what else the machine does leaves them as they are.
"""

from __future__ import annotations

import itertools
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import NamedTuple

DIALECT = "https://json-schema.org/draft/2020-12/schema"


class Input(NamedTuple):
    """A file to be read: its name, its text piece by piece, without end, and what closes it."""

    name: str
    parts: Callable[[], Iterator[str]]
    end: str = ""


def ddl() -> Iterator[str]:
    """Tables, views and changes, with comments; nothing else."""
    number = 0
    while True:
        yield (
            f"-- people of branch {number}\nCREATE TABLE branch.customer_{number} (\n  id bigint NOT NULL,\n"
            "  email varchar(120) NOT NULL, -- where bills go\n  birth_date date,\n  note text DEFAULT 'it''s',\n"
            "  status text CHECK (status IN ('new', 'old')),\n  created_at timestamp with time zone\n);\n"
            f"ALTER TABLE ONLY branch.customer_{number} ADD CONSTRAINT pk_{number} PRIMARY KEY (id);\n"
            f"CREATE VIEW branch.born_{number} AS SELECT id, birth_date FROM branch.customer_{number};\n"
        )
        number += 1


def dump() -> Iterator[str]:
    """A table and its rows, over and over."""
    number = 0
    while True:
        yield f"CREATE TABLE `t{number}` (\n  `id` int NOT NULL,\n  `n` varchar(3)\n) ENGINE=InnoDB;\n"
        for row in range(500):
            yield f"INSERT INTO `t{number}` VALUES ({row},'it\\'s; (a)'),({row},'-- b');\n"
        number += 1


def json_schema() -> Iterator[str]:
    """Properties with descriptions, choices and nested objects; every tenth refers to a definition."""
    address = '{"type": "object", "properties": {"street": {"type": "string"}, "city": {"type": "string"}}}'
    yield f'{{"$schema": "{DIALECT}", "$defs": {{"address": {address}}}, "type": "object", "properties": {{\n'
    for number in itertools.count():
        yield (
            f'  "email_{number}": {{"type": "string", "format": "email", "description": "Where bills go"}},\n'
            f'  "person_{number}": {{"type": "object", "required": ["name"], "properties": {{\n'
            '    "name": {"type": "string"}, "status": {"enum": ["new", "old", "\\u00e4lter"]}}},\n'
        )
        if number % 10 == 0:
            yield f'  "home_{number}": {{"$ref": "#/$defs/address"}},\n'


def openapi_json() -> Iterator[str]:
    """Operations, each with parameters, a body and an answer, two of them components."""
    yield (
        '{"openapi": "3.1.0", "info": {"title": "a", "version": "1"}, "components": {"schemas": {"Visit": '
        '{"type": "object", "properties": {"reason": {"type": "string"}, "day": {"type": "string"}}}}}, "paths": {\n'
    )
    schema = '{"$ref": "#/components/schemas/Visit"}'
    for number in itertools.count():
        yield (
            f' "/visits/{number}": {{"post": {{"operationId": "book{number}", "parameters": [\n'
            '  {"name": "clinic", "in": "query", "required": true, "schema": {"type": "string"}}],\n'
            f'  "requestBody": {{"content": {{"application/json": {{"schema": {schema}}}}}}},\n'
            '  "responses": {"200": {"description": "Booked", "content": {"application/json": {"schema":\n'
            '   {"type": "object", "properties": {"number": {"type": "string"}}}}}}}}},\n'
        )


def openapi_yaml() -> Iterator[str]:
    """Components with properties, comments and words for minlint."""
    yield "openapi: 3.1.0\ninfo: {title: a, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n"
    for number in itertools.count():
        yield (
            f"    Patient{number}:\n      type: object\n      required: [email]\n      properties:\n"
            "        email: {type: string, format: email}\n        # minlint: allow X101 until 2027-04-30 because b\n"
            "        birth_date:\n          type: string\n          description: >\n            When a person\n"
            f"            was born\n        doctor: {{$ref: '#/components/schemas/Patient{number // 2}'}}\n"
        )


def dictionary() -> Iterator[str]:
    """A data dictionary, a row a column."""
    yield "Table,Column,Type,Required,Description,Allowed values\n"
    for number in itertools.count():
        yield f'visits_{number // 50},reason_{number},varchar(80),yes,"Why, in the patient\'s words",\n'
        yield f"visits_{number // 50},status_{number},char(1),no,State of the visit,n=new; o=old\n"


def rows() -> Iterator[str]:
    """A table of people."""
    yield "id,name,email,born,lat,note\n"
    for number in itertools.count():
        yield f"{number},Person {number % 999},p{number}@clinic.example,19{number % 90 + 10}-02-0{number % 9 + 1},"
        yield f'{number % 90}.5{number},"said ""yes"", twice"\n'


def objects() -> Iterator[str]:
    """One object a line, with nested ones and lists."""
    for number in itertools.count():
        yield (
            f'{{"id": {number}, "name": "Person {number % 999}", "home": {{"city": "T{number % 50}"}}, '
            f'"tags": ["a", "b"], "seen": [{{"at": "2026-01-0{number % 9 + 1}", "lat": {number % 90}.5}}]}}\n'
        )


FORMATS: dict[str, tuple[Input, ...]] = {
    "sql": (Input("ddl.sql", ddl), Input("dump.sql", dump)),
    "json-schema": (Input("people.schema.json", json_schema, '"last": {}}}'),),
    "openapi": (Input("api.json", openapi_json, '"/last": {}}}'), Input("api.yaml", openapi_yaml)),
    "dictionary": (Input("dictionary.csv", dictionary),),
    "csv": (Input("people.csv", rows),),
    "jsonl": (Input("people.jsonl", objects),),
}


def text_of(source: Input, size: int) -> str:
    """At least so many characters of it."""
    parts, length = [], 0
    for part in source.parts():
        parts.append(part)
        length += len(part)
        if length >= size:
            break
    return "".join((*parts, source.end))


def measure(name: str, number: int, megabytes: int) -> None:
    """Read one input in this process and print what it took."""
    from minlint.read import Options, read
    from minlint.read.input import Input as File

    source = FORMATS[name][number]
    data = text_of(source, megabytes * 1_000_000).encode()
    start = time.process_time()
    found = read(File(source.name, data=data), Options())
    seconds = time.process_time() - start
    fields = sum(len(record.fields) for record in found.records) if found else 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{source.name:20} {megabytes:5} MB {fields:9,} fields {seconds:8.2f} s {peak:7,.0f} MB of memory", end="")
    print(f" {seconds / megabytes:7.3f} s/MB", flush=True)


def main() -> None:
    """Each format asked for, each of its inputs, each size."""
    if sys.argv[1:2] == ["--one"]:
        measure(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
        return
    sizes = sys.argv[2:] or ["1", "10", "100"]
    for name in sys.argv[1:2] or FORMATS:
        for number in range(len(FORMATS[name])):
            for size in sizes:
                subprocess.run([sys.executable, __file__, "--one", name, str(number), size], check=True)


if __name__ == "__main__":
    main()
