"""Whether a table's first row holds names or is data already, judged from the rows below it.

A first row of data is never taken for names: where nothing speaks for a header, there is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

Row = Sequence[str]

_COMMON = """
account active address adresse age amount answer area artist at author balance birth birthdate birthday blood body
brand building case category cell channel child city ciudad class client club code color colour column comment
comments company compound contact content correo cost count country county course created currency customer data date
datum day department dept depth description device diagnosis direction distance district dob doctor duration ean
eircode elevation email employee employer encoding end entity error event expiry face fax feature fecha female field
file filename first firstname flag from full gender genre geo given grade group guid hash height home host hour iban
id identifier image income index ip isbn item job key kind label lang language last lastname lat latitude length level
line link lng location lon long longitude maiden mail male manager medication member message middle mobile model
modified mon month mrn naam nachname name national nationality neighborhood nom nombre note notes number occupation
order organization origin owner page parent passport password path patient person phone photo pin place plate player
plz policy position postal postcode prenom price product profession province prénom purpose quantity question race
rank rate rating reason ref reference region religion result role room row salary school score second section sequence
serial sex shift signature sku source speed ssn staff start state station status stop strasse straße street student
subject surname symptom tag target team tel telefon telefono telephone teléfono temperature term text ticket time
timestamp title to total town track transaction type unit updated uri url user username uuid value version village
ville vin visit voice voornaam vorname weekday weight word year zip
"""
_WORDS = frozenset(_COMMON.split())
_PARTS = re.compile(r"[A-Z]+(?![a-zà-ÿ])|[A-ZÀ-Þ]?[a-zà-ÿ]+")
_NUMBER = re.compile(r"[-+]?[$€£]? ?(?:\d+|\d{1,3}(?:[, ]\d{3})+)?(?:[.,]\d+)?(?:[eE][-+]?\d+)? ?%?")
_DATE = re.compile(r"\d{1,4}([-/.])\d{1,2}\1\d{1,4}(?:[T ]\d{1,2}:\d\d.*)?|\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?")
_TYPICAL_OF_DATA = re.compile(
    r"""[^\s@]+@[^\s@]+\.[a-z]{2,}                  # an e-mail address
      | [a-z]{3,6}://\S+                            # a URL
      | \d{1,3}(?:\.\d{1,3}){3}                     # an IP address
      | [0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12} # a UUID
      | (?=[0-9a-f]*\d)[0-9a-f]{16,}                # a digest
      | (?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}           # a MAC address
      | \+?\(?\d[\d\s().-]{6,}\d                    # a phone or another long number
      | [\[{].*                                     # a list, an object
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_LONG = 80  # characters: more than a name has
_READ = 200  # characters of a cell that are looked at


def has_header(rows: Sequence[Row]) -> bool:
    """Whether the first of these rows holds the columns' names. ``rows`` are a file's first ones, in order."""
    rows = [[cell.strip()[:_READ] for cell in row] for row in rows]
    if not rows or not any(rows[0]):
        return False
    first, body = rows[0], [row for row in rows[1:] if any(row)]
    if _is_counting(first):
        return bool(body) and not any(_is_counting(row) for row in body[:5])
    if any(_is_data(cell) for cell in first):
        return False
    if not body:
        return _names_alone(first)
    counting = _counted_cells(first)
    score = sum(
        1 if index in counting else _vote(cell, [row[index] for row in body if index < len(row)])
        for index, cell in enumerate(first)
    )
    return score > 0


def _names_alone(first: Row) -> bool:
    """A row with nothing below it holds names if it uses a header's words or is written like identifiers."""
    filled = [cell for cell in first if cell]
    told = sum(_says_header(cell) or "_" in cell for cell in filled)
    return told * 3 >= len(filled) and not any(_kind(cell) for cell in filled)


def _vote(cell: str, below: Sequence[str]) -> int:
    """How much one column speaks for a header (above zero) or against it."""
    values = [value for value in below if value]
    if not cell or not values:
        return 0
    if cell in values:
        return -3
    kind = _kind(cell)
    typical, share = _commonest([_kind(value) for value in values])
    if typical and share >= 0.7:
        return -3 if kind == typical else 2 if not kind else -1
    if kind:
        return -1
    if _says_header(cell) and not any(map(_says_header, values[:20])):
        return 3
    return _text_vote(cell, values)


def _text_vote(cell: str, values: Sequence[str]) -> int:
    """Text above text: a name is spelt in another way than what it names."""
    shape, share = _commonest([_shape(value) for value in values])
    if share >= 0.7 and _shape(cell) == shape:
        return -2
    if "_" in cell and not any("_" in value for value in values):
        return 2
    if cell.islower() and not any(value.islower() for value in values):
        return 1
    if share >= 0.9 and len(shape) <= 12 and any(mark.isdigit() or mark in "-/" for mark in shape):
        return 1  # codes of one form below a plain word
    return 0


def _commonest(items: Sequence[str]) -> tuple[str, float]:
    """The commonest of some items, with its share."""
    from collections import Counter

    item, count = Counter(items).most_common(1)[0]
    return item, count / len(items)


def _kind(cell: str) -> str:
    """What a cell plainly is: number, date, word of truth, or a value typical of data; empty for other text."""
    if _DATE.fullmatch(cell):
        return "date"
    if any(mark.isdigit() for mark in cell) and _NUMBER.fullmatch(cell):
        return "number"
    if cell.lower() in ("true", "false"):
        return "boolean"
    return "typical" if _TYPICAL_OF_DATA.fullmatch(cell) else ""


def _is_data(cell: str) -> bool:
    """Whether no one would name a column so."""
    return (
        len(cell) > _LONG
        or bool(_TYPICAL_OF_DATA.fullmatch(cell))
        or (_kind(cell) == "number" and (cell[0] == "-" or "." in cell))
        or bool(re.fullmatch(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d.*", cell))
    )


def is_value(name: str) -> bool:
    """Whether a key is plainly a value itself: a number, a date, an address, an identifier."""
    return bool(_kind(name)) or len(name) > _LONG


def _shape(cell: str) -> str:
    """A cell with each run of letters or digits as one mark: ``Xx Xx``, ``9-X``."""
    marks = re.sub(r"[^\W\d_]+", lambda word: _case(word.group()), cell)
    return re.sub(r"\d+", "9", marks)


def _case(word: str) -> str:
    return "x" if word.islower() else "X" if word.isupper() else "Xx"


def _says_header(cell: str) -> bool:
    """Whether a short cell holds a word that columns are often named with."""
    parts = [part.lower() for part in _PARTS.findall(cell)]
    return 0 < len(parts) <= 5 and any(part in _WORDS or part.removesuffix("s") in _WORDS for part in parts)


def _counted_cells(first: Row) -> frozenset[int]:
    """Places of whole numbers or dates that go up evenly, as a time series' or a matrix's columns are named."""
    numbers = [(index, int(cell)) for index, cell in enumerate(first) if cell.isdecimal() and len(cell) <= 6]
    even = len(numbers) >= 2 and all(b[1] - a[1] == 1 for a, b in pairwise(numbers))
    dates = [index for index, cell in enumerate(first) if _DATE.fullmatch(cell)]
    return frozenset([index for index, _ in numbers] if even else []) | frozenset(dates if len(dates) >= 5 else [])


def _is_counting(row: Row) -> bool:
    """Whether a row is nothing but ``0, 1, 2, …`` (or years), maybe after an empty corner."""
    filled = row[1:] if row and not row[0] else row
    return len(filled) >= 2 and len(_counted_cells(filled)) == len(filled) and filled[0].isdecimal()


def names_of(row: Row, width: int) -> tuple[str, ...]:
    """Names for ``width`` columns: a nameless one is ``column3``, a repeated one ``name_1``."""
    names: list[str] = []
    taken: set[str] = set()
    for index in range(width):
        base = " ".join(row[index].split()) if index < len(row) else ""
        base = base or f"column{index + 1}"
        name, again = base, 0
        while name.casefold() in taken:
            again += 1
            name = f"{base}_{again}"
        taken.add(name.casefold())
        names.append(name)
    return tuple(names)


_OWN = (b"category", b"evidence", b"from", b"decision", b"because", b"until")
"""Columns of what `minlint check` and `inventory` write as CSV, filled in by whoever decides on a row."""


def is_report(head: bytes) -> bool:
    """Whether a table is a report of minlint's own: it tells of data, and is none."""
    first = head.partition(b"\n")[0]
    return all(word in first for word in _OWN)
