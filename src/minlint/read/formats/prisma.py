"""Prisma schemas: models, views, composite types and enums."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from minlint.model import Field, Kind, Record, Reference, Source
from minlint.read.input import Input, text_beside
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
LIMITS = """Enums and composite types of other files are looked up in the same folder alone."""

_BLOCK = re.compile(rb"^[ \t]*(?:model|type|enum|view|datasource|generator)[ \t]+\w+[ \t]*\{", re.MULTILINE)
_FIRST = re.compile(rb"^[ \t]*\w+[ \t]*:[ \t]*(?:\w+!|\[\w+!?\]!)", re.MULTILINE)  # a data model of Prisma 1
_SIZED = frozenset(("db.Char", "db.VarChar", "db.NChar", "db.NVarChar", "db.String"))
DEEPEST = 8  # composite types that hold each other end here
LARGEST = 10_000  # fields of one model, its composite types written out


class Known(NamedTuple):
    """The blocks of a schema that types may name, by their names, and what is said beside those of the file.

    ``own`` are the names of the file's own types: what stands in another file has no place.
    """

    models: frozenset[str]
    types: dict[str, Block]
    enums: dict[str, tuple[str, ...]]
    own: frozenset[str]
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
    known = _known(source, schema.blocks, margins)
    models = {block.name.text: block for block in schema.blocks if block.keyword in _MODELS}
    records = tuple(lifted(_record(block, known)) for block in models.values())
    return Source(source.name, NAME, KIND, records, schema.problems, margins.head(), text, stored=True)


def _known(source: Input, blocks: tuple[Block, ...], margins: Margins) -> Known:
    """What types may name: the file's own blocks and, where that isn't all, those of the files beside it."""
    own = {block.name.text: block for block in blocks}
    named = {line.type for block in blocks if block.keyword in (*_MODELS, "type") for line in block.lines}
    lost = any(name not in own and name not in _SCALARS and "(" not in name for name in named)
    every = {**(_beside(source) if lost and source.place else {}), **own}
    return Known(
        frozenset(name for name, block in every.items() if block.keyword in _MODELS),
        {name: block for name, block in every.items() if block.keyword == "type"},
        {name: _values(block) for name, block in every.items() if block.keyword == "enum"},
        frozenset(own),
        margins,
    )


def _beside(source: Input) -> dict[str, Block]:
    """The blocks of all files of a folder, gone through once a run."""
    folder = os.path.dirname(os.path.abspath(source.place or ""))
    key = (NAME, folder)
    if key not in source.kept:
        names = sorted(name for name in source.listed(folder) if name.endswith(".prisma"))
        texts = (text_beside(source, os.path.join(folder, name)) for name in names)
        source.kept[key] = {block.name.text: block for text in texts for block in _blocks(text)}
    found: dict[str, Block] = source.kept[key]
    return found


def _blocks(text: str) -> tuple[Block, ...]:
    from minlint.located import Places
    from minlint.read.prisma.syntax import parse

    return parse(text, Places(text)).blocks


_MODELS = ("model", "view")
_SCALARS = frozenset("String Int BigInt Float Decimal Boolean DateTime Json Bytes".split())  # noqa: SIM905


def _values(block: Block) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for line in block.lines for text in (line.name.text, _mapped(line)) if text))


def _record(block: Block, known: Known) -> Record:
    place = known.margins.places
    table = next((item.text() for item in block.attributes if item.name == "map"), "")
    fields = islice((field for line in block.lines for field in _fields(line, known, "", 0, True)), LARGEST)
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
    within = known.margins.at(range(span.line + 1, place.at(block.end)[0] + 1))
    markers = (*known.margins.at([span.line]), *(each for each in within if each.kind == "purpose"))
    return Record(block.name.text, tuple(made), span, comment, markers=markers)


def _keys(attribute: Attribute) -> list[str]:
    return attribute.names("fields", 0)


def _fields(line: Line, known: Known, prefix: str, depth: int, here: bool) -> Iterator[Field]:
    """A line's field and, where its type is composite, those within; ``here``: it stands in the file itself."""
    inner = known.types.get(line.type)
    held = line.type not in known.models
    path = f"{prefix}{line.name.text}{'[]' if line.many and held else ''}"
    span = known.margins.places.span(line.name.start, line.name.end) if here else None
    given = bool(line.attribute("default") or line.attribute("updatedAt"))
    native, length = _native(line)
    yield Field(
        path,
        f"{line.type}{'[]' * line.many}{'?' * line.optional}",
        span,
        None if line.type in known.models else not (line.optional or line.many or given),
        _said(known.margins.words(span.line) if span else "", _mapped(line), line.name.text),
        known.enums.get(line.type, ()),
        primary=line.attribute("id") is not None,
        unique=line.attribute("unique") is not None or line.attribute("id") is not None,
        format=native,
        container=inner is not None,
        default=given,
        markers=known.margins.at([span.line]) if span else (),
        length=length,
    )
    if inner and depth < DEEPEST:
        for each in inner.lines:
            yield from _fields(each, known, f"{path}.", depth + 1, here and line.type in known.own)


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
