"""Declared types as a report may show them (CONTRACT, part 6): never the literals that some of them hold."""

from __future__ import annotations

from minlint.once import pattern

_LONGEST = 200  # characters of a type that are looked at; no real one is longer without literals
_DIGITS = 5  # a length, a precision or a dimension has no more
_LITERALS = {"enum", "enum8", "enum16", "set", "literal", "const", "in", "domain", "check"}
_OF_TYPES = {"array", "geography", "geometry", "list", "lowcardinality", "map", "nullable", "row", "struct", "tuple"}
_UNITS = {"byte", "char", "max"}
_TOKEN = pattern(r"(?P<word>[^\W\d][\w$]*)|(?P<number>\d+)|(?P<open>[(\[<])|(?P<close>[)\]>])|(?P<mark>[ .,:|?])")


def shown_type(declared: str) -> str:
    """A type as declared, cut before whatever could be a literal.

    ``numeric(10,2)`` and ``list<string>`` stay whole; ``enum('a','b')`` becomes ``enum``.
    """
    text = " ".join(declared[:_LONGEST].split())
    brackets: list[bool] = []  # the open ones: may words stand in it?
    whole = at = 0
    head = ""
    while token := _TOKEN.match(text, at):
        said, kind = token[0], token.lastgroup
        if kind == "open":
            if head in _LITERALS:
                break
            brackets.append(said != "(" or head in _OF_TYPES)
        elif kind == "close":
            if not brackets:
                break
            brackets.pop()
        elif not _harmless(said.lower(), kind, brackets):
            break
        head = said.lower() if kind == "word" else head * (said == " ")
        at = token.end()
        whole = whole if brackets else at
    return text[:whole].rstrip(" .,:|?")


def _harmless(said: str, kind: str | None, brackets: list[bool]) -> bool:
    if kind == "number":
        return bool(brackets) and len(said) <= _DIGITS
    return kind != "word" or not brackets or brackets[-1] or said in _UNITS
