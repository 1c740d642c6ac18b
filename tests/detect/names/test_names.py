"""What names mean: the words of a field's name, which of them is the head, and whose it is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from minlint.detect.examples import parse
from minlint.model import Detection, Field, Record

Best = Callable[..., Detection | None]


@pytest.mark.parametrize(
    ("written", "category"),
    [
        ("users.birth_date date", "user.demographic.date_of_birth"),
        ("users.dateOfBirth date", "user.demographic.date_of_birth"),
        ("users.cust_dob date", "user.demographic.date_of_birth"),
        ("users.birthdate date", "user.demographic.date_of_birth"),
        ("users.BIRTH_DT date", "user.demographic.date_of_birth"),
        ("users.brithdate text", None),
        ("users.firstname text", "user.name.first"),
        ("users.fname text", "user.name.first"),
        ("users.phonenumber text", "user.contact.phone_number"),
        ("users.telno text", "user.contact.phone_number"),
        ("users.emailAddress1 text", "user.contact.email"),
        ("users.addr_ln2 text", "user.contact.address.street"),
        ("users.zipcode text", "user.contact.address.postal_code"),
        ("users.diagnoses text", "user.health_and_medical.diagnosis"),
        ("users.diagnosys text", "user.health_and_medical.diagnosis"),
        ("users.NameFirst text", "user.name.first"),
        ("users.passport_no text", "user.government_id"),
        ("x.passport_no text", "user.government_id"),
        ("files.file_name text", None),
        ("products.name text", None),
        ("stores.phone text", None),
        ("races.race_condition_count integer", None),
        ("certs.certificate_fingerprint text", None),
        ("orders.batch_id integer", None),
    ],
)
def test_words(best: Best, written: str, category: str | None) -> None:
    record, path = parse(written)
    found = best(record, path)
    assert (found.category if found else None) == category


@pytest.mark.parametrize(
    "name", ["email_template_id", "email_verified", "phone_number_type", "email_count", "birth_date_format"]
)
def test_a_word_about_the_value_is_not_the_value(best: Best, name: str) -> None:
    assert best(Record("users", (Field(name, "text"),)), name) is None


@pytest.mark.parametrize(
    ("name", "category", "rung"),
    [
        ("email_hash", "user.contact.email", "token"),
        ("hashed_email", "user.contact.email", "token"),
        ("email_sha256", "user.contact.email", "token"),
        ("ssn_last4", "user.government_id", "last4"),
        ("passport_number_masked", "user.government_id", "masked"),
        ("phone_number_enc", "user.contact.phone_number", "token"),
        ("email", "user.contact.email", None),
    ],
)
def test_a_changed_value_keeps_its_category_at_a_rung(best: Best, name: str, category: str, rung: str | None) -> None:
    found = best(Record("users", (Field(name, "text"),)), name)
    assert found is not None
    assert (found.category, found.precision) == (category, rung)


def test_a_diagnosis_code_is_health_though_a_phone_type_is_nothing(best: Best) -> None:
    code = best("patients(id, diagnosis_date date)", "diagnosis_date")
    assert code is not None and code.category == "user.health_and_medical.diagnosis"


@pytest.mark.parametrize(
    ("written", "field", "personal"),
    [
        ("vehicles(id, plate text)", "plate", True),
        ("dinners(id, plate text)", "plate", False),
        ("dinners(id, car_plate text)", "car_plate", True),
        ("dinners(id, plate text, vin text)", "plate", True),
        ("plate(id, plate text)", "plate", False),
    ],
)
def test_a_name_that_needs_a_near_word(best: Best, written: str, field: str, personal: bool) -> None:
    found = best(written, field)
    assert (found is not None and found.category == "user.vehicle.plate") is personal


@pytest.mark.parametrize(
    ("written", "field", "category"),
    [
        ("orders(id, customer_name text)", "customer_name", "user.name"),
        ("orders(id, product_name text)", "product_name", None),
        ("orders(id, store_city text)", "store_city", None),
        ("orders(id, owner.name text)", "owner.name", "user.name"),
        ("orders(id, patient.address.city text)", "patient.address.city", "user.contact.address.city"),
    ],
)
def test_whose_it_is(best: Best, written: str, field: str, category: str | None) -> None:
    found = best(written, field)
    sure = found is not None and found.confidence >= 0.6
    assert (found.category if found and sure else None) == category


def test_how_sure_a_name_is_by_its_record(best: Best) -> None:
    sureness = [
        found.confidence if (found := best(f"{record}(id, name text)", "name")) else 0.0
        for record in ("patients", "things_of_sorts", "products")
    ]
    assert sureness[0] >= 0.8
    assert sureness[1] < 0.6
    assert sureness[2] == 0.0
    dob = best("things_of_sorts(id, dob date)", "dob")
    assert dob is not None and 0.85 <= dob.confidence <= 0.98
