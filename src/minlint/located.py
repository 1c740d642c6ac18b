"""YAML and JSON texts as trees whose every value and key knows its place."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any, NoReturn

from minlint.errors import SyntaxProblem
from minlint.model import Span
from minlint.once import pattern
from minlint.tuples import NamedTuple

try:  # all of `json` takes two milliseconds
    from _json import scanstring
except ImportError:  # a Python that has no reader of strings in C
    from json.decoder import scanstring  # type: ignore[attr-defined,no-redef]


class Node(NamedTuple):
    """A value with its place: ``value`` is a dict of str to `Member`, a list of `Node`, or a scalar."""

    value: Any
    span: Span

    @property
    def plain(self) -> Any:
        """The value without places, as ``json.loads`` or ``yaml.safe_load`` would give it."""
        if isinstance(self.value, dict):
            return {key: member.node.plain for key, member in self.value.items()}
        if isinstance(self.value, list):
            return [item.plain for item in self.value]
        return self.value

    def get(self, key: str) -> Node | None:
        """The node under a key, or None where there is none or this is no mapping."""
        value = self.value
        if not isinstance(value, dict) or key not in value:
            return None
        node: Node = value[key].node
        return node


class Member(NamedTuple):
    """A mapping's entry: where its key stands, and its value."""

    key: Span
    node: Node


def size(node: Node, known: dict[int, int]) -> int:
    """How many values a tree holds with its aliases written out; each is counted once, by its identity in ``known``."""
    if id(node) not in known:
        inside = [member.node for member in node.value.values()] if isinstance(node.value, dict) else node.value
        known[id(node)] = 1 + (sum(size(item, known) for item in inside) if isinstance(inside, list) else 0)
    return known[id(node)]


def nodes(root: Node) -> Iterator[Node]:
    """Every node of a tree, one that aliases share once, however deep it is."""
    waiting, seen = [root], set[int]()
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        yield node
        if isinstance(node.value, list):
            waiting.extend(node.value)
        elif isinstance(node.value, dict):
            waiting.extend(member.node for member in node.value.values())


_PROPERTIES = pattern(r"(?:[&!]\S*\s+)+")  # a YAML node's anchor and tag


class Places:
    """Turns offsets in a text into lines and columns, both from 1."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", text))]

    def at(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def span(self, start: int, end: int) -> Span:
        """The place between two offsets."""
        starts = self._starts
        line = bisect_right(starts, start)
        last = bisect_right(starts, end, line - 1)
        if last == line:
            last = line  # one number for both: there are as many spans as values
        return Span(line, start - starts[line - 1] + 1, last, end - starts[last - 1] + 1)

    def offset(self, line: int, column: int) -> int:
        """The offset of a line and column that `at` gave."""
        return self._starts[line - 1] + column - 1

    def bare(self, span: Span) -> Span:
        """A scalar's place without its quotes, and without a YAML anchor or tag before it."""
        start, end = self.offset(*span[:2]), self.offset(*span[2:])
        if self._text[start : start + 1] == '"' and end - start > 1:
            return Span(span.line, span.column + 1, span.end_line, span.end_column - 1)
        if match := _PROPERTIES.match(self._text, start, end):
            start = match.end()
        if self._text[start : start + 1] in ('"', "'") and end - start > 1:
            start, end = start + 1, end - 1
        return self.span(start, end)

    def within(self, span: Span, part: str) -> Span:
        """The place of some words within one, or all of it, bare, where they aren't written there as such."""
        start = self._text.find(part, self.offset(*span[:2]), self.offset(*span[2:]))
        return self.span(start, start + len(part)) if start >= 0 else self.bare(span)


TWICE = "the same key twice in one mapping"
MAX_DEPTH = 200  # deeper than any schema or manifest; keeps hostile nesting off the interpreter's stack


Doubts = list[SyntaxProblem]
"""What is wrong with a text that is read all the same: of a key said twice the last counts, a key that is no word is
left out, and what has a tag that isn't known is its text."""


def parse_yaml(text: str, file: str, doubts: Doubts | None = None) -> Node | None:
    """Read one YAML document; None where it is empty.

    Raises `SyntaxProblem` with the place of what is wrong. A key said twice is an error, as in YAML 1.2; with
    ``doubts`` given, it is noted there.
    """
    import yaml

    text = text.removeprefix("\ufeff")
    places = Places(text)
    try:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
    except (yaml.YAMLError, UnicodeEncodeError) as error:  # the pure reader looks at the text at once
        raise _no_character(places, file, getattr(error, "position", getattr(error, "start", None))) from None
    try:
        root = loader.get_single_node()
        return None if root is None else _Yaml(loader, file, places, doubts, merges="<<" in text).node(root)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise SyntaxProblem(
            f"not valid YAML: {_without_excerpt(error.problem or error.context)}",
            file,
            *(places.at(mark.index) if mark else (None, None)),
        ) from None
    except yaml.YAMLError as error:
        raise _no_character(places, file, getattr(error, "position", None)) from None
    except (ValueError, RecursionError):
        raise SyntaxProblem("not valid YAML: a value that can't be read", file) from None
    finally:
        loader.dispose()


def _no_character(places: Places, file: str, position: int | None) -> SyntaxProblem:
    line, column = places.at(position) if position is not None and position >= 0 else (None, None)
    return SyntaxProblem("not valid YAML: a character that YAML doesn't allow", file, line, column)


def _without_excerpt(problem: str | None) -> str:
    """libyaml quotes tokens of the text in its messages, which may be data: keep the words alone."""
    return re.sub(r"'[^']*'", "…", problem or "the structure is broken")


_SHORT = 24
"""Characters of a text that is likely to stand there more than once."""


class _Yaml:
    """Turns PyYAML's nodes into ours; an aliased node is turned once, so a small text stays a small tree."""

    def __init__(self, loader: Any, file: str, places: Places, doubts: Doubts | None, *, merges: bool) -> None:
        from yaml.constructor import ConstructorError

        self.loader, self.file, self.places, self.doubts = loader, file, places, doubts
        self.done: dict[int, Node] = {}
        self.kept: list[Any] = []  # bare by now, and alive, so that no other node gets its identity
        self.merges = merges
        self.unknown = ConstructorError

    def node(self, source: Any, depth: int = 0) -> Node:
        """One node with everything below it. Raises `SyntaxProblem` where it is nested too deep, or in itself.

        What is turned is let go at once, so that the two trees never stand beside each other in full; where mappings
        are merged (``<<``), one that was turned is looked at again.
        """
        if (known := self.done.get(id(source))) is not None:
            return known
        # by offset: YAML counts lines at marks that no editor breaks them at
        span = self.places.span(source.start_mark.index, source.end_mark.index)
        if depth > MAX_DEPTH:
            raise SyntaxProblem(f"nested deeper than {MAX_DEPTH} levels", self.file, span.line, span.column)
        made = Node(self.content(source, depth), span)
        if source.id != "scalar":
            self.done[id(source)] = made
            self.kept.append(source)
            if not self.merges:
                source.value = ()
        return made

    def content(self, source: Any, depth: int) -> Any:
        if source.id == "sequence":
            return [self.node(item, depth + 1) for item in source.value]
        if source.id == "mapping":
            return self.members(source, depth)
        try:
            found = self.loader.construct_object(source)
            self.loader.constructed_objects.clear()  # it would keep every node that it was asked about
            return sys.intern(found) if type(found) is str and len(found) <= _SHORT else found
        except (ValueError, ArithmeticError, LookupError, AttributeError):  # 2027-02-30, or a tag that doesn't fit
            return source.value
        except self.unknown:
            if self.doubts is None:
                raise
            return source.value

    def doubt(self, message: str, place: Span) -> None:
        problem = SyntaxProblem(message, self.file, place.line, place.column)
        if self.doubts is None:
            raise problem
        self.doubts.append(problem)

    def members(self, source: Any, depth: int) -> dict[str, Member]:
        own = {id(key) for key, _ in source.value}
        self.loader.flatten_mapping(source)
        found: dict[str, Member] = {}
        said: set[str] = set()
        for key_source, value in source.value:  # merged keys come first, the mapping's own override them
            key = self.node(key_source, depth + 1)
            if isinstance(key.value, (dict, list)):
                self.doubt("a mapping's key must be a word", key.span)
                continue
            text = sys.intern(str(key_source.value))  # as it is written: a property may be called `no` or `on`
            if id(key_source) in own and text in said:
                self.doubt(TWICE, key.span)
            if id(key_source) in own:
                said.add(text)
            found[text] = Member(key.span, self.node(value, depth + 1))
        return found


_SPACE = re.compile(r"[ \t\r\n]*")
_BLANK = (" ", "\n", "\r", "\t")
_NUMBER = pattern(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?")
_WORDS = {"true": True, "false": False, "null": None}


def parse_json(text: str, file: str, doubts: Doubts | None = None) -> Node:
    """Read one JSON text of any key length and with every escape, keeping places.

    Raises `SyntaxProblem` with the place of what is wrong. Of a key said twice the last counts, as JSON's parsers have
    it; with ``doubts`` given, it is noted there.
    """
    return _Json(text, file, doubts).document()


class _Json:
    """A recursive-descent reader; the standard library's scanner reads the strings."""

    def __init__(self, text: str, file: str, doubts: Doubts | None) -> None:
        self.text, self.file, self.places, self.doubts = text, file, Places(text), doubts
        self.pos = 1 if text.startswith("\ufeff") else 0

    def document(self) -> Node:
        self.skip()
        node = self.value(0)
        self.skip()
        if self.pos != len(self.text):
            self.fail("something stands after the end of the document")
        return node

    def skip(self) -> None:
        if self.text[self.pos : self.pos + 1] in _BLANK:
            match = _SPACE.match(self.text, self.pos)
            self.pos = match.end() if match else self.pos

    def fail(self, message: str) -> NoReturn:
        raise SyntaxProblem(f"not valid JSON: {message}", self.file, *self.places.at(min(self.pos, len(self.text))))

    def value(self, depth: int) -> Node:
        if depth > MAX_DEPTH:
            self.fail(f"nested deeper than {MAX_DEPTH} levels")
        start, head = self.pos, self.text[self.pos : self.pos + 1]
        found: Any
        if head == "{":
            found = self.members(depth)
        elif head == "[":
            found = self.items(depth)
        elif head == '"':
            found = self.string()
        else:
            found = self.atom()
        return Node(found, self.places.span(start, self.pos))

    def members(self, depth: int) -> dict[str, Member]:
        found: dict[str, Member] = {}
        self.pos += 1
        self.skip()
        while not self.take("}"):
            if found:
                self.expect(",", "a comma is missing")
            start = self.pos
            if self.text[start : start + 1] != '"':
                self.fail("a name in double quotes is missing")
            key = self.string()
            span = self.places.span(start, self.pos)
            self.skip()
            self.expect(":", "a colon is missing")
            if key in found and self.doubts is not None:
                self.doubts.append(SyntaxProblem(TWICE, self.file, span.line, span.column))
            found[key] = Member(span, self.value(depth + 1))
            self.skip()
        return found

    def items(self, depth: int) -> list[Node]:
        found: list[Node] = []
        self.pos += 1
        self.skip()
        while not self.take("]"):
            if found:
                self.expect(",", "a comma is missing")
            found.append(self.value(depth + 1))
            self.skip()
        return found

    def take(self, char: str) -> bool:
        if self.text[self.pos : self.pos + 1] != char:
            return False
        self.pos += 1
        return True

    def expect(self, char: str, message: str) -> None:
        if not self.take(char):
            self.fail(message)
        self.skip()

    def string(self) -> str:
        try:
            found, self.pos = scanstring(self.text, self.pos + 1, False)
        except (ValueError, SystemError):  # the latter where nobody has loaded `json.decoder`, which has the error
            self.fail("a string doesn't end, or holds an escape that isn't one")
        return str(found)

    def atom(self) -> Any:
        for word, value in _WORDS.items():
            if self.text.startswith(word, self.pos):
                self.pos += len(word)
                return value
        match = _NUMBER.match(self.text, self.pos)
        if not match:
            self.fail("a value is missing")
        self.pos = match.end()
        number = match.group()
        return int(number) if re.fullmatch(r"-?\d{1,300}", number) else float(number)
