"""XLSForm: the workbooks in which forms of ODK, KoboToolbox, SurveyCTO and others are written."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from minlint.errors import Unreadable
from minlint.model import Kind, Record, Source
from minlint.read.dictionary import workbook
from minlint.read.input import Input

if TYPE_CHECKING:
    from minlint.read import Options
    from minlint.read.xlsform.sheets import Row, Sheets

NAME = "xlsform"
TITLE = "XLSForm (ODK, KoboToolbox, SurveyCTO): forms in Excel and ODS"
KIND: Kind = "schema"
SUFFIXES = workbook.SUFFIXES
READS = """Questions of the `survey` sheet with `type`, `name`, `label` and `hint` (in English, else the first
language), `required` (an expression: can't say), `default`; groups and repeats, choices of the `choices` sheet; what a
device adds by itself (`start`, `deviceid`, …) and calculations. All of it is collected; the record is the `form_id`."""
IDIOM = """A column `minlint` that form tools pass over: `purpose=ID` in the `settings` sheet or in any row of `survey`,
`allow CODE until DATE because …` in a question's row."""
LIMITS = """Cells have no lines. Notes ask nothing and are no fields; choices in a file of their own and included
forms aren't looked into. Told from data by its sheet `survey`, its headings and types."""

_PREVIEW = 60
_SHARE = 0.6  # of types that are XLSForm's


def claims(source: Input) -> bool:
    """Whether a sheet ``survey`` has types and names, and most of the types are XLSForm's."""
    from minlint.read.xlsform.sheets import normal, sheets
    from minlint.read.xlsform.survey import is_type

    try:
        if "survey" not in map(normal, workbook.titles(source.data)):
            return False
        rows = sheets(source.data, _PREVIEW).get("survey", [])
    except Unreadable:
        return False
    types = [normal(row.text("type")) for row in rows if row.text("type")]
    named = any(row.text("name") for row in rows)
    return bool(types) and named and sum(map(is_type, types)) >= _SHARE * len(types)


def read(source: Input, options: Options) -> Source:  # noqa: ARG001
    """Read it. Raises `Unreadable` where the workbook can't be opened."""
    from minlint.read.beside import lifted
    from minlint.read.xlsform.sheets import sheets
    from minlint.read.xlsform.survey import Survey

    found = sheets(source.data)
    settings = _settings(found)
    survey = Survey(found)
    record = Record(
        _name(settings, source),
        survey.fields,
        comment=settings.text("form_title") if settings else "",
        markers=settings.markers() if settings else (),
        direction="in",
    )
    return Source(source.name, NAME, KIND, (lifted(record),), tuple(survey.problems))


def _settings(found: Sheets) -> Row | None:
    return next(iter(found.get("settings", ())), None)


def _name(settings: Row | None, source: Input) -> str:
    said = settings and (settings.text("form_id") or settings.text("form_title"))
    return said or os.path.basename(source.name).partition(".")[0]
