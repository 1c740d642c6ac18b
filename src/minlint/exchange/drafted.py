"""A drafted manifest as text: what another format says, and what a person has to add, marked TODO."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from minlint.manifest.periods import period
from minlint.tuples import NamedTuple


class Purpose(NamedTuple):
    """A purpose to be confirmed; ``found`` are categories that are there, which nobody said are needed."""

    id: str
    statement: str
    necessary: tuple[str, ...] = ()
    found: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    basis: str = ""
    special: str = ""
    retention: str = ""
    recipients: tuple[str, ...] = ()
    owner: str = ""
    assessment: str = ""
    notes: tuple[str, ...] = ()


class Binding(NamedTuple):
    """Records with the purposes they serve, and the categories of their fields (``record.field``).

    ``sources`` are where they stand, empty where nobody says; ``confirmed``: a file there was seen to hold them.
    """

    records: tuple[str, ...]
    purposes: tuple[str, ...]
    fields: Mapping[str, tuple[str, ...]]
    notes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    confirmed: bool = False

    @property
    def says_something(self) -> bool:
        """Whether it binds records to anything; without records it would bind all there are."""
        return bool(self.records and (self.purposes or self.fields))


class Draft(NamedTuple):
    """A manifest to be confirmed."""

    purposes: Sequence[Purpose]
    bindings: Sequence[Binding]
    notes: Sequence[str] = ()

    def text(self, origin: str) -> str:
        """The manifest; valid as it stands."""
        lines = [f"# Drafted by minlint from {origin}. Each TODO waits for a person.", "version: 1"]
        lines += [f"# {note}" for note in self.notes]
        lines.append("purposes:" if self.purposes else "purposes: {}  # TODO: none is stated in what was read")
        for purpose in self.purposes:
            lines += _purpose(purpose)
        bindings = [item for item in self.bindings if item.says_something]
        lines += ["bindings:"] if bindings else []
        for binding in bindings:
            lines += _binding(binding)
        silent = [item for item in self.bindings if not item.says_something]
        lines += [f"# {note}" for item in silent for note in item.notes]
        lines += [
            f"# TODO nothing is said of {', '.join(item.records) or 'a set of records without names'}"
            for item in silent
        ]
        return "\n".join(lines) + "\n"


def _purpose(said: Purpose) -> Iterator[str]:
    yield f"  {said.id}:"
    yield f"    statement: {_quoted('TODO: ' + said.statement)}"
    yield f"    subjects: {_list(said.subjects)}" + ("" if said.subjects else "  # TODO who the data are about")
    yield f"    necessary: {'' if said.necessary else '[]'}".rstrip() + "  # TODO only what it can't do without"
    yield from (f"      - {key}" for key in said.necessary)
    yield from (f"    #  - {key}" for key in said.found)
    if said.forbidden:
        yield f"    forbidden: [{', '.join(said.forbidden)}]  # TODO confirm"
    yield from _retention(said.retention)
    if said.basis:
        yield f"    lawful_basis: {_quoted(said.basis)}  # TODO confirm"
    if said.special:
        yield f"    special_category_basis: {_quoted(said.special)}  # TODO confirm"
    if said.recipients:
        yield f"    recipients: {_list(said.recipients)}  # TODO confirm"
    if said.assessment:
        yield f"    assessment: {_quoted(said.assessment)}"
    yield f"    owner: {_quoted(said.owner)}  # TODO confirm" if said.owner else "    # owner: TODO who answers for it"
    yield from (f"    # {note}" for note in said.notes)


def _retention(said: str) -> Iterator[str]:
    if said and period(said):
        yield f"    retention: {_quoted(said)}  # TODO counted from what"
    else:
        yield "    # retention: TODO how long, counted from what" + (f"; it says {_quoted(said)}" if said else "")


def _binding(said: Binding) -> Iterator[str]:
    for source in said.sources or ("**",):
        todo = (
            ""
            if said.confirmed
            else "  # TODO confirm"
            if said.sources
            else "  # TODO which files describe these records"
        )
        yield f"  - source: {_quoted(source)}{todo}"
        yield f"    records: {_list(said.records)}"
        if said.purposes:
            yield f"    purposes: {_list(said.purposes)}  # TODO confirm"
        else:
            yield "    # purposes: TODO which these records serve"
        if said.fields:
            yield "    fields:"
            yield from (f"      {_quoted(field)}: {{category: {_keys(keys)}}}" for field, keys in said.fields.items())
    yield from (f"    # {note}" for note in said.notes)


def _keys(keys: Sequence[str]) -> str:
    return keys[0] if len(keys) == 1 else f"[{', '.join(keys)}]"


def _list(words: Sequence[str]) -> str:
    return f"[{', '.join(map(_quoted, words))}]"


def _quoted(text: str) -> str:
    """Words as a YAML string."""
    return json.dumps(text, ensure_ascii=False)
