"""The provisions of law that rules cite, as objects. A finding is relevant to one; it never says what is lawful."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from minlint import rulebook
from minlint.errors import RuleError
from minlint.tuples import NamedTuple


class Provision(NamedTuple):
    """One provision: how it is cited, and what it says in our words.

    ``verified`` tells whether the text itself was read for this; ``law`` and ``jurisdiction`` are those of its file.
    """

    id: str
    cite: str
    says: str
    verified: bool
    link: str
    law: str
    title: str
    jurisdiction: str
    file: str


@cache
def default() -> Mapping[str, Provision]:
    """The provisions that ship with minlint, by id."""
    return build(rulebook.part("laws"))


def build(files: Mapping[str, Any]) -> Mapping[str, Provision]:
    """The provisions of the files of ``rules/laws/``. Raises `RuleError` for an id said twice or a missing key."""
    found: dict[str, Provision] = {}
    for file, content in files.items():
        for number, entry in enumerate(content["provisions"]):
            provision = _provision(entry, content, file)
            if provision.id in found:
                raise RuleError(f"{provision.id} is said twice", file, at=("provisions", number, "id"))
            found[provision.id] = provision
    return found


def _provision(entry: Mapping[str, Any], law: Mapping[str, Any], file: str) -> Provision:
    try:
        return Provision(
            id=entry["id"],
            cite=entry["cite"],
            says=entry["says"],
            verified=bool(entry["verified"]),
            link=entry.get("link") or law["link"],
            law=law["law"],
            title=law["title"],
            jurisdiction=law["jurisdiction"],
            file=file,
        )
    except KeyError as missing:
        raise RuleError(f"{entry.get('id', 'a provision')} lacks {missing}", file) from None
