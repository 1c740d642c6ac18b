"""Presidio's recognisers, built one by one: never its engine, never a model, never the network."""

from __future__ import annotations

from functools import cache
from typing import Any

_RESERVED = ("example", "test", "invalid", "local", "internal", "localhost")  # top-level names of no public registry


@cache
def recognizer(name: str) -> Any:
    """A recogniser by its class's name."""
    from presidio_analyzer import RecognizerRegistry, predefined_recognizers

    made = getattr(predefined_recognizers, name)()
    made.global_regex_flags = RecognizerRegistry().global_regex_flags  # as an engine asks: IBAN's own heed case
    return made


@cache
def snapshot(reserved: bool = False) -> Any:
    """The public suffixes as they were when the library was released: it would fetch them anew.

    ``reserved``: names that nobody can own are among them.
    """
    from tldextract import TLDExtract

    return TLDExtract(cache_dir=None, suffix_list_urls=(), extra_suffixes=_RESERVED if reserved else ())
