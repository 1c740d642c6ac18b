"""Prisma schemas: models, views, composite types and enums."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from minlint.model import Field, Kind, Record, Reference, Source
from minlint.read.input import Input
from minlint.tuples import NamedTuple

if TYPE_CHECKING:
    from minlint.read import Options
    from minlint.read.margins import Margins
    from minlint.read.prisma.syntax import Attribute, Block, Line

NAME = "prisma"
TITLE = "Prisma schema"
KIND: Kind = "schema"
SUFFIXES = (".prisma",)
READS = """The fields of models and views with types (`?`, `[]`), `@db` types and their lengths, `@id`, `@unique`,
`@default`, `@updatedAt`, `@map`, values of enums, `@relation` as references of the keys it names, composite types as
nested fields (`address.street`, `visits[].reason`), comments (`//`, `///`, `/* */`). A relation is a field that holds
nothing itself."""
IDIOM = """`// minlint: purpose=ID` and `// minlint: allow CODE until DATE because …`, on the line of what they are
about or above it; a purpose in the file's head binds the whole file."""
LIMITS = """Models, enums and types in other files of a schema folder aren't looked up: a field of such a type stands
as it is written."""

_BLOCK = re.compile(rb"^[ \t]*(?:model|type|enum|view|datasource|generator)[ \t]+\w+[ \t]*\{", re.MULTILINE)
_FIRST = re.compile(rb"^[ \t]*\w+[ \t]*:[ \t]*(?:\w+!|\[\w+!?\]!)", re.MULTILINE)  # a data model of Prisma 1
_SIZED = frozenset(("db.Char", "db.VarChar", "db.NChar", "db.NVarChar", "db.String"))
DEEPEST = 8  # composite types that hold each other end here
LARGEST = 10_000  # fields of one model, its composite types written out


class Known(NamedTuple):
    """The blocks of a schema that types may name, and what is said beside them."""

    models: dict[str, Block]
    types: dict[str, Block]
    enums: dict[str, tuple[str, ...]]
    margins: Margins


def claims(source: Input) -> bool:
    """Whether it holds a block of Prisma's language; its first version had another."""
    return bool(_BLOCK.search(source.head)) and not _FIRST.search(source.head)


def read(source: Input, options: Options) -> Source:  # noqa: ARG001
    """Read it. Raises `Unreadable` for a binary file."""
    from minlint.located import Places
    from minlint.read.beside import lifted
    from minlint.read.margins import Margins
    from minlint.read.prisma.syntax import parse

    text = source.text
    places = Places(text)
    schema = parse(text, places)
    margins = Margins(text, schema.comments, places)
    blocks = {keyword: {b.name.text: b for b in schema.blocks if b.keyword in keyword.split()} for keyword in _GROUPS}
    enums = {name: _values(block) for name, block in blocks["enum"].items()}
    known = Known(blocks["model view"], blocks["type"], enums, margins)
    records = tuple(lifted(_record(block, known)) for block in known.models.values())
    return Source(source.name, NAME, KIND, records, schema.problems, margins.head(), text, stored=True)


_GROUPS = ("model view", "type", "enum")


def _values(block: Block) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for line in block.lines for text in (line.name.text, _mapped(line)) if text))


def _record(block: Block, known: Known) -> Record:
    place = known.margins.places
    table = next((item.text() for item in block.attributes if item.name == "map"), "")
    fields = islice((field for line in block.lines for field in _fields(line, known, "", 0)), LARGEST)
    alone = {
        names[0] for item in block.attributes if item.name == "unique" for names in [_keys(item)] if len(names) == 1
    }
    keys = {name for item in block.attributes if item.name == "id" for name in _keys(item)}
    references = dict(_references(block))
    made = [
        field._replace(
            primary=field.primary or field.path in keys,
            unique=field.unique or field.path in alone,
            references=references.get(field.path),
        )
        for field in fields
    ]
    span = place.span(block.name.start, block.name.end)
    comment = _said(known.margins.words(span.line), table, block.name.text)
    return Record(block.name.text, tuple(made), span, comment, markers=known.margins.at([span.line]))


def _keys(attribute: Attribute) -> list[str]:
    return attribute.names("fields", 0)


def _fields(line: Line, known: Known, prefix: str, depth: int) -> Iterator[Field]:
    """A line's field and, where its type is composite, those within."""
    inner = known.types.get(line.type)
    held = line.type not in known.models
    path = f"{prefix}{line.name.text}{'[]' if line.many and held else ''}"
    span = known.margins.places.span(line.name.start, line.name.end)
    given = bool(line.attribute("default") or line.attribute("updatedAt"))
    native, length = _native(line)
    yield Field(
        path,
        f"{line.type}{'[]' * line.many}{'?' * line.optional}",
        span,
        None if line.type in known.models else not (line.optional or line.many or given),
        _said(known.margins.words(span.line), _mapped(line), line.name.text),
        known.enums.get(line.type, ()),
        primary=line.attribute("id") is not None,
        unique=line.attribute("unique") is not None or line.attribute("id") is not None,
        format=native,
        container=inner is not None,
        default=given,
        markers=known.margins.at([span.line]),
        length=length,
    )
    if inner and depth < DEEPEST:
        for each in inner.lines:
            yield from _fields(each, known, f"{path}.", depth + 1)


def _native(line: Line) -> tuple[str, int | None]:
    """What the database calls the type (``@db.VarChar(80)``), and the length it sets."""
    found = next((item for item in line.attributes if item.name.startswith("db.")), None)
    if found is None:
        return "", None
    numbers = [token.text for _, tokens in found.arguments for token in tokens]
    sized = found.name in _SIZED and numbers and numbers[0].isdigit()
    written = f"({', '.join(numbers)})" if numbers else ""
    return found.name.removeprefix("db.") + written, int(numbers[0]) if sized else None


def _references(block: Block) -> Iterator[tuple[str, Reference]]:
    """What keys point at, as relations say it: ``@relation(fields: [authorId], references: [id])``."""
    for line in block.lines:
        if relation := line.attribute("relation"):
            pairs = zip(relation.names("fields"), relation.names("references"), strict=False)
            yield from ((own, Reference(line.type, other)) for own, other in pairs)


def _mapped(line: Line) -> str:
    found = line.attribute("map")
    return found.text() if found else ""


def _said(words: str, mapped: str, name: str) -> str:
    """What a comment says, and what the database calls the thing where that is another word."""
    from minlint.read.names import differs

    return ": ".join(filter(None, (mapped if differs(mapped, name) else "", words)))
