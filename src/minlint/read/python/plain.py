"""Classes whose annotations are their fields: Pydantic, SQLModel, dataclasses, attrs, msgspec, typed dictionaries."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from minlint.model import Field, Record, Reference
from minlint.read.python import values
from minlint.read.python.annotations import Shape, reference, shape
from minlint.read.python.classes import Attribute, Class

_MODELS = frozenset(("BaseModel", "SQLModel", "BaseSettings", "GenericModel", "RootModel", "Struct"))
_TUPLES = frozenset(("TypedDict", "NamedTuple"))
_DECORATORS = frozenset(
    """attr.s attr.attrs attr.define attr.frozen attr.mutable attrs.define attrs.frozen attrs.mutable strawberry.type
    strawberry.input
    """.split()  # noqa: SIM905
)
_FIELDS = frozenset(("Field", "field", "ib", "attrib", "PrivateAttr", "Relationship"))
_NO_FIELDS = frozenset(("model_config", "Config"))
_LIBRARIES = frozenset(("pydantic", "pydantic_settings", "sqlmodel", "msgspec"))
_BASE_LIKE = ("Model", "Schema", "Base", "DTO", "Entity", "In", "Out")


def record(one: Class, known: frozenset[str]) -> Record | None:
    """Such a class as a record; None where it is none."""
    if not _is_one(one):
        return None
    found = one.record(_fields(one, known))
    return found._replace(direction="in") if "strawberry.input" in one.decorators else found


def is_table(one: Class) -> bool:
    """Whether it is a SQLModel whose rows are kept."""
    return values.is_true(one.keyword("table"))


def is_sqlmodel(one: Class) -> bool:
    """Whether it is a SQLModel, as far as its file tells."""
    return is_table(one) or any(base.rpartition(".")[2] == "SQLModel" for base in one.bases)


def _is_one(one: Class) -> bool:
    if any(name in _DECORATORS or name.rpartition(".")[2] == "dataclass" for name in one.decorators):
        return True
    last = {base.rpartition(".")[2].partition("[")[0] for base in one.bases}
    if last & (_TUPLES | _MODELS):
        return not values.is_enumeration(one.node, one.module)
    if any(shape(item.annotation, one.module).key for item in one.attributes):
        return True  # a typed dictionary whose base stands in another file
    if not one.module.packages & _LIBRARIES or not any(item.annotation for item in one.attributes):
        return False  # a base from another file is taken for a model only where this one uses the library, too
    return any(base.endswith(_BASE_LIKE) for base in last)


def _fields(one: Class, known: frozenset[str]) -> Iterator[tuple[Attribute, Field]]:
    for item in one.attributes:
        if item.name.startswith("__") or item.name in _NO_FIELDS:
            continue
        old_attrs = item.annotation is None and _callee(item.value, one) in ("ib", "attrib")
        if item.annotation is None and not old_attrs:
            continue
        found = shape(item.annotation, one.module)
        if not found.skipped and _callee(item.value, one) not in ("PrivateAttr", "Relationship"):
            yield item, _field(item, found, one, known)


def _callee(value: ast.expr | None, one: Class) -> str:
    return one.module.dotted(value).rpartition(".")[2] if isinstance(value, ast.Call) else ""


def _field(item: Attribute, found: Shape, one: Class, known: frozenset[str]) -> Field:
    call = item.value if _callee(item.value, one) in _FIELDS else None
    calls = [said for said in (call, *found.extras) if said]
    calls += [said] if (said := _said(calls, "sa_column")) else []
    foreign = values.words(_said(calls, "foreign_key")) or _foreign(_said(calls, "sa_column"), one)
    default = _default(item.value, call)
    return Field(
        item.name + found.path,
        found.type,
        one.module.span(item.target, len(item.name)),
        mandatory=_mandatory(one, found, default),
        comment=values.words(_said(calls, "description", "title")),
        enum=found.enum,
        primary=values.is_true(_said(calls, "primary_key")),
        unique=values.is_true(_said(calls, "unique")),
        references=key(foreign) if foreign else reference(found, known),
        default=default is not None and not _is_none(default),
        length=values.number(_said(calls, "max_length")),
    )


def _foreign(column: ast.expr | None, one: Class) -> str:
    """What the ``ForeignKey`` of a SQLModel's own ``Column(…)`` points at."""
    parts = column.args if isinstance(column, ast.Call) else []
    return next((values.words(part.args[0]) for part in parts
                 if isinstance(part, ast.Call) and part.args and _callee(part, one) == "ForeignKey"), "")  # fmt: skip


def key(said: str) -> Reference:
    """What a foreign key written ``table.column`` or ``schema.table.column`` points at."""
    table, _, column = said.rpartition(".")
    return Reference(table, column) if table else Reference(column)


def _said(calls: list[ast.expr], *names: str) -> ast.expr | None:
    return next(filter(None, (values.keyword(call, *names) for call in calls)), None)


def _default(value: ast.expr | None, call: ast.expr | None) -> ast.expr | None:
    """What a field holds where nothing is given: its value, or what its call says; None where something must be."""
    if call is None:
        return value
    said = values.keyword(call, "default", "default_factory", "factory")
    if said is None and isinstance(call, ast.Call) and call.args and not isinstance(call.args[0], ast.Starred):
        said = call.args[0]
    return None if isinstance(said, ast.Constant) and said.value is ... else said


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _mandatory(one: Class, found: Shape, default: ast.expr | None) -> bool:
    if found.required:
        return True
    return default is None and not found.optional and not values.is_false(one.keyword("total"))
