"""Entity Framework: classes of C# that are kept, and those that data annotations describe."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from minlint.model import Kind, Source
from minlint.read.input import Input

if TYPE_CHECKING:
    from minlint.read import Options

NAME = "entity-framework"
TITLE = "Entity Framework entities and classes with data annotations (C#)"
KIND: Kind = "schema"
SUFFIXES = (".cs",)
MARKS = ("get;", "record ")
READS = """Properties of classes and records of which a context has a `DbSet` (in the same file, or in a file named
`…Context.cs` in the same folder, above, or in their usual neighbours), and of those with data annotations: types,
`?`, `[Key]` and keys by convention, `[Required]`, `required`, `[MaxLength]`, `[StringLength]`, `[Column]`,
`[DatabaseGenerated]`, `[Index]`, `[Comment]`, `[Display]`, `[DataType]`, initial values, enums, navigation and
`[ForeignKey]`, owned and complex types as nested fields (`Home.Street`), base classes in files beside; calls of the
model builder in the same file (`IsRequired`, `HasMaxLength`, `HasColumnName`, `OwnsOne`, `Ignore` …); comments."""
IDIOM = """`// minlint: purpose=ID` and `// minlint: allow CODE until DATE because …` above a class or a property or
on its line; a purpose in the file's head binds the whole file."""
LIMITS = """Whether a reference without `?` is mandatory is told from the project file or from the text. What base
classes of packages (`IdentityUser`) hold isn't seen, nor what a configuration in another file says."""

_ANNOTATED = re.compile(
    rb"\busing\s+(?:static\s+)?(?:System\.ComponentModel\.DataAnnotations|Microsoft\.EntityFrameworkCore|System\.Data\.Entity)\b"
)
_PROPERTY = re.compile(rb"\{\s*get\s*;\s*(?:\w+\s+)?(?:set|init)\s*;|\brecord\s+\w+\s*\(")
_DECLARES = re.compile(
    rb"\[(?:\w+\s*,\s*)*(?:Key|Required|MaxLength|StringLength|Column|Table|ForeignKey|Owned|Index|EmailAddress|Keyless|"
    rb"DatabaseGenerated|InverseProperty|ComplexType|Display|DataType)\b|\bDbSet<"
)


def claims(source: Input) -> bool:
    """Whether a file declares classes with properties that annotations describe, or of which a context has sets."""
    if not source.holds(_PROPERTY):
        return False
    if _ANNOTATED.search(source.head) and source.holds(_DECLARES):
        return True
    from minlint.read.entity_framework.contexts import known, named

    return not known(source).isdisjoint(named(source.data))


def read(source: Input, options: Options) -> Source:  # noqa: ARG001
    """Read it. Raises `Unreadable` for a binary file."""
    from minlint.read.entity_framework import entities

    content, stored = entities.read(source)
    text = source.text
    return Source(source.name, NAME, KIND, content.records, content.problems, content.markers, text, stored=stored)
