"""Hashes of values that can be tried are found again; salted ones, and digests of other things, say nothing."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable

import pytest

from minlint import taxonomy
from minlint.detect.values import of_record
from minlint.model import Detection, Field, Record, Values

BOOK = taxonomy.default()
RNG = random.Random(31)
MAILS = [f"ada{number}@mail.example.org" for number in range(60)]
PHONES = [f"+1 202 555 {number:04}" for number in range(100, 190)]


def column(name: str, texts: list[str]) -> Field:
    return Field(name, "varchar", values=Values(dict.fromkeys(texts, 1), len(texts)))


def found(hashed: list[str], *others: Field) -> Detection | None:
    told = of_record(Record("export", (*others, column("h", hashed))), BOOK)
    return told["h"][0] if "h" in told else None


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize("function", ["md5", "sha1", "sha256", "sha3_256", "sha512", "blake2b"])
def test_values_of_another_column(function: str) -> None:
    hashed = [getattr(hashlib, function)(text.encode()).hexdigest() for text in MAILS]
    told = found(hashed, column("c1", MAILS))
    assert told is not None
    assert (told.category, told.precision) == ("user.contact.email", "token")
    assert told.evidence[0].detail.startswith(
        f"100% of 60 distinct hashes are {function.upper()} of the values of a column"
    )


@pytest.mark.parametrize("form", [str.upper, str.lower, lambda text: "".join(filter(str.isdigit, text))])
def test_in_other_forms(form: Callable[[str], str]) -> None:
    told = found([sha256(form(text)) for text in PHONES], column("c1", PHONES), column("c2", MAILS))
    assert told is not None and told.category == "user.contact.phone_number"


def test_spaces_that_are_small() -> None:
    days = [f"{RNG.randint(1940, 2005)}-{RNG.randint(1, 12):02}-{RNG.randint(1, 28):02}" for _ in range(40)]
    told = found([sha256(day) for day in days])
    assert told is not None and told.category == "user.demographic.date_of_birth"
    assert "SHA256 of days, without a salt" in told.evidence[0].detail
    counters = found([hashlib.md5(str(number).encode()).hexdigest() for number in range(1000, 1040)])
    assert counters is not None and counters.category == "user.unique_id.pseudonymous"


def test_salted_and_other_digests() -> None:
    assert found([sha256(f"pepper{text}") for text in MAILS], column("c1", MAILS)) is None
    assert found([sha256(f"build {number}") for number in range(60)]) is None
    assert found([sha256(text)[:31] for text in MAILS], column("c1", MAILS)) is None
