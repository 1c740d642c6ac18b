"""The questions of a survey sheet: groups and repeats hold those that stand between their begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from minlint.model import Field, Problem
from minlint.read.members import choices, meaning
from minlint.read.xlsform.sheets import Row, Sheets, normal
from minlint.tuples import NamedTuple

_SHOWN = frozenset(("note", "xml-external", "csv-external", "include"))
_ASKED = frozenset(
    """text string integer int decimal range date time datetime geopoint geotrace geoshape gps image photo audio
    video file barcode acknowledge trigger calculate hidden start end today deviceid phonenumber username email
    simserial subscriberid start-geopoint background-audio background-geopoint audit osm""".split()  # noqa: SIM905
)
_SELECT = re.compile(
    r"(?:select one(?: external| from file| from)?|select multiple(?: from file| from)?|select all that apply from|"
    r"rank) (?P<list>.+?)(?: or other)?$"
)
_BRACKET = re.compile(r"(?P<side>begin|end) (?P<kind>group|repeat|loop)(?: .*)?$")
_YES = frozenset(("yes", "true", "true()", "1", "y"))
_NO = frozenset(("", "no", "false", "false()", "0", "n"))
MAX_DEPTH = 100


class Open(NamedTuple):
    """A group that isn't closed yet: the path of what is in it, and the row that began it."""

    kind: str
    prefix: str
    row: int


class Survey:
    """A form's fields, and what can't be read of it."""

    def __init__(self, sheets: Sheets) -> None:
        self.problems: list[Problem] = []
        self._lists = _lists([*sheets.get("choices", ()), *sheets.get("external_choices", ())])
        self._open: list[Open] = []
        self.fields = tuple(self._fields(sheets.get("survey", [])))

    def _fields(self, rows: list[Row]) -> Iterator[Field]:
        for row in rows:
            said = normal(row.text("type"))
            if bracket := _BRACKET.match(said):
                yield from self._begins(bracket["kind"], row) if bracket["side"] == "begin" else self._ends(row)
            elif said and said not in _SHOWN:
                yield from self._question(said, row)
        for group in self._open:
            self._lost(group.row, f"a {group.kind} that never ends")

    def _begins(self, kind: str, row: Row) -> Iterator[Field]:
        name = row.text("name")
        path = self._prefix() + name + ("" if kind == "group" else "[]") if name else ""
        if len(self._open) >= MAX_DEPTH:
            self._lost(row.number, f"nested deeper than {MAX_DEPTH} levels")
            path = ""
        if path:
            yield self._field(path, kind, row)._replace(container=True)
        self._open.append(Open(kind, f"{path}." if path else self._prefix(), row.number))

    def _ends(self, row: Row) -> Iterator[Field]:
        if self._open:
            self._open.pop()
        else:
            self._lost(row.number, "an end without a begin")
        yield from ()

    def _question(self, said: str, row: Row) -> Iterator[Field]:
        name = row.text("name") or (said if said in _ASKED and not row.spoken("label") else "")
        if not name:
            self._lost(row.number, "a question without a name")
            return
        select = _SELECT.match(said)
        field = self._field(self._prefix() + name, row.text("type"), row)
        yield field._replace(enum=self._lists.get(select["list"], ())) if select else field

    def _field(self, path: str, kind: str, row: Row) -> Field:
        required = row.text("required").lower()
        return Field(
            path,
            kind,
            mandatory=True if required in _YES else False if required in _NO else None,
            comment=meaning(row.spoken("label"), row.spoken("hint")),
            default=bool(row.text("default")),
            markers=row.markers(),
            direction="in",
        )

    def _prefix(self) -> str:
        return self._open[-1].prefix if self._open else ""

    def _lost(self, row: int, reason: str) -> None:
        self.problems.append(Problem("E002", f"{reason}, in row {row} of the survey"))


def is_type(said: str) -> bool:
    """Whether a type, as `normal` has it, is one that XLSForm has."""
    return said in _ASKED or said in _SHOWN or bool(_SELECT.match(said) or _BRACKET.match(said))


def _lists(rows: list[Row]) -> dict[str, tuple[str, ...]]:
    """The choices of each list, by its name as `normal` has it."""
    found: dict[str, list[str]] = {}
    for row in rows:
        said = [word for word in (row.text("name"), row.spoken("label")) if word]
        found.setdefault(normal(row.text("list_name")), []).extend(said)
    return {name: choices(said) for name, said in found.items()}
