"""Where people live, as a manifest says it or the data tell it, and what is looked for on that account."""

from __future__ import annotations

import json
import pathlib
import random
import subprocess
import sys
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from faker import Faker

from minlint import locales, taxonomy
from minlint.detect.values import from_values
from minlint.detect.values.context import column_of
from minlint.detect.values.whereabouts import spoken_of
from minlint.model import Detection, Field, Record, Values

BOOK = taxonomy.default()
RNG = random.Random(5)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        *(("AT", "AT"), ("NO", "NO"), ("UK", "GB"), ("de-AT", "AT"), ("zh_Hant_TW", "TW"), ("en_GB.UTF-8", "GB")),
        *(("de", "AT CH DE"), ("no", "NO"), ("sv", "FI SE"), ("uk", "UA")),
        *(("XX", ""), ("xx", ""), ("Germany", ""), ("", ""), ("de-XX", ""), ("at", "")),
    ],
)
def test_what_countries_go_by(said: str, meant: str) -> None:
    assert " ".join(sorted(locales.countries(said))) == meant


def digits(count: int) -> str:
    return "".join(RNG.choice("0123456789") for _ in range(count))


def column(values: Iterable[Any], name: str = "c7") -> Field:
    items = list(dict.fromkeys(values))
    return Field(name, "varchar", values=Values(dict.fromkeys(items, 1), len(items)))


def found(field: Field, *others: Field | str, within: str = "") -> list[Detection]:
    beside = (other if isinstance(other, Field) else Field(other, "varchar") for other in others)
    return from_values(field, Record("export", (field, *beside)), BOOK, frozenset(within.split()))


def bsn() -> str:
    """A Dutch citizen service number, which a ninth of all numbers of nine digits are."""
    while True:
        body = f"{RNG.randint(1, 9)}{digits(7)}"
        check = sum(int(digit) * (9 - place) for place, digit in enumerate(body)) % 11
        if check < 10:
            return f"{body}{check}"


def test_numbers_of_the_countries_that_are_named() -> None:
    field = column(bsn() for _ in range(60))
    (here,) = found(field, "full_name", within="NL")
    assert (here.category, here.confidence) == ("user.government_id.national_identification_number", 0.93)
    assert "Dutch citizen service numbers" in here.evidence[0].detail
    assert found(field, "full_name", within="US CA") == []
    assert found(field._replace(path="bsn"), "full_name", within="US CA") != []
    strict = column(Faker("fi_FI").ssn() for _ in range(60))
    assert "Finnish" in found(strict, "full_name", within="US")[0].evidence[0].detail


PAPERS: dict[str, tuple[str, str, Callable[[], str], str]] = {
    "health insurance": ("DE", "DeHealthInsuranceRecognizer", lambda: RNG.choice("ABCDEFGH") + digits(9),
                         "user.health_and_medical.insurance_beneficiary_id"),
    "identity cards": ("DE", "DeIdCardRecognizer", lambda: RNG.choice("CFGHJKLM") + digits(8), "user.government_id"),
    "Medicare": ("AU", "AuMedicareRecognizer", lambda: RNG.choice("23456") + digits(9),
                 "user.health_and_medical.insurance_beneficiary_id"),
    "foreigners": ("KR", "KrFrnRecognizer", lambda: f"{RNG.randint(60, 99)}0{RNG.randint(1, 9)}12-5{digits(6)}",
                   "user.government_id.immigration"),
    "identity numbers": ("NG", "NgNinRecognizer", lambda: RNG.choice("123456789") + digits(10),
                         "user.government_id.national_identification_number"),
}  # fmt: skip


@pytest.mark.parametrize(("country", "asked", "make", "category"), PAPERS.values(), ids=PAPERS)
def test_presidio_s_recognisers_of_a_country(country: str, asked: str, make: Callable[[], str], category: str) -> None:
    from minlint.detect.values.presidio import recognizer

    made = (text for _ in range(100_000) if recognizer(asked).validate_result(text := make()))
    field = column(text for text, _ in zip(made, range(30), strict=False))
    assert category in {item.category for item in found(field, "full_name", within=country)}
    assert category not in {item.category for item in found(field, "full_name", within="SE")}
    assert category not in {item.category for item in found(field, "sku", within=country)}
    wrong = column(make() for _ in range(30))
    assert category not in {item.category for item in found(wrong, "full_name", within=country)}


def test_numbers_of_papers_that_have_a_form_alone_want_a_name() -> None:
    values = [f"{''.join(RNG.choice('ABCDEF') for _ in range(3))}{digits(6)}" for _ in range(30)]
    assert [item.category for item in found(column(values, "pasaporte"))] == ["user.government_id.passport_number"]
    assert found(column(values, "article"), "full_name", within="ES") == []


def countries(*fields: Field) -> set[str]:
    return set(spoken_of(Record("export", fields), [column_of(field) for field in fields]))


def test_what_data_tell_of_countries() -> None:
    assert countries(column(f"+48 60{digits(7)}" for _ in range(30))) == {"PL"}
    assert countries(column((f"SW1A {RNG.randint(1, 9)}AB" for _ in range(9)), "postcode")) == {"GB"}
    assert countries(column((f"{digits(4)}-{digits(3)}" for _ in range(30)), "codigo_postal")) == {"PT"}
    assert "PT" not in countries(column((f"{digits(4)}-{digits(3)}" for _ in range(30)), "order_no"))
    german = [Field(name, "varchar") for name in ("Nachname", "Geburtsdatum", "Kundennummer")]
    assert countries(*german) == {"DE", "AT", "CH"}
    assert countries(*german[:1]) == countries(Field("name", "varchar"), Field("email", "varchar")) == set()


def test_the_language_of_the_columns_opens_what_is_local() -> None:
    codes = column((str(RNG.randint(10_000, 99_000)) for _ in range(40)), "c9")
    german = [item.category for item in found(codes, "Vorname", "Nachname", "Straße")]
    assert german == ["user.contact.address.postal_code"]
    assert found(codes, "sku", "lieferdatum", "lager") == []


MANIFEST = "version: 1\nlocales: [{}]\n"


def inventory(folder: pathlib.Path) -> list[str]:
    command = [sys.executable, "-m", "minlint", "inventory", "--format", "json", "-q", "people.csv"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    (field,) = (item for item in json.loads(done.stdout)["fields"] if item["field"] == "c7")
    return [evidence["detail"] for item in field["categories"] for evidence in item["evidence"]]


def test_a_manifest_says_where_people_live(tmp_path: pathlib.Path) -> None:
    rows = "".join(f"{Faker().name()},{bsn()}\n" for _ in range(300))
    (tmp_path / "people.csv").write_text(f"full_name,c7\n{rows}")
    (tmp_path / ".git").mkdir()
    (tmp_path / "minlint.yaml").write_text(MANIFEST.format("nl"))
    assert any("Dutch citizen" in said for said in inventory(tmp_path))
    check = [sys.executable, "-m", "minlint", "check", "--format", "json", "-q", "people.csv"]
    with_ids = []
    for said in ("nl", "en-US", "nl"):  # what is kept for one is not given for another
        (tmp_path / "minlint.yaml").write_text(MANIFEST.format(said))
        done = subprocess.run(check, cwd=tmp_path, capture_output=True, text=True, check=False)
        with_ids.append(any(item["field"] == "c7" for item in json.loads(done.stdout)["findings"]))
    assert with_ids == [True, False, True]
    assert inventory(tmp_path) and not any("Dutch" in said for said in _elsewhere(tmp_path))


def _elsewhere(folder: pathlib.Path) -> list[str]:
    (folder / "minlint.yaml").write_text(MANIFEST.format("en-US"))
    return inventory(folder)


@pytest.mark.parametrize("said", ["GER", "de-XX", "XX", "germany"])
def test_what_is_no_locale(tmp_path: pathlib.Path, said: str) -> None:
    (tmp_path / "minlint.yaml").write_text(MANIFEST.format(said))
    command = [sys.executable, "-m", "minlint", "check", "."]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    told = f"unknown locale `{said}`; a country is written AT, a locale de-AT, a language de"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"error: minlint.yaml:2:11: {told}\n")
