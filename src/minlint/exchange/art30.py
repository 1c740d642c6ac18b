"""The record of processing activities that GDPR Art. 30(1) asks for, as a table and as a page."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any

from minlint.exchange.activities import Activity
from minlint.judge.words import listed
from minlint.manifest.model import Manifest
from minlint.taxonomy import Taxonomy

UNSAID = "not stated"

HEADINGS = (
    *("controller", "contact", "dpo", "joint_controllers", "purpose", "statement", "subjects", "categories"),
    *("special_categories", "recipients", "transfers", "time_limit", "security", "lawful_basis", "sources", "owner"),
    "where",
)
"""The columns of the table; the first ten after `contact` are the letters of Art. 30(1), in their order."""


def table(said: Manifest, found: Sequence[Activity], book: Taxonomy) -> str:
    """The record as CSV, one purpose a row; lists are parted by semicolons."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADINGS)
    for activity in found:
        writer.writerow([_cell(value) for value in _row(said, activity, book).values()])
    return out.getvalue()


def page(said: Manifest, found: Sequence[Activity], book: Taxonomy) -> Iterator[str]:
    """The record as Markdown, one purpose a section."""
    who = said.controller
    yield "# Record of processing activities\n\n"
    yield f"Controller: {_words(who.get('name'))}  \nContact: {_words(who.get('contact'))}  \n"
    yield f"Data protection officer: {_words(who.get('dpo'))}  \n"
    yield f"Joint controllers: {_words(who.get('joint_controllers'))}\n"
    for activity in found:
        row = _row(said, activity, book)
        yield f"\n## {activity.purpose.id}\n\n{row['statement']}\n\n| | |\n|---|---|\n"
        for title, key in _LINES:
            yield f"| {title} | {_escaped(_words(row[key]))} |\n"
        if activity.beyond:
            names = listed(book[key].title for key in activity.beyond)
            yield f"\nCollected beyond what the purpose states: {names}.\n"
    yield "\nMade from the manifest and from what the sources declare; what isn't stated there says so.\n"


_LINES = (
    ("Data subjects", "subjects"),
    ("Categories of personal data", "categories"),
    ("Special categories and criminal data", "special_categories"),
    ("Recipients", "recipients"),
    ("Transfers to third countries", "transfers"),
    ("Time limits for erasure", "time_limit"),
    ("Security measures", "security"),
    ("Basis", "lawful_basis"),
    ("Sources of the data", "sources"),
    ("Owner", "owner"),
    ("Where", "where"),
)


def _row(said: Manifest, activity: Activity, book: Taxonomy) -> dict[str, Any]:
    who, purpose = said.controller, activity.purpose
    keys = sorted({*activity.collected, *(key for entry in purpose.entries for key in entry.categories)})
    special = [key for key in keys if {"gdpr-9", "gdpr-10"} & set(book[key].marks)]
    values = (
        *(who.get("name"), who.get("contact"), who.get("dpo"), who.get("joint_controllers")),
        *(purpose.id, purpose.statement, purpose.subjects),
        *([book[key].title for key in keys], [book[key].title for key in special]),
        *(purpose.recipients, who.get("transfers"), purpose.retention.said if purpose.retention else None),
        *(who.get("security"), purpose.lawful_basis, [origin.name for origin in purpose.sources], purpose.owner),
        activity.records,
    )
    return dict(zip(HEADINGS, values, strict=True))


def _cell(value: Any) -> str:
    return "; ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value or "")


def _words(value: Any) -> str:
    return ", ".join(map(str, value)) or UNSAID if isinstance(value, (list, tuple)) else str(value or UNSAID)


def _escaped(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
