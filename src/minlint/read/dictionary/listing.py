"""Finding the table that lists fields, and telling it from a table of data."""

from __future__ import annotations

import re
from collections.abc import Sequence

from minlint.read.dictionary.headings import Columns, columns_of
from minlint.read.tables import Cell
from minlint.tuples import NamedTuple

TITLE_ROWS = 20
"""How many rows a title block above the headings may take."""


class Listing(NamedTuple):
    """A table that lists fields: what its columns hold, and its rows below the headings."""

    columns: Columns
    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]

    def text(self, row: Sequence[Cell], role: str) -> str:
        """What a row says in a role, without surrounding space; empty where there is no such column."""
        index = self.columns.role.get(role, -1)
        return row[index].text.strip() if 0 <= index < len(row) else ""


def find(rows: Sequence[Sequence[Cell]]) -> Listing | None:
    """The listing in a table whose first rows may be titles: the row with the most known headings begins it."""
    best: tuple[int, int, Columns] | None = None
    for index, row in enumerate(rows[:TITLE_ROWS]):
        columns = columns_of([cell.text for cell in row])
        if columns and (best is None or columns.known > best[0]):
            best = columns.known, index, columns
    if best is None:
        return None
    _, index, columns = best
    return Listing(columns, [cell.text for cell in rows[index]], rows[index + 1 :])


_IDENTIFIER = re.compile(r"[^\W\d][\w.$\[\]{}/:@#-]*(?: [\w.$()/-]+){0,5}")
_CODE_LIKE = re.compile(r"[a-z][a-z0-9.]*|[A-Z][A-Z0-9.]*|(?=\S*[_.])[\w.\[\]{}$-]+|[A-Za-z]+[a-z0-9][A-Z]\w*")
_TYPES = """
    string str text varchar nvarchar char nchar character characters bpchar clob nclob longtext mediumtext
    tinytext memo alphanumeric alpha int integer bigint smallint tinyint mediumint long short byte int2 int4
    int8 int16 int32 int64 uint uint32 uint64 serial bigserial number numeric numerical num decimal dec float
    float4 float8 float32 float64 double real money currency bool boolean bit logical flag yesno truefalse date
    datetime timestamp timestamptz datetimeoffset smalldatetime time timetz interval duration year uuid guid
    uniqueidentifier json jsonb xml blob bytea binary varbinary image raw file enum set array list map object
    struct record geometry geography point inet cidr url uri email phone factor categorical nominal ordinal
    continuous discrete quantitative qualitative unsigned radio checkbox dropdown calc notes descriptive slider
    sql signature select picklist lookup reference ref varchar2 nvarchar2 rowid vector variant bytes dimension
    measure multiselect texte zeichenkette ganzzahl datum zahl entier chaine cadena texto entero fecha numero
    tekst getal
"""
_TYPE_WORDS = frozenset(_TYPES.split())


def plausible(listing: Listing, hinted: bool) -> bool:
    """Whether this lists fields, and doesn't merely have columns of such names.

    ``hinted``: the file or sheet is called a dictionary.
    """
    columns = listing.columns
    rows = [row for row in listing.rows if listing.text(row, "field")]
    names = [listing.text(row, "field") for row in rows]
    if not names or _share(_IDENTIFIER, names) < 0.8:
        return False
    if len({(listing.text(row, "table"), name) for row, name in zip(rows, names, strict=True)}) < 0.9 * len(names):
        return False
    types = [text for row in rows if (text := listing.text(row, "type"))]
    typed = bool(types) and sum(map(is_type, types)) >= 0.6 * len(types)
    if typed:
        return columns.sure or hinted or columns.known >= 3 or columns.known == columns.width
    if not (columns.sure or hinted):
        return False
    mostly_known = 2 * columns.known >= columns.width
    if columns.comments:
        return hinted or "table" in columns.role or _share(_CODE_LIKE, names) >= 0.5
    return mostly_known and "table" in columns.role


def is_type(text: str) -> bool:
    """Whether a text reads as a data type: ``varchar(255)``, ``Decimal 10,2``, ``list of string``."""
    words = re.findall(r"[^\W\d_]+\d*", text[:80].lower())
    return bool(words) and (words[0] in _TYPE_WORDS or (len(words) < 4 and words[-1] in _TYPE_WORDS))


def _share(pattern: re.Pattern[str], texts: Sequence[str]) -> float:
    return sum(bool(pattern.fullmatch(text[:200])) for text in texts) / len(texts)
