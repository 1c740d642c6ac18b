"""CREATE TABLE, and SELECT INTO."""

from __future__ import annotations

from collections.abc import Sequence

from minlint.read.sql.columns import column, described
from minlint.read.sql.constraints import constrain, enter, is_constraint
from minlint.read.sql.cursor import Cursor, Name, names, split
from minlint.read.sql.lexer import Token
from minlint.read.sql.schema import Column, Names, Table
from minlint.read.sql.selects import BEFORE_QUERY, is_query, put_selected
from minlint.read.sql.statement import Statement, may_copy

_NO_TABLE = BEFORE_QUERY | {"EXECUTE", "NODE", "EDGE", "FILETABLE"}
_INTO_KINDS = frozenset({"TEMP", "TEMPORARY", "UNLOGGED", "TABLE"})


def create_table(statement: Statement) -> None:
    """Read what stands behind CREATE … TABLE into the schema."""
    cursor = statement.cursor
    once = cursor.take("IF", "NOT", "EXISTS")
    name = cursor.name()
    if name is None:
        statement.lose("a table without a name")
        return
    if cursor.at("PARTITION", "OF"):  # its rows and columns are its parent's
        return
    if statement.dialect.rowid and name.last.lower().startswith("sqlite_"):  # SQLite's own
        return
    statement.table = table = Table(name)
    _definition(statement, table)
    _put(statement, table, once=once)


def _put(statement: Statement, table: Table, *, once: bool) -> None:
    """Add a table; ``CREATE OR REPLACE`` replaces the one whose name only differs in case."""
    tables, replaces = statement.schema.tables, statement.tokens[2:3]
    known = tables.get(table.key)
    if known and replaces and replaces[0].key == "REPLACE" and tables.same(known.key, table.key):
        tables.drop(known)
    if not (once and known):
        tables.put(table)


def select_into(statement: Statement) -> None:
    """Read ``SELECT … INTO name FROM …``: a new table of the columns that the query names; ``INSERT INTO`` is none."""
    tokens, depth = statement.tokens, 0
    for index, token in enumerate(tokens):
        depth += (token.key == "(") - (token.key == ")")
        if depth == 0 and token.key in ("INSERT", "MERGE", "UPDATE", "DELETE"):
            return
        if depth == 0 and token.key == "INTO":
            cursor = Cursor(tokens[index + 1 :])
            while cursor.peek().key in _INTO_KINDS and cursor.peek(1).kind in ("word", "quoted"):
                cursor.next()
            name = cursor.name()
            if name and not name.text.startswith("@"):
                statement.table = table = Table(name)
                for item in put_selected(statement, table, [*tokens[:index], *cursor.left()], []):
                    statement.lose("a query's column without a name", item.tokens[0])
                statement.schema.tables.put(table)
            return


def create_virtual_table(statement: Statement) -> None:
    """Read an SQLite full-text or other virtual table: the columns among its module's arguments."""
    cursor = statement.cursor
    cursor.take("TABLE")
    cursor.take("IF", "NOT", "EXISTS")
    name = cursor.name()
    if name is None or not cursor.take("USING"):
        statement.lose("a virtual table without a name or module")
        return
    cursor.name()
    statement.table = table = Table(name)
    for part in split(cursor.group() or ()):
        if all(token.key != "=" for token in part):
            _columns(statement, table, part)
    statement.schema.tables.put(table)


def skip_place(cursor: Cursor) -> None:
    """ClickHouse's ``UUID '…'`` and ``ON CLUSTER name``."""
    if cursor.at("UUID"):
        cursor.position += 2
    if cursor.take("ON", "CLUSTER"):
        cursor.name()


def _definition(statement: Statement, table: Table) -> None:
    cursor = statement.cursor
    skip_place(cursor)
    described_here = cursor.at("(") and not cursor.at("(", "SELECT")
    rules: list[Sequence[Token]] = []
    if described_here:
        rules = _body(statement, table, cursor.group() or ())
        statement.body_end = cursor.peek(-1).start
        if all(token.key != "INHERITS" for token in cursor.left()):  # else they may be about columns yet to come
            rules = _constrain(statement, table, rules)
        if statement.dialect.rowid and all(token.key != "ROWID" for token in cursor.left()):
            _fill_rowid(table)
        if cursor.open:
            statement.lose("the list of columns is never closed")
    if not _options(statement, table, described_here):
        statement.lose(f"no columns of {'.'.join(table.key)} could be found")
    _constrain(statement, table, rules)


def _options(statement: Statement, table: Table, described_here: bool) -> bool:
    """What stands behind the list of columns; whether the table's columns are known."""
    cursor = statement.cursor
    while not cursor.done:
        if cursor.take("INHERITS"):
            _inherit(statement, table, names(cursor.group() or ()))
        elif not described_here and _copies(cursor):
            _copy(statement, table, cursor.name())
            described_here = True
        elif cursor.take("PARTITION", "COLUMNS"):  # BigQuery reads the others from the files
            _partitions(statement, table, cursor.group() or ())
        elif cursor.take("PARTITIONED", "BY"):
            described_here = _partitions(statement, table, cursor.group() or ()) or described_here
        elif _at_query(cursor):
            described_here = _select(statement, table) or described_here
        elif (comment := cursor.text("COMMENT")) is not None or (comment := described(cursor)) is not None:
            table.said = comment or table.said
        elif cursor.take("TBLPROPERTIES"):
            table.said = _property(cursor.group() or ()) or table.said
        elif cursor.group() is None:
            cursor.next()
    return described_here


def _inherit(statement: Statement, table: Table, parents: Sequence[Name]) -> None:
    """The parents' columns, before a table's own; keys stay with the parents."""
    own, table.columns = table.columns, Names()
    for parent in parents:
        _copy(statement, table, parent)
    for found in list(table.columns):
        found.not_null = found.not_null or found.primary
        found.primary, found.unique, found.references = False, False, None
    for found in own:
        inherited = table.columns.get(found.key)
        if inherited:
            inherited.redefine(found)
        else:
            table.columns.put(found)


def _copies(cursor: Cursor) -> bool:
    if cursor.at("AS") and cursor.peek(1).kind in ("word", "quoted") and cursor.peek(1).key not in _NO_TABLE:
        return bool(cursor.take("AS"))  # ClickHouse's ``AS other ENGINE = …``
    return any(cursor.take(word) for word in ("LIKE", "OF", "CLONE", "COPY"))


def _at_query(cursor: Cursor) -> bool:
    if cursor.at("AS"):
        return cursor.peek(1).key in BEFORE_QUERY
    return cursor.at("SELECT") or cursor.at("(", "SELECT")


def _property(tokens: Sequence[Token]) -> str:
    """The comment among Hive's table properties."""
    pairs = [part for part in split(tokens) if len(part) == 3 and part[0].value.lower() == "comment"]
    return pairs[0][2].value if pairs else ""


def _partitions(statement: Statement, table: Table, tokens: Sequence[Token]) -> bool:
    """Hive's partition columns that stand only here, with their types."""
    found = False
    for part in split(tokens):
        if len(part) > 1 and part[1].kind in ("word", "quoted"):
            _columns(statement, table, part)
            found = True
    return found


def _fill_rowid(table: Table) -> None:
    """A lone INTEGER key is SQLite's row number, which it fills itself."""
    keys = [found for found in table.columns if found.primary]
    if len(keys) == 1 and keys[0].type.upper() == "INTEGER":
        keys[0].default = True


def _body(statement: Statement, table: Table, tokens: Sequence[Token]) -> list[Sequence[Token]]:
    """The columns of the list; its constraints are left to the caller."""
    constraints = []
    for part in split(tokens):
        if is_constraint(part):
            statement.elements.append((part[0].start, None))
            constraints.append(part)
        elif part[0].key == "LIKE":
            statement.elements.append((part[0].start, None))
            _like(statement, table, Cursor(part[1:]))
        else:
            _columns(statement, table, part)
    return constraints


def _constrain(statement: Statement, table: Table, constraints: list[Sequence[Token]]) -> list[Sequence[Token]]:
    """Apply the constraints; none is left."""
    for part in constraints:
        constrain(statement, table, Cursor(part))
    return []


_WITH_KEYS = frozenset({"ALL", "INDEXES", "CONSTRAINTS"})
_WITH_DEFAULTS = frozenset({"ALL", "DEFAULTS", "IDENTITY", "GENERATED"})


def _like(statement: Statement, table: Table, cursor: Cursor) -> None:
    """PostgreSQL's LIKE within the list: keys and defaults come along only where it says so."""
    known = len(table.columns)
    _copy(statement, table, cursor.name())
    words = (
        {token.key for token in cursor.left()} if any(token.key == "INCLUDING" for token in cursor.left()) else set()
    )
    for found in list(table.columns)[known:]:
        found.not_null = found.not_null or found.primary
        found.references = None
        if not words & _WITH_KEYS:
            found.primary = found.unique = False
        if not words & _WITH_DEFAULTS:
            found.default = False


def _columns(statement: Statement, table: Table, part: Sequence[Token]) -> None:
    """The column of one part of the list; more than one where a comma is missing."""
    cursor = Cursor(part)
    while not cursor.done:
        if cursor.position:
            statement.lose("a comma is missing before this column", cursor.tokens[cursor.position])
        found = column(statement, cursor, cursor.peek().start)
        if found is None:
            statement.lose("what stands here is no column", part[0])
            return
        enter(statement, table, found)


def _copy(statement: Statement, table: Table, source: Name | None) -> None:
    """Take over the columns of another table or of a composite type."""
    if source is None:
        return
    other = statement.schema.tables.get(source.parts)
    kind = statement.schema.types.get(source.parts)
    if other is None and kind is None:
        statement.lose(f"takes its columns from {source.text}, which this file doesn't define")
    columns: Names[Column] | tuple[Column, ...] = other.columns if other else kind.fields if kind else ()
    for found in list(columns) if may_copy(statement, len(columns)) else ():
        if table.columns.get(found.key) is None:
            table.columns.put(found.copy())


def _select(statement: Statement, table: Table) -> bool:
    """The columns that a query names; those it doesn't name are lost."""
    if statement.cursor.take("AS", "TABLE") or statement.cursor.take("AS", "FROM"):
        _copy(statement, table, statement.cursor.name())
        return True
    query = statement.cursor.left()
    statement.cursor.position += len(query)
    declared = [] if statement.dialect.spaced else list(table.columns)  # MySQL's own stand beside the query's
    for item in put_selected(statement, table, query, declared):
        statement.lose("a query's column without a name", item.tokens[0])
    return is_query(query)
