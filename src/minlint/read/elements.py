"""XML texts as trees whose every element and attribute knows its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from xml.parsers import expat

from minlint.errors import Unreadable
from minlint.located import Places
from minlint.model import Problem, Span
from minlint.read.margins import Comment
from minlint.tuples import NamedTuple

_LONGEST_ENTITY = 80
MAX_DEPTH = 200  # deeper than any schema or form; keeps hostile nesting off the interpreter's stack


class Element(NamedTuple):
    """An element. ``space`` is its namespace, ``tag`` its name in it, ``spaces`` the namespaces of its prefixes.

    ``attributes`` are by name, those of a namespace as ``{namespace}name``. ``start`` and ``end`` are the offsets of
    its tags: where the first begins, where the last does.
    """

    space: str
    tag: str
    attributes: Mapping[str, str]
    spaces: Mapping[str, str]
    start: int
    end: list[int]
    children: list[Element]
    texts: list[str]

    @property
    def text(self) -> str:
        """The words that stand in it directly, spaces as one."""
        return " ".join("".join(self.texts).split())

    def all(self, tag: str) -> Iterator[Element]:
        """Its children of a name, in its own namespace."""
        return (child for child in self.children if child.tag == tag and child.space == self.space)

    def get(self, tag: str) -> Element | None:
        """The first of its children of a name."""
        return next(self.all(tag), None)

    def everything(self) -> Iterator[Element]:
        """It and all below it."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += reversed(element.children)

    def words(self) -> str:
        """The words in it and in all below it."""
        return " ".join(filter(None, (each.text for each in self.everything())))


class Markup(NamedTuple):
    """A text's elements and comments; of one that isn't well-formed, what stands before the place."""

    root: Element
    comments: tuple[Comment, ...]
    places: Places
    text: str
    problems: tuple[Problem, ...] = ()

    def attribute(self, element: Element, name: str) -> Span:
        """Where an attribute's value stands, without its quotes; the element's name where it has none of its own."""
        end = self._tag_end(element)
        pattern = rf"""\s(?:[\w.-]+:)?{re.escape(name)}\s*=\s*("[^"]*"|'[^']*')"""
        if match := re.compile(pattern).search(self.text, element.start, end):
            return self.places.span(match.start(1) + 1, match.end(1) - 1)
        match = re.compile(r"<[^\s/>]+").match(self.text, element.start)
        return self.places.span(element.start + 1, match.end() if match else element.start + 1)

    def lines(self, element: Element) -> tuple[int, int]:
        """The lines on which an element begins and ends."""
        return self.places.at(element.start)[0], self.places.at(element.end[0])[0]

    def opening(self, element: Element) -> range:
        """The lines of an element's first tag."""
        return range(self.places.at(element.start)[0], self.places.at(self._tag_end(element))[0] + 1)

    def _tag_end(self, element: Element) -> int:
        match = re.compile(r"""<(?:[^"'>]++|"[^"]*+"|'[^']*+')*+>""").match(self.text, element.start)
        return match.end() if match else element.start + 1


def parse(text: str) -> Markup:
    """An XML text as a tree; nothing is fetched.

    Raises `Unreadable` where it isn't XML at all, or declares entities that hold others.
    """
    return _Builder(text).built()


class _Builder:
    """Hears what expat reads; its offsets are bytes of UTF-8, which are counted on as the text goes by."""

    def __init__(self, text: str) -> None:
        self.text, self.data = text, text.encode("utf-8", errors="replace")
        self.places, self.ascii = Places(text), text.isascii()
        self.root: Element | None = None
        self.open: list[Element] = []
        self.comments: list[Comment] = []
        self.spaces: list[dict[str, str]] = [{}]
        self.declared: dict[str, str] = {}
        self.passed = (0, 0)

    def built(self) -> Markup:
        parser = expat.ParserCreate("utf-8", " ")
        self.parser = parser
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = self.start, self.end
        parser.CharacterDataHandler, parser.CommentHandler = self.characters, self.comment
        parser.StartNamespaceDeclHandler, parser.EntityDeclHandler = self.namespace, self.entity
        problems: tuple[Problem, ...] = ()
        try:
            parser.Parse(self.data, True)
        except expat.ExpatError as error:
            reason = f"not well-formed XML: {expat.ErrorString(error.code)}; what follows isn't read"
            line, column = self.places.at(self.characters_to(parser.ErrorByteIndex))
            if self.root is None:
                raise Unreadable(f"not well-formed XML: {expat.ErrorString(error.code)}", line, column) from None
            problems = (Problem("E002", reason, line, column),)
        assert self.root is not None
        for element in self.open:
            element.end[0] = len(self.text)
        return Markup(self.root, tuple(self.comments), self.places, self.text, problems)

    def offset(self) -> int:
        return self.characters_to(self.parser.CurrentByteIndex)

    def characters_to(self, byte: int) -> int:
        if self.ascii or byte < 0:
            return max(byte, 0)
        last, count = self.passed if byte >= self.passed[0] else (0, 0)
        count += len(self.data[last:byte].decode("utf-8", errors="ignore"))
        self.passed = (byte, count)
        return count

    def namespace(self, prefix: str | None, uri: str) -> None:
        self.declared[prefix or ""] = uri or ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        offset = self.offset()
        if len(self.open) >= MAX_DEPTH:
            raise Unreadable(f"nested deeper than {MAX_DEPTH} levels", *self.places.at(offset))
        spaces = {**self.spaces[-1], **self.declared} if self.declared else self.spaces[-1]
        self.declared = {}
        space, _, tag = name.rpartition(" ")
        named = {_qualified(key): value for key, value in attributes.items()}
        element = Element(space, tag, named, spaces, offset, [offset], [], [])
        if self.open:
            self.open[-1].children.append(element)
        else:
            self.root = element
        self.open.append(element)
        self.spaces.append(spaces)

    def end(self, name: str) -> None:  # noqa: ARG002
        self.open.pop().end[0] = self.offset()
        self.spaces.pop()

    def characters(self, said: str) -> None:
        if self.open:
            self.open[-1].texts.append(said)

    def comment(self, said: str) -> None:  # noqa: ARG002
        start = self.offset()
        end = self.text.find("-->", start)
        self.comments.append(Comment(start, end + 3 if end >= 0 else len(self.text)))

    def entity(self, name: str, parameter: bool, value: str | None, *elsewhere: Any) -> None:  # noqa: ARG002
        """A short word may stand for another, as in the W3C's own schemas; one that leads on may not."""
        if value is not None and (len(value) > _LONGEST_ENTITY or "&" in value or "%" in value):
            raise Unreadable("declares entities that hold others, or much text", *self.places.at(self.offset()))


def _qualified(name: str) -> str:
    space, blank, local = name.rpartition(" ")
    return f"{{{space}}}{local}" if blank else name
