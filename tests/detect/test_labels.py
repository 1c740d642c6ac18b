"""A person's word on a field: it adds to what name and values say, and silences nothing."""

from __future__ import annotations

import pytest

from minlint.detect import detect
from minlint.model import Detection, Field, Record, Source
from minlint.taxonomy import default


def found(name: str, *labels: str, declared: str = "text", record: str = "widgets") -> tuple[Detection, ...]:
    field = Field(name, declared, labels=labels)
    source = Source("catalog.yml", "dbt", "schema", (Record(record, (field,)),))
    return detect(source, default()).records[0].readings[0].detections


@pytest.mark.parametrize(
    ("label", "category"),
    [
        ("user.contact.email", "user.contact.email"),
        ("fides:user.contact.email", "user.contact.email"),
        ("user.children", "user.childrens"),
        ("dpv:EmailAddress", "user.contact.email"),
        ("https://w3id.org/dpv/pd#EmailAddress", "user.contact.email"),
        ("https://schema.org/birthDate", "user.demographic.date_of_birth"),
        ("PII.Email", "user.contact.email"),
        ("pii_phone_number", "user.contact.phone_number"),
        ("PHI", "user.health_and_medical"),
        ("pii", "user"),
        ("user", "user"),
        ("Personally Identifiable Information", "user"),
    ],
)
def test_what_a_label_names(label: str, category: str) -> None:
    (detection, *_) = found("x17", label)
    assert detection.category == category and detection.confidence >= 0.7
    assert [item.kind for item in detection.evidence] == ["label"]


@pytest.mark.parametrize(
    "label", ["confidential", "restricted", "public", "finance", "system.operations", "user.nonsense", "tier1", ""]
)
def test_other_labels_say_nothing(label: str) -> None:
    assert found("x17", label) == ()


@pytest.mark.parametrize("label", ["system.operations", "public", "not personal", "non-pii", "no_pii"])
def test_a_label_silences_nothing(label: str) -> None:
    assert found("email", label, record="users") == found("email", record="users") != ()


def test_a_broad_label_makes_what_the_name_says_surer() -> None:
    alone, labelled = found("email", record="users"), found("email", "user.contact", record="users")
    assert alone[0].category == labelled[0].category == "user.contact.email"
    assert labelled[0].confidence > alone[0].confidence
    assert [item.kind for item in labelled[0].evidence][-1] == "label"
    assert "user.contact" not in [item.category for item in labelled]


def test_a_finer_label_stands_first() -> None:
    assert found("contact", "user.contact.email", record="users")[0].category == "user.contact.email"


def test_a_label_without_a_category_is_about_values_not_about_what_holds_them() -> None:
    field = Field("x17", "record", container=True, labels=("pii",))
    source = Source("catalog.yml", "dbt", "schema", (Record("widgets", (field,)),))
    assert detect(source, default()).records[0].readings[0].detections == ()
