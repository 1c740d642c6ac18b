"""Google Play's data safety form, as the console exports it: the data that an app says that it collects."""

from __future__ import annotations

import os
from collections.abc import Collection
from typing import TYPE_CHECKING

from minlint.model import Field, Kind, Problem, Record, Source
from minlint.read.input import Input

if TYPE_CHECKING:
    from minlint.located import Places
    from minlint.read import Options
    from minlint.read.tables import Cell

NAME = "play-data-safety"
TITLE = "Data safety form of Google Play, as exported"
KIND: Kind = "schema"
SUFFIXES = (".csv",)
MARKS = ("Question ID (machine readable)",)
READS = """The data types that are answered with yes, each labelled with its category; whether a person can choose, and
what they are used for."""
IDIOM = """None of its own: bindings and waivers stand in the manifest."""
LIMITS = """Whether data are shared, encrypted or deleted on request is no field. `minlint import play` drafts a
manifest from what the types are used for; P010 holds them against the permissions of `AndroidManifest.xml`."""

_TYPES, _USAGE = "PSL_DATA_TYPES_", "PSL_DATA_USAGE_RESPONSES"
_YES = ("true", "yes", "1")


def claims(source: Input) -> bool:
    """Whether its first line is that of the export."""
    return source.head.lstrip(b"\xef\xbb\xbf").startswith(b"Question ID (machine readable),Response ID")


def read(source: Input, options: Options) -> Source:  # noqa: ARG001
    """Read it. Raises `Unreadable` for a file that is no text."""
    from minlint.located import Places
    from minlint.read.tables import scan

    places, rows = Places(source.text), list(scan(source.text, ","))
    answers = [row for row in rows[1:] if len(row) >= 3 and row[2].text.strip().lower() in _YES]
    usage = _usage(answers)
    fields = [_field(row[1], usage.get(row[1].text, ()), places) for row in answers if row[0].text.startswith(_TYPES)]
    stem = os.path.basename(source.name).partition(".")[0]
    problems = [
        Problem("E002", "a row without a question, an answer's name and its value", *places.at(row[0].start))
        for row in rows[1:]
        if len(row) < 3
    ]
    records = (Record(stem, tuple(fields), direction="in"),) if fields else ()
    return Source(source.name, NAME, KIND, records, tuple(problems), text=source.text)


def uses(source: Input) -> dict[str, tuple[str, ...]]:
    """What each type is said to be used for, in Google's words."""
    from minlint.read.tables import scan

    rows = list(scan(source.text, ","))[1:]
    usage = _usage([row for row in rows if len(row) >= 3 and row[2].text.strip().lower() in _YES])
    return {name: _purposes(said) for name, said in usage.items()}


def _purposes(said: Collection[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(sorted(answer for question, answer in said if question == "DATA_USAGE_COLLECTION_PURPOSE"))


def _usage(answers: list[list[Cell]]) -> dict[str, set[tuple[str, str]]]:
    """What is said of each type's use: the last word of the question, and the answer."""
    found: dict[str, set[tuple[str, str]]] = {}
    for row in answers:
        use, _, rest = row[0].text.partition(":")
        name, _, question = rest.partition(":")
        if use == _USAGE and question:
            found.setdefault(name, set()).add((question.rpartition(":")[2], row[1].text))
    return found


def _field(cell: Cell, said: Collection[tuple[str, str]], places: Places) -> Field:
    from minlint.read.devices.words import PLAY

    control = {answer for question, answer in said if question == "DATA_USAGE_USER_CONTROL"}
    label = PLAY.get(cell.text)
    return Field(
        cell.text,
        "data-type",
        places.span(cell.start, cell.end),
        mandatory=("PSL_DATA_USAGE_USER_CONTROL_REQUIRED" in control) if control else None,
        comment=", ".join(_purposes(said)),
        labels=(label,) if label else (),
        direction="in",
    )
