"""Tables with planted truth: people in twelve countries, and business things that only look alike.

Every identifier with a checksum is valid by a generator of its own (Faker's, or the few below), not by the library that
looks for it. The same seed gives the same tables.
"""

from __future__ import annotations

import base64
import hashlib
import json
import random
import struct
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from faker import Faker

LOCALES = ("en_US", "en_GB", "de_DE", "fr_FR", "es_ES", "it_IT", "nl_NL", "pl_PL", "pt_BR", "sv_SE", "tr_TR", "ja_JP")

BY_NAME_ALONE = frozenset(("advertising_id", "salary", "username", "passport_number"))
"""Columns of which only a name can tell: no value of theirs differs from what a thing could have."""


class Column(NamedTuple):
    """A column: the name it would have, the category that is in it (None: not personal), and its values."""

    name: str
    category: str | None
    values: list[Any]


class Table(NamedTuple):
    """A table with its locale. ``people``: its rows are people."""

    name: str
    locale: str
    people: bool
    columns: tuple[Column, ...]

    def opaque(self) -> Table:
        """It without a name that says anything; what only names could tell is left out."""
        kept = [column for column in self.columns if column.name not in BY_NAME_ALONE]
        return self._replace(
            name=f"export{len(self.name)}_{self.locale.lower()}",
            columns=tuple(column._replace(name=f"c{index}") for index, column in enumerate(kept, 1)),
        )


def tables(rows: int, seed: int = 7, locales: Sequence[str] = LOCALES) -> Iterator[Table]:
    """For each locale a table of people and one of business things."""
    for locale in locales:
        rng = random.Random(f"{seed}{locale}")
        fake = Faker(locale)
        fake.seed_instance(rng.randrange(1 << 30))
        yield Table("customers", locale, True, tuple(_people(fake, rng, locale, rows)))
        yield Table("stock", locale, False, tuple(_business(fake, rng, rows)))


Maker = Callable[[], Any]


def _people(fake: Any, rng: random.Random, locale: str, rows: int) -> Iterator[Column]:
    made = [
        Column(name, category, [make() for _ in range(rows)]) for name, category, make in _personal(fake, rng, locale)
    ]
    born = next(column.values for column in made if column.name == "date_of_birth")
    phones = next(column.values for column in made if column.name == "phone")
    yield from made
    yield Column("age", "user.demographic.age", [_THIS_YEAR - day.year for day in born])
    yield Column(
        "phone_hash", "user.contact.phone_number", [hashlib.sha256(text.encode()).hexdigest() for text in phones]
    )
    for name, make in _harmless(fake, rng):
        if name in _BESIDE_PEOPLE:
            yield Column(name, None, [make() for _ in range(rows)])


def _business(fake: Any, rng: random.Random, rows: int) -> Iterator[Column]:
    for name, make in _harmless(fake, rng):
        yield Column(name, None, [make() for _ in range(rows)])


def _personal(fake: Any, rng: random.Random, locale: str) -> list[tuple[str, str, Maker]]:
    place = _home(fake, rng)
    latin = Faker("en_US")
    latin.seed_instance(rng.randrange(1 << 30))
    return [
        ("full_name", "user.name", fake.name),
        ("first_name", "user.name.first", fake.first_name),
        ("last_name", "user.name.last", fake.last_name),
        ("email", "user.contact.email", fake.email),
        ("phone", "user.contact.phone_number", fake.phone_number),
        ("street_address", "user.contact.address.street", fake.street_address),
        ("city", "user.contact.address.city", fake.city),
        ("postcode", "user.contact.address.postal_code", fake.postcode),
        ("national_id", "user.government_id", _national(fake, rng, locale)),
        ("date_of_birth", "user.demographic.date_of_birth", lambda: fake.date_of_birth(maximum_age=95)),
        ("gender", "user.demographic.gender", lambda: rng.choice(("female", "male", "female", "male", "non-binary"))),
        ("nationality", "user.demographic.nationality", lambda: rng.choice(_NATIONALITIES)),
        ("religion", "user.demographic.religious_belief", lambda: rng.choice(_RELIGIONS)),
        ("ethnicity", "user.demographic.race_ethnicity", lambda: rng.choice(_ETHNICITIES)),
        ("diagnosis", "user.health_and_medical.diagnosis", lambda: rng.choice(_ICD)),
        ("iban", "user.financial.bank_account", lambda: iban(rng, locale)),
        ("card_number", "user.financial.credit_card", fake.credit_card_number),
        ("ip_address", "user.device.ip_address", fake.ipv4_public),
        ("device_mac", "user.device.mac_address", fake.mac_address),
        ("imei", "user.device.device_id", lambda: imei(rng)),
        ("user_agent", "user.device.user_agent", fake.user_agent),
        ("advertising_id", "user.device.advertising_id", fake.uuid4),
        ("username", "user.account.username", fake.user_name),
        ("salary", "user.financial.income", lambda: round(rng.lognormvariate(10.6, 0.5), 2)),
        ("passport_number", "user.government_id.passport_number", lambda: f"{rng.choice('CXZ')}{_digits(rng, 8)}"),
        ("license_plate", "user.vehicle.plate", _plate(fake, rng, locale)),
        ("vin", "user.vehicle.vin", lambda: vin(rng)),
        ("home_latitude", "user.location", lambda: place()[0]),
        ("home_longitude", "user.location", lambda: place()[1]),
        ("document_mrz", "user.government_id", lambda: mrz(rng, latin)),
        ("session_token", "user.authorization.token", lambda: jwt(rng)),
        ("fingerprint", "user.biometric.fingerprint", lambda: base64.b64encode(minutiae(rng)).decode()),
    ]


def _harmless(fake: Any, rng: random.Random) -> list[tuple[str, Maker]]:
    shops = [(rng.uniform(36, 60), rng.uniform(-9, 30)) for _ in range(12)]
    return [
        ("order_number", lambda: f"ORD-{_digits(rng, 8)}"),
        ("payload_sha256", lambda: f"{rng.getrandbits(256):064x}"),
        ("app_version", lambda: f"{rng.randint(0, 9)}.{rng.randint(0, 30)}.{rng.randint(0, 12)}.{rng.randint(0, 40)}"),
        ("unit_price", lambda: round(rng.lognormvariate(3, 1), 2)),
        ("isbn", lambda: fake.isbn10(separator="")),
        ("isbn13", lambda: fake.isbn13()),
        ("ean", lambda: fake.ean13()),
        ("shop_latitude", lambda: round(rng.choice(shops)[0], 5)),
        ("shop_longitude", lambda: round(rng.choice(shops)[1], 5)),
        ("invoice_number", lambda: rng.randint(100_000_000, 999_999_999)),
        ("batch", lambda: f"{rng.choice('ABCDEF')}{_digits(rng, 7)}"),
        ("row_uuid", lambda: fake.uuid4()),
        ("product", lambda: f"{rng.choice(_ADJECTIVES)} {rng.choice(_THINGS)} {rng.randint(1, 40)}"),
        ("material", lambda: rng.choice(_MATERIALS)),
        ("quantity", lambda: rng.randint(0, 90)),
        ("updated_at", lambda: f"2024-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}T{rng.randint(0, 23):02}:15:00Z"),
        ("made_on", lambda: f"{rng.randint(2012, 2024)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"),
        ("status", lambda: rng.choice(("open", "shipped", "returned", "cancelled", "lost"))),
        ("file_path", lambda: f"/var/data/{_digits(rng, 4)}/part-{_digits(rng, 5)}.log"),
        ("link", lambda: f"https://shop.example.com/items/{_digits(rng, 6)}"),
        ("git_commit", lambda: f"{rng.getrandbits(160):040x}"),
        ("serial", lambda: "".join(rng.choice("0123456789ABCDEFGHJKLMNPRSTUVWXYZ") for _ in range(12))),
        ("tracking", lambda: f"1Z{_digits(rng, 16)}"),
        ("long_number", lambda: f"4{_digits(rng, 15)}"),
        ("eleven_digits", lambda: f"{rng.randint(1, 9)}{_digits(rng, 10)}"),
        ("ten_digits", lambda: f"{rng.randint(1, 9)}{_digits(rng, 9)}"),
        ("weight_kg", lambda: round(rng.uniform(0.1, 40), 3)),
        ("colour", lambda: rng.choice(("red", "blue", "green", "black", "white", "oak", "steel"))),
        ("currency", lambda: rng.choice(("EUR", "USD", "GBP", "PLN", "SEK", "JPY"))),
        ("error_code", lambda: f"{rng.choice('EWF')}{rng.randint(100, 999)}"),
        (
            "remark",
            lambda: (
                f"Delivered to ramp {rng.randint(1, 9)}, seal {_digits(rng, 6)}, firmware 2.14.{rng.randint(0, 9)}.1"
            ),
        ),
    ]


_THIS_YEAR = 2026
_BESIDE_PEOPLE = ("order_number", "payload_sha256", "unit_price", "ean", "product", "quantity")
_NATIONALITIES = (
    "German",
    "French",
    "Polish",
    "Turkish",
    "Nigerian",
    "Indian",
    "Mexican",
    "British",
    "Syrian",
    "Italian",
)
_RELIGIONS = ("Catholic", "Muslim", "Protestant", "Jewish", "Hindu", "Buddhist", "Sikh", "Orthodox", "atheist", "none")
_ETHNICITIES = (
    "White",
    "Black or African American",
    "Asian",
    "Hispanic or Latino",
    "Native American",
    "Pacific Islander",
)
_ICD = ("E11.9", "I10", "F32.1", "J45.909", "C50.911", "B20", "O80", "M54.5", "Z59.0", "F10.20", "N18.3", "G40.909")
_ADJECTIVES = ("Oak", "Steel", "Folding", "Compact", "Outdoor", "Classic", "Heavy", "Modular")
_THINGS = ("Chair", "Desk", "Lamp", "Shelf", "Bracket", "Hinge", "Cabinet", "Drawer")
_MATERIALS = ("walnut", "aluminium", "glass", "plywood", "granite", "brass", "linen", "rubber")


def _digits(rng: random.Random, count: int) -> str:
    return "".join(rng.choice("0123456789") for _ in range(count))


def _home(fake: Any, rng: random.Random) -> Maker:
    """Places around a hundred towns, each given out twice: for its latitude and its longitude."""
    towns = [(float(fake.latitude()) * 0.6, float(fake.longitude())) for _ in range(100)]
    return lambda: tuple(round(part + rng.gauss(0, 0.05), 6) for part in rng.choice(towns))


def _national(fake: Any, rng: random.Random, locale: str) -> Maker:
    special: dict[str, Maker] = {
        "de_DE": lambda: fake.rvnr(),
        "es_ES": lambda: fake.nif(),
        "tr_TR": lambda: tckn(rng),
        "sv_SE": lambda: fake.ssn(long=False),
        "pt_BR": lambda: fake.cpf(),
        "en_GB": lambda: f"{rng.choice(('AB', 'JK', 'PR', 'SE'))}{_digits(rng, 6)}{rng.choice('ABCD')}",
    }
    return special.get(locale, lambda: fake.ssn())


def _plate(fake: Any, rng: random.Random, locale: str) -> Maker:
    if locale == "ja_JP":
        return lambda: f"品川 {rng.randint(300, 599)} さ {_digits(rng, 2)}-{_digits(rng, 2)}"
    return lambda: fake.license_plate()


def luhn(body: str) -> str:
    """The body with its check digit behind it."""
    total = 0
    for index, digit in enumerate(reversed(body)):
        number = int(digit) * (2 - index % 2)
        total += number - 9 * (number > 9)
    return body + str(-total % 10)


def imei(rng: random.Random) -> str:
    """A device's number: a type's eight digits, a serial, a check digit."""
    return luhn(rng.choice(("35332811", "86489304", "01326200", "35694109")) + _digits(rng, 6))


def tckn(rng: random.Random) -> str:
    """A Turkish identity number."""
    body = [rng.randint(1, 9), *(rng.randint(0, 9) for _ in range(8))]
    tenth = (7 * sum(body[0:9:2]) - sum(body[1:8:2])) % 10
    return "".join(map(str, [*body, tenth, (sum(body) + tenth) % 10]))


def iban(rng: random.Random, locale: str) -> str:
    """An account's number of a country that has such, Germany's for the others."""
    lengths = {"GB": "BUKB" + _digits(rng, 14), "FR": _digits(rng, 23), "ES": _digits(rng, 20), "PL": _digits(rng, 24)}
    country = locale[-2:] if locale[-2:] in lengths else "DE"
    account = lengths.get(country, _digits(rng, 18))
    spelt = "".join(str(int(sign, 36)) for sign in account + country + "00")
    return f"{country}{98 - int(spelt) % 97:02}{account}"


_VIN_VALUES = dict(
    zip(
        "ABCDEFGHJKLMNPRSTUVWXYZ0123456789",
        (1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 7, 9, 2, 3, 4, 5, 6, 7, 8, 9, *range(10)),
        strict=True,
    )
)
_VIN_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)


def vin(rng: random.Random) -> str:
    """A vehicle's number, with the check digit of North America."""
    signs = "ABCDEFGHJKLMNPRSTUVWXYZ0123456789"
    maker = rng.choice(("1HG", "WVW", "JT2", "5YJ", "2T1"))
    body = maker + "".join(rng.choice(signs) for _ in range(5)) + "0" + rng.choice("HJKLMNPR") + "A" + _digits(rng, 6)
    check = sum(_VIN_VALUES[sign] * weight for sign, weight in zip(body, _VIN_WEIGHTS, strict=True)) % 11
    return body[:8] + ("X" if check == 10 else str(check)) + body[9:]


def _check(text: str) -> str:
    return str(
        sum((0 if sign == "<" else int(sign, 36)) * (7, 3, 1)[index % 3] for index, sign in enumerate(text)) % 10
    )


def mrz(rng: random.Random, names: Any) -> str:
    """The two lines of a passport's machine-readable zone (ICAO 9303, TD3), as one text."""
    names = "".join(sign for sign in names.last_name().upper() if sign.isascii() and sign.isalpha())
    first = f"P<UTO{names}<<ANNA<MARIA".ljust(44, "<")
    number = f"L{_digits(rng, 8)}"
    born, until = f"{rng.randint(40, 99)}{rng.randint(1, 12):02}{rng.randint(1, 28):02}", "320815"
    rest = "<" * 14
    second = f"{number}{_check(number)}UTO{born}{_check(born)}F{until}{_check(until)}{rest}{_check(rest)}"
    whole = number + _check(number) + born + _check(born) + until + _check(until) + rest + _check(rest)
    return f"{first}\n{second}{_check(whole)}"


def jwt(rng: random.Random) -> str:
    """A token of three parts."""
    parts = [json.dumps({"alg": "HS256", "typ": "JWT"}), json.dumps({"sub": _digits(rng, 8), "exp": 1999999999})]
    encoded = [base64.urlsafe_b64encode(part.encode()).decode().rstrip("=") for part in parts]
    return ".".join([*encoded, base64.urlsafe_b64encode(rng.randbytes(32)).decode().rstrip("=")])


def minutiae(rng: random.Random) -> bytes:
    """A fingerprint's record as ISO 19794-2 lays it out."""
    body = rng.randbytes(6 * rng.randint(20, 40))
    return b"FMR\0 20\0" + struct.pack(">I", 24 + len(body)) + bytes(12) + body
