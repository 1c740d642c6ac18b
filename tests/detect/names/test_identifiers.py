"""Identifiers parted into words, and words in the form the lexicon has them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minlint.detect.identifiers import phrase, split, word


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("birth_date", "birth date"),
        ("birthDate", "birth date"),
        ("BirthDate", "birth date"),
        ("BIRTH-DATE", "birth date"),
        ("patient.birthDate", "patient birth date"),
        ("SSNNumber", "ssn number"),
        ("IPAddress", "ip address"),
        ("userIDs", "user ids"),
        ("addr_ln2", "addr ln 2"),
        ("sha256Hash", "sha 256 hash"),
        ("Geburtsdatum", "geburtsdatum"),
        ("prénomÉlève", "prénom élève"),
        ("date of birth", "date of birth"),
        ("patient's name", "patients name"),
        ("__x__", "x"),
        ("", ""),
    ],
)
def test_split(name: str, words: str) -> None:
    assert " ".join(split(name)) == words


@pytest.mark.parametrize(
    ("plural", "singular"),
    [
        ("addresses", "address"),
        ("diagnoses", "diagnosis"),
        ("allergies", "allergy"),
        ("people", "person"),
        ("status", "status"),
        ("gps", "gps"),
        ("boxes", "box"),
        ("names", "name"),
        ("colour", "color"),
        ("licences", "license"),
        ("prénoms", "prenom"),
        ("sex", "sex"),
    ],
)
def test_word(plural: str, singular: str) -> None:
    assert word(plural) == singular


@pytest.mark.parametrize(
    ("text", "arranged"),
    [
        ("date of birth", "birth date"),
        ("the place of birth", "birth place"),
        ("country_of_birth_code", "birth country code"),
        ("type of id number", "id number type"),
        ("reason for visit", "visit reason"),
        ("e-mail address", "email address"),
        ("fecha de nacimiento", "nacimiento fecha"),
        ("wanted for", "wanted for"),
        ("no_of_children", "child count"),
        ("number of the passport", "passport count"),
        ("the", "the"),
    ],
)
def test_phrases_are_put_in_their_natural_order(text: str, arranged: str) -> None:
    assert " ".join(phrase(text)) == arranged


@given(st.text(max_size=300))
def test_any_name_is_split(name: str) -> None:
    assert all(part and part == part.lower() for part in split(name))
    assert phrase(name) == phrase(name.strip())
