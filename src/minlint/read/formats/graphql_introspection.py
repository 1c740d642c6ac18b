"""GraphQL schemas as a server tells of itself: the answer to an introspection query."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from minlint.model import Kind, Source
from minlint.read.input import Input
from minlint.read.members import mappings, text

if TYPE_CHECKING:
    from minlint.located import Node, Places
    from minlint.read import Options
    from minlint.read.graphql.parser import Argument, Definition, Type
    from minlint.read.tokens import Token

NAME = "graphql-introspection"
TITLE = "GraphQL introspection, in JSON (`schema.json`)"
KIND: Kind = "schema"
SUFFIXES = (".json",)
MARKS = ('"__schema"',)
READS = """What the SDL of the same schema says (see `graphql`): fields of types, interfaces and inputs with their
types, non-null, lists, enums, defaults and descriptions; the arguments of fields, of mutations above all, as what comes
in; what the operations answer as what goes out."""
IDIOM = """`minlint: purpose=ID` and `minlint: allow CODE until DATE because …` in a `description`, of a type or of a
field."""
LIMITS = """Directives aren't told by introspection. Built-in types (`__Type` and its like) are left out."""

_KINDS = {"OBJECT": "type", "INTERFACE": "interface", "INPUT_OBJECT": "input", "ENUM": "enum", "UNION": "union"}
_ROOTS = ("queryType", "mutationType", "subscriptionType")
_DEPTH = 20  # lists and non-nulls within each other


def claims(source: Input) -> bool:
    """Whether this holds a schema with types, as it was answered or without what it was answered in."""
    from minlint.read.trees import claimed

    return b'"__schema"' in source.head and claimed(source, lambda _: True, lambda root: _schema(root) is not None)


def read(source: Input, options: Options) -> Source:  # noqa: ARG001
    """Read it. Raises `Unreadable` with the place where it isn't valid JSON."""
    from minlint.located import Places
    from minlint.read.graphql.schema import Schema
    from minlint.read.trees import opened, tree

    root = opened(source)
    places = Places(source.text)
    schema = Schema(source.text, list(_definitions(_schema(root) or root, places)))
    return Source(source.name, NAME, KIND, schema.records(), tree(source).problems, schema.head(), text=source.text)


def _schema(root: Node) -> Node | None:
    data = root.get("data")
    found = (data or root).get("__schema")
    return found if mappings(found, "types") else None


def _definitions(schema: Node, places: Places) -> Iterator[Definition]:
    from minlint.read.graphql.parser import Argument, Definition, Type

    operations = []
    for key in _ROOTS:
        if named := text(schema.get(key), "name"):
            token = _token(schema, places, key)
            operations.append(Argument(token, Type(named, named), token, token))
    first = _token(schema, places, "")
    yield Definition("schema", first, first, first, members=tuple(operations))
    for node in mappings(schema, "types"):
        kind, name = _KINDS.get(text(node, "kind"), ""), text(node, "name")
        if kind and name and not name.startswith("__"):
            token = _token(node.value["name"].node, places, name)
            members = (*_members(node, "fields", places), *_members(node, "inputFields", places))
            listed = [text(each, "name") for key in ("enumValues", "interfaces") for each in mappings(node, key)]
            listed += [text(each, "name") for each in mappings(node, "possibleTypes")] if kind == "union" else []
            yield Definition(kind, token, token, token, text(node, "description"), members, tuple(listed))


def _members(node: Node, key: str, places: Places) -> Iterator[Argument]:
    from minlint.read.graphql.parser import Argument

    for each in mappings(node, key):
        if name := text(each, "name"):
            token = _token(each.value["name"].node, places, name)
            default = each.get("defaultValue")
            yield Argument(
                token,
                _type(each.get("type")),
                token,
                token,
                text(each, "description"),
                default is not None and default.value is not None,
                tuple(_members(each, "args", places)),
            )


def _type(node: Node | None) -> Type:
    """A type as the SDL writes it."""
    from minlint.read.graphql.parser import Type

    wrapped: list[str] = []
    while node and text(node, "kind") in ("NON_NULL", "LIST") and len(wrapped) < _DEPTH:
        wrapped.append(text(node, "kind"))
        node = node.get("ofType")
    name = written = text(node, "name")
    for kind in reversed(wrapped):
        written = f"{written}!" if kind == "NON_NULL" else f"[{written}]"
    return Type(written, name, wrapped.count("LIST"), wrapped[:1] == ["NON_NULL"])


def _token(node: Node, places: Places, word: str) -> Token:
    from minlint.read.tokens import Token

    span = places.bare(node.span)
    start = places.offset(*span[:2])
    return Token("word", word, start, start + len(word))
