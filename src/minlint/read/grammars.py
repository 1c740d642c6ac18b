"""Source files of programming languages as trees: tree-sitter's grammars, with places in code points.

A text with mistakes has a tree, too: what couldn't be parsed stands in it as ``ERROR``, and the rest is there.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator
from functools import cache
from typing import TYPE_CHECKING

from minlint.located import Places
from minlint.model import Marker, Problem, Span
from minlint.once import cached_property
from minlint.read.margins import Comment, Margins

if TYPE_CHECKING:
    from tree_sitter import Language, Node, Range

_GRAMMARS = {
    "typescript": ("tree_sitter_typescript", "language_typescript"),
    "tsx": ("tree_sitter_typescript", "language_tsx"),
    "java": ("tree_sitter_java", "language"),
    "kotlin": ("tree_sitter_kotlin", "language"),
    "c_sharp": ("tree_sitter_c_sharp", "language"),
    "go": ("tree_sitter_go", "language"),
    "php": ("tree_sitter_php", "language_php"),
    "ruby": ("tree_sitter_ruby", "language"),
    "elixir": ("tree_sitter_elixir", "language"),
}
_COMMENTS = {"java": "line_comment block_comment", "kotlin": "line_comment block_comment"}
_WIDE = re.compile(r"[^\x00-\x7f]")
_CLOSED = re.compile(rb"^(?:\}|end\b)[^\n]*\n", re.MULTILINE)  # where something ends that begins a line


class Code:
    """A file's text with its tree, and what its comments say.

    A text with mistakes has a tree for each of its parts, so that one's mistake isn't another's: ``roots``.
    """

    def __init__(self, text: str, language: str) -> None:
        self.text, self.language = text, language
        self._bytes = text.encode("utf-8", "surrogatepass")
        self._ends, self._widths = _wide(text)
        self.places = Places(text)
        whole = self._parse()
        self.roots = [self._parse(part) for part in self._parts()] if whole.has_error else [whole]

    def _parse(self, part: Range | None = None) -> Node:
        from tree_sitter import Parser

        parser = Parser(_language(self.language))
        if part:
            parser.included_ranges = [part]
        return parser.parse(self._bytes).root_node

    def _parts(self) -> Iterator[Range]:
        """The text cut after each line with which something at the top ends."""
        from tree_sitter import Range

        start, row = 0, 0
        for end in (*(match.end() for match in _CLOSED.finditer(self._bytes)), len(self._bytes)):
            below = row + self._bytes.count(b"\n", start, end)
            yield Range((row, 0), (below, end - self._bytes.rfind(b"\n", 0, end) - 1), start, end)
            start, row = end, below

    @cached_property
    def margins(self) -> Margins:
        """The comments by the lines they are about."""
        kinds = _COMMENTS.get(self.language, "comment").split()
        found = self.find(" ".join(f"({kind}) @it" for kind in kinds))
        comments = [Comment(self.offset(node.start_byte), self.offset(node.end_byte)) for node in found]
        return Margins(self.text, comments, self.places)

    def find(self, query: str, within: Node | None = None) -> list[Node]:
        """The nodes that a query captures as ``@it``, in the order of the text."""
        from tree_sitter import QueryCursor

        cursor, asked = QueryCursor(_query(self.language, query)), [within] if within else self.roots
        found = [node for root in asked for node in cursor.captures(root).get("it", ())]
        return sorted(found, key=lambda node: (node.start_byte, -node.end_byte))

    def offset(self, position: int) -> int:
        """The offset in the text of an offset in its bytes."""
        at = bisect_right(self._ends, position)
        return position - self._widths[at]

    def words(self, node: Node | None) -> str:
        """The text of a node; empty for none."""
        return self._bytes[node.start_byte : node.end_byte].decode("utf-8", "surrogatepass") if node else ""

    def span(self, node: Node) -> Span:
        """Where a node stands."""
        return self.places.span(self.offset(node.start_byte), self.offset(node.end_byte))

    def within(self, node: Node, signs: str = "\"'`") -> Span:
        """Where a node stands, without the quotes around it or the sign before it."""
        start, end = self.offset(node.start_byte), self.offset(node.end_byte)
        while start < end and self.text[start] in signs:
            start += 1
        while start < end and self.text[end - 1] in signs:
            end -= 1
        return self.places.span(start, end)

    def line(self, node: Node) -> int:
        """The line on which a node begins."""
        return self.places.at(self.offset(node.start_byte))[0]

    def said(self, first: Node, last: Node, body: Node | None = None) -> tuple[str, tuple[Marker, ...]]:
        """What comments say, to people and to minlint, about the lines from where one node begins to another's end.

        Of a record with a ``body``, the purposes that stand anywhere in it are its own, too.
        """
        lines = range(self.line(first), self._last(last) + 1)
        within = self.margins.at(range(lines.stop, self._last(body) + 1)) if body else ()
        purposes = (each for each in within if each.kind == "purpose")
        return " ".join(filter(None, map(self.margins.words, lines))), (*self.margins.at(lines), *purposes)

    def _last(self, node: Node) -> int:
        return self.places.at(self.offset(node.end_byte))[0]

    def lost(self, inside: Collection[Node], apart: Collection[str], hint: re.Pattern[str]) -> Iterator[Problem]:
        """What couldn't be parsed and takes declarations with it, each with its place.

        That is what stands in one of some nodes, not in a part of it of a kind in ``apart``; or looks like one.
        """
        known, last = {node.id for node in inside}, -1
        for node in self.find("(ERROR) @it"):
            if node.start_byte < last:
                continue
            if self._belongs(node, known, apart) or hint.search(self.words(node)):
                last = node.end_byte
                yield Problem("E002", "a declaration that can't be understood", *self.span(node)[:2])

    def _belongs(self, node: Node, known: Collection[int], apart: Collection[str]) -> bool:
        above = node.parent
        while above and above.type not in apart:
            if above.id in known:
                return True
            above = above.parent
        return False


@cache
def _language(name: str) -> Language:
    from importlib import import_module

    from tree_sitter import Language

    module, function = _GRAMMARS[name]
    return Language(getattr(import_module(module), function)())


@cache
def _query(language: str, query: str):  # type: ignore[no-untyped-def]
    from tree_sitter import Query

    return Query(_language(language), query)


def _wide(text: str) -> tuple[list[int], list[int]]:
    """Where, in bytes, characters end that take several; and how many bytes more than characters there are up to each
    of them, with none before the first."""
    if text.isascii():
        return [], [0]
    ends, extra, more = [], [0], 0
    for match in _WIDE.finditer(text):
        wide = len(match.group().encode("utf-8", "surrogatepass"))
        more += wide - 1
        ends.append(match.start() + more + 1)
        extra.append(more)
    return ends, extra
