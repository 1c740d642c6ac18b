"""SQLAlchemy: declarative classes of versions 1.4 and 2 (``Column``, ``mapped_column``, ``Mapped``), and ``Table``."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from minlint.model import Field, Record, Reference
from minlint.read.python import values
from minlint.read.python.annotations import Shape, shape
from minlint.read.python.classes import Attribute, Class
from minlint.read.python.module import Module
from minlint.read.python.plain import is_sqlmodel, key

_COLUMNS = frozenset(("Column", "mapped_column"))
_WRAPPED = frozenset(("deferred", "column_property"))
_NOT_KEPT = frozenset(
    """relationship dynamic_loader column_property hybrid_property association_proxy synonym backref query_expression
    composite""".split()  # noqa: SIM905
)


def record(one: Class, tables: dict[str, str]) -> Record | None:
    """A class as a record, with the columns of mixins and abstract bases of this file; None where it is none.

    ``tables`` are the classes of the file by the name of their table.
    """
    if not is_table(one):
        return None
    return one.record(_fields(one, tables))


def is_table(one: Class) -> bool:
    """Whether rows of it are kept: it has columns, and isn't a mixin or an abstract base that others here extend.

    A SQLModel is none of these, though it may name its table: its fields are annotated.
    """
    if is_sqlmodel(one):
        return False
    if table_name(one):
        return True
    return has_columns(one) and not (
        one.is_extended and (not one.bases or values.is_true(one.constant("__abstract__")))
    )


def table_name(one: Class) -> str:
    """The name of the table, where the class says it."""
    return values.words(one.constant("__tablename__"))


def has_columns(one: Class) -> bool:
    """Whether its body declares columns."""
    return any(_is_column(item, one) for item in one.attributes)


def _is_column(item: Attribute, one: Class) -> bool:
    if _made(item.value, one.module):
        return True
    annotated = isinstance(item.annotation, ast.Subscript) and one.module.dotted(item.annotation).endswith("Mapped")
    called = _callee(item.value, one.module) if item.value else ""
    return annotated and called not in _NOT_KEPT and not _is_related(item, one.module)


def _is_related(item: Attribute, module: Module) -> bool:
    """Whether a bare ``Mapped[list[Other]]`` could only be a relationship."""
    return item.value is None and shape(item.annotation, module).path == "[]"


def _made(node: ast.expr | None, module: Module) -> ast.Call | None:
    """The call that makes a column, also one that is loaded late: ``deferred(Column(Text))``."""
    if _callee(node, module) in _WRAPPED and isinstance(node, ast.Call) and node.args:
        node = node.args[0]
    return node if isinstance(node, ast.Call) and _callee(node, module) in _COLUMNS else None


def _callee(node: ast.expr | None, module: Module) -> str:
    return module.dotted(node).rpartition(".")[2] if isinstance(node, ast.Call) else ""


def _fields(one: Class, tables: dict[str, str]) -> Iterator[tuple[Attribute, Field]]:
    for each, item in one.mixed_in(is_table):
        if _is_column(item, each):
            yield item, _field(item, each.module, tables)


def _field(item: Attribute, module: Module, tables: dict[str, str]) -> Field:
    call = _made(item.value, module)
    found = shape(item.annotation, module)
    calls = [one for one in (call, *found.extras) if isinstance(one, ast.Call)]
    return column(item.name, found, calls, module, tables)._replace(span=module.span(item.target, len(item.name)))


def column(name: str, found: Shape, calls: list[ast.Call], module: Module, tables: dict[str, str]) -> Field:
    """What ``Column(…)`` and an annotation say together."""
    arguments = [item for call in calls for item in call.args]
    type_ = _type(arguments, module) or values_of(calls, "type_")
    foreign = next((item for item in arguments if _callee(item, module) == "ForeignKey"), None)
    default = _default(calls, arguments, module)
    primary = values.is_true(values_of(calls, "primary_key"))
    return Field(
        name,
        module.source(type_) if type_ is not None else found.type + ("[]" if found.path == "[]" else ""),
        mandatory=_nullable(calls, found, primary) is False and not default,
        comment=values.words(values_of(calls, "comment", "doc")) or _info(calls),
        enum=_enum(type_, module) or found.enum,
        primary=primary,
        unique=values.is_true(values_of(calls, "unique")),
        references=_reference(foreign, module, tables),
        default=default,
    )


def values_of(calls: list[ast.Call], *names: str) -> ast.expr | None:
    """What the first of some calls that says it passes under some keywords."""
    return next(filter(None, (values.keyword(call, *names) for call in calls)), None)


def _info(calls: list[ast.Call]) -> str:
    info = values_of(calls, "info")
    pairs = zip(info.keys, info.values, strict=True) if isinstance(info, ast.Dict) else ()
    return next((values.words(said) for name, said in pairs if values.words(name) in ("description", "label")), "")


def _nullable(calls: list[ast.Call], found: Shape, primary: bool) -> bool:
    said = values_of(calls, "nullable")
    if said is not None:
        return not values.is_false(said)
    return False if primary else found.optional or not found.type


def _default(calls: list[ast.Call], arguments: list[ast.expr], module: Module) -> bool:
    names = ("default", "server_default", "insert_default", "default_factory")
    said = values_of(calls, *names)
    made = any(_callee(item, module) in ("Identity", "Computed", "Sequence") for item in arguments)
    return made or (said is not None and not (isinstance(said, ast.Constant) and said.value is None))


def _type(arguments: list[ast.expr], module: Module) -> ast.expr | None:
    """The type among a column's arguments: neither its name nor a constraint."""
    for item in arguments:
        name = module.dotted(item).rpartition(".")[2]
        if name and name[0].isupper() and name not in _NO_TYPES:
            return item
    return None


_NO_TYPES = frozenset(
    "ForeignKey Sequence Identity Computed CheckConstraint FetchedValue DefaultClause".split()  # noqa: SIM905
)


def _enum(type_: ast.expr | None, module: Module) -> tuple[str, ...]:
    """The values of ``Enum("a", "b")`` and of ``Enum(Class)``."""
    if not isinstance(type_, ast.Call) or _callee(type_, module) not in ("Enum", "ENUM", "ChoiceType", "SQLEnum"):
        return ()
    found = [word for item in type_.args for word in values.choices(item, module)]
    return tuple(dict.fromkeys(found))


def _reference(foreign: ast.expr | None, module: Module, tables: dict[str, str]) -> Reference | None:
    if not isinstance(foreign, ast.Call) or not foreign.args:
        return None
    said = foreign.args[0]
    found = key(values.words(said) or module.dotted(said))
    bare = found.record.rpartition(".")[2]  # without its schema
    return found._replace(record=tables.get(bare, found.record)) if found.record else None


def tables_of(module: Module) -> Iterator[Record]:
    """The tables that a module declares with ``Table("name", metadata, Column(…))``."""
    for node in ast.walk(module.tree) if "Table" in module.text else ():
        if isinstance(node, ast.Call) and _callee(node, module) == "Table" and len(node.args) > 2:
            name, columns = values.words(node.args[0]), [item for item in node.args if _is_column_call(item, module)]
            if name and columns:
                lines = range(node.lineno, (node.end_lineno or node.lineno) + 1)
                yield _table(name, node, columns, lines, module)


def _is_column_call(node: ast.expr, module: Module) -> bool:
    return (
        isinstance(node, ast.Call)
        and _callee(node, module) == "Column"
        and bool(node.args and values.words(node.args[0]))
    )


def _table(name: str, node: ast.Call, columns: list[ast.expr], lines: range, module: Module) -> Record:
    taken, fields = set[int](), []
    for item in columns:
        assert isinstance(item, ast.Call)
        own = range(item.lineno, (item.end_lineno or item.lineno) + 1)
        taken.update(own)
        said = tuple(marker for marker in module.margins.at(own) if marker.kind != "purpose")
        field = column(values.words(item.args[0]), Shape(), [item], module, {})
        comment = field.comment or module.margins.words(own[-1])
        span = module.places.bare(module.span(item.args[0]))
        fields.append(field._replace(span=span, markers=said, comment=comment))
    found = (
        marker
        for line in lines
        for marker in module.margins.at([line])
        if marker.kind == "purpose" or line not in taken
    )
    comment = values.words(values.keyword(node, "comment")) or module.margins.words(lines[0])
    return Record(name, tuple(fields), module.places.bare(module.span(node.args[0])), comment, markers=tuple(found))
