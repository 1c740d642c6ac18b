"""What a context says of its classes in code: ``builder.Entity<Person>().Property(p => p.Name).HasMaxLength(80)``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minlint.read.annotated import Annotation, Value, Word
from minlint.read.grammars import Code

if TYPE_CHECKING:
    from tree_sitter import Node

_SAYS = {
    "IsRequired": "Required",
    "HasMaxLength": "MaxLength",
    "HasColumnName": "Column",
    "HasDefaultValue": "Default",
    "HasDefaultValueSql": "Default",
    "HasComputedColumnSql": "Computed",
    "HasComment": "Comment",
    "ValueGeneratedOnAdd": "Default",
}
"""What a call is as an attribute."""


def said(code: Code) -> dict[tuple[str, str], tuple[Annotation, ...]]:
    """The attributes that calls stand for, by the class and the property that they are about."""
    found: dict[tuple[str, str], tuple[Annotation, ...]] = {}
    for call in code.find("(invocation_expression function: (member_access_expression)) @it"):
        if call.parent and call.parent.type == "member_access_expression":
            continue  # a part of a chain
        chain = _chain(call, code)
        entity = next((name for name, _, name in chain if name), "") or _around(call, code)
        about = ""
        for name, given, _ in chain:
            if name in ("Property", "HasKey", "HasIndex", "Ignore", "OwnsOne", "OwnsMany", "ComplexProperty"):
                about = _property(given, code)
            if entity and about and (made := _made(name, given, code)):
                found[entity, about] = (*found.get((entity, about), ()), made)
    return found


def _chain(call: Node | None, code: Code) -> list[tuple[str, Node | None, str]]:
    """The calls of a chain, the first first: name, what it is given, and its class for ``Entity<Person>``."""
    found = []
    while call is not None and call.type == "invocation_expression":
        function = call.child_by_field_name("function")
        name = function.child_by_field_name("name") if function else None
        words, _, rest = code.words(name).partition("<")
        found.append((words, call.child_by_field_name("arguments"), rest.rstrip(">") if words == "Entity" else ""))
        call = function.child_by_field_name("expression") if function else None
    return found[::-1]


def _around(node: Node, code: Code) -> str:
    """The class that a call is about which stands in the block of ``Entity<Person>(e => { … })``, or configures one."""
    above = node.parent
    while above:
        if above.type == "invocation_expression":
            words = code.words(above.child_by_field_name("function")).rpartition(".")[2]
            if words.startswith("Entity<"):
                return words[7:].rstrip(">")
        if above.type == "class_declaration":
            words = next((code.words(each) for each in above.named_children if each.type == "base_list"), "")
            _, sign, rest = words.partition("IEntityTypeConfiguration<")
            return rest.partition(">")[0] if sign else ""
        above = above.parent
    return ""


def _property(given: Node | None, code: Code) -> str:
    """``p => p.Name``, ``"Name"``."""
    words = code.words(given).strip("()")
    return words.strip('"') if words.startswith('"') else words.rpartition(".")[2] if "=>" in words else ""


def _made(name: str, given: Node | None, code: Code) -> Annotation | None:
    words = code.words(given).strip("()").strip()
    value: Value = int(words) if words.isdecimal() and len(words) < 12 else Word(words)
    if name == "IsRequired" and words == "false":
        return Annotation("Optional", {})
    if words.startswith('"') and words.endswith('"'):
        value = words.strip('"')
    if name == "HasColumnType":
        return Annotation("Column", {"TypeName": value})
    if name in _SAYS:
        return Annotation(_SAYS[name], {"value": value})
    plain = {
        "HasKey": "Key",
        "Ignore": "NotMapped",
        "OwnsOne": "Owned",
        "OwnsMany": "Owned",
        "ComplexProperty": "Owned",
    }
    if name == "IsUnique" and words != "false":
        return Annotation("Unique", {})
    return Annotation(plain[name], {}) if name in plain else None
