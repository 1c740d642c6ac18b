"""Rules about what stands beside a field: sources, assessments, deciders, the part a person plays; and keys."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from minlint.judge.engine import Verdict

Judged = Callable[..., Verdict]

MANIFEST = """\
version: 1
purposes:
  p: {{statement: A purpose., {more}necessary: [user.name, {entry}], retention: 1 year}}
bindings: [{{source: "**", purposes: [p]}}]
"""


def at(
    judged: Judged, code: str, columns: str, *, record: str = "persons", more: str = "", entry: str = "user"
) -> list[str]:
    sql = f"CREATE TABLE {record} (full_name text NOT NULL, {columns});"
    verdict = judged(sql, MANIFEST.format(more=more, entry=entry))
    return [finding.field or finding.record or "" for finding in verdict.findings if finding.code == code]


@pytest.mark.parametrize(
    ("code", "column", "companions"),
    [
        ("I602", "watchlist_flag boolean", ["source text", "flagSource text", "as_of date", "verified_by text"]),
        ("I602", "criminal_record text", ["last_verified_at date", "reported_by text", "match_method text"]),
        ("I603", "gang_affiliation text", ["basis text", "affiliation_basis text", "source_grade text"]),
        ("I603", "allegation text", ["allegation_disposition text", "is_fact boolean"]),
        ("I605", "enforcement_priority integer", ["decided_by bigint", "reviewing_officer text", "human_review text"]),
    ],
)
def test_one_companion_is_enough(judged: Judged, code: str, column: str, companions: list[str]) -> None:
    assert at(judged, code, column) == [column.split()[0]]
    assert at(judged, code, f"{column}, notes text, created_at timestamptz") == [column.split()[0]]
    for companion in companions:
        assert at(judged, code, f"{column}, {companion}") == [], companion


def test_an_authority_stands_for_a_person_who_decides(judged: Judged) -> None:
    assert at(judged, "I605", "watchlist_flag boolean") == ["watchlist_flag"]
    assert at(judged, "I605", "watchlist_flag boolean", more="authority: The Border Act, ") == []


@pytest.mark.parametrize(
    ("record", "columns", "fires"),
    [
        ("persons", "watchlist_flag boolean", True),
        ("persons", "watchlist_flag boolean, personRole text", False),
        ("persons", "watchlist_flag boolean, is_suspect boolean", False),
        ("case_suspects", "watchlist_flag boolean", False),
        ("detainees", "gang_affiliation text", False),
        ("persons", "email text", False),
    ],
)
def test_who_stands_on_an_enforcement_record(judged: Judged, record: str, columns: str, fires: bool) -> None:
    assert at(judged, "I607", columns, record=record) == ([record] if fires else [])


@pytest.mark.parametrize(
    ("columns", "fires"),
    [
        ("ssn char(11) PRIMARY KEY", ["ssn"]),
        ("id bigint PRIMARY KEY, ssn char(11)", []),
        ("passport_number text, seat text, PRIMARY KEY (passport_number, seat)", ["passport_number"]),
        ("ssn_token text PRIMARY KEY", []),
        ("id bigint PRIMARY KEY, ssn char(11) REFERENCES employees (ssn)", ["ssn"]),
        ("advertising_id text PRIMARY KEY", ["advertising_id"]),
        ("email text PRIMARY KEY", []),
    ],
)
def test_identifiers_that_are_the_same_everywhere(judged: Judged, columns: str, fires: list[str]) -> None:
    assert at(judged, "L506", columns) == fires


@pytest.mark.parametrize(
    ("column", "entry", "fires"),
    [
        ("date_of_birth date", "{category: user.demographic.age, precision: over_n}", True),
        ("date_of_birth date", "{category: user.demographic.date_of_birth, precision: band10}", True),
        ("date_of_birth date", "{category: user.demographic.date_of_birth, precision: month}", False),
        ("date_of_birth date", "user.demographic.date_of_birth", False),
        ("date_of_birth date", "user.contact", False),
        ("is_over_18 boolean", "{category: user.demographic.age, precision: over_n}", False),
        ("annual_income numeric", "{category: user.financial.income, precision: threshold}", True),
    ],
)
def test_an_answer_in_place_of_a_value(judged: Judged, column: str, entry: str, fires: bool) -> None:
    assert at(judged, "X106", column, entry=entry) == ([column.split()[0]] if fires else [])
