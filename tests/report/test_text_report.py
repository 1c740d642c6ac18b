"""What a person sees."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from minlint.model import Detection, Evidence, Finding, Result, SourceReading, Summary
from minlint.report import View, concise, text
from minlint.report._terminal import columns
from minlint.taxonomy import default

At = Callable[[str, str, str, str], Result]

SEEN = """\
db/schema.sql:1:14  patients
  1 | … patients
    |   ^^^^^^^^
  error P001 purpose-missing: patients holds personal data and no purpose is
    bound to it

db/schema.sql:1:14  patients (home lat, birth_date)
  error S204 location-history: patients (home lat, birth_date) makes up a
    location history
  = because: a place, a time and a person together (confidence 0.62)
  = no need in: newsletter, badge

db/schema.sql:3:3  patients.birth_date
  3 |   birth_date date …
    |   ^^^^^^^^^^
  error X101 excess-category: patients.birth_date holds a date of birth;
    newsletter can do without it
  warning G301 precision-excess: patients.birth_date is kept to the day where
    newsletter needs the year
  = because: the name says "birth date"
  = instead: Drop it, or say why it is needed:
        - category: user.demographic.date_of_birth
          because: …

db/schema.sql:5:3  patients.visa
  5 |   visa enum …
    |   ^^^^
  error S206 immigration-status: patients.visa holds an immigration status
  = because: 2 of 2 choices are visa classes
  = no need in: newsletter
  = instead: Keep it where the purpose that needs it is.

exports/people.parquet  people.face
  error X102 forbidden-category: people.face holds a face template, which
    newsletter forbids

minlint.yaml:3:3
  error R401 retention-missing: newsletter says nothing about how long the data
    is kept
  = instead: Add `retention: 1 year`.

"""

CONCISE = """\
db/schema.sql:1:14: P001[purpose-missing] patients holds personal data and no purpose is bound to it
db/schema.sql:1:14: S204[location-history] patients (home lat, birth_date) makes up a location history
db/schema.sql:3:3: G301[precision-excess] patients.birth_date is kept to the day where newsletter needs the year
db/schema.sql:3:3: X101[excess-category] patients.birth_date holds a date of birth; newsletter can do without it
db/schema.sql:4:3: X103[mandatory-optional] patients.home lat is mandatory (waived)
db/schema.sql:5:3: S206[immigration-status] patients.visa holds an immigration status
exports/people.parquet:1:1: X102[forbidden-category] people.face holds a face template, which newsletter forbids
minlint.yaml:3:3: R401[retention-missing] newsletter says nothing about how long the data is kept
"""

FIELDS = """\
db/schema.sql  patients  2 of 4 fields personal
  birth_date             0.98  user.demographic.date_of_birth, day (user.demographic.date_of_birth)
                               the name says "birth date"
  home lat               0.71  user.location.precise (user.location.precise)
                               the name says "home lat"
  home lat + birth_date  0.60  user.location.history (user.location.history)
  not personal: id, visa

"""


def shown(result: Result, **how: object) -> str:
    return "".join(text.findings(result, View()._replace(**how)))  # type: ignore[arg-type]


def excerpt(result: Result, width: int = 100) -> list[str]:
    """The line and its caret, behind the margin."""
    return [line[6:] for line in shown(result, width=width).splitlines()[1:3]]


def test_the_clinic_at_80_columns(clinic: Result) -> None:
    assert shown(clinic, width=80) == SEEN


def test_the_clinic_in_one_line_each(clinic: Result) -> None:
    assert "".join(concise.findings(clinic, View(show_waived=True))) == CONCISE


def test_the_inventory(inventory: Sequence[SourceReading]) -> None:
    assert "".join(text.inventory(inventory, View())) == FIELDS


def test_what_a_record_says_of_several_fields_is_said_once(inventory: Sequence[SourceReading]) -> None:
    person = Evidence("record", "patients: a record about a person")
    (record,) = inventory[0].records
    both = [
        reading._replace(
            detections=(reading.detections[0]._replace(evidence=(*reading.detections[0].evidence, person)),)
        )
        for reading in record.readings[1:3]
    ]
    said = "".join(text.inventory([inventory[0]._replace(records=(record._replace(readings=tuple(both)),))], View()))
    assert said.splitlines()[1] == "  patients: a record about a person"
    assert said.count("a record about a person") == 1
    assert said.count("the name says") == 2


def test_every_sensitive_category_of_a_field_is_listed(inventory: Sequence[SourceReading]) -> None:
    (record,) = inventory[0].records
    found = [Detection(key, 0.9) for key in ("user.content.free_text", "user.name", "user.location.precise")]
    reading = record.readings[1]._replace(detections=tuple(found))
    said = "".join(
        text.inventory(
            [inventory[0]._replace(records=(record._replace(readings=(reading,)),))], View(taxonomy=default())
        )
    )
    assert "(user.content.free_text)\n" in said
    assert "\n              0.90" in said and "(user.location.precise) sensitive\n" in said
    assert "user.name" not in said


@pytest.mark.parametrize("width", [60, 80, 100, 160])
def test_prose_keeps_within_the_width_and_lines_have_no_trailing_space(clinic: Result, width: int) -> None:
    lines = shown(clinic, width=width, show_waived=True).splitlines()
    assert [line for line in lines if columns(line) > width or line != line.rstrip()] == []


def test_waived_findings_stand_in_their_place(clinic: Result) -> None:
    assert "X103" not in shown(clinic)
    waived = shown(clinic, show_waived=True)
    assert "  waived X103 mandatory-optional: patients.home lat is mandatory\n" in waived
    assert waived.index("G301") < waived.index("X103") < waived.index("S206")


def test_colour_changes_nothing_but_colour(clinic: Result) -> None:
    import re

    painted = shown(clinic, color=True, show_waived=True)
    assert "\x1b[31;1merror\x1b[0m \x1b[1mX101\x1b[0m" in painted
    assert re.sub(r"\x1b\[[\d;]*m", "", painted) == shown(clinic, show_waived=True)
    assert "\x1b" not in shown(clinic, show_waived=True)


def test_lines_to_paste_are_never_broken(excess: Finding) -> None:
    line = "  - {category: user.demographic.date_of_birth, precision: year, because: minors need a guardian's consent}"
    finding = excess._replace(suggestion=f"Say why:\n{line}")
    assert f"      {line}\n" in shown(Result([finding], (), (), Summary()), width=60)


@pytest.mark.parametrize(
    ("before", "name", "after", "declared", "line", "caret"),
    [
        ("  ", "dob", " date NOT NULL,", "date", "  dob date …", "  ^^^"),
        ("  ", "dob", " DATE,", "date", "  dob date", "  ^^^"),
        ("\t\t", "dob", " date", "date", "    dob date", "    ^^^"),
        (" " * 30, "dob", " date", "date", "        dob date", "        ^^^"),
        ("  ", "出生日期", " date,", "date", "  出生日期 date", "  ^^^^^^^^"),
        ("  ", "né_le", " date,", "date", "  né_le date", "  ^^^^^"),
        ("  ", "ne\u0301_le", " date,", "date", "  ne\u0301_le date", "  ^^^^^"),
        ('  "', "🎂", '": {"type": "string"},', "string", '  "🎂": string …', "   ^^"),
        ("id;name;", "dob", ";phone", "", "… dob …", "  ^^^"),
        ("  `", "dob", "` date,", "date", "  `dob` date", "   ^^^"),
        ("  [", "dob", "] date,", "date", "  [dob] date", "   ^^^"),
        ("  ", "dob", ":", "string", "  dob: string", "  ^^^"),
        ("  ", "a\x1b[2Jb", " text", "text", "  a\\x1b[2Jb text", "  ^^^^^^^^^"),
    ],
)
def test_the_caret_stands_under_the_name(
    at_line: At, before: str, name: str, after: str, declared: str, line: str, caret: str
) -> None:
    assert excerpt(at_line(before, name, after, declared)) == [line, caret]


def test_a_long_name_and_a_long_type_are_cut(at_line: At) -> None:
    line, caret = excerpt(at_line("  ", "n" * 300, " text", "text"), width=60)
    assert (line, caret) == ("  " + "n" * 51 + "…", "  " + "^" * 52)
    line, caret = excerpt(at_line("  ", "n", " x", f"struct<{', '.join(['abcdef: int'] * 12)}>"), width=60)
    assert line.startswith("  n struct<abcdef: int, ") and line.endswith("…") and columns(line) <= 54
    assert caret == "  ^"


def test_one_line_of_a_million_columns_is_no_matter(at_line: At) -> None:
    result = at_line('{"a": "' * 150_000, "dob", '": 1' * 150_000, "date")
    assert excerpt(result) == ['… "dob": date …', "   ^^^"]


def test_a_span_over_something_else_shows_the_name_alone(at_line: At) -> None:
    result = at_line("  ", "zqcanary", " text", "text")
    finding = result.findings[0]._replace(field="dob")
    assert excerpt(result._replace(findings=[finding])) == ["  dob …", "  ^^^"]


def test_what_has_no_name_has_no_excerpt(at_line: At) -> None:
    result = at_line("  ", "zqcanary", " text", "text")
    finding = result.findings[0]._replace(record=None, field=None)
    assert "zqcanary" not in shown(result._replace(findings=[finding]))


def test_a_message_cannot_steer_the_terminal_or_add_lines(excess: Finding) -> None:
    finding = excess._replace(message="a\x1b[2J\nb\u202ec", source="a\nb.sql", span=None, suggestion="", purposes=())
    result = Result([finding], (), (), Summary())
    said = shown(result)
    assert said.splitlines()[0] == "a\\nb.sql  patients.birth_date"
    assert "a\\x1b[2J\\nb\\u202ec" in said
    assert "".join(concise.findings(result, View())) == "a\\nb.sql:1:1: X101[excess-category] a\\x1b[2J b\\u202ec\n"
