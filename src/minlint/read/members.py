"""What the mappings of a JSON or YAML tree hold under their keys, whatever a person may have put there instead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from minlint.read.attributes import words as words

if TYPE_CHECKING:
    from minlint.located import Member, Node


def text(node: Node | None, *keys: str) -> str:
    """The first of some keys that holds words, without blanks around them; empty where none does."""
    for key in keys if node else ():
        said = node.get(key) if node else None
        if said and isinstance(said.value, str) and said.value.strip():
            return said.value.strip()
    return ""


def listed(node: Node | None, *keys: str) -> Sequence[Node]:
    """The items under the first of some keys that holds a list."""
    for key in keys if node else ():
        said = node.get(key) if node else None
        if said and isinstance(said.value, list):
            return said.value
    return ()


def mappings(node: Node | None, *keys: str) -> list[Node]:
    """Those items of a list under a key that are mappings themselves."""
    return [item for item in listed(node, *keys) if isinstance(item.value, dict)]


def entries(node: Node | None, key: str) -> Iterator[tuple[str, Member]]:
    """The entries of the mapping under a key."""
    said = node.get(key) if node else None
    if said and isinstance(said.value, dict):
        yield from said.value.items()


def is_true(node: Node | None, key: str) -> bool:
    """Whether a key holds ``true``."""
    said = node.get(key) if node else None
    return bool(said and said.value is True)


def choices(values: Sequence[Any]) -> tuple[str, ...]:
    """Permitted values as text, each once; null and structures left out."""
    plain = (value for value in values if value is not None and not isinstance(value, (dict, list)))
    return tuple(dict.fromkeys(str(value).lower() if isinstance(value, bool) else str(value) for value in plain))


def count(said: Node | None) -> int | None:
    """A number of things greater than none, None where a node holds no such number."""
    return said.value if said and type(said.value) is int and said.value > 0 else None


def meaning(*parts: str) -> str:
    """A title and a description as one comment, what one of them repeats left out."""
    return ": ".join(dict.fromkeys(filter(None, parts)))
