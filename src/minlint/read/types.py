"""Names of types as a language's declarations use them: what a field of a named type is in the end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from minlint.model import Field, Record
from minlint.tuples import NamedTuple

_MOST_NAMES = 16
"""How many names of types are followed from one to the next."""


class Alias(NamedTuple):
    """What a name stands for that is no record: another type, with what is said of it, or a list of words."""

    type: str = ""
    enum: tuple[str, ...] = ()
    comment: str = ""
    length: int | None = None


Find = Callable[[str, Record], Alias | None]
"""What a name stands for where a record uses it; None where it is a record, or isn't known."""


def resolved(records: Iterable[Record], find: Find) -> tuple[Record, ...]:
    """Records whose fields no longer refer to names that stand for something plain."""
    return tuple(
        record._replace(fields=tuple(_field(field, record, find) for field in record.fields)) for record in records
    )


def _field(field: Field, record: Record, find: Find) -> Field:
    """A field of an alias has the type that this stands for; the alias becomes its format, as with SQL's domains."""
    for _ in range(_MOST_NAMES):
        alias = find(field.references.record, record) if field.references else None
        if alias is None or field.references is None:
            break
        name = field.references.record
        plain = not alias.type
        field = field._replace(
            references=None,
            type=field.type if plain else field.type.replace(name, alias.type),
            format=field.format if plain or field.format else name,
            enum=field.enum or alias.enum,
            comment=field.comment or alias.comment,
            length=field.length or alias.length,
        )
    return field


def among(aliases: Mapping[str, Alias]) -> Find:
    """Names looked up as they are."""
    return lambda name, record: aliases.get(name)  # noqa: ARG005
