"""Tables whose columns are declared and whose rows are there: what the schema says with what the values are."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from minlint.model import Field, Record


def filled(declared: Record, held: Record) -> Record:
    """A declared record with the values of its rows. What a declared column holds inside is listed after it."""
    values = {field.path.casefold(): field for field in held.fields}
    own = {field.path.casefold() for field in declared.fields}
    fields: list[Field] = []
    for field in declared.fields:
        found = values.pop(field.path.casefold(), None)
        inner = [] if found else _inside(field.path, values, own)
        fields += [_joined(field, found) if found else field._replace(container=field.container or bool(inner)), *inner]
    return declared._replace(
        fields=tuple(fields) or held.fields,
        rows=held.rows,
        sampled=held.sampled,
        vectors=held.vectors,
        joint=held.joint,
    )


def _joined(field: Field, found: Field) -> Field:
    kind = found.type if found.vector or not field.type else field.type
    return field._replace(type=kind, values=found.values, vector=found.vector, figures=found.figures)


def _inside(path: str, values: dict[str, Field], own: Collection[str]) -> list[Field]:
    """The leaves below a path that aren't declared themselves, taken out."""
    begins = (f"{path.casefold()}.", f"{path.casefold()}[]")
    return [values.pop(key) for key in list(values) if key.startswith(begins) and key not in own]


def without_places(records: Sequence[Record]) -> Mapping[str, Record]:
    """Records by name, case aside, without places: those of a text that nobody has before them."""
    return {record.name.casefold(): _placeless(record) for record in records}


def _placeless(record: Record) -> Record:
    markers = tuple(marker._replace(span=None) for marker in record.markers)
    fields = tuple(
        field._replace(span=None, markers=tuple(marker._replace(span=None) for marker in field.markers))
        for field in record.fields
    )
    return record._replace(span=None, markers=markers, fields=fields)
