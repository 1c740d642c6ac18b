"""What a column's values show, whatever it is called."""

from __future__ import annotations

import datetime
import random
import re
import socket
import time
from collections.abc import Iterable
from typing import Any, NoReturn

import pytest

from minlint import taxonomy
from minlint.detect.values import from_values
from minlint.model import Field, Figures, Record, Values

BOOK = taxonomy.default()
RNG = random.Random(11)


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)


def column(values: Iterable[Any], name: str = "c07", kind: str = "varchar") -> Field:
    items = list(values)
    return Field(name, kind, values=Values(dict.fromkeys(items, 1), len(items)))


def verdict(field: Field, *others: str) -> list[tuple[str, float]]:
    record = Record("export", (field, *(Field(name, "varchar") for name in others)))
    return [(found.category, found.confidence) for found in from_values(field, record, BOOK)]


def sure(field: Field, *others: str) -> set[str]:
    return {category for category, confidence in verdict(field, *others) if confidence >= 0.6}


def digits(count: int) -> str:
    return "".join(RNG.choice("0123456789") for _ in range(count))


def with_luhn(prefix: str, length: int) -> str:
    body = prefix + digits(length - len(prefix) - 1)
    total = 0
    for index, digit in enumerate(reversed(body)):
        number = int(digit) * (2 - index % 2)
        total += number - 9 * (number > 9)
    return body + str(-total % 10)


def nhs_number() -> str:
    while True:
        body = digits(9)
        check = 11 - sum(int(digit) * (10 - index) for index, digit in enumerate(body)) % 11
        if check != 10:
            return body + str(check % 11)


def iban() -> str:
    account = digits(18)
    check = 98 - int(account + "131400") % 97  # D, E and the zeros of the check digits
    return f"DE{check:02}{account}"


def pesel() -> str:
    body = f"{RNG.randint(40, 99)}{RNG.randint(1, 12):02}{RNG.randint(1, 28):02}{digits(4)}"
    weights = (1, 3, 7, 9, 1, 3, 7, 9, 1, 3)
    return body + str(-sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True)) % 10)


PERSONAL = {
    "e-mail addresses": (
        lambda: f"{RNG.choice(['ada', 'ben'])}{digits(4)}@mail.example.org",
        "user.contact.email",
    ),
    "e-mail addresses of a reserved domain": (lambda: f"p{digits(4)}@clinic.example", "user.contact.email"),
    "international phone numbers": (lambda: f"+1 202 555 {digits(4)}", "user.contact.phone_number"),
    "US phone numbers": (lambda: f"(415) 555-{digits(4)}", "user.contact.phone_number"),
    "UK phone numbers": (lambda: f"020 7946 {digits(4)}", "user.contact.phone_number"),
    "Social Security numbers": (
        lambda: f"{RNG.randint(100, 600)}-{RNG.randint(10, 99)}-{RNG.randint(1000, 9999)}",
        "user.government_id.national_identification_number",
    ),
    "cards": (lambda: with_luhn("4", 16), "user.financial.credit_card"),
    "cards in groups": (
        lambda: re.sub(r"(\d{4})(?=\d)", r"\1 ", with_luhn("51", 16)),
        "user.financial.credit_card",
    ),
    "IBANs": (iban, "user.financial.bank_account"),
    "IPv4 addresses": (
        lambda: f"{RNG.randint(11, 220)}.{RNG.randint(0, 255)}.{RNG.randint(0, 255)}.{RNG.randint(1, 254)}",
        "user.device.ip_address",
    ),
    "IPv6 addresses": (lambda: f"2001:db8:{RNG.randint(1, 9999)}::{RNG.randint(1, 9999)}", "user.device.ip_address"),
    "MAC addresses": (lambda: ":".join(f"{RNG.randint(0, 255):02x}" for _ in range(6)), "user.device.mac_address"),
    "National Insurance numbers": (
        lambda: f"QQ{digits(6)}C".replace("QQ", RNG.choice(["AB", "JK", "PR"])),
        "user.government_id.national_identification_number",
    ),
    "NHS numbers": (nhs_number, "user.health_and_medical.record_id"),
    "PESELs": (pesel, "user.government_id.national_identification_number"),
}


@pytest.mark.parametrize(("make", "category"), PERSONAL.values(), ids=PERSONAL)
def test_a_column_of_one_kind(make: Any, category: str) -> None:
    assert sure(column(make() for _ in range(200))) == {category}


BUSINESS: dict[str, Any] = {
    "order numbers": lambda: f"ORD-{digits(7)}",
    "nine digits": lambda: f"{RNG.randint(1, 9)}{digits(8)}",
    "ten digits": lambda: f"{RNG.randint(1, 9)}{digits(9)}",
    "sixteen digits": lambda: f"4{digits(15)}",
    "digests": lambda: f"{RNG.getrandbits(256):064x}",
    "UUIDs": lambda: f"{RNG.getrandbits(32):08x}-{digits(4)}-4{digits(3)}-a{digits(3)}-{RNG.getrandbits(48):012x}",
    "versions": lambda: f"{RNG.randint(0, 9)}.{RNG.randint(0, 30)}.{RNG.randint(0, 12)}.{RNG.randint(0, 40)}",
    "prices": lambda: f"{RNG.uniform(1, 900):.2f}",
    "dates": lambda: f"{RNG.randint(2016, 2024)}-{RNG.randint(1, 12):02}-{RNG.randint(1, 28):02}",
    "American dates": lambda: f"{RNG.randint(1, 12):02}/{RNG.randint(1, 28):02}/{RNG.randint(2008, 2024)}",
    "times": lambda: f"2024-{RNG.randint(1, 12):02}-{RNG.randint(1, 28):02}T{RNG.randint(0, 23):02}:00:00Z",
    "products": lambda: f"{RNG.choice(['Oak Chair', 'Desk Lamp'])} {digits(4)}",
    "skus": lambda: f"{RNG.choice('ABCDEF')}{digits(7)}{RNG.choice('ABCDEF')}",
    "links": lambda: f"https://shop.example.com/items/{digits(6)}",
    "paths": lambda: f"/var/data/{digits(4)}/part-{digits(5)}.log",
}


@pytest.mark.parametrize("make", BUSINESS.values(), ids=BUSINESS)
def test_what_only_looks_alike(make: Any) -> None:
    assert sure(column(make() for _ in range(300)), "full_name", "email") == set()


def test_types_that_no_text_is_in() -> None:
    assert verdict(column([1.5 + number for number in range(50)], kind="double")) == []
    assert verdict(column([True, False], kind="boolean")) == []
    assert verdict(column([b"ada@example.org"], kind="blob")) == []
    assert verdict(Field("email", "varchar")) == []
    assert verdict(column([], "email")) == []


def test_whole_numbers_with_a_checksum() -> None:
    assert sure(column((int(with_luhn("4", 16)) for _ in range(50)), kind="bigint")) == {"user.financial.credit_card"}
    assert sure(column((int(f"4{digits(15)}") for _ in range(50)), kind="bigint")) == set()


def test_bare_digits_want_a_name() -> None:
    numbers = [f"202555{digits(4)}" for _ in range(40)]
    assert sure(column(numbers, "mobile")) == {"user.contact.phone_number"}
    assert sure(column(numbers, "batch")) == set()
    nine = [f"{RNG.randint(100, 600)}{RNG.randint(10, 99)}{RNG.randint(1000, 9999)}" for _ in range(40)]
    assert sure(column(nine, "ssn")) == {"user.government_id.national_identification_number"}
    assert sure(column(nine, "passport_no")) == {"user.government_id.passport_number"}
    assert sure(column(nine, "invoice_no")) == set()


def test_versions_by_name_are_no_addresses() -> None:
    values = [f"{RNG.randint(100, 200)}.{RNG.randint(0, 255)}.7.{number}" for number in range(50)]
    assert sure(column(values, "firmware_version")) == set()
    assert sure(column(values, "peer")) == {"user.device.ip_address"}
    private = [f"10.0.0.{number}" for number in range(1, 40)]
    assert sure(column(private, "peer")) == {"user.device.ip_address"}


def test_a_few_values_are_enough_for_what_is_plain() -> None:
    assert verdict(column(["ada@example.org"])) == [("user.contact.email", 0.9)]
    assert verdict(column(["ada@example.org", "ben@example.org", "cleo@example.org"])) == [("user.contact.email", 0.97)]
    assert verdict(column([nhs_number() for _ in range(3)])) == []


def test_some_among_others() -> None:
    mixed = [f"ada{number}@example.org" for number in range(40)] + [f"login{number}" for number in range(60)]
    assert verdict(column(mixed)) == [("user.contact.email", 0.5)]
    mostly = [f"ada{number}@example.org" for number in range(75)] + [f"login{number}" for number in range(25)]
    assert verdict(column(mostly)) == [("user.contact.email", 0.87)]


def test_inside_longer_texts() -> None:
    notes = [f"Case {number} was closed after a call" for number in range(300)]
    notes[7] = "Write to ada.novak@example.org about it"
    notes[9] = "SSN on file is 536-90-4399 now"
    field = column(notes, "notes")
    found = from_values(field, Record("cases", (field,)), BOOK)
    assert [(item.category, item.confidence) for item in found] == [
        ("user.contact.email", 0.85),
        ("user.government_id.national_identification_number", 0.65),
    ]
    assert found[0].evidence[0].detail == "1 of 300 rows hold e-mail addresses (a•••@•••.•••)"
    other = field._replace(path="c3")
    assert max(item.confidence for item in from_values(other, Record("stock", (other,)), BOOK)) < 0.4


def test_far_inside_a_long_text() -> None:
    notes = ["nothing to see here " * 150 + f"{number}" for number in range(30)]
    notes[3] = "words and " * 200 + "ada.novak@example.org" + " more words" * 100
    assert verdict(column(notes, "notes")) == [("user.contact.email", 0.85)]


def test_hostile_texts_end_soon() -> None:
    began = time.perf_counter()
    for text in ("a." * 2000 + "@", "@" * 4000, "1" * 4000, "ab:" * 1300, "a@" + "b-" * 1900):
        verdict(column([text + str(number) for number in range(20)]))
    assert time.perf_counter() - began < 20


def test_days_in_eight_digits_are_told_by_every_row() -> None:
    def whole(values: list[int], least: str) -> Field:
        field = column(values, "c07", "bigint")
        return field._replace(figures=Figures(len(values), 0, len(values), least=least, most="99999999"))

    days = [(1930 + n % 70) * 10_000 + (n % 12 + 1) * 100 + n % 28 + 1 for n in range(400)]
    born = ("user.demographic.date_of_birth", 0.8)
    assert verdict(whole(days, "99999999"), "full_name") == [born]
    assert verdict(whole(days, "999999"), "full_name") == []  # among all rows there are others
    assert verdict(whole(days, "99999999"), "product") == []
    assert verdict(whole([19_000_000 + 7 * n for n in range(400)], "99999999"), "full_name") == []
    assert verdict(column(map(str, days)), "full_name") == [born]


def test_days_of_birth() -> None:
    start = datetime.date(1930, 1, 1)
    born = [start + datetime.timedelta(days=RNG.randint(0, 29_000)) for _ in range(200)]
    field = column(born, "d1", "date")
    assert verdict(field, "full_name") == [("user.demographic.date_of_birth", 0.8)]
    ends = [start + datetime.timedelta(days=RNG.randint(14_000, 28_000)) for _ in range(200)]
    assert verdict(column(ends, "d1", "date"), "full_name") == [("user.demographic.date_of_birth", 0.5)]
    assert verdict(field, "sku") == []
    texts = column([f"{day:%d.%m.%Y}" for day in born], "d1")
    assert verdict(texts, "patient_ref") == [("user.demographic.date_of_birth", 0.8)]
    recent = column([datetime.date(2019, 1, 1) + datetime.timedelta(days=n) for n in range(0, 2000, 9)], "d1", "date")
    assert verdict(recent, "full_name") == []


def test_evidence_tells_shapes_and_counts() -> None:
    field = column([f"canary{number}@example.org" for number in range(340)] + [f"x{n}" for n in range(10)])
    found = from_values(field, Record("export", (field,)), BOOK)
    assert found[0].evidence == (
        ("values", "97% (95% to 97%) of 350 distinct values are e-mail addresses (a•••@•••.•••)"),
    )
    assert "canary" not in repr(found)


def test_json_texts_are_read_without_their_quotes() -> None:
    field = column([f'"ada{number}@example.org"' for number in range(20)], kind="json")
    assert sure(field) == {"user.contact.email"}
