"""``minlint export``: the record of processing and the skeleton of an assessment, from the manifest and the sources."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest
from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from tests.cli.conftest import Tree

MANIFEST = """\
version: 1
controller: {name: Example Clinic, contact: office@clinic.example, dpo: dpo@clinic.example, transfers: [none], security: [encryption at rest]}
purposes:
  booking:
    statement: Let a patient book a visit.
    subjects: [patient]
    necessary: [user.name, {category: user.contact.email, because: The reminder goes there.}]
    retention: 1 year after the visit
    lawful_basis: contract
    recipients: [front desk]
    owner: privacy@clinic.example
  care:
    statement: Treat a patient.
    necessary: [{category: user.health_and_medical, because: Doctors need it.}]
    special_category_basis: 9(2)(h)
bindings:
  - {source: "db/*", records: [visits], purposes: [booking]}
  - {source: "db/*", records: [records], purposes: [care]}
"""  # noqa: E501
SQL = """\
CREATE TABLE visits (id bigint PRIMARY KEY, full_name text, email text, religion text);
CREATE TABLE records (id bigint PRIMARY KEY, diagnosis text);
"""


@pytest.fixture
def clinic(tree: Tree) -> Tree:
    tree.write("minlint.yaml", MANIFEST)
    tree.write("db/a.sql", SQL)
    return tree


def test_the_table(clinic: Tree) -> None:
    ran = clinic.run("export", "art30", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert (ran.status, [row["purpose"] for row in rows]) == (0, ["booking", "care"])
    assert rows[0] == {
        "controller": "Example Clinic",
        "contact": "office@clinic.example",
        "dpo": "dpo@clinic.example",
        "joint_controllers": "",
        "purpose": "booking",
        "statement": "Let a patient book a visit.",
        "subjects": "patient",
        "categories": "Email address; Religion; Name",
        "special_categories": "Religion",
        "recipients": "front desk",
        "transfers": "none",
        "time_limit": "1 year after the visit",
        "security": "encryption at rest",
        "lawful_basis": "contract",
        "sources": "",
        "owner": "privacy@clinic.example",
        "where": "db/a.sql: visits",
    }


def test_what_a_period_counts_from_is_told_where_it_is_stated_apart(clinic: Tree) -> None:
    clinic.write("minlint.yaml", MANIFEST.replace("1 year after the visit", "{period: 1 year, trigger: the visit}"))
    (row, _) = csv.DictReader(io.StringIO(clinic.run("export", "art30", "--format", "csv").out))
    assert row["time_limit"] == "1 year, counted from the visit"


def test_the_page(clinic: Tree) -> None:
    ran = clinic.run("export", "art30")
    assert ran.status == 0
    assert "## booking" in ran.out
    assert "| Time limits for erasure | 1 year after the visit |" in ran.out
    assert "| Time limits for erasure | not stated |" in ran.out
    assert "Collected beyond what the purpose states: Religion." in ran.out
    assert MarkdownIt().enable("table").render(ran.out).count("<table>") == 2


def test_the_graph(clinic: Tree) -> None:
    ran = clinic.run("export", "art30", "--format", "json-ld")
    booking, care = ran.json["@graph"]
    assert ran.json["@context"]["dpv"] == "https://w3id.org/dpv#"
    assert (booking["@id"], booking["dpv:hasLegalBasis"]) == ("#booking", {"@type": "dpv:Contract"})
    data = {item["dct:identifier"]: item for item in booking["dpv:hasPersonalData"]}
    assert data["user.contact.email"]["dpv:hasNecessity"] == "dpv:Required"
    assert "dpv:hasNecessity" not in data["user.demographic.religious_belief"]
    assert "dpv:SpecialCategoryPersonalData" in data["user.demographic.religious_belief"]["@type"]
    assert "dpv:hasStorageCondition" not in care


def test_the_skeleton(clinic: Tree) -> None:
    ran = clinic.run("export", "dpia")
    assert "| Email address | visits.email | The reminder goes there. | _To be judged._ |" in ran.out
    assert "| Religion | visits.religion | beyond what is stated | _To be judged._ |" in ran.out
    assert "- X101 excess-category: visits.religion holds religion" in ran.out
    assert "unlawful" not in ran.out


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (("dpia", "--format", "csv"), "dpia is written as markdown, not as csv"),
        (("art31",), "did you mean art30?"),
        (("art30", "--isolated"), "no manifest states a purpose here"),
    ],
)
def test_what_can_not_be_written(clinic: Tree, arguments: tuple[str, ...], error: str) -> None:
    ran = clinic.run("export", *arguments)
    assert ran.status == 2
    assert error.lower() in ran.err.lower().replace("'", "").replace("`", "")
