"""Which purposes a record and its fields serve (CONTRACT, part 2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.acceptance.conftest import Project


PURPOSES = """\
version: 1
purposes:
  newsletter:
    statement: Send the newsletter.
    necessary: [user.contact.email]
    retention: 1 year
  delivery:
    statement: Deliver an order.
    necessary: [user.name, user.contact.address]
    retention: 1 year
  badge:
    statement: Print a badge.
    necessary: [{category: user.content.self_image, because: The guard compares it.}]
    retention: 1 year
"""
CUSTOMERS = """\
CREATE TABLE customers (
  id bigint PRIMARY KEY,
  email text NOT NULL,
  street_address text
);
"""


def manifest(bindings: str) -> str:
    return PURPOSES + bindings


def test_bindings_that_are_equally_specific_add_up(project: Project) -> None:
    project.write({"db/a.sql": CUSTOMERS})
    two = 'bindings: [{source: "db/*.sql", purposes: [newsletter]}, {source: "db/a.sql", purposes: [delivery]}]'
    assert project.write({"minlint.yaml": manifest(two)}).check().all == []
    one = 'bindings: [{source: "db/*.sql", purposes: [newsletter]}]'
    found = project.write({"minlint.yaml": manifest(one)}).check()
    assert found.all == [("X101", "customers.street_address")]
    assert found.findings[0]["purposes"] == ["newsletter"]


def test_a_record_binding_wins_over_a_source_binding(project: Project) -> None:
    said = """\
bindings:
  - {source: "db/*.sql", purposes: [newsletter, delivery]}
  - {source: "db/*.sql", records: [cust*], purposes: [newsletter]}
"""
    found = project.write({"db/a.sql": CUSTOMERS, "minlint.yaml": manifest(said)}).check()
    assert found.one("X101")["field"] == "street_address"


def test_a_field_binding_wins_over_its_record(project: Project) -> None:
    said = """\
bindings:
  - source: "db/*.sql"
    records: [customers]
    purposes: [newsletter]
    fields:
      customers.street_address: {purposes: [delivery]}
      customers.email: {purposes: [delivery]}
"""
    found = project.write({"db/a.sql": CUSTOMERS, "minlint.yaml": manifest(said)}).check()
    assert found.all == [("X101", "customers.email")]
    assert found.findings[0]["purposes"] == ["delivery"]


def test_globs_are_relative_to_the_manifest_and_not_to_the_working_folder(project: Project) -> None:
    said = 'bindings: [{source: "db/*.sql", purposes: [newsletter, delivery]}]'
    project.write({"shop/minlint.yaml": manifest(said), "shop/db/a.sql": CUSTOMERS, "db/b.sql": CUSTOMERS})
    found = project.check("shop", "db")
    assert found.all == [("P001", "customers")]  # db/b.sql has no manifest above it
    assert found.findings[0]["source"] == "db/b.sql"


def test_the_nearest_manifest_judges(project: Project) -> None:
    outer = 'bindings: [{source: "**/*.sql", purposes: [newsletter, delivery]}]'
    inner = 'bindings: [{source: "db/*.sql", purposes: [newsletter]}]'
    project.write({"minlint.yaml": manifest(outer), "a/db/a.sql": CUSTOMERS, "b/db/b.sql": CUSTOMERS})
    project.write({"b/minlint.yaml": manifest(inner)})
    found = project.check()
    assert [(f["code"], f["source"]) for f in found.findings] == [("X101", "b/db/b.sql")]


def test_dotted_suffixes_name_tables_of_a_database_schema(project: Project) -> None:
    sql = "CREATE TABLE crm.customers (email text, street_address text, photo bytea);"
    said = """\
bindings:
  - source: "db/*.sql"
    records: [customers]
    purposes: [newsletter]
    fields:
      customers.photo: {purposes: [badge]}
      crm.customers.street_address: {purposes: [delivery]}
"""
    assert project.write({"db/a.sql": sql, "minlint.yaml": manifest(said)}).check().all == []


def test_a_comment_in_or_above_a_table_binds_it_and_wins_over_the_manifest(project: Project) -> None:
    sql = """\
    -- The shop.
    CREATE TABLE products (id bigint PRIMARY KEY, title text);

    -- minlint: purpose=delivery
    CREATE TABLE parcels (email text, street_address text);

    CREATE TABLE readers (
      -- minlint: purpose=newsletter
      id bigint PRIMARY KEY,
      email text,
      street_address text
    );
    """
    said = 'bindings: [{source: "db/*.sql", purposes: [newsletter, delivery]}]'
    found = project.write({"db/a.sql": sql, "minlint.yaml": manifest(said)}).check()
    assert found.all == [("X101", "parcels.email"), ("X101", "readers.street_address")]
    assert [f["purposes"] for f in found.findings] == [["delivery"], ["newsletter"]]


def test_a_comment_in_the_files_head_binds_the_whole_file(project: Project) -> None:
    sql = """\
    -- minlint: purpose=newsletter
    -- The mailing list, as the provider wants it.

    CREATE TABLE readers (email text, street_address text);
    CREATE TABLE bounces (email text NOT NULL, bounced_at timestamptz);
    """
    found = project.write({"db/a.sql": sql, "minlint.yaml": manifest("")}).check()
    assert found.all == [("X101", "readers.street_address")]


def test_several_purposes_in_one_comment(project: Project) -> None:
    sql = """\
    -- minlint: purpose=newsletter,delivery
    CREATE TABLE readers (email text, street_address text);
    """
    assert project.write({"db/a.sql": sql, "minlint.yaml": manifest("")}).check().all == []


def test_x_purpose_binds_a_json_schema_and_a_property_of_it(project: Project) -> None:
    json = """\
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "title": "reader",
      "x-purpose": "newsletter",
      "type": "object",
      "properties": {
        "email": {"type": "string", "format": "email"},
        "street_address": {"type": "string", "x-purpose": ["delivery"]},
        "full_name": {"type": "string"}
      }
    }
    """
    found = project.write({"api/reader.json": json, "minlint.yaml": manifest("")}).check()
    assert found.all == [("X101", "reader.full_name")]
    assert found.findings[0]["purposes"] == ["newsletter"]


def test_the_policy_can_deny_bindings_beside_the_data(project: Project) -> None:
    sql = "-- minlint: purpose=delivery\nCREATE TABLE parcels (full_name text, street_address text);\n"
    said = 'policy: {inline_bindings: deny}\nbindings: [{source: "db/*.sql", purposes: [newsletter]}]\n'
    found = project.write({"db/a.sql": sql, "minlint.yaml": manifest(said)}).check()
    assert found.all == [("P005", ""), ("X101", "parcels.full_name"), ("X101", "parcels.street_address")]
    refused = found.one("P005")
    assert (refused["source"], refused["line"], refused["column"]) == ("db/a.sql", 1, 4)
    assert refused["message"] == (
        "the purpose delivery is named here and binds nothing: the policy leaves bindings to the manifest"
    )


def test_a_purpose_beside_the_data_that_nobody_states_is_dead(project: Project) -> None:
    sql = "-- minlint: purpose=deliverys\nCREATE TABLE parcels (full_name text, street_address text);\n"
    found = project.write({"db/a.sql": sql, "minlint.yaml": manifest("")}).check()
    dead = found.one("P005")
    assert (dead["source"], dead["line"], dead["record"], dead["purposes"]) == ("db/a.sql", 1, None, ["deliverys"])
    assert dead["message"] == "the purpose deliverys is named here, and the manifest states none of that name"
    assert found.at("parcels") == ["P001"]


def test_a_person_says_what_a_field_holds(project: Project) -> None:
    sql = """\
    CREATE TABLE patients (
      full_name text,
      notes varchar(80),
      ref varchar(12),
      email text
    );
    """
    said = """\
bindings:
  - source: "db/*.sql"
    purposes: [delivery]
    fields:
      patients.notes: {category: user.health_and_medical, because: triage notes}
      patients.email: {category: none, because: the ward's own address}
"""
    found = project.write({"db/a.sql": sql, "minlint.yaml": manifest(said)}).check()
    assert found.at("patients.notes") == ["S201", "X101"]
    excess = found.one("X101", "patients.notes")
    assert (excess["category"], excess["confidence"]) == ("user.health_and_medical", 1.0)
    assert excess["evidence"][0]["kind"] == "manifest"
    assert found.at("patients.email") == []


def test_a_category_said_by_a_person_is_judged_at_every_persona(project: Project) -> None:
    sql = "CREATE TABLE visits (patient_name text, x7 text);"
    said = """\
bindings:
  - source: "db/*.sql"
    purposes: [delivery]
    fields: {visits.x7: {category: user.immigration.status, because: an import}}
"""
    found = project.write({"db/a.sql": sql, "minlint.yaml": manifest(said)}).check(persona="commit")
    assert found.at("visits.x7") == ["S206", "X101"]


def test_purposes_and_bindings_are_merged_from_included_files(project: Project) -> None:
    main = """\
    version: 1
    include: [purposes/*.yaml, minlint.waivers.yaml]
    bindings: [{source: "db/*.sql", purposes: [a, b]}]
    """
    project.write(
        {
            "minlint.yaml": main,
            "purposes/a.yaml": "purposes: {a: {statement: A., necessary: [user.contact.email], retention: 1 year}}",
            "purposes/b.yaml": "purposes:\n  b: {statement: B., necessary: [user.name]}",
            "minlint.waivers.yaml": """\
            waivers:
              - {field: c.ssn, rules: [X101], because: Until May., until: 2027-05-01}
            """,
            "db/a.sql": "CREATE TABLE c (full_name text, email text, ssn text);",
        }
    )
    found = project.check()
    missing = found.one("R401")
    assert (missing["source"], missing["line"], missing["column"]) == ("purposes/b.yaml", 2, 3)
    assert (missing["record"], missing["field"], missing["purposes"]) == (None, None, ["b"])
    assert found.all == [("R401", "")]
    assert found.summary["waived"] == 1


def test_an_id_said_twice_is_an_error_with_its_place(project: Project) -> None:
    project.write(
        {
            "minlint.yaml": "version: 1\ninclude: [more.yaml]\npurposes: {a: {statement: A., retention: 1 year}}",
            "more.yaml": "purposes:\n  a: {statement: Another., retention: 1 year}",
            "db/a.sql": CUSTOMERS,
        }
    )
    found = project.check()
    assert len(found.errors) == 1
    assert "2:3" in found.errors[0] and "more.yaml" in found.errors[0] and "`a`" in found.errors[0]
