"""Each recogniser finds its own in a column without a name, and passes over what only looks like it."""

from __future__ import annotations

import base64
import random
import struct
from collections.abc import Callable, Iterable
from typing import Any

import pytest

from minlint import taxonomy
from minlint.detect.values import from_values, of_record
from minlint.detect.values.recognisers import kinds
from minlint.model import Field, Record, Values

BOOK = taxonomy.default()
RNG = random.Random(23)


def column(values: Iterable[Any], name: str = "c7", kind: str = "varchar") -> Field:
    items = list(values)
    return Field(name, kind, values=Values(dict.fromkeys(items, 1), len(items)))


def sure(field: Field, *others: str, record: str = "export") -> set[str]:
    whole = Record(record, (field, *(Field(name, "varchar") for name in others)))
    return {found.category for found in from_values(field, whole, BOOK) if found.confidence >= 0.6}


def digits(count: int) -> str:
    return "".join(RNG.choice("0123456789") for _ in range(count))


def luhn(body: str) -> str:
    total = 0
    for index, digit in enumerate(reversed(body)):
        number = int(digit) * (2 - index % 2)
        total += number - 9 * (number > 9)
    return body + str(-total % 10)


def signs(count: int, alphabet: str) -> str:
    return "".join(RNG.choice(alphabet) for _ in range(count))


def polyline() -> str:
    """A route of eight points, as Google's algorithm encodes it."""
    at, text = [4_800_000 + RNG.randint(0, 9000), 1_100_000 + RNG.randint(0, 9000)], ""
    steps = [*at, *(RNG.randint(-400, 400) for _ in range(14))]
    for step in steps:
        value = ~(step << 1) if step < 0 else step << 1
        while value >= 32:
            text += chr((32 | value & 31) + 63)
            value >>= 5
        text += chr(value + 63)
    return text


def h3() -> str:
    """A cell of resolution 9: mode 1, a base cell, nine digits from 0 to 6, and six sevens."""
    cell = 1 << 59 | 9 << 52 | 30 << 45
    steps = [*(RNG.randint(0, 6) for _ in range(9)), *[7] * 6]
    return f"{cell | sum(step << 3 * (14 - place) for place, step in enumerate(steps)):x}"


def minutiae(sign: bytes = b"FMR\0", version: bytes = b" 20\0", wrong: int = 0) -> bytes:
    body = RNG.randbytes(6 * RNG.randint(10, 30))
    return sign + version + struct.pack(">I", 24 + len(body) + wrong) + bytes(12) + body


B64 = base64.b64encode
ALNUM = "ABCDEFGHJKLMNPRSTUVWXYZ0123456789"
FINGER = "user.biometric.fingerprint.template"

ANYWHERE: dict[str, tuple[Callable[[], Any], str]] = {
    "user agents": (
        lambda: f"Mozilla/5.0 (X11; Linux x86_64; rv:{digits(2)}.0) Gecko/20100101 Firefox/{digits(3)}.0",
        "user.device.user_agent",
    ),
    "IMEIs": (lambda: luhn("35" + digits(12)), "user.device.device_id"),
    "SIM cards": (lambda: luhn("8949" + digits(14)), "user.device.device_id"),
    "vehicles of a maker": (
        lambda: f"WVWZZZ{signs(1, '1346')}{signs(3, 'ABCDEFGHJKLMNPRSTUVWXYZ')}{digits(7)}",
        "user.vehicle.vin",
    ),
    "GitHub tokens": (lambda: f"ghp_{signs(36, ALNUM)}", "user.authorization.token"),
    "AWS keys": (lambda: f"AKIA{signs(16, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567')}", "user.authorization.api_key"),
    "bcrypt": (lambda: f"$2b$12${signs(53, ALNUM + 'abcxyz./')}", "user.authorization.password"),
    "USCIS receipts": (lambda: f"IOE{digits(10)}", "user.government_id.immigration"),
    "SEVIS": (lambda: f"N00{digits(8)}", "user.government_id.immigration"),
    "ICD-10": (lambda: f"{RNG.choice('EFIJ')}{digits(2)}.{digits(1)}", "user.health_and_medical.diagnosis"),
    "minutiae": (lambda: B64(minutiae()).decode(), FINGER),
    "minutiae in hexadecimal digits": (lambda: minutiae().hex(), FINGER),
    "minutiae as bytes": (minutiae, FINGER),
    "faces": (lambda: minutiae(b"FAC\0", b"030\0"), "user.biometric.face.image"),
    "WSQ": (lambda: B64(b"\xff\xa0\xff\xa4" + RNG.randbytes(60)).decode(), "user.biometric.fingerprint.image"),
    "card tracks": (lambda: f";{luhn('4' + digits(14))}=2912{digits(9)}?", "user.financial.card_security_code"),
    "religions": (lambda: RNG.choice(["Catholic", "Muslim", "Jewish", "Hindu"]), "user.demographic.religious_belief"),
    "German denominations": (
        lambda: RNG.choice(["evangelisch", "römisch-katholisch", "konfessionslos"]),
        "user.demographic.religious_belief",
    ),
    "blood groups": (lambda: RNG.choice(["A+", "O-", "AB+", "B-"]), "user.health_and_medical"),
}


@pytest.mark.parametrize(("make", "category"), ANYWHERE.values(), ids=ANYWHERE)
def test_what_needs_no_context(make: Callable[[], Any], category: str) -> None:
    values = dict.fromkeys(make() for _ in range(120))
    kind = "blob" if isinstance(next(iter(values)), bytes) else "varchar"
    assert sure(column(values, kind=kind)) == {category}


BESIDE: dict[str, tuple[Callable[[], Any], str]] = {
    "geohashes": (lambda: "u33d" + signs(5, "0123456789bcdefghjkmnpqrstuvwxyz"), "user.location.precise"),
    "H3": (h3, "user.location.precise"),
    "plus codes": (
        lambda: f"8FVC{signs(4, '23456789CFGHJMPQRVWX')}+{signs(2, '23456789CFGHJMPQRVWX')}",
        "user.location.precise",
    ),
    "pairs": (lambda: f"{RNG.uniform(48, 49):.6f},{RNG.uniform(11, 12):.6f}", "user.location.precise"),
    "points": (lambda: f"POINT({RNG.uniform(11, 12):.6f} {RNG.uniform(48, 49):.6f})", "user.location.precise"),
    "lines": (lambda: f"LINESTRING(11.5 48.{digits(3)}, 11.6 48.2)", "user.location.history"),
    "polylines": (polyline, "user.location.history"),
    "traces": (lambda: f"[[11.51{digits(2)},48.1234],[11.5234,48.1255],[11.5255,48.1278]]", "user.location.history"),
    "pictures": (
        lambda: "data:image/png;base64," + B64(b"\x89PNG\r\n\x1a\n" + RNG.randbytes(40)).decode(),
        "user.content.self_image",
    ),
    "recordings": (lambda: b"ID3\x04" + RNG.randbytes(60), "user.content.voice"),
    "sexes by letters": (lambda: RNG.choice("MF"), "user.demographic.gender"),
}


@pytest.mark.parametrize(("make", "category"), BESIDE.values(), ids=BESIDE)
def test_what_needs_a_record_about_people(make: Callable[[], Any], category: str) -> None:
    values = dict.fromkeys(make() for _ in range(120))
    field = column(values, kind="blob" if isinstance(next(iter(values)), bytes) else "varchar")
    assert sure(field, "full_name", "email") == {category}
    assert sure(field, "sku", "warehouse") == set()


NAMED: dict[str, tuple[str, Callable[[], Any], str]] = {
    "alien numbers": ("a_number_uscis", lambda: f"A{digits(9)}", "user.government_id.alien_registration_number"),
    "I-94": ("i94", lambda: f"{digits(9)}A{digits(1)}", "user.government_id.immigration"),
    "advertising ids": (
        "idfa",
        lambda: f"{RNG.getrandbits(32):08X}-{digits(4)}-4{digits(3)}-A{digits(3)}-{RNG.getrandbits(48):012X}",
        "user.device.advertising_id",
    ),
    "medicines": ("ndc", lambda: f"{digits(5)}-{digits(4)}-{digits(2)}", "user.health_and_medical.medication"),
    "security codes": ("cvv", lambda: digits(3), "user.financial.card_security_code"),
}


@pytest.mark.parametrize(("name", "make", "category"), NAMED.values(), ids=NAMED)
def test_what_needs_a_word_in_the_name(name: str, make: Callable[[], Any], category: str) -> None:
    values = [make() for _ in range(80)]
    assert category in sure(column(values, name))
    assert category not in sure(column(values, "shelf"))


WRONG: dict[str, Callable[[], Any]] = {
    "a record of another length": lambda: B64(minutiae(wrong=40)).decode(),
    "a head alone": lambda: B64(b"FMR\0" + RNG.randbytes(40)).decode(),
    "random base64": lambda: B64(RNG.randbytes(60)).decode(),
    "three parts that are no token": lambda: f"{signs(20, 'abc')}.{signs(20, 'xyz')}.{signs(30, 'mno')}",
    "short hexadecimal digits": lambda: f"8{RNG.getrandbits(56):014x}",
    "colours": lambda: RNG.choice(["white", "black", "green", "brown", "blue"]),
    "languages": lambda: RNG.choice(["German", "French", "Spanish", "Polish"]),
    "statuses": lambda: RNG.choice(["single", "double", "separated"]),
    "room numbers": lambda: f"{RNG.choice('ABC')}{digits(2)}",
    "VIN of nobody": lambda: f"QQQ{signs(8, 'ABCDEFGH')}{digits(6)}",
}


@pytest.mark.parametrize("make", WRONG.values(), ids=WRONG)
def test_what_only_looks_alike(make: Callable[[], Any]) -> None:
    assert sure(column(dict.fromkeys(make() for _ in range(150))), "sku", "shelf") == set()


def test_machine_readable_zones() -> None:
    """The specimens of ICAO 9303, parts 4, 5 and 6."""
    passport = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"
    card = "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<"
    small = "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6"
    for zone in (passport, card, small, passport.partition("\n")[2]):
        assert sure(column([zone])) == {"user.government_id.document_copy"}
        assert sure(column([zone.replace("7408122", "7408123")])) == set()


def test_places_in_two_columns() -> None:
    spots = [(round(RNG.uniform(47, 49), 6), round(RNG.uniform(10, 12), 6)) for _ in range(150)]
    latitude = column([one for one, _ in spots], "c1", "double")
    longitude = column([two for _, two in spots], "c2", "double")
    weight = column([round(RNG.uniform(1, 80), 1) for _ in range(150)], "c3", "double")

    def found(*fields: Field) -> set[str]:
        return set(of_record(Record("export", fields), BOOK))

    assert found(Field("email", "varchar"), latitude, longitude, weight) == {"c1", "c2"}
    assert found(Field("sku", "varchar"), latitude, longitude) == set()
    shops = [column([spot[side] for spot in spots[:24]] * 1, f"c{side + 1}", "double") for side in (0, 1)]
    shops = [field._replace(values=Values(dict(field.values.items()), 4_000)) for field in shops if field.values]
    assert found(Field("email", "varchar"), *shops) == set()


def test_every_recogniser_is_named_once() -> None:
    names = [kind.name for kind in kinds()]
    assert len(names) == len(set(names)) > 60
    assert [kind.name for kind in kinds() if kind.category not in BOOK] == []
