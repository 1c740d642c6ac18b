"""What a Laravel migration does on its way up: its calls as steps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from minlint.model import Marker, Reference
from minlint.read.grammars import Code
from minlint.read.history import Added, Altered, Dropped, Part, Renamed, Step
from minlint.read.input import Input
from minlint.read.laravel.columns import NOT_COLUMNS, SOFT, TIMES, columns
from minlint.read.laravel.php import Call, Chain, chains, closure, named, texts

if TYPE_CHECKING:
    from tree_sitter import Node

_HINT = re.compile(r"\bSchema::|\$table->")
_CREATES = frozenset(("create", "createIfNotExists"))


def part(source: Input) -> Part:
    """What a file does to tables. Raises `Unreadable` for a binary file."""
    code = Code(source.text, "php")
    found = [chain for body in _ups(code) for chain in chains(body, code)]
    steps = [step for chain in found for step in _steps(chain, code)]
    problems = code.lost([chain.node for chain in found], (), _HINT)
    return Part(tuple(steps), tuple(problems), (*code.margins.head(), *_above(code)))


def _ups(code: Code) -> Iterator[Node]:
    """The bodies of the methods that go forward."""
    for method in code.find("(method_declaration) @it"):
        body = method.child_by_field_name("body")
        if body and code.words(method.child_by_field_name("name")) == "up":
            yield body


def _above(code: Code) -> tuple[Marker, ...]:
    """What is said to minlint right above the migration's class."""
    found = code.find("[(class_declaration) (return_statement (object_creation_expression)) (anonymous_class)] @it")
    return code.margins.at(dict.fromkeys(code.line(node) for node in found[:1]))


def _steps(chain: Chain, code: Code) -> Iterator[Step]:
    last = chain.calls[-1]
    if chain.start.rpartition("\\")[2] != "Schema":
        return
    place = last.at(0, "table")
    table = named(place, code) if place else ""
    if last.name in _CREATES or last.name == "table":
        yield from _blueprint(chain, last, table, code)
    elif last.name in ("drop", "dropIfExists") and table:
        yield Dropped(table)
    elif last.name == "rename" and table and last.text(code, 1):
        yield Renamed(table, last.text(code, 1))
    elif last.name == "dropColumns":
        yield from (Dropped(table, name) for name, _ in texts(last.at(1), code))


def _blueprint(chain: Chain, last: Call, table: str, code: Code) -> Iterator[Step]:
    """``Schema::create('users', function (Blueprint $table) { … })``."""
    place = last.at(0, "table")
    if not table or place is None:
        return
    comment, markers = code.said(chain.node, last.method, chain.node)
    yield Added(table, (), code.within(place), comment, markers, fresh=last.name in _CREATES)
    yield from _lines(closure(last), table, code)


def _lines(body: Node | None, table: str, code: Code) -> Iterator[Step]:
    """The lines of a blueprint, those among them that ``after`` puts behind a column."""
    for inner in chains(body, code):
        if inner.start.startswith("$") and inner.calls[0].name == "after":
            yield from _lines(closure(inner.calls[0]), table, code)
        elif inner.start.startswith("$"):
            yield from _line(inner, table, code)


def _line(chain: Chain, table: str, code: Code) -> Iterator[Step]:
    base, says = chain.calls[0], {call.name for call in chain.calls[1:]}
    if base.name.startswith(("drop", "remove")):
        yield from (Dropped(table, name) for name in _dropped(base, code))
    elif base.name == "renameColumn" and base.text(code, 1):
        comment, markers = code.said(chain.node, chain.node)
        span = code.within(base.given[1])
        yield Renamed(table, base.text(code, 1), base.text(code, 0), span, comment, markers)
    elif base.name == "rename" and base.text(code):
        yield Renamed(table, base.text(code))
    elif base.name in ("unique", "primary", "foreign"):
        yield from _constrained(chain, base, table, code)
    elif base.name == "comment" and base.text(code):
        yield Added(table, (), comment=base.text(code))
    elif base.name not in NOT_COLUMNS:
        for field in columns(chain, code):
            if "change" in says:
                kept = {"type": field.type, "length": field.length, "default": field.default, "enum": field.enum}
                yield Altered(table, field.path, tuple(kept.items()), field.mandatory or field.default)
            else:
                needed = frozenset([field.path]) if field.mandatory or (field.default and not field.primary) else ()
                yield Added(table, (field,), needed=frozenset(needed) if "nullable" not in says else frozenset())


def _dropped(base: Call, code: Code) -> Iterator[str]:
    """The columns that a call takes away."""
    kind = base.name.removeprefix("drop")
    if kind in ("Column", "Columns") or base.name == "removeColumn":
        yield from (name for node in base.given for name, _ in texts(node, code))
    elif f"{kind[:1].lower()}{kind[1:]}" in TIMES:
        yield from ("created_at", "updated_at")
    elif f"{kind[:1].lower()}{kind[1:]}" in SOFT:
        yield base.text(code) or "deleted_at"
    elif kind == "RememberToken":
        yield "remember_token"
    elif kind == "Morphs" and base.text(code):
        yield from (f"{base.text(code)}_type", f"{base.text(code)}_id")
    elif kind == "ConstrainedForeignId" and base.text(code):
        yield base.text(code)


def _constrained(chain: Chain, base: Call, table: str, code: Code) -> Iterator[Step]:
    """``$table->unique('email')``, ``->primary(['a', 'b'])``, ``->foreign('a')->references('id')->on('b')``."""
    names = [name for name, _ in texts(base.at(0, "columns"), code)]
    says = {call.name: call for call in chain.calls[1:]}
    if base.name == "foreign" and len(names) == 1 and "on" in says and (to := says["on"].text(code)):
        field = says["references"].text(code) if "references" in says else ""
        yield Altered(table, names[0], (("references", Reference(to, field or None)),))
    elif base.name == "unique" and len(names) == 1:
        yield Altered(table, names[0], (("unique", True),))
    elif base.name == "primary":
        yield from (Altered(table, name, (("primary", True), ("unique", len(names) == 1))) for name in names)
