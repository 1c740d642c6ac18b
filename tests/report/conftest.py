"""Findings and readings made by hand: a small clinic, and single ones to vary."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from minlint.model import (
    Detection,
    Evidence,
    Field,
    Finding,
    Reading,
    Record,
    RecordReading,
    Result,
    Source,
    SourceReading,
    Span,
    Summary,
)

SCHEMA = """\
CREATE TABLE patients (
  id bigint PRIMARY KEY,
  birth_date date DEFAULT '1951-03-17', -- zqcanary
\t"home lat" numeric(9,6) NOT NULL,
  visa enum('zqcanary_h1b','zqcanary_f1')
);
"""
NAME = Evidence("name", 'the name says "birth date"')


def span(line: int, column: int, length: int) -> Span:
    return Span(line, column, line, column + length)


BIRTH = Field("birth_date", "date", span(3, 3, 10), mandatory=False)
LAT = Field("home lat", "numeric(9,6)", span(4, 3, 8), mandatory=True)
VISA = Field("visa", "enum('zqcanary_h1b','zqcanary_f1')", span(5, 3, 4))
KEY = Field("id", "bigint", span(2, 3, 2), mandatory=True, primary=True)
TABLE = Record("patients", (KEY, BIRTH, LAT, VISA), span(1, 14, 8), rows=None)

EXCESS = Finding(
    code="X101",
    name="excess-category",
    severity="error",
    message="patients.birth_date holds a date of birth; newsletter can do without it",
    source="db/schema.sql",
    span=BIRTH.span,
    record="patients",
    field="birth_date",
    category="user.demographic.date_of_birth",
    purposes=("newsletter",),
    evidence=(NAME,),
    suggestion="Drop it, or say why it is needed:\n  - category: user.demographic.date_of_birth\n    because: …",
    confidence=0.98,
    facts={},
    laws=("gdpr-5-1-c",),
    fingerprint="0" * 32,
)


@pytest.fixture
def excess() -> Finding:
    """A finding at a field; tests replace what they vary."""
    return EXCESS


@pytest.fixture
def clinic() -> Result:
    """Two rules at one field, a combination, a table, a manifest's finding, one without a place, and a waived one."""
    found = [
        EXCESS._replace(
            code="P001",
            name="purpose-missing",
            message="patients holds personal data and no purpose is bound to it",
            span=TABLE.span,
            field=None,
            category=None,
            purposes=(),
            evidence=(),
            confidence=None,
            suggestion="",
        ),
        EXCESS._replace(
            code="S204",
            name="location-history",
            message="patients (home lat, birth_date) makes up a location history",
            span=TABLE.span,
            field=None,
            category="user.location.history",
            purposes=("newsletter", "badge"),
            parts=("home lat", "birth_date"),
            evidence=(Evidence("record", "a place, a time and a person together"),),
            confidence=0.62,
            suggestion="",
        ),
        EXCESS._replace(
            code="G301",
            name="precision-excess",
            severity="warning",
            message="patients.birth_date is kept to the day where newsletter needs the year",
            facts={"rung": "day", "allowed": "year", "share": float("nan"), "columns": ("zip", "sex")},
            suggestion="",
        ),
        EXCESS,
        EXCESS._replace(
            code="S206",
            name="immigration-status",
            message="patients.visa holds an immigration status",
            span=VISA.span,
            field="visa",
            category="user.immigration",
            evidence=(Evidence("enum", "2 of 2 choices are visa classes"),),
            suggestion="Keep it where the purpose that needs it is.",
        ),
        EXCESS._replace(
            code="X102",
            name="forbidden-category",
            message="people.face holds a face template, which newsletter forbids",
            source="exports/people.parquet",
            span=None,
            record="people",
            field="face",
            category="user.biometric.face",
            evidence=(),
            suggestion="",
        ),
        EXCESS._replace(
            code="R401",
            name="retention-missing",
            message="newsletter says nothing about how long the data is kept",
            source="minlint.yaml",
            span=span(3, 3, 10),
            record=None,
            field=None,
            category=None,
            evidence=(),
            confidence=None,
            suggestion="Add `retention: 1 year`.",
        ),
    ]
    waived = EXCESS._replace(
        code="X103",
        name="mandatory-optional",
        message="patients.home lat is mandatory",
        span=LAT.span,
        field="home lat",
        category="user.location.precise",
        evidence=(),
        suggestion="",
        waived=True,
    )
    return Result(found, [waived], [readings()], Summary(2, 2, 5, 3, 2, 6, 1, 0, 1, 0), ())


def readings() -> SourceReading:
    """The clinic's schema as read."""
    birth = Detection("user.demographic.date_of_birth", 0.98, (NAME,), "day")
    place = Detection("user.location.precise", 0.71234, (Evidence("name", 'the name says "home lat"'),), None)
    found = (
        Reading(KEY, ()),
        Reading(BIRTH, (birth,)),
        Reading(LAT, (place, birth._replace(confidence=0.2))),
        Reading(VISA, ()),
        Reading(None, (Detection("user.location.history", 0.6, (), None),), (LAT, BIRTH)),
    )
    source = Source("db/schema.sql", "sql", "schema", (TABLE,), text=SCHEMA)
    return SourceReading(source, (RecordReading(TABLE, found, "person"),))


@pytest.fixture
def inventory() -> Sequence[SourceReading]:
    """The clinic's schema as read."""
    return [readings()]


Line = Callable[[str, str, str, str], Result]


@pytest.fixture
def at_line(excess: Finding) -> Line:
    """A finding on a source of one line: what stands before the name, the name, what stands after it, its type."""

    def make(before: str, name: str, after: str, declared: str) -> Result:
        field = Field(name, declared, span(1, len(before) + 1, len(name)))
        record = Record("t", (field,))
        source = Source("a.sql", "sql", "schema", (record,), text=before + name + after + "\n")
        read = SourceReading(source, (RecordReading(record, (Reading(field, ()),)),))
        finding = excess._replace(source="a.sql", span=field.span, record="t", field=name, evidence=(), suggestion="")
        return Result([finding._replace(message="m", purposes=())], (), [read], Summary())

    return make
