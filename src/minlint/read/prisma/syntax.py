"""The text of a Prisma schema as blocks of lines: its grammar is small, and every name keeps its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from minlint.located import Places
from minlint.model import Problem
from minlint.read.margins import Comment
from minlint.tuples import NamedTuple

_TOKEN = re.compile(
    r"""(?P<comment>//[^\r\n]*|/\*.*?\*/)
    |(?P<line>\r\n|\r|\n)
    |(?P<string>"(?:\\[^\r\n]|[^"\\\r\n])*")
    |(?P<attribute>@@?[\w.]+)
    |(?P<name>\w[\w.-]*)
    |(?P<sign>[^\s])""",
    re.VERBOSE | re.DOTALL,
)
_OPENS, _CLOSES = frozenset("(["), frozenset(")]")
_KEYWORDS = frozenset(("model", "view", "type", "enum", "datasource", "generator"))


class Token(NamedTuple):
    """A word, string, sign or attribute with its offset."""

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)

    @property
    def plain(self) -> str:
        """A string without quotes and escapes, anything else as it is."""
        return re.sub(r"\\(.)", r"\1", self.text[1:-1]) if self.kind == "string" else self.text


class Attribute(NamedTuple):
    """``@map("first_name")``: its name without the sign, and what it is given, in order."""

    name: str
    arguments: tuple[tuple[str, tuple[Token, ...]], ...] = ()

    def get(self, key: str, place: int | None = None) -> tuple[Token, ...]:
        """What it is given under a name, or at a place without one; nothing where it isn't."""
        unnamed = [found for name, found in self.arguments if not name]
        named = next((found for name, found in self.arguments if name == key), ())
        return named or (unnamed[place] if place is not None and place < len(unnamed) else ())

    def text(self, key: str = "name") -> str:
        """The string it is given under a name, or first."""
        return next((token.plain for token in self.get(key, 0) if token.kind == "string"), "")

    def names(self, key: str, place: int | None = None) -> list[str]:
        """The names it is given in brackets: ``[userId, at(sort: Desc)]`` gives two."""
        found, depth = [], 0
        for token in self.get(key, place):
            depth += (token.text == "(") - (token.text == ")")
            if token.kind == "name" and not depth:
                found.append(token.text)
        return found


class Line(NamedTuple):
    """A field of a model, or a value of an enum (``type`` empty): ``many`` for ``[]``, ``optional`` for ``?``."""

    name: Token
    type: str
    many: bool
    optional: bool
    attributes: tuple[Attribute, ...]

    def attribute(self, name: str) -> Attribute | None:
        """One of its attributes."""
        return next((item for item in self.attributes if item.name == name), None)


class Block(NamedTuple):
    """``model User { … }``: its keyword, its name, its lines, what ``@@`` says of all of it, and where it ends."""

    keyword: str
    name: Token
    lines: tuple[Line, ...]
    attributes: tuple[Attribute, ...]
    end: int = 0


class Schema(NamedTuple):
    """What a text holds, with its comments and what of it can't be understood."""

    blocks: tuple[Block, ...]
    comments: tuple[Comment, ...]
    problems: tuple[Problem, ...]


def parse(text: str, places: Places) -> Schema:
    """The blocks of a schema. A line that isn't understood, or a block that isn't closed, is a problem of its own."""
    tokens = [Token(str(match.lastgroup), match.group(), match.start()) for match in _TOKEN.finditer(text)]
    comments = tuple(Comment(token.start, token.end) for token in tokens if token.kind == "comment")
    blocks, problems = list[Block](), list[Problem]()
    lines = list(_lines([token for token in tokens if token.kind != "comment"]))
    at = 0
    while at < len(lines):
        line, at = lines[at], at + 1
        if not _opens(line):
            continue
        inside: list[Sequence[Token]] = []
        rest, closed = _rest(line[2:])
        inside += rest
        while not closed and at < len(lines) and not _opens(lines[at]):
            rest, closed = _rest(lines[at])
            inside += rest
            at += 1
        if not closed:
            problems.append(Problem("E002", "a block that isn't closed", *places.at(line[0].start)))
        end = lines[at - 1][-1].end
        blocks.append(_block(line, inside, problems, places)._replace(end=end))
    return Schema(tuple(blocks), comments, tuple(problems))


def _lines(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """The lines that hold anything; one whose brackets are open goes on, unless a block begins on the next."""
    line, depth = list[Token](), 0
    for place, token in enumerate(tokens):
        if token.kind == "line":
            if line and (depth <= 0 or _opens(tokens[place + 1 : place + 4])):
                yield line
                line, depth = [], 0
            continue
        depth += (token.text in _OPENS) - (token.text in _CLOSES)
        line.append(token)
    if line:
        yield line


def _opens(line: Sequence[Token]) -> bool:
    return len(line) > 2 and line[0].text in _KEYWORDS and line[1].kind == "name" and line[2].text == "{"


def _rest(line: Sequence[Token]) -> tuple[list[Sequence[Token]], bool]:
    """A line's part inside its block, if any, and whether the block ends on it."""
    end = next((place for place, token in enumerate(line) if token.text == "}"), None)
    start = 1 if line and line[0].text == "{" else 0
    part = line[start:end]
    return ([part] if part else []), end is not None


def _block(head: Sequence[Token], lines: list[Sequence[Token]], problems: list[Problem], places: Places) -> Block:
    keyword, found, attributes = head[0].text, list[Line](), list[Attribute]()
    if keyword not in ("datasource", "generator"):
        for line in lines:
            if line[0].text.startswith("@@"):
                attributes += _attributes(line)
            elif made := _line(line, keyword == "enum"):
                found.append(made)
            else:
                problems.append(Problem("E002", "a field that can't be understood", *places.at(line[0].start)))
    return Block(keyword, head[1], tuple(found), tuple(attributes))


def _line(line: Sequence[Token], valued: bool) -> Line | None:
    """A line of a model or of an enum; None where it is neither's."""
    if line[0].kind != "name":
        return None
    if valued:
        return Line(line[0], "", False, False, tuple(_attributes(line[1:])))
    if len(line) < 2 or line[1].kind != "name":
        return None
    end = 2
    if line[end : end + 1] and line[end].text == "(":  # Unsupported("circle")
        end = next((place for place in range(end, len(line)) if line[place].text == ")"), end) + 1
    declared = "".join(token.text for token in line[1:end])
    signs = []
    while end < len(line) and line[end].text in ("[", "]", "?", "!"):
        signs.append(line[end].text)
        end += 1
    if end < len(line) and line[end].kind != "attribute":
        return None
    attributes = tuple(_attributes(line[end:]))
    return Line(line[0], declared, "[" in signs, "?" in signs, attributes)


def _attributes(line: Sequence[Token]) -> Iterator[Attribute]:
    at = 0
    while at < len(line):
        name, at = line[at], at + 1
        if name.kind != "attribute":
            continue
        start, depth = at, 0
        while at < len(line) and (depth or line[at].text == "("):
            depth += (line[at].text in _OPENS) - (line[at].text in _CLOSES)
            at += 1
        yield Attribute(name.text.lstrip("@"), tuple(_arguments(line[start + 1 : at - 1])))


def _arguments(tokens: Sequence[Token]) -> Iterator[tuple[str, tuple[Token, ...]]]:
    """What stands between an attribute's parentheses, parted at its own commas."""
    part, depth = list[Token](), 0
    for token in [*tokens, Token("sign", ",", 0)]:
        depth += (token.text in _OPENS) - (token.text in _CLOSES)
        if token.text != "," or (depth and token.start):
            part.append(token)
        elif part:
            named = len(part) > 1 and part[0].kind == "name" and part[1].text == ":"
            yield (part[0].text, tuple(part[2:])) if named else ("", tuple(part))
            part = []
