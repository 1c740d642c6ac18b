"""What an Ecto migration does on its way up: its calls as steps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from minlint.model import Field, Marker, Reference
from minlint.read.ecto.elixir import Call, call, calls, is_true, kind, modules, number, pairs, text, texts
from minlint.read.grammars import Code
from minlint.read.history import Added, Altered, Dropped, Part, Renamed, Step

if TYPE_CHECKING:
    from tree_sitter import Node

_HINT = re.compile(r"\b(?:create|alter|add|remove|modify)\b")
_TABLES = frozenset(("create", "create_if_not_exists", "alter", "drop", "drop_if_exists", "rename"))
_DIGITS = frozenset(("decimal", "numeric"))


def part(code: Code) -> Part:
    """What a file does to tables."""
    made = [each for each in _forward(code) if each.name in _TABLES]
    steps = [step for each in made for step in _steps(each, code)]
    problems = code.lost([each.node for each in made], (), _HINT)
    return Part(tuple(steps), tuple(problems), (*code.margins.head(), *_above(code)))


def _forward(code: Code) -> Iterator[Call]:
    """The calls of ``change`` and ``up``."""
    for _, _, module in modules(code):
        for each in calls(module.block, code):
            if each.name == "def" and each.given and code.words(each.given[0]).partition("(")[0] in ("change", "up"):
                yield from calls(each.block, code)


def _above(code: Code) -> tuple[Marker, ...]:
    """What is said to minlint right above the migration's module."""
    return code.margins.at([code.line(module.node) for _, _, module in modules(code)][:1])


def _table(node: Node | None, code: Code) -> tuple[str, Call] | None:
    """``table(:users, primary_key: false)``: its name, with its schema's, and the call."""
    if node is None or node.type != "call":
        return None
    made = call(node, code)
    if made.name != "table" or not (name := text(made.at(0), code)):
        return None
    prefix = text(made.options.get("prefix"), code)
    return (f"{prefix}.{name}" if prefix else name), made


def _steps(each: Call, code: Code) -> Iterator[Step]:
    found = _table(each.at(0), code)
    if found is None:
        yield from _indexed(each, code)
        return
    name, table = found
    if each.name.startswith("drop"):
        yield Dropped(name)
    elif each.name == "rename":
        yield from _renamed(each, name, code)
    else:
        comment, markers = code.said(each.node, table.node, each.node)
        said = text(table.options.get("comment"), code)
        fresh = each.name.startswith("create")
        words = ": ".join(filter(None, (said, comment)))
        span = code.within(table.given[0], ':"')
        yield Added(name, tuple(_key(table, code)), span, words, markers, fresh)
        for inner in calls(each.block, code):
            yield from _line(inner, name, code)


def _key(table: Call, code: Code) -> Iterator[Field]:
    """A key that a table names: ``primary_key: [name: :uuid, type: :uuid]``."""
    said = pairs(table.options.get("primary_key"), code)
    if name := text(said.get("name"), code):
        span = code.within(said["name"], ":")
        yield Field(
            name, text(said.get("type"), code) or "bigserial", span, False, primary=True, unique=True, default=True
        )


def _renamed(each: Call, name: str, code: Code) -> Iterator[Step]:
    to = each.options.get("to")
    if other := _table(to, code):
        yield Renamed(name, other[0])
    elif (field := text(each.at(1), code)) and (new := text(to, code)) and to:
        comment, markers = code.said(each.node, each.node)
        yield Renamed(name, new, field, code.within(to, ':"'), comment, markers)


def _indexed(each: Call, code: Code) -> Iterator[Step]:
    """``create unique_index(:users, [:email])``."""
    node = each.at(0)
    made = call(node, code) if node and node.type == "call" else None
    if made and each.name.startswith("create") and made.name in ("unique_index", "index"):
        columns = texts(made.at(1), code)
        unique = made.name == "unique_index" or is_true(made.options.get("unique"), code)
        if unique and len(columns) == 1 and "where" not in made.options:
            yield Altered(text(made.at(0), code), columns[0], (("unique", True),))


def _line(each: Call, table: str, code: Code) -> Iterator[Step]:
    name = text(each.at(0), code)
    if each.name == "timestamps":
        yield Added(table, tuple(_timestamps(each, code)))
    elif name and each.name.startswith("add"):
        field, needed = _column(each, name, code), _is_needed(each, code)
        yield Added(table, (field,), needed=frozenset([name]) if needed else frozenset())
    elif name and each.name.startswith("remove"):
        yield Dropped(table, name)
    elif name and each.name == "modify":
        field = _column(each, name, code)
        says: list[tuple[str, object]] = [("type", field.type), ("length", field.length)]
        says += [("references", field.references)] if field.references else []
        says += [("default", field.default)] if "default" in each.options else []
        yield Altered(table, name, tuple(says), _is_needed(each, code) if "null" in each.options else None)


def _is_needed(each: Call, code: Code) -> bool:
    null = each.options.get("null")
    return null is not None and code.words(null) == "false"


def _column(each: Call, name: str, code: Code) -> Field:
    options, node = each.options, each.at(1)
    comment, markers = code.said(each.node, each.node)
    made = call(node, code) if node and node.type == "call" else None
    reference = None
    declared, step = kind(node, code)
    if made and made.name == "references":
        declared = text(made.options.get("type"), code) or "bigint"
        reference = Reference(text(made.at(0), code), text(made.options.get("column"), code) or None)
    given = "default" in options and code.words(options["default"]) != "nil"
    given = given or declared in ("serial", "bigserial", "identity")
    primary = is_true(options.get("primary_key"), code)
    said = text(options.get("comment"), code)
    made_up = "generated" in options
    return Field(
        name + "[]" * (step == "[]"),
        _sized(declared, each, code),
        code.within(each.given[0], ':"'),
        None if made_up else (_is_needed(each, code) or primary) and not given,
        ": ".join(filter(None, (said, comment))),
        primary=primary,
        unique=primary,
        references=reference,
        default=given,
        direction="out" if made_up else "",
        markers=markers,
        length=number(options.get("size"), code),
    )


def _sized(declared: str, each: Call, code: Code) -> str:
    digits = [number(each.options.get(key), code) for key in ("precision", "scale")]
    if declared in _DIGITS and digits[0] is not None:
        return f"{declared}({', '.join(str(digit) for digit in digits if digit is not None)})"
    return declared


def _timestamps(each: Call, code: Code) -> Iterator[Field]:
    comment, markers = code.said(each.node, each.node)
    declared = text(each.options.get("type"), code) or "naive_datetime"
    for key in ("inserted_at", "updated_at"):
        said = each.options.get(key)
        if said is None or code.words(said) != "false":
            name = text(said, code) or key
            yield Field(name, declared, code.span(each.target), False, comment, default=True, markers=markers)
