"""What a Rails migration, or a schema, does: its calls as steps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from minlint.model import Field, Marker, Reference
from minlint.read.grammars import Code
from minlint.read.history import Added, Altered, Dropped, Part, Renamed, Step
from minlint.read.input import Input
from minlint.read.rails.columns import REFERENCES, SINGULARS, column, named, pairs, reference, timestamps
from minlint.read.rails.ruby import Call, bodies, calls, text, texts

if TYPE_CHECKING:
    from tree_sitter import Node

_HINT = re.compile(r"\b(?:create_table|change_table|add_column|t\.\w+)\b")
_FORWARD = frozenset(("change", "up", "self.up"))
_NOT_COLUMNS = frozenset(
    """index foreign_key check_constraint exclusion_constraint unique_constraint remove_index remove_foreign_key
    rename_index remove_check_constraint column_exists? index_exists?""".split()  # noqa: SIM905
)


def part(source: Input) -> Part:
    """What a file does to tables. Raises `Unreadable` for a binary file."""
    code = Code(source.text, "ruby")
    found = list(_made(code))
    enums = {
        each.said(code): tuple(name for name, _ in named(each, code, 1)) for each in found if each.name == "create_enum"
    }
    steps = [step for call in found for step in _steps(call, code, enums)]
    within = [call.node for call in found]
    return Part(tuple(steps), tuple(code.lost(within, (), _HINT)), (*code.margins.head(), *_above(code)))


def _above(code: Code) -> tuple[Marker, ...]:
    """What is said to minlint right above the schema or the migration."""
    tops = [node for root in code.roots for node in root.named_children if node.type in ("class", "call")]
    return code.margins.at([code.line(node) for node in tops[:1]])


def _made(code: Code) -> Iterator[Call]:
    """The calls that a schema, or a migration on its way forward, makes."""
    for root in code.roots:
        for call in calls(root, code):
            if call.name == "define" and "Schema" in call.receiver:
                yield from _inner(bodies(call.block), code)
    for method in code.find("[(method) (singleton_method)] @it"):
        if code.words(method.child_by_field_name("name")) in _FORWARD:
            yield from _inner(method.child_by_field_name("body"), code)


def _inner(node: Node | None, code: Code) -> Iterator[Call]:
    """The calls of a body, those that only go forward among them, none that only go back."""
    for call in calls(node, code):
        if call.name in ("reversible", "up", "up_only", "safety_assured", "transaction", "suppress_messages", "each"):
            yield from _inner(bodies(call.block), code)
        elif call.name not in ("down", "revert"):
            yield call


def _steps(call: Call, code: Code, enums: dict[str, tuple[str, ...]]) -> Iterator[Step]:
    table = call.said(code)
    if call.name in ("create_table", "change_table", "create_join_table"):
        yield from _table(call, table, code, enums)
    elif call.name in ("rename_table", "drop_table", "drop_join_table"):
        yield from _whole(call, code)
    elif table and len(call.arguments) > 1:
        yield from _change(call, call.name, table, 1, code, enums)
    elif table and call.name == "add_timestamps":
        yield _added(call, table, timestamps(call, code), code)
    elif table and call.name == "remove_timestamps":
        yield from (Dropped(table, name) for name in ("created_at", "updated_at"))


def _whole(call: Call, code: Code) -> Iterator[Step]:
    names = [name for name, _ in named(call, code)]
    if call.name == "rename_table" and len(names) == 2:
        yield Renamed(names[0], names[1], span=code.within(call.arguments[1], "\"':"))
    elif call.name == "drop_join_table" and len(names) == 2:
        yield Dropped(_joined(names))
    elif call.name == "drop_table":
        yield from (Dropped(name) for name in names)


def _joined(names: list[str]) -> str:
    return "_".join(sorted(names))


def _table(call: Call, table: str, code: Code, enums: dict[str, tuple[str, ...]]) -> Iterator[Step]:
    """``create_table :users do |t| … end``, and ``change_table``."""
    fields: list[Field] = []
    if call.name == "create_join_table":
        names = list(named(call, code))
        table = text(call.options["table_name"], code) if "table_name" in call.options else ""
        table = table or _joined([name for name, _ in names])
        for name, place in names:
            key = column(f"{_singular(name)}_id", place, "bigint", call, code)
            fields.append(key._replace(mandatory=True, references=Reference(name), markers=(), comment=""))
    if not table:
        return
    listed = call.options.get("primary_key")
    keys = texts(listed, code) if listed else []
    if len(keys) == 1:
        name, place = keys[0]
        field = column(name, place, _key_type(call.options.get("id"), code) or "bigint", call, code)
        fields.append(field._replace(primary=True, unique=True, markers=(), length=None, comment=""))
    comment, markers = code.said(call.node, call.method, call.node)
    said = text(call.options["comment"], code) if "comment" in call.options else ""
    comment = ": ".join(filter(None, (said, comment)))
    span = code.within(call.arguments[0], "\"':")
    yield Added(table, tuple(fields), span, comment, markers, fresh=call.name != "change_table")
    for inner in calls(bodies(call.block), code):
        yield from _change(inner, inner.name, table, 0, code, enums)
    yield from (Altered(table, name, (("primary", True),)) for name, _ in keys if len(keys) > 1)


def _key_type(node: Node | None, code: Code) -> str:
    """The type of a key: ``id: :uuid``, ``id: { type: :string, limit: 12 }``."""
    if node and node.type == "hash":
        return next((text(value, code) for key, value in pairs(node, code) if key == "type"), "")
    return text(node, code) if node else ""


def _change(
    call: Call, name: str, table: str, at: int, code: Code, enums: dict[str, tuple[str, ...]]
) -> Iterator[Step]:
    """What one call says of columns; their names begin at a place among what it is given."""
    names = list(named(call, code, at))
    bare = name.removeprefix("add_").removeprefix("remove_") if at else name
    if name in ("rename_column", "rename") and len(names) == 2:
        comment, markers = code.said(call.node, call.node)
        place = code.within(names[1][1], "\"':")
        yield Renamed(table, names[1][0], names[0][0], place, comment, markers)
    elif name in ("remove", "remove_column", "remove_columns"):
        yield from (Dropped(table, field) for field, _ in names[: 1 if name == "remove_column" else None])
    elif name in ("remove_reference", "remove_references", "remove_belongs_to"):
        yield from (Dropped(table, f"{field}{end}") for field, _ in names for end in ("_id", "_type"))
    elif name == "remove_timestamps":
        yield from (Dropped(table, field) for field in ("created_at", "updated_at"))
    elif name.startswith("change") and names:
        yield from _altered(call, name, table, at, names, code)
    elif bare == "index" or name == "unique_constraint":
        yield from _indexed(call, table, at, code)
    elif bare == "foreign_key":
        yield from _keyed(call, table, at, code)
    elif made := tuple(_columns(call, name, at, names, code, enums)):
        yield _added(call, table, made, code)


def _added(call: Call, table: str, fields: tuple[Field, ...], code: Code) -> Added:
    """Columns with the table as this call names it, or where it does so last before."""
    apart = bool(call.arguments) and call.name.startswith("add_")
    null = call.options.get("null")
    needed = frozenset(field.path for field in fields) if null is not None and null.type == "false" else frozenset()
    return Added(table, fields, code.within(call.arguments[0], "\"':") if apart else None, needed=needed)


def _columns(
    call: Call, name: str, at: int, names: list[tuple[str, Node]], code: Code, enums: dict[str, tuple[str, ...]]
) -> Iterator[Field]:
    if name in ("column", "add_column"):
        kinds = [node for node in call.arguments[at + 1 :] if text(node, code)]
        kind = text(kinds[0], code) if kinds else text(call.options["type"], code) if "type" in call.options else ""
        yield from (column(each, place, kind, call, code) for each, place in names[:1])
    elif (name.removeprefix("add_") if at else name) in REFERENCES:
        for each, place in names:
            yield from reference(each, place, call, code)
    elif not at and name == "timestamps":
        yield from timestamps(call, code)
    elif not at and name not in _NOT_COLUMNS and not name.endswith(("?", "!")):
        listed = text(call.options["enum_type"], code) if "enum_type" in call.options else ""
        yield from (column(each, place, name, call, code)._replace(enum=enums.get(listed, ())) for each, place in names)


def _altered(call: Call, name: str, table: str, at: int, names: list[tuple[str, Node]], code: Code) -> Iterator[Step]:
    """``change_column :users, :bio, :text``, ``change_column_null :users, :bio, false``."""
    field, place = names[0]
    value = call.arguments[at + 1] if len(call.arguments) > at + 1 else None
    if name in ("change", "change_column"):
        made = column(field, place, names[1][0] if len(names) > 1 else "", call, code)
        says: dict[str, Any] = {"type": made.type, "length": made.length} if made.type else {}
        if "default" in call.options:
            says["default"] = made.default
        null = call.options.get("null")
        yield Altered(table, field, tuple(says.items()), None if null is None else null.type == "false")
    elif name in ("change_null", "change_column_null") and value:
        yield Altered(table, field, needed=value.type == "false")
    elif name in ("change_default", "change_column_default"):
        to = call.options.get("to", value)
        yield Altered(table, field, (("default", to is not None and to.type != "nil"),))


def _indexed(call: Call, table: str, at: int, code: Code) -> Iterator[Step]:
    if len(call.arguments) <= at:
        return
    columns = texts(call.arguments[at], code)
    unique = call.options.get("unique")
    if len(columns) == 1 and unique is not None and unique.type == "true" and "where" not in call.options:
        yield Altered(table, columns[0][0], (("unique", True),))


def _keyed(call: Call, table: str, at: int, code: Code) -> Iterator[Step]:
    """``add_foreign_key "posts", "users", column: "author_id"``."""
    to = call.said(code, at)
    if not to:
        return
    said = text(call.options["column"], code) if "column" in call.options else ""
    other = text(call.options["primary_key"], code) if "primary_key" in call.options else ""
    own = said or next((f"{each}_id" for each in (_singular(to),) if each), "")
    yield Altered(table, own, (("references", Reference(to, other or None)),))


def _singular(table: str) -> str:
    name = table.rpartition(".")[2]
    head, sign, last = name.rpartition("_")
    if last in SINGULARS:
        return head + sign + SINGULARS[last]
    if name.endswith("ies"):
        return name[:-3] + "y"
    return name.removesuffix("es" if name.endswith(("sses", "uses", "xes", "ches", "shes")) else "s")
