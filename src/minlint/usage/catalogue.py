"""The records that were read, as relations that queries may name; and the views and models that queries define."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from minlint.model import SourceReading
from minlint.tuples import NamedTuple


class Definition(NamedTuple):
    """A view or a model: its tree, and what it goes by as one who reads."""

    tree: Any
    names: tuple[str, ...]
    purposes: tuple[str, ...]


Name = tuple[str, ...]
"""A relation's name step by step in lower case: catalogue, schema, table, as far as they are said."""


class Catalogue:
    """Relations by name. Each gets a key that tables of a query are bound to; ``columns`` are those that are known."""

    def __init__(self, readings: Sequence[SourceReading]) -> None:
        self.columns: dict[str, dict[str, str]] = {}
        self.records: dict[str, list[str]] = {}
        self.definitions: dict[str, Definition] = {}
        self._keys: dict[Name, str] = {}
        self._held: dict[Name, tuple[str, set[str]]] = {}
        self._by_last: dict[str, list[Name]] = {}
        self._classes: dict[str, list[Name]] = {}
        for source in readings:
            if source.source.kind == "data" or source.source.stored:
                for record in source.records:
                    self._add(record.record.name, (field.path for field in record.record.fields))

    def _add(self, record: str, paths: Iterable[str]) -> None:
        name = _steps(record)
        if name not in self._held:
            self._held[name] = (record.casefold(), set())
            self._by_last.setdefault(name[-1], []).append(name)
            if record != record.casefold():  # a class of a program, as its table is named by habit
                self._classes.setdefault(_singular(name[-1]), []).append(name)
        self._held[name][1].update(path.partition(".")[0].partition("[")[0].casefold() for path in paths)

    def define(self, name: str, made: Definition) -> str:
        """Add a view or a model; its key. One that is defined twice is that of the last time."""
        steps = _steps(name)
        if steps not in self._by_last.setdefault(steps[-1], []):
            self._by_last[steps[-1]].append(steps)
        key = self._keys.setdefault(("defined", *steps), f"d{len(self._keys)}")
        self.definitions[key] = made
        self.records.setdefault(key, [found[0] for other, found in self._held.items() if _meets(steps, other)])
        return key

    def key(self, parts: Name, within: str = "") -> str:
        """The key of the relation that a query names; within a definition it isn't the one that is defined."""
        for name in self._by_last.get(parts[-1], ()):
            key = self._keys.get(("defined", *name), "")
            if key and key != within and _meets(parts, name):
                return key
        if parts not in self._keys:
            self._keys[parts] = key = f"r{len(self._keys)}"
            held = self._matching(parts)
            self.records[key] = [record for record, _ in held]
            if held:
                self.columns[key] = {column: "unknown" for _, columns in held for column in columns}
        return self._keys[parts]

    def _matching(self, parts: Name) -> list[tuple[str, set[str]]]:
        """The records that a name may mean: those of that name, else those of models that are called like it."""
        names = self._by_last.get(parts[-1], ())
        if found := [self._held[name] for name in names if name in self._held and _meets(parts, name)]:
            return found
        words = _singular(parts[-1]), _singular(parts[-1].partition("_")[2])
        return [self._held[name] for word in words for name in self._classes.get(word, ())]

    def named_in(self, words: set[str]) -> dict[str, set[str]]:
        """The columns of records that some words may name, of those records that they name."""
        return {
            record: {column for column in columns if column in words}
            for name, (record, columns) in self._held.items()
            if name[-1] in words
        }

    def held(self, record: str) -> set[str]:
        """The columns of a record, by its name in lower case."""
        return next((columns for name, columns in self._held.values() if name == record), set())


def _steps(name: str) -> Name:
    return tuple(step.strip('"`[] ') for step in name.casefold().split("."))


def _singular(name: str) -> str:
    """A name as models of object mappers and tables share it: `OrderItem` and `order_items`."""
    return name.replace("_", "").removesuffix("s")


def _meets(one: Name, other: Name) -> bool:
    """Whether two names may mean the same: the shorter is how the longer ends."""
    least = min(len(one), len(other))
    return one[-least:] == other[-least:]
