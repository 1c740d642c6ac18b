"""What the statements so far have made: tables, types and their columns, to be changed by the next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Generic, Literal, TypeVar

from minlint.model import Direction, Marker, Reference
from minlint.read.sql.cursor import Name

Rule = Literal["primary", "unique", "references", "enum", "not_null", "default"]
"""What a named constraint says of a column: one of its attributes."""


class Column:
    """A column, or a part of a composite type; ``start`` and ``end`` are the place of its latest name.

    ``base`` is the name its type may have been made under; ``members`` are the fields of its own type, ``steps`` lie
    between it and them: ``[]`` for an array's elements, ``.{key}`` for a map's values. ``rules`` are the constraints of
    its own definition, with the names they have there, ``held`` all constraints on it by name. ``said`` is what the
    schema itself says about it, as opposed to comments beside it.
    """

    __slots__ = (
        "base",
        "comments",
        "default",
        "direction",
        "end",
        "enum",
        "held",
        "key",
        "markers",
        "members",
        "not_null",
        "primary",
        "references",
        "rules",
        "said",
        "start",
        "steps",
        "type",
        "unique",
    )

    def __init__(self, name: Name) -> None:
        self.key, self.start, self.end = name.parts[-1:], name.start, name.end
        self.type = self.steps = ""
        self.members: tuple[Column, ...] = ()
        self.base: tuple[str, ...] = ()
        self.enum: tuple[str, ...] = ()
        self.not_null = self.primary = self.unique = self.default = False
        self.references: Reference | None = None
        self.direction: Direction = ""
        self.rules: list[tuple[str, Rule]] = []
        self.held: dict[Rule, dict[str, Reference | None]] = {}
        self.said = ""
        self.comments: list[str] = []
        self.markers: list[Marker] = []

    def copy(self) -> Column:
        """Another column like this one, at the same place."""
        column = Column(Name(self.key, self.start, self.end))
        for slot in self.__slots__:
            value = getattr(self, slot)
            setattr(column, slot, list(value) if isinstance(value, list) else value)
        column.rules, column.held = [], {}
        return column

    def redefine(self, other: Column) -> None:
        """Take over another definition; keys and comments stay unless it has its own."""
        for slot in ("type", "base", "enum", "members", "steps", "not_null", "default", "start", "end"):
            setattr(self, slot, getattr(other, slot))
        for slot in ("primary", "unique", "references", "said"):
            setattr(self, slot, getattr(other, slot) or getattr(self, slot))


class Table:
    """A table or ``view``; ``start`` and ``end`` are where its latest name stands, ``rules`` its constraints by name.

    ``primary`` is the name of the one that makes the key, which is kept as ``primary``.
    """

    __slots__ = ("columns", "comments", "end", "key", "markers", "primary", "rules", "said", "start", "view")

    def __init__(self, name: Name, view: bool = False) -> None:
        self.key, self.start, self.end = name
        self.view = view
        self.columns: Names[Column] = Names()
        self.rules: dict[str, tuple[Rule, tuple[Column, ...]]] = {}
        self.primary = ""
        self.said = ""
        self.comments: list[str] = []
        self.markers: list[Marker] = []


class Type:
    """A named type: an enumeration, a domain over another type, or a composite with fields."""

    __slots__ = ("domain", "enum", "fields", "key")

    def __init__(self, name: Name) -> None:
        self.key = name.parts
        self.enum: tuple[str, ...] = ()
        self.domain: Column | None = None
        self.fields: tuple[Column, ...] = ()


T = TypeVar("T", Column, Table, Type)


class Names(Generic[T]):
    """Things by name, in the order they came: as written first, then in any case, then with or without qualifiers."""

    def __init__(self) -> None:
        self._items: dict[int, T] = {}
        self._exact: dict[tuple[str, ...], T] = {}
        self._folded: dict[tuple[str, ...], T] = {}
        self._last: dict[tuple[str, ...], T] = {}

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[T]:
        return iter(self._items.values())

    def holds(self, item: T) -> bool:
        """Whether a thing is still here."""
        return id(item) in self._items

    def put(self, item: T) -> None:
        """Add a thing; it replaces one whose name is written alike."""
        if old := self._exact.get(item.key):
            self.drop(old)
        self._items[id(item)] = item
        self._index(item)

    def get(self, key: tuple[str, ...]) -> T | None:
        """What a name means: ``patients`` is ``public.patients`` where no table is called just so, and the reverse."""
        folded = _folded(key)
        found = self._exact.get(key) or self._folded.get(folded)
        if found is None:
            found = self._last.get(folded) if len(key) == 1 else self._folded.get(folded[-1:])
        return found

    def drop(self, item: T) -> None:
        """Remove a thing."""
        del self._items[id(item)]
        self._forget(item)

    def rename(self, item: T, key: tuple[str, ...]) -> None:
        """Give a thing another name, in its old place."""
        self._forget(item)
        item.key = key
        self._index(item)

    def swap(self, one: T, other: T) -> None:
        """Let two things change their names, each in its old place."""
        first, second = one.key, other.key
        self._forget(one)
        self._forget(other)
        one.key, other.key = second, first
        self._index(one)
        self._index(other)

    def move(self, item: T, behind: T | None) -> None:
        """Put a thing behind another one; before all where that is None."""
        order: list[T] = [] if behind else [item]
        for other in self._items.values():
            order += [other] * (other is not item) + [item] * (other is behind)
        self._items = {id(thing): thing for thing in order}

    @staticmethod
    def same(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
        """Whether two names differ in case at most."""
        return _folded(one) == _folded(other)

    def _index(self, item: T) -> None:
        folded = _folded(item.key)
        self._exact[item.key] = self._folded[folded] = self._last[folded[-1:]] = item

    def _forget(self, item: T) -> None:
        folded = _folded(item.key)
        for index, key in ((self._exact, item.key), (self._folded, folded), (self._last, folded[-1:])):
            if index.get(key) is item:
                del index[key]


def _folded(key: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part.lower() for part in key)


MOST_COPIES = 200_000
"""How many columns may be taken over from other tables in one file; a hostile one asks for the square of its size."""


class Schema:
    """All tables, views and types.

    ``indexes`` are the tables of unique indexes by their names, ``variables`` strings that a T-SQL script keeps;
    ``targets`` are the tables that references lead to, by the references' identity, ``forward`` the references to
    tables that weren't there yet, by the tables' last names. ``begins`` is where the text begins that is being read:
    what stands before it is another file's.
    """

    def __init__(self) -> None:
        self.begins = 0
        self.tables: Names[Table] = Names()
        self.types: Names[Type] = Names()
        self.indexes: dict[str, Table] = {}
        self.variables: dict[str, str] = {}
        self.targets: dict[int, tuple[Reference, Table]] = {}
        self.forward: dict[str, list[Reference]] = {}
        self._copies = 0

    def may_copy(self, columns: int) -> bool:
        """Whether so many columns more may be taken over."""
        self._copies += columns
        return self._copies <= MOST_COPIES
