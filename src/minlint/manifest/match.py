"""Which purposes a record and each of its fields serve, and what a person has said of a field."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from minlint.manifest.globs import field_matches, record_matches, source_matches
from minlint.manifest.model import Binding, FieldBinding, Manifest, Waiver
from minlint.model import Field, Marker, Record, Source, Span
from minlint.tuples import NamedTuple


class FieldBound(NamedTuple):
    """What is said of one field: ``purposes`` of its own (None: its record's), and the categories a person names.

    ``said`` is the manifest's statement that names them.
    """

    purposes: tuple[str, ...] | None = None
    categories: tuple[str, ...] = ()
    said: FieldBinding | None = None


class Bound(NamedTuple):
    """A record's purposes, what is said of its fields by path, and what was found on the way.

    ``unknown`` are purposes named beside the data that the manifest doesn't state, and all where the policy leaves
    them to the manifest. ``bindings`` are the indexes of
    the manifest's bindings that bind this record, ``field_bindings`` of (binding, field) that bind a field of it.
    """

    purposes: tuple[str, ...] = ()
    fields: Mapping[str, FieldBound] = {}
    unknown: tuple[tuple[str, Span | None], ...] = ()
    bindings: frozenset[int] = frozenset()
    field_bindings: frozenset[tuple[int, int]] = frozenset()

    def of(self, path: str) -> tuple[str, ...]:
        """The purposes that a field serves."""
        own = self.fields[path].purposes if path in self.fields else None
        return self.purposes if own is None else own


def resolve(manifest: Manifest, path: str, record: Record, source: Source) -> Bound:
    """What binds a record; ``path`` is its source's, relative to the manifest's folder.

    The first of these that names a purpose decides, equals add up:
    for a field: a marker beside the field; the ``fields`` of a binding; then whatever decides for its record;
    for a record: a marker in or above it; a binding with ``records``; a marker in the file's head; a binding
    without ``records``. Markers count only where the policy allows them, and known purposes alone.
    Of several categories said of a field, one in a binding with ``records`` wins, then one whose glob has no
    wildcard, then the first.
    """
    bound = {i: binding for i, binding in enumerate(manifest.bindings) if _binds(binding, path, record)}
    inline = _Inline(manifest)
    levels = (
        inline.purposes(record.markers),
        _purposes(binding for binding in bound.values() if binding.records),
        inline.purposes(source.markers),
        _purposes(binding for binding in bound.values() if not binding.records),
    )
    fields: dict[str, FieldBound] = {}
    used: set[tuple[int, int]] = set()
    for field in record.fields:
        said = _said(bound, record, field)
        used.update(said)
        own = inline.purposes(field.markers) or _purposes(item for item in said.values() if item.purposes)
        category = _category(bound, said)
        if own or category:
            fields[field.path] = FieldBound(own or None, category.categories if category else (), category)
    purposes = next(filter(None, levels), ())
    return Bound(purposes, fields, tuple(inline.unknown), frozenset(bound), frozenset(used))


def waives(waiver: Waiver, path: str, record: str, field: str | None, pointer: str = "") -> bool:
    """Whether a waiver is about this field (or, without one, this record) of a source; rules and days aside.

    ``pointer`` is the field's JSON pointer, where it has one; a waiver for one is written ``#/properties/ssn``.
    """
    here = waiver.source is None or source_matches(waiver.source, path)
    if waiver.field.startswith("#/"):
        return here and waiver.field == pointer
    return here and field_matches(waiver.field, record, field)


def _binds(binding: Binding, path: str, record: Record) -> bool:
    named = not binding.records or any(record_matches(glob, record.name) for glob in binding.records)
    return named and source_matches(binding.source, path)


def _purposes(items: Iterable[Binding | FieldBinding]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for item in items for name in item.purposes or ()))


def _said(bound: Mapping[int, Binding], record: Record, field: Field) -> dict[tuple[int, int], FieldBinding]:
    """What the manifest says of a field, by the indexes of binding and field."""
    return {
        (i, j): item
        for i, binding in bound.items()
        for j, item in enumerate(binding.fields)
        if field_matches(item.field, record.name, field.path)
    }


def _category(bound: Mapping[int, Binding], said: Mapping[tuple[int, int], FieldBinding]) -> FieldBinding | None:
    ranked = sorted(
        (not bound[i].records, "*" in item.field or "?" in item.field, i, j)
        for (i, j), item in said.items()
        if item.categories
    )
    return said[ranked[0][2:]] if ranked else None


class _Inline:
    """Reads the purposes that markers name, and collects those that bind nothing."""

    def __init__(self, manifest: Manifest) -> None:
        self.known, self.allowed = manifest.purposes, manifest.policy.inline_bindings
        self.unknown: list[tuple[str, Span | None]] = []

    def purposes(self, markers: Iterable[Marker]) -> tuple[str, ...]:
        found: list[str] = []
        for marker in markers:
            for name in _names(marker):
                if name in self.known and self.allowed:
                    found.append(name)
                else:
                    self.unknown.append((name, marker.span))
        return tuple(dict.fromkeys(found))


def _names(marker: Marker) -> list[str]:
    """The purposes of a marker: ``purpose=one,two``, or the names alone."""
    said = marker.text.strip().removeprefix("purpose=") if marker.kind == "purpose" else ""
    return re.findall(r"[^\s,]+", said)
