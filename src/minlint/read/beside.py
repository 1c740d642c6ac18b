"""What comments say to minlint about the declarations of a text: records with a body, and the fields in it."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from minlint.model import Marker, Record
from minlint.read.margins import Margins


def record(
    margins: Margins, first: int, last: int, fields: Collection[int] = (), others: Collection[int] = ()
) -> tuple[Marker, ...]:
    """The words about a record from its first line to its last: purposes anywhere in it, waivers that are no field's.

    ``fields`` are the lines of its fields, ``others`` those of records within it.
    """
    lines = [line for line in range(first, last + 1) if line not in others]
    said = margins.at(lines)
    if not said:
        return ()
    own = margins.at([line for line in lines if line not in fields])
    return tuple(each for each in said if each.kind == "purpose" or each in own)


def field(margins: Margins, lines: Iterable[int]) -> tuple[Marker, ...]:
    """The words about a field on some lines, save the purposes, which are its record's."""
    return tuple(each for each in margins.at(list(lines)) if each.kind != "purpose")


def head(margins: Margins, first: int) -> tuple[Marker, ...]:
    """The words about a whole file: above everything, or about what stands before its first record's line."""
    return tuple(dict.fromkeys((*margins.head(), *margins.at(range(1, first)))))


def lifted(record: Record) -> Record:
    """A record with the purposes that are said at its fields: they are all its own."""
    said = [each for item in record.fields for each in item.markers if each.kind == "purpose"]
    if not said:
        return record
    kept = (item._replace(markers=tuple(m for m in item.markers if m.kind != "purpose")) for item in record.fields)
    return record._replace(fields=tuple(kept), markers=tuple(dict.fromkeys((*record.markers, *said))))
