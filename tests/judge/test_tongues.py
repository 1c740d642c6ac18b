"""Statements in German, French and Spanish: the language is told, and each is heard in its own."""

from __future__ import annotations

import datetime
import pathlib
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from minlint import rulebook
from minlint.judge import slots
from minlint.judge.engine import judge
from minlint.judge.rules import default
from minlint.manifest.model import Manifest, Purpose, Retention

HERE = pathlib.Path(__file__)
LABELLED: dict[str, dict[str, list[str]]] = yaml.safe_load(
    HERE.with_name("statements_abroad.yaml").read_text(encoding="utf-8")
)
ABROAD: dict[str, Any] = {name[:2]: content for name, content in rulebook.part("statements").items()}
SLOTS = [(language, slot) for language in ABROAD for slot in ABROAD[language]["slots"]]


def is_vague(statement: str) -> bool:
    purpose = Purpose("p", statement, retention=Retention("1 year", 365.25))
    pack = {"P002": default()["P002"]}
    manifest = Manifest("minlint.yaml", "", {"p": purpose})
    return bool(judge([], manifest, today=datetime.date(2026, 1, 1), pack=pack).findings)


@pytest.mark.parametrize("language", LABELLED)
def test_labelled_statements(language: str) -> None:
    texts = LABELLED[language]
    assert len(texts["vague"]) + len(texts["specific"]) == 15
    assert [text for text in texts["vague"] if not is_vague(text)] == []
    assert [text for text in texts["specific"] if is_vague(text)] == []


@pytest.mark.parametrize("language", LABELLED)
def test_the_language_is_told(language: str) -> None:
    assert [text for label in LABELLED[language].values() for text in label if slots.language(text) != language] == []


def test_english_where_no_word_tells() -> None:
    assert [slots.language(text) for text in ("", "Marketing.", "Newsletter 2026")] == ["en"] * 3


@pytest.mark.parametrize("language", ABROAD)
def test_languages_say_the_same_slots(language: str) -> None:
    assert list(ABROAD[language]["slots"]) == list(slots.asks())


@pytest.mark.parametrize(("language", "slot"), SLOTS)
def test_a_slots_examples(language: str, slot: str) -> None:
    words, examples = slots.lexicon(language), ABROAD[language]["slots"][slot]["examples"]
    phrases = words.slots[slot]
    assert [text for text in examples["fills"] if not list(phrases.find(words.stems.tokens(text)))] == []
    assert [text for text in examples["leaves"] if list(phrases.find(words.stems.tokens(text)))] == []


@pytest.mark.parametrize("kind", ["open", "weak"])
@pytest.mark.parametrize("language", ABROAD)
def test_the_examples_of_vague_phrases(language: str, kind: str) -> None:
    words, examples = slots.lexicon(language), ABROAD[language][kind]["examples"]
    phrases = {"open": words.open, "weak": words.weak}[kind]
    assert [text for text in examples["fires"] if not list(phrases.find(words.stems.tokens(text)))] == []
    assert [text for text in examples["leaves"] if list(phrases.find(words.stems.tokens(text)))] == []


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("de", "patient", "Patienten"),
        ("de", "buch", "Bücher"),
        ("de", "ausweis", "Anwohnerparkausweises"),
        ("fr", "client", "clientes"),
        ("fr", "commander", "commandées"),
        ("es", "lector", "lectores"),
        ("es", "notificar", "notificarle"),
    ],
)
def test_endings_and_compounds(language: str, one: str, other: str) -> None:
    stems = slots.lexicon(language).stems
    assert [token.stem for token in stems.tokens(other)] == [token.stem for token in stems.tokens(one)]


def test_what_is_heard_is_shown_in_the_statements_words() -> None:
    found = slots.hear("Wir liefern die Ware, die ein Kunde bestellt hat, nach Bedarf.")
    assert (found.slots["service"], found.slots["whose"], found.vague) == ("liefern", "Kunde", ("nach Bedarf",))


@given(st.sampled_from(["der und ", "le et ", "el y "]), st.text())
def test_any_text_is_heard_in_its_own_words(lead: str, rest: str) -> None:
    found = slots.hear(lead * 3 + rest)
    squeezed = " ".join((lead * 3 + rest).split())
    assert all(said and said in squeezed for said in (*found.slots.values(), *found.vague))
