"""What a record is about, whose keys it holds, and what its fields make together."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minlint.detect import detect
from minlint.detect.examples import parse
from minlint.model import Detection, Field, Record, RecordReading, Reference, Source
from minlint.taxonomy import Taxonomy, default

Read = Callable[..., RecordReading]
Best = Callable[..., Detection | None]


@pytest.mark.parametrize(
    ("written", "subject"),
    [
        ("public.app_users(id, x)", "person"),
        ("dbo.PatientRecord(id, x)", "person"),
        ("tbl_employees(id, x)", "person"),
        ("customer_addresses(id, x)", "person"),
        ("products(id, x)", "thing"),
        ("companies(id, x)", "thing"),
        ("order_statuses(id, x)", "thing"),
        ("t1(first_name, last_name)", "person"),
        ("t1(email, phone_number)", "person"),
        ("t1(a, b)", "unknown"),
        ("t1(a, customer_id)", "person"),
        ("handsets(id, x)", "device"),
        ("sightings(species, sex, weight)", "thing"),
    ],
)
def test_subject(read: Read, written: str, subject: str) -> None:
    assert read(written).subject == subject


def test_a_foreign_key_to_people_is_a_persons_key(best: Best) -> None:
    orders = Record("orders", (Field("id", "int"), Field("who", "int", references=Reference("app_users", "id"))))
    users = Record("app_users", (Field("id", "int", primary=True), Field("name", "text")))
    found = best(orders, "who", users)
    assert found is not None
    assert found.category == "user.unique_id"
    assert best(orders, "id", users) is None
    own = best(users, "id", orders)
    assert own is not None and own.category == "user.unique_id" and own.confidence >= 0.95


@pytest.mark.parametrize(
    ("written", "field", "personal"),
    [
        ("orders(id, customer_id integer)", "customer_id", True),
        ("nodes(id, parent_id integer)", "parent_id", False),
        ("apps(id, client_id text)", "client_id", False),
        ("visits(id, approved_by_id integer)", "approved_by_id", True),
        ("pages(id, sorted_by text)", "sorted_by", False),
        ("models(id, generated_by text)", "generated_by", False),
        ("views(id, aria_described_by text)", "aria_described_by", False),
        ("stores(store_id integer)", "store_id", False),
    ],
)
def test_keys(best: Best, written: str, field: str, personal: bool) -> None:
    found = best(written, field)
    assert (found is not None and found.confidence >= 0.5) is personal


def test_times_of_a_persons_account_and_of_an_order(best: Best) -> None:
    account = best("users(id, created_at timestamp)", "created_at")
    assert account is not None and account.category == "user.account.activity"
    order = best("orders(id, created_at timestamp)", "created_at")
    assert order is None or order.confidence < 0.5


def _whole(reading: RecordReading) -> dict[str, tuple[str, ...]]:
    return {
        item.detections[0].category: tuple(part.path for part in item.parts)
        for item in reading.readings
        if item.field is None
    }


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("rides(rider_id, lat numeric, lon numeric, recorded_at timestamp)", ("lat", "lon", "recorded_at", "rider_id")),
        ("pings(user_id int, geohash text, ts bigint)", ("geohash", "ts", "user_id")),
        ("handset_pings(pos geography, seen_at timestamp)", ("pos", "seen_at")),
        ("users(id, home_lat float, home_lon float, created_at timestamp)", None),
        ("stores(id, lat float, lon float, opened_at date)", None),
        ("sightings(species, lat float, lon float, seen_at timestamp)", None),
        ("rides(rider_id, lat numeric, lon numeric)", None),
    ],
)
def test_a_track(read: Read, written: str, parts: tuple[str, ...] | None) -> None:
    assert _whole(read(written)).get("user.location.history") == parts


def test_in_a_track_the_positions_are_precise_places(best: Best) -> None:
    written = "rides(rider_id, lat numeric, lon numeric, recorded_at timestamp)"
    lat, time = best(written, "lat"), best(written, "recorded_at")
    assert lat is not None and lat.category == "user.location.precise" and lat.confidence >= 0.9
    assert time is not None and time.category == "user.location.history"


def test_a_name_and_an_address_from_their_parts(read: Read) -> None:
    found = _whole(read("patients(id, first_name, last_name, street_address, city, zip_code)"))
    assert found["user.name"] == ("first_name", "last_name")
    assert found["user.contact.address"] == ("street_address", "city", "zip_code")


def test_a_generic_word_takes_its_meaning_from_the_record(best: Best) -> None:
    found = best("diagnoses(patient_id int, code text)", "code")
    assert found is not None and found.category == "user.health_and_medical.diagnosis"


def test_an_open_text_says_so_before_what_it_is_about(read: Read) -> None:
    notes = read("patients(id, diagnosis_notes text)").readings[1]
    assert [item.category for item in notes.detections] == [
        "user.content.free_text",
        "user.health_and_medical.diagnosis",
    ]


@given(
    st.lists(
        st.tuples(st.text(min_size=1, max_size=30), st.text(max_size=20), st.text(max_size=60)).map(
            lambda part: Field(part[0], part[1], comment=part[2])
        ),
        max_size=6,
    ),
    st.text(max_size=30),
)
def test_any_record_is_read(taxonomy: Taxonomy, fields: list[Field], name: str) -> None:
    reading = detect(Source("s", "x", "schema", (Record(name, tuple(fields)),)), taxonomy).records[0]
    assert [item.field for item in reading.readings if item.field] == fields
    for item in reading.readings:
        assert all(0.3 <= found.confidence <= 1 for found in item.detections)
        assert list(item.detections) == sorted(item.detections, key=lambda found: -found.confidence)


@pytest.mark.parametrize(
    ("written", "category"),
    [
        ("client_clt(clt_ID, clt_Surname, clt_City, clt_Note, clt_Gender): clt_Surname", "user.name.last"),
        ("client_clt(clt_ID, clt_Surname, clt_City, clt_Note, clt_Gender): clt_ID", "user.unique_id"),
        ("PERSONA(perSurname text, perGender text, perDob date): perDob", "user.demographic.date_of_birth"),
        ("pallet(plt_id, plt_name, plt_code, plt_city): plt_name", None),
        ("orders(ssn_a, ssn_b, ssn_c): ssn_a", "user.government_id"),
        ("app_customer_pets(cp_no, cp_dob date, cp_colour): cp_dob", "user.demographic.date_of_birth"),
    ],
)
def test_a_records_short_form_before_its_fields(read: Read, written: str, category: str | None) -> None:
    table, _, asked = written.rpartition(": ")
    found = next(item for item in read(table).readings if item.field and item.field.path == asked)
    best = found.detections[0].category if found.detections and found.detections[0].confidence >= 0.5 else None
    assert best == category


def test_a_short_form_is_as_written_in_what_fields_make(read: Read) -> None:
    found = read("client_clt(clt_ID, clt_FirstName, clt_LastName, clt_City)")
    whole = next(item for item in found.readings if item.field is None)
    assert [part.path for part in whole.parts] == ["clt_FirstName", "clt_LastName"]
    assert found.record.fields[0].path == "clt_ID"


@pytest.mark.parametrize(
    ("written", "subject"),
    [
        ("patient_status(id, name)", "thing"),
        ("gender(gender_id, gender)", "thing"),
        ("customer_segments(id, code, description, sort_order)", "thing"),
        ("diagnosis(code, diagnosis, alt_language, sort_order)", "thing"),
        ("patients(id, name)", "person"),
        ("diagnosis(id, diagnosis)", "person"),
        ("patient_aliases(patient_id, alias_id, name)", "person"),
        ("patient_notes(id, note)", "person"),
    ],
)
def test_a_key_and_what_it_is_called_are_a_list_of_codes(read: Read, written: str, subject: str) -> None:
    assert read(written).subject == subject


@pytest.mark.parametrize(
    ("written", "tied"),
    [
        ("friendships(user_id int, friend_id int)", True),
        ("links(user1_id int, user2_id int, made_at timestamp)", True),
        ("connections(from_user_id int, to_user_id int)", True),
        ("transfers(from_user_id int, to_user_id int)", False),
        ("orders(user_id int, approved_by_user_id int)", False),
        ("visits(patient_id int, doctor_id int)", False),
        ("employees(id int, manager_id int)", False),
    ],
)
def test_two_keys_tie_people_to_each_other(written: str, tied: bool) -> None:
    record, _ = parse(f"{written}: *")
    found = detect(Source("links.sql", "sql", "schema", (record,)), default()).records[0].readings
    made = {item.detections[0].category: [part.path for part in item.parts] for item in found if item.field is None}
    assert made == ({"user.social": [field.path for field in record.fields[:2]]} if tied else {})


@pytest.mark.parametrize(
    ("written", "subject"),
    [
        ("xyz(dob date, gender text)", "person"),
        ("xyz(username, password)", "unknown"),
        ("bank_address(street_address, city, state)", "thing"),
        ("customer_address(street_address, city, state)", "person"),
        ("acme_location(name, city, street)", "thing"),
        ("user_location(name, city, street)", "person"),
    ],
)
def test_what_a_record_is_about(read: Read, written: str, subject: str) -> None:
    assert read(written).subject == subject


def test_a_key_to_a_record_whose_fields_are_those_of_people(best: Best) -> None:
    found = best("xyz_policy(id, xyz ForeignKey(Xyz))", "xyz", "xyz(dob date, gender text)")
    assert found is not None and found.category == "user.unique_id" and found.confidence >= 0.5


def test_a_doubtful_word_beside_others_of_its_matter(best: Best) -> None:
    assert best("details(stress text, colour text)", "stress") is None
    found = best("details(stress text, blood_sugar text, medication text)", "stress")
    assert found is not None and found.category == "user.health_and_medical" and found.confidence >= 0.5


def test_fields_without_a_word_of_their_own_belong_to_what_most_speak_of(best: Best) -> None:
    written = "details(user_id, result text, blood_sugar text, medication text, sleep_quality text)"
    found = best(written, "result")
    assert found is not None and found.category == "user.health_and_medical"
    assert any(item.detail == "a part of what its other fields speak of" for item in found.evidence)


@pytest.mark.parametrize(
    ("written", "field", "category"),
    [
        ("data(from_user_id, timestamp int, content bytes)", "content", "user.communication.content"),
        ("data(from_user_id, timestamp int, content bytes)", "timestamp", "user.communication.metadata"),
        ("queue(recipient, subject text, body text, retries int)", "subject", "user.communication.content"),
        ("queue(recipient, subject text, body text, retries int)", "retries", None),
        ("page(id, content text, timestamp int)", "content", None),
        ("email_template(sender, subject text, body text)", "body", None),
    ],
)
def test_a_text_beside_whom_it_goes_to_is_a_message(best: Best, written: str, field: str, category: str | None) -> None:
    found = best(written, field)
    assert (found.category if found and found.confidence >= 0.5 else None) == category


@pytest.mark.parametrize(
    ("written", "field", "personal"),
    [
        ("subscriptions(id, user_id integer, name text)", "name", False),
        ("subscriptions(id, user_id integer, email text)", "email", True),
        ("guest_bookings(id, user_id integer, name text)", "name", True),
        ("elections(id, num_voters integer)", "num_voters", False),
        ("elections(id, voter integer)", "voter", True),
        ("posts(id, deleted_by_user boolean)", "deleted_by_user", False),
    ],
)
def test_what_belongs_to_the_thing_itself(read: Read, written: str, field: str, personal: bool) -> None:
    found = next(item for item in read(written).readings if item.field and item.field.path == field)
    assert bool(found.detections and found.detections[0].confidence >= 0.5) == personal


@pytest.mark.parametrize(
    ("written", "subject"),
    [
        ("stops(stop_id, name, zone)", "thing"),
        ("stops(id, subject_race, search_conducted, frisk_performed)", "person"),
        ("VehicleState(locked, odometer)", "device"),
        ("states(id, x)", "thing"),
    ],
)
def test_words_of_two_meanings_by_their_fields(read: Read, written: str, subject: str) -> None:
    assert read(written).subject == subject


def test_keys_call_a_record_by_its_short_form(best: Best) -> None:
    clients = Record("client_clt", tuple(Field(name) for name in ("clt_ID", "clt_Surname", "clt_City")))
    notes = Record("memo_mmo", tuple(Field(name, "int") for name in ("mmo_ID", "mmo_clt_ID", "mmo_Size")))
    found = best(notes, "mmo_clt_ID", clients)
    assert found is not None and found.category == "user.unique_id"
