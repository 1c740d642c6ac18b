"""Data dictionaries: a table in CSV, TSV or Excel that lists tables, fields, types and what they mean."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from minlint.errors import Unreadable
from minlint.model import Kind, Problem, Record, Source
from minlint.read.dictionary import workbook
from minlint.read.dictionary.fields import Places, records_of
from minlint.read.dictionary.listing import TITLE_ROWS, Listing, find, plausible
from minlint.read.headers import is_report
from minlint.read.input import HEAD, Input, encoding_of
from minlint.read.tables import DELIMITERS, Cell, scan

if TYPE_CHECKING:
    from minlint.read import Options

NAME = "dictionary"
TITLE = "Data dictionaries: a CSV, TSV, Excel or ODS table that lists fields"
KIND: Kind = "schema"
SUFFIXES = (".dictionary.csv", ".dictionary.tsv", ".csv", ".tsv", *workbook.SUFFIXES)
LAST = True
READS = """A table that lists fields: CSV, TSV, Excel, ODS, with headings in several languages (field, type,
description, required, key, values); one record for each table it names."""
IDIOM = """None of its own: bindings and waivers stand in the manifest."""
LIMITS = """Told from data by its headings and what stands below them, or by its name."""

_NAMED = (".dictionary.csv", ".dictionary.tsv")
_HINT = re.compile(r"dictionar|codebook|code_book|data[ _-]?dict|diccionario|dictionnaire|datenkatalog", re.IGNORECASE)
_PREVIEW = 200  # rows looked at before a file is claimed


def claims(source: Input) -> bool:
    """Whether this lists fields: by its suffix, or by its headings and what stands below them."""
    if source.name.lower().endswith(_NAMED):
        return True
    if source.suffix in workbook.SUFFIXES:
        return _claims_workbook(source)
    if is_report(source.head):
        return False
    head = source.head.decode(encoding_of(source.head), errors="ignore").removeprefix("\ufeff")
    rows = _rows(head, limit=_PREVIEW)
    if len(source.head) >= HEAD and len(rows) < _PREVIEW:
        rows = rows[:-1]  # cut off in the middle
    listing = find(rows)
    return listing is not None and plausible(listing, _hinted(source))


def read(source: Input, options: Options) -> Source:  # noqa: ARG001
    """Read it. Raises `Unreadable` where no heading names a field column, or a workbook can't be opened."""
    if source.suffix in workbook.SUFFIXES:
        return _read_workbook(source)
    listing = find(_rows(source.text))
    if listing is None:
        raise Unreadable("no heading names the column that holds the fields (field, column, variable, …)", 1, 1)
    records, problems = records_of(listing, _stem(source), Places(source.text))
    return Source(source.name, NAME, KIND, tuple(records), tuple(problems), text=source.text, stored=True)


def _claims_workbook(source: Input) -> bool:
    try:
        found = any(_listing(rows, source, title) for title, rows in workbook.sheets(source.data, _PREVIEW))
    except Unreadable:
        return _hinted(source) or not source.head  # for `read` to say; of others nobody knows what they hold
    return found


def _read_workbook(source: Input) -> Source:
    records: list[Record] = []
    problems: list[Problem] = []
    for title, rows in workbook.sheets(source.data):
        if listing := _listing(rows, source, title):
            found, wrong = records_of(listing, title, Places(None))
            records += found
            problems += wrong
    return Source(source.name, NAME, KIND, tuple(records), tuple(problems), stored=True)


def _listing(rows: list[list[Cell]], source: Input, title: str) -> Listing | None:
    listing = find(rows)
    return listing if listing and plausible(listing, _hinted(source) or bool(_HINT.search(title))) else None


def _rows(text: str, limit: int | None = None) -> list[list[Cell]]:
    """A text's rows, by the delimiter that shows the most headings."""
    from itertools import islice

    def known(delimiter: str) -> int:
        listing = find(list(islice(scan(text, delimiter), TITLE_ROWS)))
        return listing.columns.known if listing else 0

    return list(islice(scan(text, max(DELIMITERS, key=known)), limit))


def _hinted(source: Input) -> bool:
    return bool(_HINT.search(source.name.rpartition("/")[2]))


def _stem(source: Input) -> str:
    name = source.name.rpartition("/")[2]
    return name.rpartition(".")[0].removesuffix(".dictionary") or name
