"""Whose a field is where its record's name misleads, by the words that ship with minlint."""

from __future__ import annotations

import pathlib

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from minlint.detect.examples import detected
from minlint.detect.unspaced import parts
from minlint.taxonomy import default

RULES = pathlib.Path(__file__).parents[3] / "rules"


def said(written: str) -> str | None:
    """The best category of the field after a record's colon, where it is said at all."""
    return next(iter(detected(written, default())), None)


@pytest.mark.parametrize(
    "written",
    [
        "partners(id, name text, logo_url text, website text, phone text): phone",  # a business
        "partners(id, name text, logo_url text, website text, phone text): name",
        "guest_documents(id, guest_id int, document_type text, expires_on date): id",  # what somebody has, not him
        "Plugin(driver text, version text): driver",  # a program's
        "Job(tool.driver text, tool.version text): tool.driver",
        "IpAddress(address text, vrf_id int, tenant_id int): address",
        "PayGrade(id, code text, min_salary decimal): code",
        "visa_types(id, visa_class text, max_days int): visa_class",  # how a list of visas calls them
        "system_settings(timezone text, language text, retention_days int): timezone",
        "VehiclePosition(trip_id text, stop_id text, lat float, lon float, timestamp int): lat",
        "tickets(id, state_id int, customer_id int, title text): state_id",
        "Invocation(fn text, args json, started_at datetime): fn",
        "events(user_id text, context.os.height int): context.os.height",
        "events(user_id text, context.app.name text): context.app.name",
        "refugees_by_country(year int, male_total int, female_total int, female_0_4 int, total int): female_0_4",
        "Point(x double, y double): x",
        "Polygon(rings array): rings",
        "mascotas(id int, propietario_id int, nombre text, raza text, fecha_nacimiento date): fecha_nacimiento",
        "tasks(id int, followers_count int, user_id int): followers_count",
        "planes(id int, precio decimal, descripcion text): precio",
        "people(id int, first_name text, team_id int): team_id",
        "gps_log(device_id text, latitude float, longitude float, ts int, hdop float): hdop",
    ],
)
def test_nobodys(written: str) -> None:
    assert said(written) is None


@pytest.mark.parametrize(
    ("written", "category"),
    [
        ("partners(id, user_id int, first_name text, birth_date date): first_name", "user.name.first"),
        ("pending_payments(user_id int, transaction_id text, amount decimal): amount", "user.financial.transaction"),
        ("guest_documents(id, guest_id int, document_number text): document_number", "user.government_id"),
        ("trips(driver text, start_time datetime, vehicle_id int): driver", "user.unique_id"),
        ("builds(commit_author_email text, commit_sha text): commit_author_email", "user.contact.email"),
        ("claims(traveler_id int, assigned_officer text): assigned_officer", "user.name"),
        ("travelers(traveler_id int, birth_country_id int): birth_country_id", "user.demographic.place_of_birth"),
        ("emails(from text, cc text, subject text, message_id text): cc", "user.contact.email"),
        ("password_codes(user_id int, code_hash text, request_ip text): request_ip", "user.device.ip_address"),
        ("OfficerStatus(badgeNumber text, status text): badgeNumber", "user.unique_id"),
        ("Гражданин(код_гражданина int, фамилия text): код_гражданина", "user.unique_id"),
        ("visits(patient_id int, visit_date date, notes text): notes", "user.content.free_text"),
        ("customers(customer_year_of_birth int, name text): customer_year_of_birth", "user.demographic.date_of_birth"),
        ("people(id int, first_name text, gender_id uuid): gender_id", "user.demographic.gender"),
        ("admissions(applicant_name text, school_name text, program text): program", "user.education"),
        ("customers(cust_fn text, cust_ln text): cust_fn", "user.name.first"),
        ("events(user_id text, context.os.name text): context.os.name", "user.device.user_agent"),
        ("pagos(cliente_id int, monto decimal, fecha_pago date): monto", "user.financial.transaction"),
        ("clients(id int, first_name text, zqid_id int): zqid_id", "user.unique_id"),
        ("cases(defendant_id int, judge_name text): judge_name", "user.name"),
        ("customers(id int, internal_notes text): internal_notes", "user.content.free_text"),
        ("student_profiles(student_id int, sex_descriptor_id int): sex_descriptor_id", "user.demographic.gender"),
        ("resume.awards(title text, awarder text): title", "user.employment"),
        ("dnd_status(next_dnd_start int): next_dnd_start", "user.behavior.routine"),
    ],
)
def test_somebodys(written: str, category: str) -> None:
    assert said(written) == category


@pytest.mark.parametrize(
    ("token", "expected"),
    [
        ("紧急联系电话", ("紧急", "联系电话")),
        ("毕业院校及专业", ("毕业院校", "及", "专业")),
        ("离职原因", ("离职", "reason")),
        ("扬州暂住地", ("扬州", "暂住地")),
        ("社員コード", ("社員", "code")),
        ("商品名", ("商品", "name")),
        ("扬州", None),
    ],
)
def test_what_is_written_without_spaces_is_read_word_by_word(token: str, expected: tuple[str, ...] | None) -> None:
    known = frozenset(("紧急", "联系电话", "毕业院校", "专业", "离职", "暂住地", "社員", "商品", "及"))
    assert parts(token, known.__contains__) == expected


@given(st.text("职务级别电话号", max_size=12), st.sets(st.sampled_from(["职务", "电话", "级", "号", "务级"])))
def test_no_character_is_lost(token: str, known: set[str]) -> None:
    found = parts(token, known.__contains__)
    assert found is None or len(found) > 1
    if found and all(part in token for part in found):
        assert "".join(found) == token


def test_no_rule_file_says_a_key_twice() -> None:
    for path in RULES.rglob("*.yaml"):
        nodes = [yaml.compose(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))]
        while nodes:
            node = nodes.pop()
            if isinstance(node, yaml.MappingNode):
                keys = [key.value for key, _ in node.value]
                assert len(keys) == len({str(key) for key in keys}), f"{path}: {node.start_mark.line + 1}"
                nodes += [value for _, value in node.value]
            elif isinstance(node, yaml.SequenceNode):
                nodes += node.value
