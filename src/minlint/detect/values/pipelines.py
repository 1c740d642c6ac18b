"""Names of people in free text, by whatever spaCy pipeline is installed; where none is, by the letters of words.

Nothing is fetched: a pipeline is a package that its owner installed (`en_core_web_sm`, any language).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from importlib.metadata import entry_points
from typing import Any

from minlint.detect.values.letters import shares
from minlint.detect.values.spread import spread
from minlint.model import Detection, Evidence, SourceReading

_ASKED = 100  # texts that a pipeline reads
_LONGEST = 1_000  # signs of each
_PEOPLE = frozenset(("PERSON", "PER", "persName"))  # what pipelines call people
_UNUSED = ("parser", "lemmatizer", "textcat")
_SURE = 0.65
_LEAST = 0.05  # share of texts below which a few odd finds say nothing
_SPELT_SURE, _SPELT_LEAST = 0.6, 0.2  # the same where letters alone tell, which take a thing in ten for a person
_LIKE = 0.8  # share that the letters of a name have of the model's classes for people
_TRIED = 6  # pairs of words of one text that are looked at
_CAPITALS = re.compile(
    r"(?<![.!?:] )(?<!^)\b[^\W\d_a-z]\w+(?: (?:(?:van|von|de|der|den|di|da|del|la|le|el|al|bin|af|zu|dos) )*"
    r"[^\W\d_a-z][\w'-]*[^\W\d_A-Z]\w*){1,2}\b"
)
_FREE = "user.content.free_text"
HINT = (
    "Names within free text are told by their letters alone: a spaCy model that is installed reads them better "
    "(python -m spacy download en_core_web_sm, or that of your language)."
)


def installed() -> tuple[str, ...]:
    """The names of the pipelines that are installed, English ones first."""
    names = sorted({point.name for point in entry_points(group="spacy_models")})
    return tuple(sorted(names, key=lambda name: not name.startswith("en_")))


def detections(texts: Sequence[str]) -> Iterator[Detection]:
    """Whether names of people stand in some texts, with the share of those that hold one."""
    names = installed()
    asked = [text[:_LONGEST] for text in spread(texts, _ASKED)]
    if not names:
        yield from _by_letters(asked)
    if not names or not asked:
        return
    held = sum(any(entity.label_ in _PEOPLE for entity in read.ents) for read in _pipeline(names[0]).pipe(asked))
    if held >= max(1, _LEAST * len(asked)):
        detail = f"{held} of {len(asked)} texts name people, as {names[0]} reads them"
        yield Detection("user.name", _SURE, (Evidence("text", detail),))


def _by_letters(asked: Sequence[str]) -> Iterator[Detection]:
    """Words with capitals beside each other, within sentences, whose letters are those of names."""
    held = sum(any(map(_is_name, _CAPITALS.findall(text)[:_TRIED])) for text in asked)
    if held >= max(1, _SPELT_LEAST * len(asked)):
        detail = f"{held} of {len(asked)} texts hold words that are spelt like names of people"
        yield Detection("user.name", _SPELT_SURE, (Evidence("text", detail),))


@lru_cache(maxsize=4_096)
def _is_name(words: str) -> bool:
    if words.isupper():
        return False
    found = shares((words,))
    return found["first"] + found["last"] + found["full"] >= _LIKE


def advice(readings: Iterable[SourceReading]) -> str:
    """What to install, where free text was looked at without a pipeline; empty where none was, or one is there."""
    looked_at = (
        detection.category == _FREE
        for reading in readings
        if reading.source.kind == "data"
        for record in reading.records
        for item in record.readings
        for detection in item.detections
    )
    return HINT if any(looked_at) and not installed() else ""


@cache
def _pipeline(name: str) -> Any:
    """A pipeline with what finds entities, and no more."""
    found = next(point for point in entry_points(group="spacy_models") if point.name == name)
    pipeline = found.load().load()
    pipeline.select_pipes(disable=[pipe for pipe in pipeline.pipe_names if pipe in _UNUSED])
    return pipeline
