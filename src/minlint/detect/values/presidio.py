"""Presidio's recognisers, built one by one: never its engine, never a model, never the network."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

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
def snapshot() -> Any:
    """The public suffixes as they were when the library was released: it would fetch them anew."""
    from tldextract import TLDExtract

    return TLDExtract(cache_dir=None, suffix_list_urls=())


@cache
def _suffixes() -> Any:
    from tldextract import TLDExtract

    return TLDExtract(cache_dir=None, suffix_list_urls=(), extra_suffixes=_RESERVED)


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
