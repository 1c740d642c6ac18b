"""Numbers of persons by country: Faker's generators as truth, and how many random numbers would pass."""

from __future__ import annotations

import random
from typing import Any

import pytest
from faker import Faker

from minlint import rulebook, taxonomy
from minlint.detect.values import from_values, national
from minlint.model import Field, Record, Values

BOOK = taxonomy.default()
NUMBERS = rulebook.part("recognisers")["national.yaml"]


def random_text(masks: list[str], rng: random.Random) -> str:
    alphabets = {"#": "0123456789", "A": "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
    mask = rng.choice(masks)
    either = "0123456789X" if mask.count("*") == 1 and not mask.count("A") else "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return "".join(rng.choice(alphabets.get(sign, either if sign == "*" else sign)) for sign in mask)


@pytest.mark.parametrize("item", NUMBERS["numbers"], ids=lambda item: item["module"])
def test_the_chance_of_a_random_hit_is_as_stated(item: dict[str, Any]) -> None:
    rng = random.Random(item["module"])
    hits = sum(national.valid(item["module"], random_text(item["shapes"], rng)) for _ in range(2_000))
    assert hits / 2_000 <= 1.5 * item["chance"] + 0.004
    assert item["category"] in BOOK


def verdict(values: list[str], name: str = "c3", *others: str) -> list[tuple[str, float]]:
    field = Field(name, "varchar", values=Values(dict.fromkeys(values, 1), len(values)))
    record = Record("export", (field, *(Field(other, "varchar") for other in others)))
    return [(found.category, found.confidence) for found in from_values(field, record, BOOK)]


LOCALES = {
    "pl_PL": "Polish PESELs",
    "it_IT": "Italian fiscal codes",
    "pt_BR": "Brazilian CPF numbers",
    "fi_FI": "Finnish identity codes",
    "sv_SE": "Swedish identity numbers",
    "nl_NL": "Dutch citizen service numbers",
    "ro_RO": "Romanian personal codes",
    "no_NO": "Norwegian birth numbers",
    "et_EE": "Estonian identity codes",
    "zh_CN": "Chinese identity card numbers",
}


@pytest.mark.parametrize("locale", LOCALES)
def test_numbers_of_a_country(locale: str) -> None:
    fake = Faker(locale)
    fake.seed_instance(4)
    values = [str(fake.ssn()) for _ in range(80)]
    field = Field("c3", "varchar", values=Values(dict.fromkeys(values, 1), 80))
    found = from_values(field, Record("export", (field, Field("full_name", "varchar"))), BOOK)
    assert found[0].category.startswith("user.government_id")
    assert found[0].confidence >= 0.8
    assert LOCALES[locale] in found[0].evidence[0].detail or found[0].confidence < 0.9


def test_books_are_no_patients() -> None:
    fake = Faker("en_US")
    fake.seed_instance(5)
    books = [fake.isbn10(separator="") for _ in range(200)]
    assert [category for category, confidence in verdict(books) if confidence >= 0.6] == []
    goods = [fake.ean13() for _ in range(200)]
    assert [category for category, confidence in verdict(goods) if confidence >= 0.6] == []


def test_a_firm_in_doubt() -> None:
    """Canada's social insurance numbers and France's numbers of firms have the same check digit."""
    rng = random.Random(8)
    nine = [
        text
        for text in (str(rng.randint(100_000_000, 799_999_999)) for _ in range(4_000))
        if national.valid("fr.siren", text)
    ]
    assert [confidence for _, confidence in verdict(nine[:200]) if confidence >= 0.6] == []
    assert verdict(nine[:200], "sin")[0] == ("user.government_id.national_identification_number", 0.97)


def test_few_are_not_enough() -> None:
    fake = Faker("nl_NL")
    fake.seed_instance(6)
    assert verdict([fake.ssn() for _ in range(4)]) == []
    assert verdict([fake.ssn() for _ in range(4)], "bsn")[0][1] == 0.97
