"""What an Alembic revision does to tables on its way up: its calls as steps."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

from minlint.model import Field, Reference, Span
from minlint.read import beside
from minlint.read.history import Added, Altered, Dropped, Part, Renamed, Step
from minlint.read.input import Input
from minlint.read.python import sqlalchemy, values
from minlint.read.python.annotations import Shape
from minlint.read.python.module import Module, module
from minlint.tuples import NamedTuple

_TURNS = 50  # of a loop: more tables are hardly changed alike
_NONE: Mapping[str, str] = {}


class _Told(NamedTuple):
    """A call on ``op``, or on a batch of operations on one table, which is then the first thing it is given.

    ``names`` are what a loop around it goes through: the text that is meant this time.
    """

    name: str
    call: ast.Call
    table: ast.expr | None = None
    schema: str = ""
    names: Mapping[str, str] = _NONE

    def given(self, place: int, name: str) -> ast.expr | None:
        """What it is given at a place, the table counted, or by a name."""
        if place == 0 and self.table:
            return self.table
        place -= 1 if self.table else 0
        found = values.keyword(self.call, name)
        return found or (self.call.args[place] if place < len(self.call.args) else None)


def part(source: Input) -> Part:
    """What a file does to tables, and which revisions it follows. Raises `Unreadable` for no valid Python."""
    found = module(source)
    calls = list(_Calls(found).of("upgrade"))
    steps = tuple(step for told in calls for step in _steps(told, found))
    after = [name for key in ("down_revision", "depends_on") for name in _names(found.constants.get(key))]
    first = min((node.lineno for node in found.tree.body if isinstance(node, ast.FunctionDef)), default=1)
    called = values.words(found.constants.get("revision"))
    return Part(steps, markers=beside.head(found.margins, first + 1), called=called, after=tuple(after))


def _names(node: ast.expr | None) -> list[str]:
    """A text, or those of a list."""
    return list(values.texts(node)) or list(filter(None, [values.words(node)]))


def _turns(loop: ast.For) -> list[Mapping[str, str]]:
    """What the name of a loop over texts stands for, one turn after the other."""
    said = list(values.texts(loop.iter))[:_TURNS]
    return [{loop.target.id: text} for text in said] if isinstance(loop.target, ast.Name) else []


class _Calls:
    """The calls of a function in order, those in conditions, loops and functions of the file that it calls."""

    def __init__(self, found: Module) -> None:
        self.module = found
        self.functions = {node.name: node for node in found.tree.body if isinstance(node, ast.FunctionDef)}
        self.begun = set[str]()
        self.batches: dict[str, tuple[ast.expr | None, str]] = {}

    def of(self, name: str) -> Iterator[_Told]:
        waiting = [(node, _NONE) for node in self._body(name)]
        while waiting:
            node, names = waiting.pop()
            if isinstance(node, (ast.With, ast.AsyncWith)):
                self._batches(node)
            if isinstance(node, ast.For) and not names and (turns := _turns(node)):
                waiting.extend((inner, turn) for turn in reversed(turns) for inner in reversed(node.body))
                continue
            waiting.extend((inner, names) for inner in reversed(list(ast.iter_child_nodes(node))))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                waiting.extend((inner, names) for inner in self._body(node.func.id))
            elif isinstance(node, ast.Call) and (told := self._told(node)):
                yield told._replace(names=names)

    def _body(self, name: str) -> list[ast.AST]:
        """A function of the file, the first time that it is called."""
        if name in self.begun or name not in self.functions:
            return []
        self.begun.add(name)
        return [self.functions[name]]

    def _batches(self, node: ast.With | ast.AsyncWith) -> None:
        for item in node.items:
            call = item.context_expr
            if isinstance(call, ast.Call) and self.module.dotted(call).endswith(".batch_alter_table"):
                table = values.keyword(call, "table_name") or (call.args[0] if call.args else None)
                if isinstance(item.optional_vars, ast.Name):
                    self.batches[item.optional_vars.id] = (table, values.words(values.keyword(call, "schema")))

    def _told(self, call: ast.Call) -> _Told | None:
        assert isinstance(call.func, ast.expr)
        owner, _, name = self.module.dotted(call).rpartition(".")
        if owner in self.batches:
            table, schema = self.batches[owner]
            return _Told(name, call, table, schema) if table else None
        if owner in ("op", "alembic.op"):
            return _Told(name, call, None, values.words(values.keyword(call, "schema")))
        return None


def _steps(told: _Told, found: Module) -> Iterator[Step]:
    if told.name in ("create_foreign_key", "create_unique_constraint", "create_primary_key"):
        yield from _constrained(told, found)
        return
    place = told.given(0, "table_name" if told.name != "rename_table" else "old_table_name")
    table = _table(place, told, found)
    if place is None or not table:
        return
    if told.name == "create_table":
        yield _created(table, place, told, found)
        yield from _constraints(table, told, found)
    elif told.name == "drop_table":
        yield Dropped(table)
    elif told.name == "rename_table":
        if to := _table(told.given(1, "new_table_name"), told, found):
            yield Renamed(table, to)
    elif told.name == "add_column":
        column = told.given(1, "column")
        if isinstance(column, ast.Call) and (field := _field(column, told.call, found)):
            said = found.margins.at(_lines(told.call))
            needed = frozenset([field.path] if _needed(column) else [])
            yield Added(table, (field._replace(markers=said),), _span(place, found), needed=needed)
    elif name := _text(told.given(1, "column_name"), found):
        if told.name == "drop_column":
            yield Dropped(table, name)
        elif told.name == "alter_column":
            yield from _altered(table, name, told, found)


def _created(table: str, place: ast.expr, told: _Told, found: Module) -> Added:
    """``op.create_table("guests", sa.Column("email", sa.String(), nullable=False), …)``."""
    columns = [item for item in told.call.args if isinstance(item, ast.Call)]
    taken = {line for item in columns for line in _lines(item) if found.dotted(item).endswith("Column")}
    fields, needed = [], set[str]()
    for item in columns:
        if field := _field(item, item, found):
            fields.append(field._replace(markers=beside.field(found.margins, _lines(item))))
            needed.update([field.path] if _needed(item) else [])
    lines = _lines(told.call)
    comment = values.words(values.keyword(told.call, "comment")) or found.margins.words(lines[0])
    said = beside.record(found.margins, lines[0], lines[-1], taken)
    return Added(table, tuple(fields), _span(place, found), comment, said, fresh=True, needed=frozenset(needed))


def _field(column: ast.Call, about: ast.Call, found: Module) -> Field | None:
    """A column that is named by a text; ``about`` is what its comment stands at."""
    place = values.keyword(column, "name") or (column.args[0] if column.args else None)
    name = _text(place, found)
    if not name or place is None or not found.dotted(column).endswith("Column"):
        return None
    field = sqlalchemy.column(name, Shape(), [column], found, {})
    lines = _lines(about)
    words = field.comment or found.margins.words(lines[-1]) or found.margins.words(lines[0])
    length = _length(column, found)
    return field._replace(span=_span(place, found), comment=words, length=length)


def _length(column: ast.Call, found: Module) -> int | None:
    """How long a text may be: that of ``sa.String(80)``."""
    for item in column.args[1:]:
        if isinstance(item, ast.Call) and found.dotted(item).rpartition(".")[2] in ("String", "Unicode", "VARCHAR"):
            return values.number(values.keyword(item, "length") or (item.args[0] if item.args else None))
    return None


def _needed(column: ast.Call) -> bool:
    """Whether a column must not be null, whatever its default."""
    return values.is_false(values.keyword(column, "nullable")) or values.is_true(values.keyword(column, "primary_key"))


def _constraints(table: str, told: _Told, found: Module) -> Iterator[Step]:
    """What stands among a table's columns: ``sa.PrimaryKeyConstraint("id")``."""
    for item in told.call.args:
        kind = found.dotted(item).rpartition(".")[2] if isinstance(item, ast.Call) else ""
        if not isinstance(item, ast.Call):
            continue
        if kind in ("PrimaryKeyConstraint", "UniqueConstraint"):
            names = [name for each in item.args if (name := _text(each, found))]
            yield from _keys(table, names, kind == "PrimaryKeyConstraint")
        elif kind == "ForeignKeyConstraint" and len(item.args) > 1:
            own, other = (list(values.texts(each)) for each in item.args[:2])
            if len(own) == len(other) == 1:
                record, _, field = other[0].rpartition(".")
                yield Altered(table, own[0], (("references", Reference(record, field)),))


def _keys(table: str, names: list[str], primary: bool) -> Iterator[Step]:
    """What a key says of its columns; one of several makes none of them unique."""
    for name in names:
        if primary:
            yield Altered(table, name, (("primary", True), ("unique", len(names) == 1)), needed=True)
        elif len(names) == 1:
            yield Altered(table, name, (("unique", True),))


def _constrained(told: _Told, found: Module) -> Iterator[Step]:
    """``op.create_unique_constraint("uq", "guests", ["email"])``; in a batch the table isn't said again."""
    given = [_text(node, found) for node in told.call.args]
    batch = told.table is not None
    place = told.table or values.keyword(told.call, "source_table") or values.keyword(told.call, "table_name")
    place = place or (told.call.args[1] if len(told.call.args) > 1 else None)
    table = _table(place, told, found)
    listed = [list(values.texts(node)) for node in (*told.call.args, *(key.value for key in told.call.keywords))]
    columns = [names for names in listed if names]
    if not table or not columns:
        return
    if told.name != "create_foreign_key":
        yield from _keys(table, columns[0], told.name == "create_primary_key")
        return
    index = 1 if batch else 2
    to = _text(values.keyword(told.call, "referent_table"), found) or "".join(given[index : index + 1])
    if to and len(columns) > 1 and len(columns[0]) == 1:
        yield Altered(table, columns[0][0], (("references", Reference(to, columns[1][0])),))


def _altered(table: str, name: str, told: _Told, found: Module) -> Iterator[Step]:
    """``op.alter_column("guests", "phone", new_column_name="mobile", nullable=False)``."""
    call = told.call
    says: dict[str, object] = {}
    if kind := values.keyword(call, "type_"):
        made = ast.Call(ast.Name("Column"), [ast.Constant(name), kind], [])
        field = sqlalchemy.column(name, Shape(), [made], found, {})
        says.update(type=field.type, enum=field.enum, length=_length(made, found))
    if default := values.keyword(call, "server_default"):
        says["default"] = not (isinstance(default, ast.Constant) and default.value in (None, False))
    if words := values.words(values.keyword(call, "comment")):
        says["comment"] = words
    null = values.keyword(call, "nullable")
    needed = values.is_false(null) if null else None
    if says or needed is not None:
        yield Altered(table, name, tuple(says.items()), needed)
    to = values.keyword(call, "new_column_name", "name")
    if to and (new := _text(to, found)):
        lines = _lines(call)
        yield Renamed(table, new, name, _span(to, found), found.margins.words(lines[0]), found.margins.at(lines))


def _table(node: ast.expr | None, told: _Told, found: Module) -> str:
    """A table's name; where that is no text, the class that knows it (``Guest.__tablename__``), or the words."""
    looped = told.names.get(node.id, "") if isinstance(node, ast.Name) else ""
    name = looped or _text(node, found) or (found.source(node).removesuffix(".__tablename__") if node else "")
    return f"{told.schema}.{name}" if told.schema and name else name


def _text(node: ast.expr | None, found: Module) -> str:
    """A text, or one that a name at the top of the file stands for."""
    if isinstance(node, ast.Name):
        node = found.constants.get(node.id)
    return values.words(node)


def _lines(node: ast.expr) -> range:
    return range(node.lineno, (node.end_lineno or node.lineno) + 1)


def _span(node: ast.expr, found: Module) -> Span:
    """The place of a text, without its quotes."""
    return found.places.bare(found.span(node))
