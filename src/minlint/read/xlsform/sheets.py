"""A sheet of an XLSForm as rows by the names of their columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from minlint.model import Marker
from minlint.read.dictionary import workbook
from minlint.read.remarks import remarks
from minlint.tuples import NamedTuple

_SHEETS = ("survey", "choices", "external_choices", "settings")
_ALIASES = {"list_name": ("list name",), "name": ("value",), "form_id": ("id_string",), "form_title": ("title",)}
_GAPS = re.compile(r"[\s_]+")
_ENGLISH = re.compile(r"english|\(en\)|^en$", re.IGNORECASE)


class Row(NamedTuple):
    """A row, with its number in the sheet from 1."""

    number: int
    columns: dict[str, str]

    def text(self, name: str) -> str:
        """A cell's words, empty where there is no such column."""
        said = self.columns.get(name, "")
        return said or next((self.columns[key] for key in _ALIASES.get(name, ()) if self.columns.get(key)), "")

    def spoken(self, name: str) -> str:
        """What people read in a column that may be there once a language: in English, else in the first."""
        own = [(key, said) for key, said in self.columns.items() if key.partition(":")[0] == name and said]
        own.reverse()
        own.sort(key=lambda item: not _ENGLISH.search(item[0].rpartition(":")[2]))
        return own[0][1] if own else ""

    def markers(self) -> tuple[Marker, ...]:
        """What its column ``minlint`` says, with or without ``minlint:`` before it."""
        lines = self.text("minlint").splitlines()
        said = (line if line.lower().startswith("minlint:") else f"minlint: {line}" for line in map(str.strip, lines))
        return tuple(Marker(remark.kind, remark.text) for line in said for remark in remarks(line))


Sheets = dict[str, list[Row]]


def sheets(data: bytes, rows: int = workbook.MAX_ROWS) -> Sheets:
    """The sheets of a form by their names. Raises `Unreadable` where this is no workbook."""
    found: Sheets = {}
    for title, cells in workbook.texts(data, workbook.MAX_BYTES):
        if (name := title.strip().lower()) in _SHEETS:
            found[name] = list(_rows(islice(cells, rows)))
    return found


def normal(word: str) -> str:
    """A type or heading as the specification writes it: small, with one blank where there are blanks or ``_``."""
    return _GAPS.sub(" ", word.strip().lower())


def _rows(cells: Iterable[list[str]]) -> Iterator[Row]:
    headings: list[str] = []
    for number, row in enumerate(cells, 1):
        said = [cell.strip() for cell in row[: workbook.MAX_COLUMNS]]
        if not headings:
            headings = [_heading(cell) for cell in said] if any(said) else []
        elif any(said):
            named = ((heading, cell) for heading, cell in zip(headings, said, strict=False) if heading and cell)
            yield Row(number, dict(reversed(list(named))))  # of two columns of a name the first counts


def _heading(cell: str) -> str:
    """A column's name: of ``bind::required`` the last part, of ``label::English`` both."""
    parts = [part.strip().lower() for part in cell.split(":") if part.strip()]
    return parts[-1] if parts and parts[0] == "bind" else ":".join(parts)
