"""What one column of Drizzle's says of itself: ``varchar('name', {length: 80}).notNull()``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from minlint.model import Field, Reference
from minlint.read.names import differs
from minlint.read.script.module import Call, Entry, Module, returned

if TYPE_CHECKING:
    from tree_sitter import Node

_DEFAULTS = frozenset(
    """default defaultNow defaultRandom $default $defaultFn $onUpdate $onUpdateFn autoincrement
    generatedAlwaysAsIdentity generatedByDefaultAsIdentity identity onUpdateNow""".split()  # noqa: SIM905
)
_SERIAL = frozenset(("serial", "bigserial", "smallserial"))
_STORED_AS = frozenset(("boolean", "timestamp", "timestamp_ms", "json", "bigint"))  # modes that say what is held
_DIGITS = frozenset(("numeric", "decimal", "timestamp", "time", "datetime", "double", "real", "float"))


def column(entry: Entry, dialect: str, names: Mapping[str, str]) -> Field:
    """A column as a field without its place. ``names`` are the tables' by the variables that hold them."""
    module = entry.module
    chain = module.chain(entry.value)
    if not chain:
        return Field(entry.name)
    base, calls = chain[0], {call.name: call for call in chain[1:]}
    options = _options(base, module)
    declared, choices = _type(base, options, module)
    given = base.name in _SERIAL or not _DEFAULTS.isdisjoint(calls)
    given = given or (dialect.startswith("sqlite") and base.name == "integer" and "primaryKey" in calls)
    made = "generatedAlwaysAs" in calls
    primary = "primaryKey" in calls
    name = module.text(next(iter(base.arguments), None)) or ""
    many = "array" in calls
    return Field(
        entry.name + "[]" * many,
        declared + "[]" * many,
        None,
        not (given or made) and ("notNull" in calls or primary),
        name if differs(name, entry.name) else "",
        choices,
        primary=primary,
        unique=primary or "unique" in calls,
        references=_reference(calls.get("references"), module, names),
        default=given,
        direction="out" if made else "",
        length=module.number(options.get("length")),
    )


def _options(base: Call, module: Module) -> dict[str, Node]:
    objects = [node for node in map(module.plain, base.arguments) if node and node.type == "object"]
    return module.options(objects[-1]) if objects else {}


def _type(base: Call, options: Mapping[str, Node], module: Module) -> tuple[str, tuple[str, ...]]:
    """A column's type and the values it may have."""
    listed = [node for node in map(module.plain, base.arguments) if node and node.type == "array"]
    if made := module.chain(module.constants.get(base.name)):
        return _own(made[0], base, module)
    choices = module.texts(options.get("enum")) or (module.texts(listed[-1]) if listed else ())
    mode = module.text(options.get("mode"))
    if mode in _STORED_AS and base.name in ("integer", "text", "blob"):
        return f"{mode} {base.name}", choices
    digits = [module.number(options.get(key)) for key in ("precision", "scale")]
    if base.name in _DIGITS and digits[0] is not None:
        return f"{base.name}({', '.join(str(digit) for digit in digits if digit is not None)})", choices
    dimensions = module.number(options.get("dimensions"))
    return f"{base.name}({dimensions})" if dimensions else base.name, choices


def _own(made: Call, base: Call, module: Module) -> tuple[str, tuple[str, ...]]:
    """The type of a column that a constant of the file makes: an enum, or a type of one's own."""
    if made.name.endswith("Enum"):
        return f"enum {base.name}", module.texts(made.arguments[-1]) if made.arguments else ()
    if made.name == "customType" and made.arguments:
        found = module.code.find(
            "(return_statement (string) @it) (arrow_function body: (string) @it)", made.arguments[0]
        )
        return (module.text(found[0]) if found else None) or base.name, ()
    return base.name, ()


def _reference(call: Call | None, module: Module, names: Mapping[str, str]) -> Reference | None:
    """What ``.references(() => users.id)`` points at."""
    found = returned(next(iter(call.arguments), None)) if call else None
    if found is None or found.type != "member_expression":
        return None
    owner, field = found.child_by_field_name("object"), found.child_by_field_name("property")
    variable = module.code.words(owner).rpartition(".")[2]
    return Reference(names.get(variable, variable), module.code.words(field))
