"""Self-describing schemas of Snowplow's Iglu: a JSON Schema that says who made it, its name and its version."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from minlint.model import Kind, Record, Source
from minlint.read.input import Input
from minlint.read.members import text

if TYPE_CHECKING:
    from minlint.located import Node
    from minlint.read import Options

NAME = "iglu"
TITLE = "Snowplow Iglu: self-describing JSON Schemas of events and entities"
KIND: Kind = "schema"
SUFFIXES = (".json", *(f"-{number}" for number in range(10)))  # an Iglu repository's files are called 1-0-2
MARKS = ("com.snowplowanalytics.self-desc",)
READS = """All that the JSON Schema reader does; the record is called after vendor and name, `com.acme.signup`. What an
event tells is taken in."""
IDIOM = """As in JSON Schema: `x-purpose` (one id or several), `x-minlint`, and waivers in `$comment`."""
LIMITS = """References are never fetched. Data that name a schema (`iglu:…`) aren't schemas."""

_SAYS = re.compile(rb'"\$schema"\s*:\s*"[^"]*com\.snowplowanalytics\.self-desc/schema')


def claims(source: Input) -> bool:
    """Whether its dialect is Iglu's and it describes itself."""
    from minlint.read.trees import claimed

    return bool(_SAYS.search(source.head)) and claimed(source, lambda _: True, _is_one)


def read(source: Input, options: Options) -> Source:
    """Read it. Raises `Unreadable` with the place where it isn't valid JSON."""
    from minlint.located import Places
    from minlint.read.formats import json_schema
    from minlint.read.json_schema.records import stem
    from minlint.read.trees import opened

    found, root = json_schema.read(source, options), opened(source)
    said = root.get("self")
    named = said.get("name") if said else None
    own = f"{text(said, 'vendor')}.{text(said, 'name')}"
    span = Places(source.text).bare(named.span) if named else None
    plain = {text(root, "title"), stem(source.name)}  # what the root goes by without its own words
    records = [each._replace(name=own, span=span) if each.name in plain else each for each in found.records]
    return found._replace(format=NAME, records=tuple(map(_taken_in, records)))


def _is_one(root: Node) -> bool:
    said = root.get("self")
    return bool(text(said, "vendor") and text(said, "name"))


def _taken_in(record: Record) -> Record:
    fields = tuple(field._replace(direction=field.direction or "in") for field in record.fields)
    return record._replace(fields=fields, direction="in")
