"""Telling an OpenAPI document from everything else that is written in JSON and YAML."""

from __future__ import annotations

import re

from minlint.errors import Unreadable
from minlint.located import Node
from minlint.read.input import HEAD, Input, encoding_of

_SAYS = r"""["']?(?:openapi["']?[ \t]*:\s{0,20}["']?3\.[0-9]|swagger["']?[ \t]*:\s{0,20}["']?2(?:\.0)?\b)"""
_MENTIONS = re.compile(_SAYS)
_BEGINS = re.compile(rf"""(?:\A|\n)(?:\{{?\s{{0,20}}){_SAYS}""")
_PARTS = ("info", "paths", "components", "webhooks", "definitions")
_SORTED = re.compile(rf"""["']?(?:{"|".join(_PARTS)}|basePath|host|consumes|externalDocs)["']?[ \t]*:""")
_EARLY = 1_000  # characters into a broken file in which its version counts


def may_be(source: Input) -> bool:
    """Whether it says that it is one; cheap, since every JSON and YAML is asked.

    Where the keys are sorted, the version may stand behind all the components.
    """
    text = _head(source)
    if _MENTIONS.search(text):
        return True
    return len(source.head) == HEAD and bool(_SORTED.search(text)) and bool(_MENTIONS.search(source.text))


def declares(source: Input) -> bool:
    """Whether a file that doesn't parse says at its very beginning that it is an OpenAPI document."""
    return bool(_BEGINS.search(_head(source)[:_EARLY]))


def _head(source: Input) -> str:
    try:
        return source.head.decode(encoding_of(source.head), errors="ignore").removeprefix("\ufeff")
    except Unreadable:
        return ""


def is_openapi(root: Node) -> bool:
    """Whether the root names a version that is read, and holds some part of an interface."""
    if not any(isinstance(said.value, (dict, list)) for part in _PARTS if (said := root.get(part))):
        return False
    return _version(root, "openapi").startswith("3.") or _version(root, "swagger") in ("2.0", "2")


def _version(root: Node, keyword: str) -> str:
    said = root.get(keyword)
    return str(said.value) if said and isinstance(said.value, (str, int, float)) else ""
