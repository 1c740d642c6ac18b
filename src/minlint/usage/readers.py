"""From queries to who reads which field: each query through the views and models that it names to the records."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from minlint.model import SourceReading
from minlint.usage import Consumer, Usage, lineage, plain
from minlint.usage.catalogue import Catalogue, Definition
from minlint.usage.lineage import ALL
from minlint.usage.queries import Query, is_backup, is_reading

MOST = 100_000
"""Different queries that are looked at."""

_WORD = re.compile(r"[a-z_][\w$]*")
_COPY = re.compile(
    r"^\s*copy\s+(?:\((?P<query>.*)\)|(?P<table>[\w.\"]+)\s*(?:\((?P<columns>[^)]*)\))?)\s+to\b",
    re.IGNORECASE | re.DOTALL,
)
_BEFORE = re.compile(
    r"^\s*(?:explain\s+(?:\([^)]*\)\s*|(?:analyze|verbose|extended|format\s*=\s*\w+)\s+)*"
    r"|declare\s+\S+\s+(?:\w+\s+)*?cursor\s+(?:with(?:out)?\s+hold\s+)?for\s+"
    r"|prepare\s+\S+\s*(?:\([^)]*\))?\s+(?:as|from)\s+)",
    re.IGNORECASE,
)
_PARAMETER = re.compile(r"%\(\w+\)s|%s")


def gathered(queries: Iterable[Query], readings: Sequence[SourceReading], files: int) -> Usage:
    """Who reads what of the records, by queries out of so many files."""
    return _Readers(Catalogue(readings)).of(_different(queries), files)


def _different(queries: Iterable[Query]) -> list[tuple[Query, set[Consumer]]]:
    """Each query once, with all who ask it."""
    asked: dict[tuple[str, str], tuple[Query, set[Consumer]]] = {}
    for query in queries:
        if not is_reading(query.text) or is_backup(query):
            continue
        key = query.folded, query.makes
        if key not in asked and len(asked) < MOST:
            asked[key] = query, set()
        if key in asked and query.names:
            asked[key][1].add(Consumer(query.names, query.purposes))
    return list(asked.values())


class _Readers:
    """What was found so far."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.reads: dict[tuple[str, str], set[Consumer]] = {}
        self.unread = 0
        self._through: dict[tuple[str, frozenset[str]], set[tuple[str, str]]] = {}
        self._named: set[str] = set()

    def of(self, asked: Sequence[tuple[Query, set[Consumer]]], files: int) -> Usage:
        """Views and models first, so that whoever reads them is known to read what lies below."""
        rest = [item for item in asked if not self._define(*item)]
        for key in self.catalogue.definitions:
            self._bind(key)
        for query, consumers in rest:
            self._ask(query, consumers)
        for key, made in self.catalogue.definitions.items():
            if key not in self._named and made.names:
                self._mark(self._below(key, frozenset((ALL,))), {Consumer(made.names, made.purposes)})
        held = {place: frozenset(consumers) for place, consumers in self.reads.items()}
        counted = sum(bool(consumers) for _, consumers in asked)
        return Usage(held, counted, self.unread, files)

    def _define(self, query: Query, consumers: set[Consumer]) -> bool:
        """Whether a query defines a view or a model, which is then known."""
        made = query.makes
        if not made and query.text.lstrip()[:6].casefold() != "create":
            return False
        tree = _parsed(query)
        if tree is None:
            return False
        made = made or lineage.created(tree)
        if not made:
            return False
        names = tuple(dict.fromkeys(name for who in sorted(consumers) for name in who.names))
        self.catalogue.define(made, Definition(tree, (made, *names) if names else (), query.purposes))
        return True

    def _bind(self, key: str) -> None:
        made = self.catalogue.definitions[key]
        tree = lineage.bound(made.tree, lambda parts: self.catalogue.key(parts, key))
        self.catalogue.definitions[key] = made._replace(tree=tree)
        self._named |= lineage.tables(tree) - {key}

    def _ask(self, query: Query, consumers: set[Consumer]) -> None:
        tree = _parsed(query)
        if tree is None:
            self.unread += 1
            self._mark(set(self._words(query.folded)), consumers)
            return
        tree = lineage.bound(tree, self.catalogue.key)
        self._named |= lineage.tables(tree)
        self._know(lineage.tables(tree))
        for key, names in lineage.reads(tree, self.catalogue.columns).items():
            self._mark(self._below(key, frozenset(names)), consumers)

    def _know(self, keys: set[str], above: frozenset[str] = frozenset()) -> None:
        """Find out the columns of definitions that a query names, those first that they rest on."""
        for key in keys - above:
            made = self.catalogue.definitions.get(key)
            if made and key not in self.catalogue.columns:
                self._know(lineage.tables(made.tree), above | {key})
                held = (name for record in self.catalogue.records[key] for name in self.catalogue.held(record))
                names = lineage.outputs(made.tree, self.catalogue.columns) or tuple(held)
                if names:
                    self.catalogue.columns[key] = dict.fromkeys(names, "unknown")

    def _below(self, key: str, names: frozenset[str]) -> set[tuple[str, str]]:
        """The fields of records that columns of a relation are made of, and those that they are chosen by."""
        asked = key, names
        if asked in self._through:
            return self._through[asked]
        held = self._through[asked] = set(self._own(key, names))
        made = self.catalogue.definitions.get(key)
        if made:
            self._know({key})
            wanted = None if ALL in names else names
            for other, columns in lineage.reads(made.tree, self.catalogue.columns, wanted).items():
                held |= self._below(other, frozenset(columns))
        return held

    def _own(self, key: str, names: frozenset[str]) -> Iterator[tuple[str, str]]:
        for record in self.catalogue.records.get(key, ()):
            every = self.catalogue.held(record) if ALL in names else names
            yield from ((record, plain(name)) for name in every)

    def _words(self, text: str) -> Iterator[tuple[str, str]]:
        """What a query that can't be parsed names."""
        for record, columns in self.catalogue.named_in(set(_WORD.findall(text))).items():
            every = self.catalogue.held(record) if "*" in text.replace("(*)", "") else columns
            yield from ((record, plain(name)) for name in every)

    def _mark(self, places: set[tuple[str, str]], consumers: set[Consumer]) -> None:
        for place in places:
            self.reads.setdefault(place, set()).update(consumers)


def _plain(text: str) -> str:
    """A statement as what it reads: without what only says how it is run."""
    text = _PARAMETER.sub("NULL", text.strip().rstrip(";"))
    if copied := _COPY.match(text):
        return copied["query"] or f"SELECT {copied['columns'] or '*'} FROM {copied['table']}"
    return _BEFORE.sub("", text)


def _parsed(query: Query) -> Any | None:
    return lineage.parsed(_plain(query.text), query.dialect)
