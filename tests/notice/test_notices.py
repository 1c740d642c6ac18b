"""What privacy notices disclose, held against labels that were written before the reader was tuned."""

from __future__ import annotations

import pathlib
import time
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from minlint import rulebook
from minlint.notice import Notice, passages, read
from minlint.taxonomy import build, default, is_within

HERE = pathlib.Path(__file__).parent
LABELS: dict[str, dict[str, Any]] = yaml.safe_load((HERE / "labels.yaml").read_text(encoding="utf-8"))
BOOK = default()


def notice(name: str) -> Notice:
    return read((HERE / "notices" / name).read_text(encoding="utf-8"), name, BOOK)


def missed(name: str) -> list[str]:
    found = notice(name)
    return [key for key in LABELS[name]["disclosed"] if not found.discloses(key, BOOK)]


def wrong(name: str) -> list[str]:
    labels = LABELS[name]["disclosed"]
    said = dict.fromkeys(item.category for item in notice(name).disclosed)
    return [key for key in said if not any(is_within(key, label) or is_within(label, key) for label in labels)]


def test_recall_and_precision() -> None:
    labelled = sum(len(said["disclosed"]) for said in LABELS.values())
    lost, extra = (sum(len(count(name)) for name in LABELS) for count in (missed, wrong))
    assert len(LABELS) == 12
    assert 1 - lost / labelled >= 0.95
    assert 1 - extra / (labelled - lost + extra) >= 0.92


@pytest.mark.parametrize("name", LABELS)
def test_periods(name: str) -> None:
    said = sorted(round(item.days) for item in notice(name).periods)
    assert said == pytest.approx(sorted(LABELS[name]["periods"]), abs=2)


def test_what_is_said_not_to_be_collected() -> None:
    told = [(name, key) for name, said in LABELS.items() for key in said["denied"] if notice(name).discloses(key, BOOK)]
    assert len(told) <= 1, told


def said(text: str, name: str = "privacy.md") -> set[str]:
    return {item.category for item in read(text, name, BOOK).disclosed}


LICENCE = "user.government_id.drivers_license_number"


@pytest.mark.parametrize(
    ("text", "collected"),
    [
        ("We collect your e-mail address.", {"user.contact.email"}),
        ("We do not collect your e-mail address.", set()),
        ("We never ask for your nationality, but we record your date of birth.", {"user.demographic.date_of_birth"}),
        ("We store nothing about your health; we keep your phone.", {"user.contact.phone_number"}),
        ("Contact us by e-mail or phone.", set()),
        ("You have the right to see your photo.", set()),
        ("## What we collect\n\n- Name\n- Your driving licence\n", {"user.name", "user.government_id", LICENCE}),
        ("## What we don't collect\n\n- Name\n- Passport\n", set()),
        ("Our office is near the hospital. The name of the shop is Lindenhof.", set()),
        ("Wir erheben Ihr Geburtsdatum, jedoch keine Gesundheitsdaten.", {"user.demographic.date_of_birth"}),
        ("Nous recueillons votre adresse IP. Nous ne collectons pas votre religion.", {"user.device.ip_address"}),
        ("Recogemos su teléfono. No recogemos su correo electrónico.", {"user.contact.phone_number"}),
    ],
)  # fmt: skip
def test_sentences(text: str, collected: set[str]) -> None:
    assert said(text) == collected


@pytest.mark.parametrize(
    ("text", "collected"),
    [
        ("We record its vehicle identification number.", {"user.vehicle.vin"}),
        ("We process your marital status for payroll.", {"user.demographic.marital_status"}),
        ("We record your MAC address.", {"user.device.mac_address"}),
        ("Wir speichern Ihre Krankenversicherungsnummer.", {"user.health_and_medical.insurance_beneficiary_id"}),
        ("Wir erheben Ihr Kennzeichen.", {"user.vehicle.plate"}),
        ("Nous conservons votre lieu de naissance.", {"user.demographic.place_of_birth"}),
        ("Tratamos su estado civil.", {"user.demographic.marital_status"}),
        ("We store the serial number of the machine and its firmware version.", set()),
        ("Wir speichern die Artikelnummer und den Preis.", set()),
    ],
)
def test_the_names_that_fields_are_known_by_are_heard(text: str, collected: set[str]) -> None:
    assert said(text) == collected


def test_a_name_of_a_packs_category_is_heard() -> None:
    parking = {"key": "user.vehicle.parking_spot", "title": "Parking spot", "description": "Where somebody parks."}
    names = {"en": {"always": ["parking spot"]}}
    book = build({**rulebook.part("taxonomy"), "pack.yaml": {"categories": [{**parking, "names": names}]}})
    found = read("We record your parking spot.", "a.md", book)
    assert {item.category for item in found.disclosed} == {"user.vehicle.parking_spot"}


def test_the_lines_of_markdown() -> None:
    listed = "* item\n  goes on\n* other\n\n```\nWe collect passwords.\n```\n"
    text = f"# A\n\nOne. Two\ngoes on.\n\n{listed}| x | y |\n|---|---|\n| 1 | 2 |\n"
    told = [(item.line, item.text, item.heading) for item in passages(text, "a.md")]
    assert told == [
        (1, "A", ""),
        (3, "One.", "A"),
        (3, "Two goes on.", "A"),
        (6, "item goes on", "A"),
        (8, "other", "A"),
        (13, "x", "A"),
        (13, "y", "A"),
        (15, "1", "A"),
        (15, "2", "A"),
    ]


def test_the_lines_of_html() -> None:
    listed = "<ul><li>your&nbsp;name</li>\n<li>passport</li></ul>"
    text = f"<html>\n<style>x</style>\n<h2>What\nwe keep</h2>\n\n<p>One:</p>{listed}"
    told = [(item.line, item.text, item.heading, item.lead) for item in passages(text, "a.html")]
    head = "What we keep"
    assert told == [
        (3, head, "", ""),
        (6, "One:", head, ""),
        (6, "your name", head, "One:"),
        (7, "passport", head, "One:"),
    ]


@given(
    st.text(alphabet=st.sampled_from("#-*|`<>/ph \n.:aA1&[]()"), max_size=200),
    st.sampled_from(["a.md", "a.html", "a.txt"]),
)
def test_any_text_is_read(text: str, name: str) -> None:
    lines = text.count("\n") + 1
    assert all(1 <= item.line <= lines + 1 for item in passages(text, name))
    read(text, name, BOOK)


def test_a_long_notice_takes_linear_time() -> None:
    sentence = "We collect your name and your e-mail address, but not your religion.\n\n"
    took = []
    for count in (500, 2000):
        start = time.process_time()
        read(sentence * count, "a.md", BOOK)
        took.append(time.process_time() - start)
    assert took[1] < 12 * took[0]
