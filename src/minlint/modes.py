"""Judging by a law alone: one purpose for every record in place of those that the manifest states (``--law NAME``)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from minlint import rulebook
from minlint.errors import UsageError
from minlint.manifest.model import Binding, Entry, Manifest, Purpose
from minlint.manifest.near import hint
from minlint.tuples import NamedTuple


class Mode(NamedTuple):
    """A law as a purpose, and the rules that say what stands against it."""

    purpose: Purpose
    select: tuple[str, ...]


@cache
def all_modes() -> Mapping[str, Mode]:
    """The modes of the laws that ship with minlint, by name."""
    files = rulebook.part("laws").values()
    return {name: _mode(name, said) for content in files for name, said in (content.get("modes") or {}).items()}


def mode(name: str) -> Mode:
    """A mode by its name. Raises `UsageError` where there is none."""
    known = all_modes()
    if name not in known:
        raise UsageError(f"--law: there is no mode {name}{hint(name, known)}; there are: {', '.join(known)}")
    return known[name]


def by_law(said: Manifest, name: str) -> Manifest:
    """A manifest in which every purpose is the law's; what a person said of fields, and waivers, stay."""
    purpose = mode(name).purpose
    own = [
        binding._replace(purposes=(name,), fields=tuple(field._replace(purposes=None) for field in binding.fields))
        for binding in said.bindings
    ]
    bindings = (Binding("**", purposes=(name,)), *own)
    return said._replace(purposes={**dict.fromkeys(said.purposes, purpose), name: purpose}, bindings=bindings)


def _mode(name: str, said: Mapping[str, Any]) -> Mode:
    entries = tuple(Entry((item["category"],), precision=item.get("precision")) for item in said["necessary"])
    forbidden = tuple((key, None) for key in said["forbidden"])
    purpose = Purpose(name, said["statement"], necessary=entries, forbidden=forbidden)
    return Mode(purpose, tuple(said["select"]))
