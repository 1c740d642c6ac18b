"""The plain part of the Common Expression Language, as functions of Python.

Most conditions compare facts and join the answers. What these mean is the same in both languages, and a function needs
neither the library nor facts that no longer count. What isn't plain is left to the library: a macro, an escape in a
string, a sum, a mistake. Types are those of `facts.Fact`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from minlint.once import pattern
from minlint.tuples import NamedTuple

Plain = Callable[[Mapping[str, Any]], bool]
"""Whether an expression holds of the facts' values. Raises `OverflowError` where a number leaves 64 bits."""

_TOKEN = pattern(
    r"""\s*("[^"\\\n]*"(?!")|'[^'\\\n]*'(?!')|\d+\.\d+|\d+|[a-zA-Z_][\w.]*|&&|\|\||[!=<>]=|[][<>!?:*(),])"""
)
_LEVELS = (("||", " or "), ("&&", " and "))
_COMPARES = ("==", "!=", "<", "<=", ">", ">=", "in")
_ASKS = ("startsWith", "endsWith", "contains")
_LARGEST = 2**63 - 1


class _Part(NamedTuple):
    """A part of an expression: its type, and what it is in Python."""

    type: str
    text: str


class _NotPlain(Exception):
    pass


def plain(text: str, types: Mapping[str, str]) -> Plain | None:
    """The function that says what an expression says; None where it isn't plain, or no yes or no."""
    told = source(text, types)
    try:
        return None if told is None else function(told)
    except (RecursionError, SyntaxError, MemoryError):  # nested too deep
        return None


def source(text: str, types: Mapping[str, str]) -> str | None:
    """What an expression is in Python, of ``said``; None where it isn't plain, or no yes or no."""
    try:
        return _Parser(text, types).whole().text
    except (_NotPlain, RecursionError):
        return None


@cache
def function(told: str) -> Plain:
    """The function of what `source` tells: one for all that tell the same."""
    found: Plain = eval(f"lambda said: {told}", _HELPERS)  # our own words, and what repr makes of others
    return found


def _times(one: int, other: int) -> int:
    made = one * other
    if not -_LARGEST <= made <= _LARGEST:
        raise OverflowError("more than 64 bits")
    return made


_HELPERS = {"__builtins__": {}, "size": len, "times": _times}


class _Parser:
    """Reads an expression from the left, loosest operators first."""

    def __init__(self, text: str, types: Mapping[str, str]) -> None:
        self.types, self.at = types, 0
        self.tokens = _tokens(text)

    def whole(self) -> _Part:
        """The whole expression, a yes or no."""
        made = self.choice()
        _hold(self.at == len(self.tokens) and made.type == "bool")
        return made

    def next(self, *wanted: str) -> str:
        """The token that comes, if it is one of some: it is read by that; else an empty text."""
        found = self.tokens[self.at] if self.at < len(self.tokens) else ""
        if wanted and found not in wanted:
            return ""
        self.at += 1
        return found

    def choice(self) -> _Part:
        """``a ? b : c``."""
        asked = self.joined(0)
        if not self.next("?"):
            return asked
        yes = self.joined(0)
        _hold(bool(self.next(":")))
        no = self.choice()
        _hold(asked.type == "bool" and yes.type == no.type)
        return _Part(yes.type, f"({yes.text} if {asked.text} else {no.text})")

    def joined(self, level: int) -> _Part:
        """Parts joined by ``||``, or by ``&&``."""
        if level == len(_LEVELS):
            return self.relation()
        sign, word = _LEVELS[level]
        parts = [self.joined(level + 1)]
        while self.next(sign):
            parts.append(self.joined(level + 1))
        if len(parts) == 1:
            return parts[0]
        _hold(all(part.type == "bool" for part in parts))
        return _Part("bool", f"({word.join(part.text for part in parts)})")

    def relation(self) -> _Part:
        """Two things compared; three in a row are not plain."""
        one = self.product()
        sign = self.next(*_COMPARES)
        if not sign:
            return one
        other = self.product()
        _hold(not self.next(*_COMPARES))
        if sign == "in":
            _hold((one.type, other.type) == ("str", "list[str]"))
        else:
            equal = sign in ("==", "!=")
            _hold(one.type == other.type and (equal or one.type in ("int", "float")) and one.type != "list[str]")
        return _Part("bool", f"({one.text} {sign} {other.text})")

    def product(self) -> _Part:
        """Whole numbers multiplied."""
        made = self.unary()
        while self.next("*"):
            other = self.unary()
            _hold(made.type == other.type == "int")
            made = _Part("int", f"times({made.text}, {other.text})")
        return made

    def unary(self) -> _Part:
        """``!a``, or a thing that stands for itself."""
        if not self.next("!"):
            return self.single()
        made = self.unary()
        _hold(made.type == "bool")
        return _Part("bool", f"(not {made.text})")

    def single(self) -> _Part:
        """A fact, something asked of one, a value, a list of strings, or an expression in parentheses."""
        token = self.next()
        if token == "(":
            made = self.choice()
            _hold(bool(self.next(")")))
            return made
        if token == "[":
            return self.listed()
        if token in self.types and self.types[token] in ("bool", "str", "int", "float", "list[str]"):
            return _Part(self.types[token], f"said[{token!r}]")
        if token == "size":
            made = self.argument()
            _hold(made.type in ("str", "list[str]"))
            return _Part("int", f"size({made.text})")
        name, _, ask = token.rpartition(".")
        if ask in _ASKS and self.types.get(name) == "str":
            made = self.argument()
            _hold(made.type == "str")
            said = f"said[{name!r}]"
            text = f"({made.text} in {said})" if ask == "contains" else f"{said}.{ask.lower()}({made.text})"
            return _Part("bool", text)
        return _value(token)

    def argument(self) -> _Part:
        """The one argument of a call."""
        _hold(bool(self.next("(")))
        made = self.choice()
        _hold(bool(self.next(")")))
        return made

    def listed(self) -> _Part:
        """The rest of a list of strings."""
        items = [_value(self.next())]
        while self.next(","):
            items.append(_value(self.next()))
        _hold(bool(self.next("]")) and all(item.type == "str" for item in items))
        return _Part("list[str]", f"({', '.join(item.text for item in items)},)")


def _tokens(text: str) -> list[str]:
    found, at, end = [], 0, len(text.rstrip())
    while at < end:
        token = _TOKEN.match(text, at)
        _hold(token is not None)
        if token:
            found.append(token[1])
            at = token.end()
    return found


def _value(token: str) -> _Part:
    """A value that is written out."""
    if token[:1] in ("'", '"'):
        return _Part("str", repr(token[1:-1]))
    if token in ("true", "false"):
        return _Part("bool", repr(token == "true"))
    if token[:1].isdigit() and "." in token:
        return _Part("float", repr(float(token)))
    _hold(token.isascii() and token.isdigit() and int(token) <= _LARGEST)
    return _Part("int", repr(int(token)))


def _hold(plain: bool) -> None:
    if not plain:
        raise _NotPlain
