"""The five slots of a purpose's statement, and the words that only seem to fill one."""

from __future__ import annotations

import datetime
import pathlib
import time
from collections.abc import Callable
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from minlint import profiles
from minlint.judge import slots
from minlint.judge.engine import Verdict, judge
from minlint.judge.hearing import Phrases, Stems
from minlint.judge.rules import default
from minlint.manifest.model import Manifest, Purpose, Retention
from minlint.model import Span

HERE = pathlib.Path(__file__)
LABELLED: dict[str, list[str]] = yaml.safe_load(HERE.with_name("statements.yaml").read_text(encoding="utf-8"))
FOLDER = HERE.parents[2] / "rules" / "words"
WORDS: dict[str, Any] = yaml.safe_load((FOLDER / "statements.yaml").read_text(encoding="utf-8"))
YEAR = Retention("1 year", 365.25)


def is_vague(statement: str, **said: Any) -> bool:
    purpose = Purpose("p", statement, **{"retention": YEAR, **said})
    pack = {"P002": default()["P002"]}
    verdict = judge([], Manifest("minlint.yaml", "", {"p": purpose}), today=datetime.date(2026, 1, 1), pack=pack)
    assert verdict.crashes == ()
    return bool(verdict.findings)


@pytest.mark.parametrize("label", LABELLED)
def test_labelled_statements(label: str) -> None:
    assert len(LABELLED[label]) >= 12
    wrong = [statement for statement in LABELLED[label] if is_vague(statement) != label.startswith("vague")]
    assert wrong == []


@pytest.mark.parametrize("profile", profiles.all().values(), ids=lambda profile: str(profile.id))
def test_the_profiles_own_statements_are_specific(profile: profiles.Profile) -> None:
    assert not is_vague(profile.statement, retention=profile.retention)


@pytest.mark.parametrize("slot", WORDS["slots"])
def test_a_slots_examples(slot: str) -> None:
    examples = WORDS["slots"][slot]["examples"]
    assert [text for text in examples["fills"] if slot not in slots.hear(text).slots] == []
    assert [text for text in examples["leaves"] if slot in slots.hear(text).slots] == []


@pytest.mark.parametrize("kind", ["open", "weak"])
def test_the_examples_of_vague_phrases(kind: str) -> None:
    words = slots.lexicon()
    phrases = {"open": words.open, "weak": words.weak}[kind]
    examples = WORDS[kind]["examples"]
    assert [text for text in examples["fires"] if not list(phrases.find(words.stems.tokens(text)))] == []
    assert [text for text in examples["leaves"] if list(phrases.find(words.stems.tokens(text)))] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("book", "bookings"),
        ("plan", "planned"),
        ("apply", "applies"),
        ("apply", "applied"),
        ("enrol", "enrolled"),
        ("enrolment", "enrollment"),
        ("purchase", "purchasing"),
        ("organise", "organized"),
        ("address", "addresses"),
        ("person", "people's"),
        ("child", "children"),
        ("send", "sent"),
        ("e-mail", "Email"),
    ],
)
def test_tense_number_and_spelling(one: str, other: str) -> None:
    stems = slots.lexicon().stems
    assert [token.stem for token in stems.tokens(other)] == [token.stem for token in stems.tokens(one)]


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("improve ... service", "Improve all of our services.", "Improve all of our services"),
        ("improve ... service", "Improve. Then a service.", ""),
        ("improve ... service", "Improve one two three four services", ""),
        ("for N day", "kept for 30 days", "for 30 days"),
        ("for N day", "kept for thirty days", "for thirty days"),
        ("for N day", "kept for some days", ""),
        ("sell/buy house", "buying houses", "buying houses"),
        ("as needed", "as it is needed", ""),
    ],
)
def test_phrases(phrase: str, text: str, found: str) -> None:
    stems = Stems({}, {})
    tokens = stems.tokens(text)
    matches = list(Phrases([phrase], stems).find(tokens))
    assert [text[tokens[m.start].start : tokens[m.end - 1].end] for m in matches] == ([found] if found else [])


def test_what_a_vague_phrase_takes_fills_no_slot() -> None:
    assert slots.hear("Keep it when necessary.").slots == {}
    assert slots.hear("Keep it when necessary.").vague == ("when necessary",)


def test_other_keys_fill_slots() -> None:
    bare = Purpose("p", "Pay the wages.")
    assert slots.missing(bare) == ["whose data", "what triggers it", "on whose authority or request", "when it ends"]
    assert is_vague("Pay the wages.", retention=None)
    said = bare._replace(subjects=("employee",), lawful_basis="contract", retention=YEAR)
    assert slots.missing(said) == ["what triggers it"]
    assert slots.missing(bare._replace(authority="the Act", retention=Retention("until death"))) == [
        "whose data",
        "what triggers it",
        "when it ends",
    ]


def test_a_finding_stands_at_the_statement_and_shows_what_it_lacks(judged: Callable[..., Verdict]) -> None:
    manifest = """\
        version: 1
        purposes:
          ads:
            retention: 1 year
            statement: To improve our services.
        """
    (found,) = [f for f in judged("CREATE TABLE t (a int);", manifest, stated=True).findings if f.code == "P002"]
    assert (found.source, found.span, found.purposes) == ("minlint.yaml", Span(5, 5, 5, 14), ("ads",))
    assert found.message == (
        "the statement of ads doesn't say whose data, which decision or service, what triggers it and "
        "on whose authority or request, and leans on “improve our services”"
    )
    assert found.facts == {
        "missing": ["whose data", "which decision or service", "what triggers it", "on whose authority or request"],
        "vague": ["improve our services"],
        "heard": [],
    }


def test_a_finding_says_what_was_heard(judged: Callable[..., Verdict]) -> None:
    manifest = """\
        version: 1
        purposes:
          ads:
            retention: 1 year
            statement: Send customers who asked for it a catalogue, as needed.
        """
    (found,) = [f for f in judged("CREATE TABLE t (a int);", manifest, stated=True).findings if f.code == "P002"]
    assert found.message.endswith(
        "leans on “as needed”; it says whose data (“customers”), which decision or service (“Send”), "
        "what triggers it (“who”) and on whose authority or request (“asked for”)"
    )


@pytest.mark.parametrize(
    "statement",
    [
        "Der Newsletter für die Leser, zwei Jahre lang.",
        "La lettre aux lecteurs, pendant deux ans.",
        "El envío de la carta a los lectores, dos años.",
    ],
)
def test_an_end_in_number_words(statement: str) -> None:
    assert "end" in slots.hear(statement).slots


def test_a_purpose_without_a_statement_is_found_at_the_purpose(judged: Callable[..., Verdict]) -> None:
    manifest = "version: 1\npurposes:\n  ads: {necessary: [user.name]}\n"
    (found,) = [f for f in judged("CREATE TABLE t (a int);", manifest, stated=True).findings if f.code == "P002"]
    assert (found.span, found.message) == (Span(3, 3, 3, 6), "the statement of ads is still to be written")


words = st.lists(st.sampled_from([*" .;N", "...", "asked", "for", "improve", "services", "until", "30", "days", "É"]))


@given(st.text() | words.map(" ".join))
def test_any_text_is_heard_in_its_own_words(text: str) -> None:
    found = slots.hear(text)
    squeezed = " ".join(text.split())
    assert all(said and said in squeezed for said in (*found.slots.values(), *found.vague))


@given(st.sampled_from(LABELLED["vague"]), st.sampled_from(LABELLED["specific"]))
def test_stating_more_keys_never_makes_a_statement_vague(vague: str, specific: str) -> None:
    more = {"subjects": ("patient",), "authority": "the Act", "lawful_basis": "contract"}
    assert not is_vague(specific, **more)
    assert len(slots.missing(Purpose("p", vague, **more))) <= len(slots.missing(Purpose("p", vague)))  # type: ignore[arg-type]


def test_a_statement_takes_time_in_its_length_alone() -> None:
    text = "improve our our our services as needed until " * 10_000
    started = time.perf_counter()
    slots.hear(text)
    assert time.perf_counter() - started < 2
