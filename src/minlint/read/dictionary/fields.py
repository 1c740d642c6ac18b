"""A dictionary's rows as fields: what its cells say of presence, keys, references and choices."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from minlint.model import Field, Marker, Problem, Record, Reference, Span
from minlint.read.dictionary.listing import Listing
from minlint.read.remarks import remarks, without
from minlint.read.tables import Cell

_YES_WORDS = "y yes true t 1 x required mandatory m r always not-null notnull ✓ ✔ ja oui si sí sim pk"
_NO_WORDS = "n no false f 0 - optional o nullable null never nein non nee não nao"
_YES, _NO = frozenset(_YES_WORDS.split()), frozenset(_NO_WORDS.split())
_NULLABLE = {"not null": False, "not nullable": False, "null": True, "nullable": True, "optional": True}
_NO_DEFAULT = frozenset(("", "null", "(null)", "none", "n/a", "na", "-"))
_TARGET = re.compile(
    r"(?:(?:fk|foreign key|references|ref|references to)\b[\s:>=(-]*)?(?:to\s+)?"
    r"([^\W\d][\w$]*(?:\.[\w$]+){0,3})(?:\s*\(\s*([\w$]+)\s*\))?\)?",
    re.IGNORECASE,
)
_PRIMARY = re.compile(r"\b(?:pk|pri(?:mary)?)\b", re.IGNORECASE)
_UNIQUE = re.compile(r"\b(?:uni|unique|uk)\b", re.IGNORECASE)
_FOREIGN = re.compile(r"(?:fk|foreign key|references)\b.*\w", re.IGNORECASE)
MAX_CHOICES = 1_000


class Places:
    """Where cells stand; answers None for a table that is no text."""

    def __init__(self, text: str | None) -> None:
        from minlint.located import Places as Lines

        self._lines = None if text is None else Lines(text)

    def span(self, cell: Cell) -> Span | None:
        """The place of a cell's text without its quotes and surrounding space."""
        if self._lines is None or cell.start < 0:
            return None
        left = len(cell.text) - len(cell.text.lstrip())
        right = len(cell.text) - len(cell.text.rstrip())
        return self._lines.span(min(cell.start + left, cell.end), max(cell.start, cell.end - right))

    def problem(self, cell: Cell, reason: str) -> Problem:
        """Something that can't be read, at a cell."""
        place = self.span(cell)
        return Problem("E002", reason, place.line if place else None, place.column if place else None)


def records_of(listing: Listing, default: str, places: Places) -> tuple[list[Record], list[Problem]]:
    """The records a listing describes, in the order they first appear; ``default`` names one that has no name."""
    found: dict[str, list[Field]] = {}
    spans: dict[str, Span | None] = {}
    problems = []
    name, span = default, None
    for row in listing.rows:
        if _passed_over(listing, row):
            continue
        if row[-1].unclosed:
            problems.append(places.problem(row[-1], "a quote opens here that is never closed"))
        if table := _table(listing, row):
            name, span = table, places.span(row[listing.columns.role["table"]])
        if field := _field(listing, row, places):
            spans.setdefault(name, span)
            found.setdefault(name, []).append(field)
        elif listing.text(row, "type"):
            first = next(cell for cell in row if cell.text.strip())
            problems.append(places.problem(first, "a row that gives a type but names no field"))
    return [Record(key, tuple(fields), spans[key]) for key, fields in found.items()], problems


def _table(listing: Listing, row: Sequence[Cell]) -> str:
    """The record a row belongs to, empty where it leaves that to the rows above it."""
    table = listing.text(row, "table")
    schema = listing.text(row, "schema") if table and listing.text(row, "field") else ""
    return f"{schema}.{table}" if schema else table


def _passed_over(listing: Listing, row: Sequence[Cell]) -> bool:
    """Rows that are no field: the headings once more, and what REDCap merely shows."""
    if [cell.text for cell in row] == listing.headings:
        return True
    return listing.columns.redcap and listing.text(row, "type") == "descriptive"


def _field(listing: Listing, row: Sequence[Cell], places: Places) -> Field | None:
    path = listing.text(row, "field")
    if not path:
        return None
    key = listing.text(row, "key")
    default = listing.text(row, "default").lower() not in _NO_DEFAULT
    kind = listing.text(row, "type")
    return Field(
        path,
        kind,
        span=places.span(row[listing.columns.role["field"]]),
        mandatory=_mandatory(listing, row, default),
        comment=_comment(listing, row),
        enum=() if kind in ("calc", "slider") else choices(listing.text(row, "choices")),
        primary=_says(listing.text(row, "primary")) is True or bool(_PRIMARY.search(key)),
        unique=_says(listing.text(row, "unique")) is True or bool(_UNIQUE.search(key)),
        references=_reference(listing, row, key),
        format=listing.text(row, "format"),
        default=default,
        markers=tuple(_markers(listing, row, places)),
    )


def _comments(listing: Listing, row: Sequence[Cell]) -> Iterator[Cell]:
    return (row[index] for index in listing.columns.comments if index < len(row))


def _comment(listing: Listing, row: Sequence[Cell]) -> str:
    """What the row says to people; what is meant for minlint is left out."""
    texts = (cell.text if "minlint:" not in cell.text else without(cell.text) for cell in _comments(listing, row))
    return "; ".join(dict.fromkeys(filter(None, map(str.strip, texts))))


def _markers(listing: Listing, row: Sequence[Cell], places: Places) -> Iterator[Marker]:
    """The words for minlint in a description or a note; a purpose stands at the field's row."""
    for cell in _comments(listing, row):
        if "minlint:" in cell.text:
            yield from (Marker(item.kind, item.text, places.span(cell)) for item in remarks(cell.text))


def _says(text: str) -> bool | None:
    word = text.lower()
    return True if word in _YES else False if word in _NO else None


def _mandatory(listing: Listing, row: Sequence[Cell], default: bool) -> bool | None:
    """Whether a value must be given, from a "required" cell or else a "nullable" one; None where neither says."""
    if "required" in listing.columns.role:
        required = listing.text(row, "required")
        said = _says(required) if required else False
        return None if said is None else said and not default
    nullable = listing.text(row, "nullable").lower()
    optional = _NULLABLE.get(nullable, _says(nullable))
    return None if optional is None else not optional and not default


def _reference(listing: Listing, row: Sequence[Cell], key: str) -> Reference | None:
    said = listing.text(row, "reference")
    if _says(said) is not None or not said:
        said = key if _FOREIGN.match(key[:200]) else ""
    match = _TARGET.fullmatch(said[:200])
    if not match:
        return None
    target, column = match.group(1), match.group(2) or listing.text(row, "reference_field")
    if not column and "." in target:
        target, _, column = target.rpartition(".")
    return Reference(target, column or None)


def choices(text: str) -> tuple[str, ...]:
    """The permitted values a cell lists, by their labels where they have any: ``1, Male | 2, Female``.

    A single item is a remark or a range, not a list.
    """
    separator = next((mark for mark in ("|", "\n", ";", ",") if mark in text), None)
    if separator is None:
        return ()
    items = [item.strip() for item in text.split(separator, MAX_CHOICES)[:MAX_CHOICES]]
    labels = [_label(item, separator) for item in items if item]
    return tuple(dict.fromkeys(labels)) if len(labels) > 1 else ()


def _label(item: str, separator: str) -> str:
    marks = ("=", ":", " - ", ",") if separator != "," else ("=", ":", " - ")
    for mark in marks:
        code, found, label = item.partition(mark)
        if found and label.strip() and len(code) <= 20:
            return label.strip().strip("\"'")
    return item.strip("\"'")
