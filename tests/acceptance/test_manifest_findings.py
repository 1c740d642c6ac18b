"""What is found about the manifest itself: purposes, profiles, waivers, reviews (CONTRACT, parts 2 and 3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.acceptance.conftest import Judge, Project


BOUND = 'bindings: [{source: "db/*", purposes: [p]}]\n'
READERS = "CREATE TABLE readers (email text NOT NULL, phone text, ssn text);\n"


def purpose(*lines: str) -> str:
    body = "".join(f"    {line}\n" for line in ("statement: P.", *lines))
    return f"purposes:\n  p:\n{body}{BOUND}"


def waiver(until: str, rules: str = "[X101]", field: str = "readers.ssn", more: str = "") -> str:
    said = purpose("necessary: [user.contact.email, user.contact.phone_number]", "retention: 1 year")
    return f"{said}waivers:\n  - {{field: {field}, rules: {rules}, because: It goes., until: {until}{more}}}\n"


def test_a_waiver_holds_through_its_last_day(schema: Judge) -> None:
    found = schema(READERS, waiver("2026-11-24"), today="2026-11-24")
    assert found.all == []
    assert found.summary["waived"] == 1
    shown = schema(READERS, waiver("2026-11-24"), today="2026-11-24", show_waived=True)
    assert [(f["code"], f["waived"]) for f in shown.findings] == [("X101", True)]
    assert shown.summary["errors"] == 0


def test_an_expired_waiver_waives_nothing_and_is_a_finding(schema: Judge) -> None:
    found = schema(READERS, waiver("2026-11-23"), today="2026-11-24")
    assert found.all == [("X101", "readers.ssn"), ("P008", "")]
    late = found.one("P008")
    assert (late["source"], late["line"], late["column"]) == ("minlint.yaml", 9, 13)
    assert (late["record"], late["field"], late["category"], late["purposes"]) == (None, None, None, [])
    assert late["facts"] == {"statement": "readers.ssn", "until": "2026-11-23"}
    assert late["message"] == "the waiver readers.ssn held until 2026-11-23"


def test_a_waiver_whose_finding_is_gone_is_unused(schema: Judge) -> None:
    found = schema(READERS, waiver("2027-01-01", field="readers.phone"))
    assert found.all == [("X101", "readers.ssn"), ("P009", "")]
    unused = found.one("P009")
    assert (unused["severity"], unused["source"], unused["line"]) == ("warning", "minlint.yaml", 9)


def test_a_waiver_for_a_field_that_is_not_there_is_dead_and_not_unused(schema: Judge) -> None:
    found = schema(READERS, waiver("2027-01-01", field="readers.fax"))
    assert found.at("") == ["P005"]


@pytest.mark.parametrize("rules", ["[X101]", "[X1]", "[X]", "[excess-category]", '["@user.government_id.*"]'])
def test_a_waiver_names_codes_prefixes_slugs_or_categories(schema: Judge, rules: str) -> None:
    found = schema(READERS, waiver("2027-01-01", rules=rules))
    assert found.all == [] and not found.errors


@pytest.mark.parametrize(
    ("field", "waived"),
    [("readers.ssn", True), ("ssn", True), ("*.ssn", True), ("public.readers.ssn", False), ("readers.s?n", True)],
)
def test_a_waivers_field_matches_dotted_suffixes_and_globs(schema: Judge, field: str, waived: bool) -> None:
    assert ("X101" not in schema(READERS, waiver("2027-01-01", field=f'"{field}"')).at("readers.ssn")) == waived
    qualified = READERS.replace("readers", "public.readers")
    expected = True if field == "public.readers.ssn" else waived
    found = schema(qualified, waiver("2027-01-01", field=f'"{field}"')).at("public.readers.ssn")
    assert ("X101" not in found) == expected


def test_a_waivers_source_is_a_glob_relative_to_the_manifest(schema: Judge) -> None:
    assert schema(READERS, waiver("2027-01-01", more=', source: "db/*.sql"')).all == []
    found = schema(READERS, waiver("2027-01-01", more=', source: "old/*.sql"'))
    assert found.all == [("X101", "readers.ssn"), ("P005", "")]
    assert found.one("P005")["facts"]["dead"] == ["old/*.sql"]


@pytest.mark.parametrize("lack", ["rules: [X101], ", "because: It goes., ", ", until: 2027-01-01"])
def test_a_waiver_without_code_reason_or_end_is_an_error(schema: Judge, lack: str) -> None:
    found = schema(READERS, waiver("2027-01-01").replace(lack, ""))
    assert len(found.errors) == 1
    assert found.errors[0].startswith("minlint.yaml:9:")


def test_what_the_policy_makes_mandatory_is_not_waived(schema: Judge) -> None:
    found = schema(READERS, waiver("2027-01-01") + 'policy: {mandatory: ["@user.government_id.*"]}\n')
    assert ("X101", "readers.ssn") in found.all


def test_a_purpose_past_its_review_is_a_finding_at_that_line(schema: Judge) -> None:
    said = purpose("necessary: [user.contact, user.government_id]", "retention: 1 year", "review_by: 2026-11-23")
    found = schema(READERS, said, today="2026-11-24")
    assert found.all == [("P008", "")]
    late = found.findings[0]
    assert (late["source"], late["line"], late["column"]) == ("minlint.yaml", 7, 5)
    assert (late["record"], late["purposes"], late["facts"]["until"]) == (None, ["p"], "2026-11-23")
    assert late["message"] == "the purpose p was to be reviewed by 2026-11-23"
    assert schema(READERS, said, today="2026-11-23").all == []


def test_a_purpose_without_a_period_is_a_finding_at_the_purpose(schema: Judge) -> None:
    found = schema(READERS, purpose("necessary: [user.contact, user.government_id]"))
    assert found.all == [("R401", "")]
    missing = found.findings[0]
    assert (missing["source"], missing["line"], missing["column"], missing["end_column"]) == ("minlint.yaml", 3, 3, 4)
    assert (missing["record"], missing["purposes"]) == (None, ["p"])


@pytest.mark.parametrize(
    "retention",
    [
        "1 year",
        "P1Y",
        "P18M",
        "30 days after the visit",
        "{period: 90 days, trigger: the visit}",
    ],
)
def test_a_period_in_words_iso_8601_or_as_a_mapping(schema: Judge, retention: str) -> None:
    said = purpose("necessary: [user.contact, user.government_id]", f"retention: {retention}")
    assert schema(READERS, said).at("") == []


@pytest.mark.parametrize("retention", ["as long as necessary", "{period: until death, trigger: arrest}"])
def test_words_without_an_end_are_a_finding_at_the_retention_and_say_something(schema: Judge, retention: str) -> None:
    found = schema(READERS, purpose("necessary: [user.contact, user.government_id]", f"retention: {retention}"))
    assert found.all == [("R402", "")]  # and no R401
    endless = found.findings[0]
    assert (endless["source"], endless["line"], endless["column"], endless["end_column"]) == ("minlint.yaml", 6, 5, 14)
    assert endless["facts"] == {"retention": retention.removeprefix("{period: ").partition(",")[0]}


def test_a_retention_that_is_no_period_is_an_error(schema: Judge) -> None:
    found = schema(READERS, purpose("necessary: [user.contact]", "retention: some time"))
    assert len(found.errors) == 1 and found.errors[0].startswith("minlint.yaml:6:")


def test_a_profiles_entries_and_retention_hold(schema: Judge) -> None:
    sql = "CREATE TABLE visits (full_name text, email text, phone text NOT NULL, date_of_birth date);"
    found = schema(sql, purpose("profile: appointment-booking"))
    assert found.all == [("X101", "visits.date_of_birth")]  # and no R401


def test_an_entry_that_names_a_profiles_category_again_replaces_it(schema: Judge) -> None:
    sql = "CREATE TABLE readers (email text NOT NULL, preferred_language text NOT NULL);"
    assert schema(sql, purpose("profile: newsletter")).all == [("X103", "readers.preferred_language")]
    own = "necessary: [{category: user.demographic.language, because: Two editions.}]"
    assert schema(sql, purpose("profile: newsletter", own)).all == []


def test_an_unknown_profile_or_category_or_key_suggests_the_nearest(schema: Judge) -> None:
    assert "newsletter" in schema(READERS, purpose("profile: newsleter")).errors[0]
    assert "user.contact.email" in schema(READERS, purpose("necessary: [user.contact.emial]")).errors[0]
    wrong = schema(READERS, purpose("necesary: [user.contact.email]")).errors[0]
    assert wrong.startswith("minlint.yaml:5:5:") and "`necessary`" in wrong


def test_dead_globs_name_what_they_were_looking_for(schema: Judge) -> None:
    said = """\
purposes: {p: {statement: P., retention: 1 year, necessary: [user.contact, user.government_id]}}
bindings:
  - {source: "db/*.sql", purposes: [p]}
  - {source: "gone/*.sql", purposes: [p]}
  - {source: "db/*.sql", records: [reader], purposes: [p], fields: {readers.fax: {category: none}}}
"""
    found = schema(READERS, said)
    assert [(f["code"], f["line"], f["facts"]["dead"]) for f in found.findings] == [
        ("P005", 5, ["gone/*.sql"]),
        ("P005", 6, ["reader", "readers.fax"]),
    ]
    assert [f["message"] for f in found.findings] == [
        "the binding gone/*.sql matches nothing",
        "the binding db/*.sql names reader and readers.fax, which nothing matches",
    ]
    assert {(f["record"], tuple(f["purposes"]), f["severity"]) for f in found.findings} == {(None, ("p",), "warning")}


def test_what_needs_the_whole_tree_is_silent_about_a_part_of_it(project: Project) -> None:
    manifest = "version: 1\n" + waiver("2027-01-01", field="readers.phone") + "lint: {ignore: [X101]}\n"
    manifest = manifest.replace("bindings: [", 'bindings: [{source: "gone/*", purposes: [p]}, ')
    project.write({"minlint.yaml": manifest, "db/readers.sql": READERS})
    assert sorted(project.check().at("")) == ["P005", "P009"]
    assert project.check("db/readers.sql").all == []
    assert sorted(project.check("db/readers.sql", "minlint.yaml", whole=True).at("")) == ["P005", "P009"]


def test_findings_on_the_manifest_are_left_out_where_it_was_not_passed(project: Project) -> None:
    manifest = "version: 1\n" + purpose("necessary: [user.contact, user.government_id]")
    project.write({"minlint.yaml": manifest, "db/readers.sql": READERS})
    assert project.check("db/readers.sql").all == []
    assert project.check("db/readers.sql", "minlint.yaml").all == [("R401", "")]


def test_a_waiver_can_accept_that_a_record_has_no_purpose(schema: Judge) -> None:
    said = "waivers:\n  - {field: readers, rules: [P001], because: It is new., until: 2027-01-01}\n"
    assert schema(READERS, said).all == []
