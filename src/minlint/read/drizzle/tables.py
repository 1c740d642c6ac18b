"""The tables and views that a file of Drizzle's makes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from minlint.model import Field, Record, Reference
from minlint.read.content import Content, content
from minlint.read.drizzle.columns import column
from minlint.read.input import Input
from minlint.read.script.module import Module, arguments, declared, returned
from minlint.tuples import NamedTuple

if TYPE_CHECKING:
    from tree_sitter import Node

_MAKES = re.compile(r"(?:[tT]able|(?:Materialized)?View|view)$")
_HINT = re.compile(r"(?:[tT]able|View)\(|\.notNull\(\)|\.references\(")


class Table(NamedTuple):
    """A call that makes a table: its name with its schema's, the variable it is put into, and what is said of it."""

    call: Node
    name: str
    variable: str
    key: Node
    columns: Node | None
    extras: tuple[Node, ...]
    dialect: str


def read(source: Input) -> Content:
    """Read its tables."""
    module = Module(source)
    tables = list(_tables(module))
    names = {table.variable: table.name for table in tables if table.variable}
    records = (_record(table, module, names) for table in tables)
    return content(records, module.code.lost([table.call for table in tables], (), _HINT), module.code.margins)


def _tables(module: Module) -> Iterator[Table]:
    for call in module.code.find("(call_expression) @it"):
        given = arguments(call)
        name = module.text(given[0]) if given else None
        maker = _maker(call, module) if name and len(given) > 1 else ""
        if name is None or not _MAKES.search(maker):
            continue
        columns = module.plain(returned(module.plain(given[1])))
        if columns and columns.type == "object":
            schema = _schema(call, module)
            full = f"{schema}.{name}" if schema else name
            yield Table(call, full, declared(call, module), given[0], columns, tuple(given[2:]), maker)


def _maker(call: Node, module: Module) -> str:
    """The name of the function that a call calls, as the library knows it."""
    function = call.child_by_field_name("function")
    if function and function.type == "member_expression":
        return module.code.words(function.child_by_field_name("property"))
    name = module.code.words(function)
    made = module.constants.get(name)
    if made and (chain := module.chain(made)):
        return chain[-1].name.removesuffix("Creator")
    return module.imports.get(name, ("", name))[1]


def _schema(call: Node, module: Module) -> str:
    """The name of the schema that a table is made in: ``const auth = pgSchema('auth')``, ``auth.table(…)``."""
    function = call.child_by_field_name("function")
    owner = function.child_by_field_name("object") if function and function.type == "member_expression" else None
    chain = module.chain(owner) if owner else []
    return (module.text(next(iter(chain[0].arguments), None)) or "") if chain and "Schema" in chain[0].name else ""


def _record(table: Table, module: Module, names: dict[str, str]) -> Record:
    fields = {}
    for entry in module.entries(table.columns):
        field = column(entry, table.dialect, names)
        if entry.module is module:
            comment, markers = module.code.said(entry.node, entry.node)
            words = ": ".join(filter(None, (field.comment, comment)))
            field = field._replace(span=module.code.within(entry.key), comment=words, markers=markers)
        fields[entry.name] = field
    for extra in table.extras:
        _constrain(fields, extra, module, names)
    first = table.call
    while first.parent and first.parent.type not in ("program", "statement_block"):
        first = first.parent
    comment, markers = module.code.said(first, table.key, table.call)
    return Record(table.name, tuple(fields.values()), module.code.within(table.key), comment, markers=markers)


def _constrain(fields: dict[str, Field], extra: Node, module: Module, names: dict[str, str]) -> None:
    """Apply what the third argument says of columns: ``(t) => [primaryKey({columns: [t.a, t.b]})]``."""
    for call in module.code.find("(call_expression) @it", extra):
        chain = module.chain(call)
        kind, last = chain[0].name, chain[-1]
        if len(chain) > 1 and last.name == "on" and kind in ("unique", "uniqueIndex") and len(last.arguments) == 1:
            _mark(fields, _columns(last.arguments[0], module), unique=True)
        elif len(chain) == 1 and kind == "primaryKey":
            listed = module.options(last.arguments[0]).get("columns") if last.arguments else None
            nodes = [listed] if listed else list(last.arguments)
            keys = [name for node in nodes for name in _columns(node, module)]
            _mark(fields, keys, primary=True, unique=len(keys) == 1)
        elif len(chain) == 1 and kind == "foreignKey" and last.arguments:
            said = module.options(last.arguments[0])
            own, other = (_columns(said.get(key), module, whole=True) for key in ("columns", "foreignColumns"))
            for name, leads in zip(own, other, strict=False):
                variable, _, key = leads.rpartition(".")
                target = Reference(names.get(variable, variable), key)
                _mark(fields, [name.rpartition(".")[2]], references=target)


def _mark(fields: dict[str, Field], names: list[str], **said: object) -> None:
    for name in names:
        if field := fields.get(name):
            kept = {key: value for key, value in said.items() if value}
            needed = {"mandatory": not field.default} if said.get("primary") else {}
            fields[name] = field._replace(**kept, **needed)  # type: ignore[arg-type]


def _columns(node: Node | None, module: Module, whole: bool = False) -> list[str]:
    """The columns that are named: ``t.email``, ``[t.a, t.b]``."""
    if node is None:
        return []
    nodes = node.named_children if node.type == "array" else [node]
    words = [module.code.words(item) for item in nodes if item.type == "member_expression"]
    return words if whole else [word.rpartition(".")[2] for word in words]
