"""What people decided on the rows of a CSV report, as waivers and as what they say of fields."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from minlint.errors import ManifestError, PlacedError, UsageError
from minlint.manifest.model import Policy, last_day
from minlint.manifest.near import category_hint, hint, quoted
from minlint.read.input import encoding_of
from minlint.report.csv import unguarded
from minlint.taxonomy import Taxonomy
from minlint.tuples import NamedTuple

WAIVE, FIX, NONE = "waive", "fix", "none"
"""Decisions: the finding is accepted, it will be mended, the field isn't personal. A category's key is one, too."""


class Row(NamedTuple):
    """A line of the file that was reviewed."""

    line: int
    cells: Mapping[str, str]

    @property
    def decision(self) -> str:
        """What was decided; empty where nothing was."""
        return self.cells["decision"].strip()


class Decided(NamedTuple):
    """An entry for a manifest's ``waivers`` or ``bindings``, as plain data."""

    key: str
    entry: Mapping[str, Any]


def rows(path: str) -> list[Row]:
    """The rows of a reviewed report. Raises `UsageError` where it isn't one.

    Spreadsheets write commas, semicolons or tabs, and a mark at the beginning: each is understood.
    """
    try:
        with open(path, "rb") as file:
            content = file.read()
    except OSError as error:
        raise UsageError(f"{path} can't be read: {(error.strerror or '').lower()}") from None
    text = content.decode(encoding_of(content[:65_536]), errors="replace").removeprefix("\ufeff")
    head = text.partition("\n")[0]
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count), restval="")
    missing = [name for name in ("source", "record", "field", "decision", "because") if name not in _names(reader)]
    if missing:
        raise UsageError(
            f"{path} has no column {quoted(missing[0])}: it isn't what `minlint check --format csv` writes"
        )
    return [Row(reader.line_num, {key: unguarded(cell or "") for key, cell in row.items() if key}) for row in reader]


def _names(reader: csv.DictReader[str]) -> Sequence[str]:
    return reader.fieldnames or ()


class Judge:
    """Makes entries of rows under one manifest; what is wrong with them is gathered in ``errors``."""

    def __init__(self, file: str, tree: Taxonomy, policy: Policy, today: datetime.date, by: str | None) -> None:
        self.file, self.tree, self.policy, self.today, self.by = file, tree, policy, today, by
        self.errors: list[PlacedError] = []

    def decided(self, row: Row, source: str) -> Decided | None:
        """What a row's decision says of its finding or field; ``source`` is relative to the manifest's folder."""
        said = row.decision
        if said in ("", FIX):
            return None
        made = self._waiver(row, source) if said == WAIVE else self._binding(row, source)
        wrong = [*made[1]] + ([] if row.cells["because"].strip() else ["`because` is empty: a decision says why"])
        self.errors += [ManifestError(message, self.file, row.line) for message in wrong]
        return None if wrong else made[0]

    def _waiver(self, row: Row, source: str) -> tuple[Decided, list[str]]:
        cells, wrong = row.cells, []
        if "code" not in cells:
            wrong.append(f"an inventory has no findings to waive: a field is decided by `{NONE}` or a category")
        elif not cells["record"]:
            wrong.append("a finding that is about no record can't be waived")
        until = cells.get("until", "").strip()
        try:
            day = datetime.date.fromisoformat(until)
        except ValueError:
            day = None
            problem = "isn't a date" if until else "is empty"
            wrong.append(f"`until` {problem}: write it like 2027-04-30")
        if day:
            wrong += self._too_late(day)
        entry = {
            "field": _glob(".".join(filter(None, (cells["record"], cells["field"])))),
            "source": _source_glob(source),
            "rules": [cells.get("code", "")],
            "because": " ".join(cells["because"].split()),
            "until": day,
        }
        by = self._signed(cells)
        return Decided("waivers", entry | ({"approved_by": by} if by else {})), wrong

    def _signed(self, cells: Mapping[str, str]) -> str:
        """Who decided; empty where nobody is said to have."""
        return cells.get("approved_by", "").strip() or self.by or ""

    def _too_late(self, day: datetime.date) -> Iterator[str]:
        if day < self.today:
            yield "`until` has passed"
        days = self.policy.max_waiver_days
        if days is not None and day > last_day(self.today, days):
            yield f"`until` reaches too far ahead; the last day allowed is {last_day(self.today, days)}"

    def _binding(self, row: Row, source: str) -> tuple[Decided, list[str]]:
        cells, said, wrong = row.cells, row.decision, []
        by = self._signed(cells)
        if said == NONE and not self.policy.category_none:
            wrong.append("the policy allows nobody to say `category: none`")
        elif said == NONE and (globs := self.policy.not_by(by)):
            wrong.append(f"the policy lets `category: none` be said by {', '.join(globs)} alone (`approved_by`)")
        elif said != NONE and said not in self.tree:
            near = hint(said, (WAIVE, FIX, NONE)) or category_hint(said, self.tree)
            wrong.append(
                f"{quoted(said)} is no decision: `{WAIVE}`, `{FIX}`, `{NONE}` (not personal) or a category{near}"
            )
        elif not cells["record"] or not cells["field"]:
            wrong.append("no single field stands in this row, so that no category can be said of it")
        name = _glob(f"{cells['record']}.{cells['field']}")
        what = {"category": said, "because": " ".join(cells["because"].split())} | ({"approved_by": by} if by else {})
        return Decided("bindings", {"source": _source_glob(source), "fields": {name: what}}), wrong


def _glob(name: str) -> str:
    """A glob on records and fields that a name fits."""
    return name.replace("*", "?")


def _source_glob(path: str) -> str:
    """A glob on sources that one path alone fits."""
    return "".join(f"[{char}]" if char in "*?[" else char for char in path)
