"""Classes with annotations, as Java, Kotlin and C# have them; and where those stand that they name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeAlias

from minlint.errors import Unreadable
from minlint.once import cached_property
from minlint.read.grammars import Code
from minlint.read.input import Input
from minlint.tuples import NamedTuple

if TYPE_CHECKING:
    from tree_sitter import Node


class Annotation(NamedTuple):
    """``@Column(name = "born", nullable = false)``: its last name, and what it is given; ``value`` without a name."""

    name: str
    given: dict[str, Value]

    def text(self, key: str) -> str:
        """A string, or a word such as a constant's last name; empty where it isn't given one."""
        found = self.given.get(key)
        return found.rpartition(".")[2] if isinstance(found, Word) else found if isinstance(found, str) else ""

    def flag(self, key: str) -> bool | None:
        """What is true or false."""
        found = self.given.get(key)
        return found if isinstance(found, bool) else None

    def number(self, key: str) -> int | None:
        """A whole number."""
        found = self.given.get(key)
        return found if type(found) is int else None

    def nested(self, key: str) -> list[Annotation]:
        """The annotations that it is given, one or several."""
        found = self.given.get(key)
        return [each for each in (found if isinstance(found, list) else [found]) if isinstance(each, Annotation)]

    def texts(self, key: str) -> list[str]:
        """The strings that it is given, one or several."""
        found = self.given.get(key)
        return [each for each in (found if isinstance(found, list) else [found]) if isinstance(each, str)]


class Word(str):
    """An expression as it is written: a constant, a class."""

    __slots__ = ()


Value: TypeAlias = "str | bool | int | Annotation | list[Value]"


class Member(NamedTuple):
    """A field, property, component or getter. ``nullable``: its type says whether it may be null, None: it doesn't.

    ``given``: it is set to something where it is declared.
    """

    name: str
    key: Node
    node: Node
    type: str
    annotations: tuple[Annotation, ...]
    nullable: bool | None = None
    given: bool = False
    getter: bool = False

    def get(self, *names: str) -> Annotation | None:
        """The first annotation that goes by one of some names."""
        return next((each for each in self.annotations if each.name in names), None)


class Class(NamedTuple):
    """A class, record or enum, with the file that it stands in. ``choices`` are an enum's."""

    name: str
    key: Node
    node: Node
    annotations: tuple[Annotation, ...]
    base: str
    members: tuple[Member, ...]
    choices: tuple[str, ...]
    unit: Unit
    record: bool = False

    def get(self, *names: str) -> Annotation | None:
        """The first annotation that goes by one of some names."""
        return next((each for each in self.annotations if each.name in names), None)


class Unit:
    """A file with its classes, and the files beside it in which those may stand that it names.

    ``places`` gives the paths at which a class may be declared, ``opened`` makes a file's unit; a unit that was opened
    for another (``apart``) opens none itself.
    """

    def __init__(self, source: Input, code: Code, apart: bool = False) -> None:
        self.source, self.code, self.apart = source, code, apart
        self.classes: tuple[Class, ...] = ()
        self.package, self.imports = "", dict[str, str]()
        self._others = dict[str, Class | None]()

    @cached_property
    def _own(self) -> dict[str, Class]:
        return {each.name: each for each in reversed(self.classes)}

    def named(
        self, name: str, places: Callable[[Unit, str], Iterable[str]], opened: Callable[[Input, bool], Unit]
    ) -> Class | None:
        """A class of this file, or of one that lies where it may be declared."""
        if name in self._own:
            return self._own[name]
        if name not in self._others:
            lies = bool(self.source.place) and not self.apart and name.isidentifier()
            self._others[name] = self._open(name, places(self, name), opened) if lies else None
        return self._others[name]

    def _open(self, name: str, places: Iterable[str], opened: Callable[[Input, bool], Unit]) -> Class | None:
        for path in places:
            try:
                found = self.source.beside(path)
                unit = opened(found, True) if found else None
            except Unreadable:
                continue
            if unit and (item := next((each for each in unit.classes if each.name == name), None)):
                return item
        return None


def lineage(item: Class, named: Callable[[Unit, str], Class | None]) -> list[Class]:
    """A class after those that it extends, the farthest first, as far as they can be found."""
    found = [item]
    while found[-1].base and len(found) < 8:
        base = named(found[-1].unit, found[-1].base)
        if base is None or any(base is known for known in found):
            break
        found.append(base)
    return found[::-1]
