"""Ecto: schemas and migrations."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from minlint.model import Kind, Source
from minlint.read.input import Input

if TYPE_CHECKING:
    from minlint.read import Options
    from minlint.read.history import Part

NAME = "ecto"
TITLE = "Ecto schemas and migrations (Elixir)"
KIND: Kind = "schema"
SUFFIXES = (".ex", ".exs")
MARKS = ("Ecto.Migration", "schema ", "schema do", "schema(")
READS = """Schemas and embedded schemas: `field` with its type, `default`, `values` of an `Ecto.Enum`, `source`,
`@primary_key`, `belongs_to` as a key with its reference, embedded schemas in a block or of the same file
(`home.street`, `visits[].at`), arrays and maps, `timestamps`; mandatory is what `validate_required` names; relations
hold nothing themselves. Migrations: `create`, `alter`, `add`, `references`, `null`, `default`, `size`, `precision`,
`comment`, unique indexes; each gives what it adds that is there after all migrations of its folder: `remove`,
`modify`, `rename` and `drop` of later ones are followed."""
IDIOM = """`# minlint: purpose=ID` and `# minlint: allow CODE until DATE because …` above a schema, a table or a field
or on its line; a purpose in the file's head or above a migration's module binds the whole file."""
LIMITS = """SQL in `execute` isn't read, nor what macros and functions of one's own put together. What `down` says is
passed over."""

_MIGRATION = re.compile(rb"^\s*use\s+Ecto\.Migration\b", re.MULTILINE)
_SCHEMA = re.compile(rb'^\s*(?:typed_)?(?:embedded_schema\s+do|schema[ (]\s*["@:]\S*\)?\s+do)', re.MULTILINE)
_ORDER = re.compile(r"(\d{3,})_\w+\.exs?\Z")


def claims(source: Input) -> bool:
    """Whether it is a migration, or has a schema."""
    return bool(_MIGRATION.search(source.head)) or source.holds(_SCHEMA)


def read(source: Input, options: Options) -> Source:  # noqa: ARG001
    """Read it, a migration in the light of those beside it. Raises `Unreadable` for a binary file."""
    from minlint.read.ecto.schemas import read as schemas
    from minlint.read.grammars import Code
    from minlint.read.history import source_of

    text = source.text
    if _MIGRATION.search(source.head):
        return source_of(source, NAME, order, _part)
    content = schemas(Code(text, "elixir"))
    return Source(source.name, NAME, KIND, content.records, content.problems, content.markers, text, stored=True)


def order(name: str) -> int | None:
    """The version that a migration's name begins with; None for what is no migration."""
    match = _ORDER.match(name)
    return int(match[1]) if match else None


def _part(source: Input) -> Part:
    from minlint.read.ecto.steps import part
    from minlint.read.grammars import Code

    return part(Code(source.text, "elixir"))
