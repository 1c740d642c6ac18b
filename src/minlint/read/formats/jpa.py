"""JPA and Hibernate: entities in Java and Kotlin."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from minlint.model import Kind, Source
from minlint.read.input import Input

if TYPE_CHECKING:
    from minlint.read import Options

NAME = "jpa"
TITLE = "JPA and Hibernate entities (Java, Kotlin)"
KIND: Kind = "schema"
SUFFIXES = (".java", ".kt")
MARKS = ("javax.persistence", "jakarta.persistence")
READS = """Fields, record components, constructor properties or annotated getters of classes with `@Entity`,
`@MappedSuperclass` and `@Embeddable`: types, `@Id`, `@Column` (name, length, precision, nullable, unique, not
insertable), `@Basic`, `@NotNull` and its like, `@Size`, `@Temporal`, `@Enumerated` with the enum's values,
`@ElementCollection` (`tags[]`, `scores.{key}`), embedded classes as nested fields (`home.street`), relations with
`@JoinColumn`, generated and dated columns, nullable types of Kotlin; superclasses, embeddables and enums of the same
package or of imported ones; Javadoc, KDoc and line comments."""
IDIOM = """`// minlint: purpose=ID` and `// minlint: allow CODE until DATE because …` above a class or a field or on
its line; a purpose in the file's head binds the whole file."""
LIMITS = """`orm.xml`, converters and overridden attributes aren't read, nor classes in archives."""

_USED = re.compile(rb"\bimport\s+(?:javax|jakarta)\.persistence\b|@(?:javax|jakarta)\.persistence\.")
_DECLARES = re.compile(rb"@(?:\w+\.)*(?:Entity|MappedSuperclass|Embeddable)\b")


def claims(source: Input) -> bool:
    """Whether a file uses the library and declares a class of its."""
    return bool(_USED.search(source.head)) and source.holds(_DECLARES)


def read(source: Input, options: Options) -> Source:  # noqa: ARG001
    """Read it. Raises `Unreadable` for a binary file."""
    from minlint.read.jpa import entities

    content = entities.read(source)
    return Source(source.name, NAME, KIND, content.records, content.problems, content.markers, source.text, stored=True)
