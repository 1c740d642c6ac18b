"""The rules that look at fields: where they speak, what silences them, and what they say is not stated."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from minlint.judge.engine import Verdict
from minlint.model import Finding

Judged = Callable[..., Verdict]

MANIFEST = """\
version: 1
purposes:
  p:
    statement: A purpose.
    subjects: [{subjects}]
    necessary: [{necessary}]
    retention: {retention}
bindings: [{{source: "**", purposes: [p]}}]
"""


def manifest(*necessary: str, retention: str = "1 year", subjects: str = "member") -> str:
    listed = ", ".join(("user.name", *necessary))
    return MANIFEST.format(necessary=listed, retention=retention, subjects=subjects)


def members(*columns: str) -> str:
    return f"CREATE TABLE members (full_name text NOT NULL, {', '.join(columns)});"


def at(verdict: Verdict, code: str) -> list[str]:
    return [finding.field or "" for finding in verdict.findings if finding.code == code]


def one(verdict: Verdict, code: str) -> Finding:
    (found,) = [finding for finding in verdict.findings if finding.code == code]
    return found


NEEDS_THE_ORIGINAL = [
    ("X107", "passport_scan bytea", "user.government_id.document_copy", "user.government_id"),
    ("S203", "face_image bytea", "user.biometric.face.image", "user.biometric.face"),
    ("S203", "fingerprint_image bytea", "user.biometric.fingerprint.image", "user.biometric"),
]


@pytest.mark.parametrize(("code", "column", "key", "above"), NEEDS_THE_ORIGINAL)
def test_an_entry_for_something_broader_does_not_stand_for_a_copy(
    judged: Judged, code: str, column: str, key: str, above: str
) -> None:
    broad = f"{{category: {above}, because: So it is.}}"
    exact = f"{{category: {key}, because: So it is.}}"
    entry, end = "an entry that names it (with `because`)", "how long it is kept"
    found = one(judged(members(column), manifest(broad)), code)
    assert (found.field, found.severity, found.category) == (column.split()[0], "error", key)
    assert found.facts == {"missing": [entry]}
    assert one(judged(members(column), manifest(broad, retention="indefinitely")), code).facts["missing"] == [
        entry,
        end,
    ]
    assert one(judged(members(column), manifest(key)), code).facts["missing"] == ["`because` at the entry"]
    assert one(judged(members(column), manifest(exact, retention="indefinitely")), code).facts["missing"] == [end]
    assert at(judged(members(column), manifest(exact)), code) == []


@pytest.mark.parametrize("column", ["passport_scan boolean", "passport_scan_token text", "face_image_match boolean"])
def test_what_is_left_of_a_comparison_is_no_copy(judged: Judged, column: str) -> None:
    verdict = judged(members(column), manifest())
    assert at(verdict, "X107") + at(verdict, "S203") == []


@pytest.mark.parametrize(
    ("column", "fires"),
    [
        ("notes text", True),
        ("remarks varchar(2000)", True),
        ("remarks varchar(41)", True),
        ("remarks varchar(40)", False),
        ("comment char(3)", False),
        ("comment text CHECK (comment IN ('a', 'b'))", False),
        ("notes boolean", False),
    ],
)
def test_a_text_is_open_where_nothing_limits_it(judged: Judged, column: str, fires: bool) -> None:
    assert (at(judged(members(column), manifest()), "S209") != []) == fires


def test_a_limit_that_a_schema_sets_beside_the_type(judged: Judged) -> None:
    text = '{"$schema": "x", "title": "members", "type": "object", "properties": {"full_name": {"type": "string"}, '
    schema = text + '"remarks": {"type": "string", "maxLength": %d}}}'
    assert at(judged({"a.schema.json": schema % 40}, manifest()), "S209") == []
    assert at(judged({"a.schema.json": schema % 41}, manifest()), "S209") == ["remarks"]


DETAILS = {"method": "a sum", "error_rate": "7 %", "human_review": "a clerk reads it", "expires": "90 days"}


def entry(details: dict[str, str], key: str = "user.inference.score") -> str:
    listed = "".join(f", {name}: {said}" for name, said in details.items())
    return f"{{category: {key}, because: Urgent ones first.{listed}}}"


@pytest.mark.parametrize("left_out", DETAILS)
def test_an_inference_lacks_what_is_left_out_or_denied(judged: Judged, left_out: str) -> None:
    rest = {key: said for key, said in DETAILS.items() if key != left_out}
    column = members("risk_score numeric")
    assert one(judged(column, manifest(entry(rest))), "I601").facts == {"missing": [left_out]}
    if left_out != "expires":
        assert one(judged(column, manifest(entry(rest | {left_out: "none"}))), "I601").facts == {"missing": [left_out]}
    assert at(judged(column, manifest(entry(DETAILS))), "I601") == []


def test_an_inference_that_no_purpose_names_lacks_everything(judged: Judged) -> None:
    found = one(judged(members("churn_probability numeric"), manifest()), "I601")
    assert found.facts == {"missing": list(DETAILS)}
    assert "not stated: method, error_rate, human_review and expires" in found.message


COLUMNS = {
    "eye_color text": "user.physical.eye_color",
    "notes text": "user.content.free_text",
    "face_image bytea": "user.biometric.face.image",
    "passport_scan bytea": "user.government_id.document_copy",
    "risk_score numeric": "user.inference.score",
    "religion text": "user.demographic.religious_belief",
}


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    columns=st.sets(st.sampled_from(sorted(COLUMNS)), min_size=1),
    named=st.sets(st.sampled_from(sorted(COLUMNS.values()))),
    retention=st.sampled_from(["1 year", "as long as necessary"]),
)
def test_reasons_and_an_end_never_add_findings(
    judged: Judged, columns: set[str], named: set[str], retention: str
) -> None:
    schema = members(*sorted(columns))
    bare = judged(schema, manifest(*sorted(named), retention=retention))
    full = judged(schema, manifest(*(f"{{category: {key}, because: So it is.}}" for key in sorted(named))))
    codes = {(finding.code, finding.field) for finding in bare.findings}
    assert {(finding.code, finding.field) for finding in full.findings} <= codes
