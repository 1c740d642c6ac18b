"""Go's structs and named types: of a file, and of the package that it is a part of."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from minlint.errors import Unreadable
from minlint.read.grammars import Code
from minlint.read.input import Input
from minlint.tuples import NamedTuple

if TYPE_CHECKING:
    from tree_sitter import Node

_TAG = re.compile(r'([\w-]+):"((?:\\.|[^"\\])*)"')
_MOST = 200  # files of one package


class Part(NamedTuple):
    """A field of a struct, or what it embeds (``name`` empty): its type as written and its tags by their keys."""

    name: str
    key: Node
    node: Node
    type: str
    tags: dict[str, str]
    inner: Node | None = None

    def says(self) -> dict[str, str]:
        """What the tags for the library say: ``column:name;not null`` as keys in lower case, with their values.

        Its first version read those for ``sql``, too.
        """
        found = {}
        for each in re.split(r"(?<!\\);", ";".join(self.tags.get(key, "") for key in ("sql", "gorm"))):
            key, _, value = each.partition(":")
            found[key.strip().lower().replace("_", "")] = value.strip()
        found.pop("", None)
        return found


class Struct(NamedTuple):
    """A struct with where it is declared."""

    name: str
    key: Node
    node: Node
    parts: tuple[Part, ...]
    code: Code


class Package(NamedTuple):
    """The structs of a file or a package, the values of its named types, and the tables that methods name."""

    structs: dict[str, Struct]
    choices: dict[str, tuple[str, ...]]
    tables: dict[str, str]


def package(code: Code) -> Package:
    """What one file declares."""
    structs = {}
    for node in code.find("(type_spec) @it"):
        key, kind = node.child_by_field_name("name"), node.child_by_field_name("type")
        if key and kind and kind.type == "struct_type" and _is_of_package(node):
            structs[code.words(key)] = Struct(code.words(key), key, _declared(node), tuple(parts(kind, code)), code)
    return Package(structs, _choices(code), dict(_tables(code)))


def around(source: Input) -> Package:
    """What the other files of a file's folder declare; gone through once, as long as it is the same folder's turn."""
    folder = os.path.dirname(os.path.abspath(source.place)) if source.place else ""
    known = source.kept.get("gorm")
    if known is None or known[0] != folder:
        known = source.kept["gorm"] = (folder, _gone_through(source, folder) if folder else Package({}, {}, {}))
    found: Package = known[1]
    return found


def _gone_through(source: Input, folder: str) -> Package:
    made = Package({}, {}, {})
    names = sorted(name for name in source.listed(folder) if name.endswith(".go") and not name.endswith("_test.go"))
    for name in names[:_MOST]:
        try:
            found = source.beside(os.path.join(folder, name))
            one = package(Code(found.text, "go")) if found else made
        except Unreadable:
            continue
        made.structs.update(one.structs)
        made.choices.update(one.choices)
        made.tables.update(one.tables)
    return made


def parts(struct: Node, code: Code) -> Iterator[Part]:
    """The fields of a struct."""
    listed = next((each for each in struct.named_children if each.type == "field_declaration_list"), None)
    for node in listed.named_children if listed else ():
        kind = node.child_by_field_name("type")
        if node.type != "field_declaration" or kind is None:
            continue
        tag = node.child_by_field_name("tag")
        tags = {key: re.sub(r"\\(.)", r"\1", value) for key, value in _TAG.findall(code.words(tag)[1:-1])}
        words = " ".join(code.words(kind).split()) if kind.type != "struct_type" else "struct"
        names = node.children_by_field_name("name")
        for key in names:
            yield Part(code.words(key), key, node, words, tags, kind if kind.type == "struct_type" else None)
        if not names:
            yield Part("", kind, node, words.lstrip("*"), tags)


def _is_of_package(spec: Node) -> bool:
    """Whether a type is declared outside of functions."""
    above = spec.parent
    return above is None or above.parent is None or above.parent.type not in ("block", "statement_list")


def _declared(spec: Node) -> Node:
    """The declaration that a struct stands in alone, else its own part of one."""
    above = spec.parent
    return above if above and above.type == "type_declaration" and above.named_child_count == 1 else spec


def _choices(code: Code) -> dict[str, tuple[str, ...]]:
    """The values of constants that have a type of the file's."""
    found: dict[str, tuple[str, ...]] = {}
    for node in code.find("(const_spec) @it"):
        kind, value = code.words(node.child_by_field_name("type")), code.words(node.child_by_field_name("value"))
        if kind and value[:1] in ('"', "`"):
            found[kind] = (*found.get(kind, ()), value.strip('"`'))
    return found


def _tables(code: Code) -> Iterator[tuple[str, str]]:
    """The names that ``func (User) TableName() string`` gives."""
    for node in code.find("(method_declaration) @it"):
        if code.words(node.child_by_field_name("name")) == "TableName":
            receiver = re.findall(r"\w+", code.words(node.child_by_field_name("receiver")))
            text = re.search(r'return\s+"([^"]+)"', code.words(node))
            if receiver and text:
                yield receiver[-1], text[1]
