"""Names of people in free text, by whatever spaCy pipeline is installed; where none is, nothing is said of names.

Nothing is fetched: a pipeline is a package that its owner installed (`en_core_web_sm`, any language).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.metadata import entry_points
from typing import Any

from minlint.detect.values.spread import spread
from minlint.model import Detection, Evidence

_ASKED = 100  # texts that a pipeline reads
_LONGEST = 1_000  # signs of each
_PEOPLE = frozenset(("PERSON", "PER", "persName"))  # what pipelines call people
_UNUSED = ("parser", "lemmatizer", "textcat")
_SURE = 0.65
_LEAST = 0.05  # share of texts below which a few odd finds say nothing


def installed() -> tuple[str, ...]:
    """The names of the pipelines that are installed, English ones first."""
    names = sorted({point.name for point in entry_points(group="spacy_models")})
    return tuple(sorted(names, key=lambda name: not name.startswith("en_")))


def detections(texts: Sequence[str]) -> Iterator[Detection]:
    """Whether names of people stand in some texts, with the share of those that hold one."""
    names = installed()
    if not names or not texts:
        return
    asked = [text[:_LONGEST] for text in spread(texts, _ASKED)]
    held = sum(any(entity.label_ in _PEOPLE for entity in read.ents) for read in _pipeline(names[0]).pipe(asked))
    if held >= max(1, _LEAST * len(asked)):
        detail = f"{held} of {len(asked)} texts name people, as {names[0]} reads them"
        yield Detection("user.name", _SURE, (Evidence("text", detail),))


@cache
def _pipeline(name: str) -> Any:
    """A pipeline with what finds entities, and no more."""
    found = next(point for point in entry_points(group="spacy_models") if point.name == name)
    pipeline = found.load().load()
    pipeline.select_pipes(disable=[pipe for pipe in pipeline.pipe_names if pipe in _UNUSED])
    return pipeline
