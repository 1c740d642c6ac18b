"""What stands near a name decides what it means: its neighbours, its comment, what most fields speak of."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from minlint.model import Detection, Field, Record, RecordReading

Best = Callable[..., Detection | None]
Read = Callable[..., RecordReading]


def test_a_word_in_the_comment_counts_as_one_near_by(best: Best) -> None:
    plain = Record("log", (Field("plate", "text"),))
    told = Record("log", (Field("plate", "text", comment="Plate of the vehicle, as it was read"),))
    assert best(plain, "plate") is None
    found = best(told, "plate")
    assert found is not None and found.category == "user.vehicle.plate"


@pytest.mark.parametrize(
    ("written", "field", "category"),
    [
        ("swipes(id, swiper_id int, swiped_id int)", "swiped_id", "user.unique_id"),
        ("swipes(id, swiper_id int, counter_id int)", "swiper_id", None),
        ("pairs(id, user_a_id int, user_b_id int)", "user_b_id", "user.unique_id"),
        ("sales_reps(rep_id int, email text)", "rep_id", "user.unique_id"),
        ("endorsements(endorser_id uuid, endorsee_id uuid, rating int)", "endorsee_id", "user.unique_id"),
        ("bus_trips(bus_id int, route_id int, departure_time timestamp, available_seats int)", "departure_time", None),
        ("medications(id, name text, unit_price decimal, manufacturer text, diagnosis text)", "name", None),
    ],
)
def test_whose_keys_and_names_they_are(best: Best, written: str, field: str, category: str | None) -> None:
    found = best(written, field)
    assert (found.category if found and found.confidence >= 0.5 else None) == category


def test_goods_are_about_nobody(read: Read) -> None:
    assert read("patients(id, name text, price decimal, sku text)").subject == "person"
    assert read("medication(id, name text, unit_price decimal, in_stock int)").subject == "thing"


@pytest.mark.parametrize(
    ("written", "subject"),
    [
        ("data(name text, age int, village text)", "person"),
        ("data(name text, phone text, address text)", "unknown"),
        ("swipes(id, direction text)", "unknown"),
    ],
)
def test_three_plain_words_of_which_one_is_said_of_people_alone(read: Read, written: str, subject: str) -> None:
    assert read(written).subject == subject


@pytest.mark.parametrize(
    ("written", "field", "sure"),
    [
        ("session(client_id int, diagnosis text)", "client_id", True),
        ("session(client_id int, redirect_uri text)", "client_id", False),
        ("children(name text, parent_id int)", "parent_id", True),
        ("category(name text, parent_id int)", "parent_id", False),
    ],
)
def test_a_client_in_care_and_a_childs_parent_are_people(best: Best, written: str, field: str, sure: bool) -> None:
    found = best(written, field)
    assert (found is not None and found.category == "user.unique_id" and found.confidence >= 0.8) == sure


def test_a_date_that_means_something_else_is_no_time_of_being_there(read: Read) -> None:
    found = read("visits(patient_id int, latitude numeric, longitude numeric, dob date)")
    assert not [item for item in found.readings if item.field is None]
    found = read("visits(patient_id int, latitude numeric, longitude numeric, seen_on date)")
    assert [item.detections[0].category for item in found.readings if item.field is None] == ["user.location.history"]


def test_a_child_in_care_is_a_person(best: Best) -> None:
    found = best("treatment(child_id int, medication text)", "child_id")
    assert found is not None and found.category == "user.unique_id" and found.confidence >= 0.8


def test_who_made_a_thing_is_no_key_where_no_type_says_so(best: Best) -> None:
    found = best("book(id, title, author)", "author")
    assert found is None or found.confidence < 0.8
    found = best("book(id, title, author_id int)", "author_id")
    assert found is not None and found.confidence >= 0.8


def test_a_value_called_after_its_record_is_its_matter(best: Best) -> None:
    found = best("temperature(patient_id int, temperature float)", "temperature")
    assert found is not None and found.category == "user.health_and_medical" and found.confidence >= 0.5
    found = best("temperature(patient_id int, calibration float)", "calibration")
    assert found is None or found.confidence < 0.5


@pytest.mark.parametrize(
    ("written", "subject"), [("tblclinic(id int, city text)", "thing"), ("tblpatient(id int, city text)", "person")]
)
def test_a_prefix_glued_to_a_records_name(read: Read, written: str, subject: str) -> None:
    assert read(written).subject == subject


@pytest.mark.parametrize(
    ("written", "field", "key"),
    [
        ("bill(id, patient_no text)", "patient_no", True),
        ("bill(id, num_patient int)", "num_patient", True),
        ("bill(id, num_patients int)", "num_patients", False),
        ("bill(id, product_no text)", "product_no", False),
    ],
)
def test_the_number_of_a_person_is_a_key(best: Best, written: str, field: str, key: bool) -> None:
    found = best(written, field)
    assert (found is not None and found.category == "user.unique_id" and found.confidence >= 0.8) == key


def test_what_is_paid_is_no_part_of_what_it_is_paid_for(best: Best) -> None:
    written = (
        "details(user_id, payment_state text, outcome text, blood_sugar text, medication text, sleep_quality text)"
    )
    assert best(written, "payment_state") is None
    found = best(written, "outcome")
    assert found is not None and found.category == "user.health_and_medical"
