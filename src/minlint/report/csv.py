"""CSV for spreadsheets: the columns are the keys of the JSON output.

Three more are left empty for whoever decides on a row: `minlint waivers add --from` takes them up again.
A cell that a spreadsheet would take for a formula gets an apostrophe in front; lists are joined with semicolons.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from minlint.model import Result, SourceReading
from minlint.report import View
from minlint.report._terminal import one_line
from minlint.report.json import field_objects, finding_object, unread_objects

DECIDED = ("decision", "because", "until")
_FINDING = (
    *("code", "name", "severity", "message", "source", "line", "column", "end_line", "end_column", "record", "field"),
    *("category", "purposes", "evidence", "suggestion", "confidence", "facts", "laws", "fingerprint", "waived"),
    *("from", "url", *DECIDED),
)
_FIELD = (
    *("source", "line", "column", "record", "field", "type", "mandatory"),
    *("category", "confidence", "sensitive", "precision", "evidence", "from", "reason", *DECIDED),
)
_FORMULA = re.compile("(^|;)( *)(?=[=+\\-@＝＋－＠])")  # behind a semicolon too: it parts cells in half of Europe
_GUARDED = re.compile("(^|;)( *)'(?=[=+\\-@＝＋－＠])")


def findings(result: Result, view: View) -> Iterator[str]:
    """A header, then a row for each finding."""
    return _rows(_FINDING, (finding_object(finding) for finding in view.shown(result)))


def inventory(readings: Sequence[SourceReading], view: View) -> Iterator[str]:
    """A row for each category of each field, and one for a field without any; ``reason`` says what wasn't read."""
    return _rows(_FIELD, _flat(readings, view))


def _flat(readings: Sequence[SourceReading], view: View) -> Iterator[dict[str, Any]]:
    for field in field_objects(readings, view):
        yield from (field | category for category in field["categories"] or [{}])
    yield from unread_objects(readings)


def unguarded(cell: str) -> str:
    """A cell as it was before it was made safe for a spreadsheet."""
    return _GUARDED.sub(r"\1\2", cell)


def _rows(columns: Sequence[str], objects: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    yield ",".join(columns) + "\n"
    for item in objects:
        row = io.StringIO()
        csv.writer(row, lineterminator="\n").writerow([_cell(item.get(column)) for column in columns])
        yield row.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        value = "; ".join(item["detail"] if isinstance(item, dict) else item for item in value)
    if not isinstance(value, str):
        value = json.dumps(value, allow_nan=False) if value != {} else ""
    return _FORMULA.sub(r"\1'\2", one_line(value))
