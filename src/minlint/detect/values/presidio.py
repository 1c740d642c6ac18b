"""Presidio's recognisers, built one by one: never its engine, never a model, never the network."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

ASKED = 200
"""Candidates of one column that a recogniser is asked about; more are judged by these."""

_PIECE = 400  # characters of a text that a recogniser is given at once
_RESERVED = ("example", "test", "invalid", "local", "internal", "localhost")  # top-level names of no public registry


@cache
def recognizer(name: str) -> Any:
    """A recogniser by its class's name."""
    from presidio_analyzer import predefined_recognizers

    built = getattr(predefined_recognizers, name)()
    if name == "EmailRecognizer":
        built.validate_result = _has_domain  # its own would fetch the list of public suffixes
    return built


def _has_domain(address: str) -> bool:
    return bool(_suffixes()(address).fqdn)


@cache
def _suffixes() -> Any:
    from tldextract import TLDExtract

    return TLDExtract(cache_dir=None, suffix_list_urls=(), extra_suffixes=_RESERVED)


@cache
def phones(region: str) -> Any:
    """The phone recogniser for one country's numbers, and for international ones."""
    from presidio_analyzer.predefined_recognizers import PhoneRecognizer

    return PhoneRecognizer(supported_regions=(region,))


def found(asked: Any, text: str, score: float) -> tuple[int, int] | None:
    """Where a recogniser finds its kind in a text, the longest place; None where it doesn't."""
    places = [
        (start + hit.start, start + hit.end)
        for start, piece in _pieces(text)
        for hit in asked.analyze(text=piece, entities=asked.supported_entities, nlp_artifacts=None)
        if hit.score >= score
    ]
    return max(places, key=lambda place: place[1] - place[0], default=None)


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """A text in parts, cut between words: some of the recognisers' patterns take long over a long one."""
    start = 0
    while len(text) - start > _PIECE:
        end = text.rfind(" ", start + 1, start + _PIECE) + 1 or start + _PIECE
        yield start, text[start:end]
        start = end
    yield start, text[start:]


def spread(items: Sequence[str], most: int = ASKED) -> Sequence[str]:
    """At most so many of the items, evenly from all over."""
    if len(items) <= most:
        return items
    return [items[index * len(items) // most] for index in range(most)]
