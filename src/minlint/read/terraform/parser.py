"""From a Terraform file's tokens to its blocks: attributes as trees with places, blocks within blocks."""

from __future__ import annotations

import re

from minlint.errors import Stuck
from minlint.located import Member, Node
from minlint.read.tokens import BLOCKS, HASHES, SLASHES, Cursor, Token, grammar, lex

_QUOTED = r'"(?:[^"\\$\r\n]++|\\.|\$(?!\{)|\$\{(?:[^{}"]++|"[^"\r\n]*+"|\{[^{}]*+\})*+\})*+"'
_HEREDOC = r"<<-?(?P<mark>[^\W\d][\w-]*+)[ \t]*\r?\n(?:[^\n]*+\n){0,2000}?[ \t]*(?P=mark)(?![\w-])"
_GRAMMAR = grammar(f"{HASHES}|{SLASHES}|{BLOCKS}", f"{_HEREDOC}|{_QUOTED}", r"[^\W\d][\w-]*+")
_NOTHING = re.compile(r"[ \t]*(?:[\r\n#]|//|\Z)")
_TOO_DEEP = 100
_WORDS = {"true": True, "false": False, "null": None}


class Block:
    """A block: its ``labels``, what its attributes are set to, the blocks within it, and where it begins and ends."""

    def __init__(self, kind: str, first: Token, labels: list[Token]) -> None:
        self.kind, self.first, self.last, self.labels = kind, first, first, labels
        self.attributes: dict[str, Member] = {}
        self.blocks: list[Block] = []

    def get(self, name: str) -> Node | None:
        """What an attribute is set to, None where it isn't, or where that would have to be computed."""
        member = self.attributes.get(name)
        return member.node if member else None

    def text(self, name: str) -> str:
        """The literal string that an attribute is set to; empty where it is none."""
        node = self.get(name)
        return node.value if node and isinstance(node.value, str) else ""


class Parser:
    """Reads a file's blocks; what isn't understood within one is a problem, and its next line is read."""

    def __init__(self, text: str) -> None:
        self.lexed = lex(text, _GRAMMAR)
        self.cursor = Cursor(text, self.lexed)
        self._text = text
        self.top = Block("", self.cursor.peek(), [])
        while not self.cursor.done:
            self._body(self.top, 0)
            if not self.cursor.done:
                self.cursor.problem("a closing brace too many", self.cursor.next().start)

    def _body(self, block: Block, depth: int) -> None:
        """What stands in a block, up to its closing brace."""
        cursor = self.cursor
        while not cursor.done and not cursor.at("}"):
            start = cursor.position
            try:
                self._statement(block, depth)
            except Stuck as error:
                cursor.problem(error.reason, error.offset)
                cursor.position = max(cursor.position, start + 1)
                self._past_line(cursor.line(cursor.tokens[start]))

    def _past_line(self, line: int) -> None:
        cursor = self.cursor
        while not cursor.done and not cursor.at("}") and cursor.line(cursor.peek()) == line:
            cursor.group() if cursor.peek().kind == "sign" and cursor.peek().text in "{[(" else cursor.next()

    def _statement(self, block: Block, depth: int) -> None:
        cursor = self.cursor
        first = cursor.word("an attribute or a block")
        if cursor.at("=") and not cursor.at("=", "="):
            sign = cursor.next()
            if _NOTHING.match(self._text, sign.end):
                raise cursor.stuck("a value is missing")
            block.attributes[first.text] = Member(cursor.span(first), self._expression(first, depth))
            return
        labels = []
        while cursor.peek().kind in ("word", "string"):
            labels.append(cursor.next())
        cursor.expect("{")
        if depth > _TOO_DEEP:
            raise cursor.stuck("nested too deep")
        inner = Block(first.text, first, labels)
        block.blocks.append(inner)
        self._body(inner, depth + 1)
        if not cursor.take("}"):
            cursor.problem("`}` is missing", cursor.peek().start)
        inner.last = cursor.peek(-1)

    def _expression(self, name: Token, depth: int) -> Node:
        """The value of an attribute; where more than a literal stands on its line, it would have to be computed."""
        node = self._value(depth)
        cursor, line = self.cursor, self.cursor.line(self.cursor.peek(-1))
        computed = False
        while not cursor.done and not cursor.at("}") and not cursor.at(",") and cursor.line(cursor.peek()) == line:
            computed = True
            cursor.group() if cursor.peek().kind == "sign" and cursor.peek().text in "{[(" else cursor.next()
            line = cursor.line(cursor.peek(-1))
        return Node(None, self.cursor.span(name)) if computed else node

    def _value(self, depth: int) -> Node:
        cursor, first = self.cursor, self.cursor.peek()
        if depth > _TOO_DEEP:
            raise cursor.stuck("nested too deep")
        if cursor.at("["):
            return self._list(depth)
        if cursor.at("{"):
            return self._object(depth)
        token = cursor.next()
        if token.kind == "string":
            return Node(token.text, cursor.span(token))
        if token.kind == "number":
            return Node(int(token.text) if token.text.isdigit() and len(token.text) < 10 else None, cursor.span(token))
        if token.kind == "word" and token.text in _WORDS:
            return Node(_WORDS[token.text], cursor.span(token))
        if token.kind == "word" and cursor.at("("):
            return self._call(token, depth)
        if token.kind == "end":
            raise cursor.stuck("a value is missing")
        return Node(None, cursor.span(first))

    def _call(self, name: Token, depth: int) -> Node:
        """A function's one argument where that is what it says in another form; ``file`` as a mapping of its own."""
        cursor = self.cursor
        if name.text not in ("jsonencode", "yamlencode", "tolist", "toset", "tomap", "file"):
            cursor.group()
            return Node(None, cursor.span(name))
        cursor.next()
        node = self._value(depth + 1)
        cursor.take(",")
        if not cursor.take(")"):
            while not cursor.done and not cursor.at(")"):
                cursor.group() if cursor.peek().kind == "sign" and cursor.peek().text in "{[(" else cursor.next()
            cursor.take(")")
            return Node(None, cursor.span(name))
        return Node({"file": Member(cursor.span(name), node)}, node.span) if name.text == "file" else node

    def _list(self, depth: int) -> Node:
        cursor = self.cursor
        start = cursor.position
        first, items = cursor.next(), list[Node]()
        while not cursor.take("]"):
            if cursor.done or cursor.at("for"):
                return self._skipped(start)
            items.append(self._value(depth + 1))
            self._past_operators()
            cursor.take(",")
        return Node(items, cursor.places.span(first.start, cursor.peek(-1).end))

    def _object(self, depth: int) -> Node:
        cursor = self.cursor
        start = cursor.position
        first, members = cursor.next(), dict[str, Member]()
        while not cursor.take("}"):
            if cursor.done or cursor.at("for"):
                return self._skipped(start)
            key = cursor.next()
            if not (cursor.take("=") or cursor.take(":")):
                return self._skipped(start)
            node = self._value(depth + 1)
            if self._past_operators():
                node = Node(None, node.span)
            members[key.text] = Member(cursor.span(key), node)
            cursor.take(",")
        return Node(members, cursor.places.span(first.start, cursor.peek(-1).end))

    def _past_operators(self) -> bool:
        """Past the rest of what is computed in a list or an object; whether there was any."""
        cursor, before = self.cursor, self.cursor.position
        line = cursor.line(cursor.peek(-1))
        while not cursor.done and cursor.peek().text not in (",", "]", "}") and cursor.line(cursor.peek()) == line:
            cursor.group() if cursor.peek().kind == "sign" and cursor.peek().text in "{[(" else cursor.next()
            line = cursor.line(cursor.peek(-1))
        return cursor.position > before

    def _skipped(self, start: int) -> Node:
        """What a loop makes, passed over from the bracket that opens to the one that closes it."""
        cursor = self.cursor
        cursor.position = start
        first = cursor.peek()
        cursor.group()
        return Node(None, cursor.span(first))
