"""ALTER TABLE, one action after the other."""

from __future__ import annotations

from minlint.read.sql.columns import column, column_type, constraints, default, described
from minlint.read.sql.constraints import constrain, drop_column, enter, is_constraint, undo
from minlint.read.sql.cursor import END, Cursor, Name, names, split
from minlint.read.sql.schema import Column, Table
from minlint.read.sql.statement import Statement
from minlint.read.sql.vocabulary import TYPES

_VERBS = ("ADD", "DROP", "ALTER", "RENAME", "MODIFY", "CHANGE")
_NO_COLUMNS = (
    *("CONSTRAINT", "PRIMARY", "UNIQUE", "FOREIGN", "CHECK", "INDEX", "KEY", "FULLTEXT", "SPATIAL"),
    *("PARTITION", "SYSTEM", "PERIOD"),
)


def alter_table(statement: Statement) -> None:
    """Read what stands behind ALTER TABLE into the schema."""
    cursor = statement.cursor
    cursor.take("IF", "EXISTS")
    cursor.take("ONLY")
    name = cursor.name()
    if name is None:
        statement.lose("a table without a name")
        return
    cursor.take("*")
    if cursor.take("ON", "CLUSTER"):
        cursor.name()
    verb = ""
    for part in split(cursor.left()):
        cursor = Cursor(part)
        _ = cursor.take("WITH", "CHECK") or cursor.take("WITH", "NOCHECK")
        if not (verb and _goes_on(statement, cursor, verb)):
            verb = cursor.next().key
        _action(statement, name, cursor, verb)


def _goes_on(statement: Statement, cursor: Cursor, verb: str) -> bool:
    """Whether a part has the verb of the one before: ``ADD a int, b int`` is one in some dialects, always in T-SQL."""
    if statement.dialect.marked:
        return True
    if cursor.at("COLUMN") or (verb == "DROP" and len(cursor.tokens) == 1 and cursor.peek().key not in _RULES):
        return True
    return verb == "ADD" and cursor.peek().key not in _VERBS and cursor.peek(1).key in TYPES


def _action(statement: Statement, name: Name, cursor: Cursor, verb: str) -> None:
    if verb == "ADD":
        _add(statement, name, cursor)
    elif verb == "DROP":
        _drop(statement, name, cursor)
    elif verb == "RENAME":
        rename(statement, name, cursor)
    elif verb == "ALTER":
        _alter_column(statement, name, cursor)
    elif verb in ("MODIFY", "CHANGE"):
        _modify(statement, name, cursor, renames=verb == "CHANGE")
    elif verb == "REPLACE" and cursor.take("COLUMNS"):
        _replace(statement, statement.alter(name), cursor)
    else:
        _table_action(statement, name, cursor, verb)


def _add(statement: Statement, name: Name, cursor: Cursor) -> None:
    plain = cursor.take("COLUMN") or cursor.take("COLUMNS")
    cursor.take("IF", "NOT", "EXISTS")
    begins = cursor.tokens[0].start
    several = cursor.group()
    if several is None:
        _add_one(statement, name, Cursor(cursor.left()), begins, plain)
    for part in split(several or ()):
        _add_one(statement, name, Cursor(part), part[0].start, plain)


def _add_one(statement: Statement, name: Name, cursor: Cursor, begins: int, plain: bool) -> None:
    if is_constraint(cursor.tokens) or cursor.at("DEFAULT"):
        statement.elements.append((begins, None))
        if table := statement.find(name):
            constrain(statement, table, cursor)
    elif plain or cursor.peek().key not in _NO_COLUMNS:
        found = column(statement, cursor, begins)
        if found is None:
            statement.lose("an added column without a name")
        elif statement.alter(name).columns.get(found.key) is None:
            enter(statement, statement.alter(name), found)
            _place(statement.alter(name), found, cursor)


def _drop(statement: Statement, name: Name, cursor: Cursor) -> None:
    table = statement.find(name)
    if table is None:
        return
    if cursor.peek().key in _RULES:
        _drop_rule(table, cursor)
        return
    plain = cursor.take("COLUMN") or cursor.take("COLUMNS")
    cursor.take("IF", "EXISTS")
    if not plain and cursor.peek().key in _NO_COLUMNS:
        return
    for dropped in names(cursor.group() or cursor.left()):
        if found := table.columns.get(dropped.parts):
            drop_column(table, found)


_RULES = ("CONSTRAINT", "PRIMARY", "FOREIGN", "INDEX", "KEY", "CHECK", "UNIQUE")


def _drop_rule(table: Table, cursor: Cursor) -> None:
    if cursor.take("PRIMARY", "KEY"):
        undo(table, "primary")
        return
    cursor.next()
    _ = cursor.take("KEY") or cursor.take("IF", "EXISTS")
    cursor.take("IF", "EXISTS")
    if dropped := cursor.name():
        undo(table, dropped.last)


def rename(statement: Statement, name: Name, cursor: Cursor) -> None:
    """What stands behind RENAME: a table's or a column's new name."""
    if cursor.take("TO") or cursor.take("AS"):
        rename_table(statement, name, cursor.name())
        return
    if cursor.peek().key in ("CONSTRAINT", "INDEX", "KEY") and cursor.peek(2).key == "TO":
        return
    cursor.take("COLUMN")
    cursor.take("IF", "EXISTS")
    old = cursor.name()
    if old and cursor.take("TO") and (new := cursor.name()):
        rename_column(statement, name, old, new, cursor.tokens[0].start)
    elif cursor.done:
        rename_table(statement, name, old)


def rename_column(statement: Statement, name: Name, old: Name, new: Name, begins: int = -1) -> None:
    """Give a table's column another name; it is noted as an element that begins at an offset, if one is given."""
    table = statement.alter(name)
    found = _known(table, old)
    found.start, found.end = new.start, new.end
    table.columns.rename(found, new.parts[-1:])
    if begins >= 0:
        statement.elements.append((begins, found))


def rename_table(statement: Statement, old: Name, new: Name | None) -> None:
    """Give a table another name; an unqualified one stays in its schema."""
    table = statement.schema.tables.get(old.parts)
    if table is None or new is None:
        return
    statement.table = table
    for found in statement.schema.forward.pop(table.key[-1].lower(), ()):
        statement.schema.targets[id(found)] = (found, table)
    table.start, table.end = new.start, new.end
    statement.schema.tables.rename(table, new.parts if len(new.parts) > 1 else table.key[:-1] + new.parts)


def _known(table: Table, name: Name) -> Column:
    """The column of that name; one that another file made is known from here on."""
    found = table.columns.get(name.parts[-1:])
    if found is None:
        found = Column(name)
        table.columns.put(found)
    return found


def _modify(statement: Statement, name: Name, cursor: Cursor, *, renames: bool) -> None:
    """MODIFY and CHANGE; Oracle's has several columns in parentheses."""
    several = cursor.group() if cursor.at("(") else None
    if several is None:
        _redefine(statement, statement.alter(name), cursor, renames=renames)
    for part in split(several or ()):
        _redefine(statement, statement.alter(name), Cursor(part), renames=False)


def _replace(statement: Statement, table: Table, cursor: Cursor) -> None:
    """Hive's REPLACE COLUMNS: these are all from now on."""
    kept = []
    for part in split(cursor.group() or ()):
        found = column(statement, Cursor(part), part[0].start)
        if found:
            known = _known(table, Name(found.key, found.start, found.end))
            known.redefine(found)
            kept.append(known)
    for known in list(table.columns):
        table.columns.drop(known)
    for known in kept:
        table.columns.put(known)


def _redefine(statement: Statement, table: Table, cursor: Cursor, *, renames: bool) -> None:
    _ = cursor.take("COLUMN") or cursor.take("COLUMNS")
    cursor.take("IF", "EXISTS")
    old = cursor.name() if renames else None
    if not renames and _keeps_type(cursor):
        _change(statement, table, cursor)
        return
    found = column(statement, cursor, cursor.tokens[0].start)
    if found is None:
        statement.lose("a changed column without a name", cursor.tokens[0])
        return
    known = _known(table, old or Name(found.key, found.start, found.end))
    place = known.start, known.end
    known.redefine(found)
    if place[0] < statement.schema.begins and known.key == found.key:
        known.start, known.end = place
    _place(table, known, cursor)
    if known.key != found.key:
        table.columns.rename(known, found.key)
    statement.elements = [(start, known if item is found else item) for start, item in statement.elements]


MOST_PLACED = 1017
"""Up to how many columns of a table ``FIRST`` and ``AFTER`` are followed: as many as a table of InnoDB may have."""


def _place(table: Table, found: Column, cursor: Cursor) -> None:
    """Put a column where ``FIRST`` or ``AFTER name`` says, which end its definition."""
    before, last = (END, *cursor.tokens)[-2:]
    behind = table.columns.get((last.value,)) if before.key == "AFTER" else None
    first = last.key == "FIRST" and last.start != found.start and before.key not in ("REFERENCES", ".")
    if (behind or first) and behind is not found and len(table.columns) <= MOST_PLACED:
        table.columns.move(found, behind)


_KEEPING = ("SET", "UNSET", "DROP", "NOT", "NULL", "DEFAULT", "COMMENT", "CONSTRAINT", "REMOVE", "TTL", "CODEC")


def _keeps_type(cursor: Cursor) -> bool:
    """Whether a change leaves the column's type, as Oracle's ``MODIFY (a NOT NULL)`` does."""
    return cursor.peek().kind in ("word", "quoted") and cursor.peek(1).key in _KEEPING


def _change(statement: Statement, table: Table, cursor: Cursor) -> None:
    """What a column that keeps its type is to ask for or say from now on."""
    name = cursor.name()
    found = table.columns.get(name.parts[-1:]) if name else None
    if found is None:
        return
    statement.elements.append((cursor.tokens[0].start, found))
    if cursor.take("SET", "NOT", "NULL"):
        found.not_null = True
    elif cursor.take("DROP", "NOT", "NULL") or cursor.take("NULL"):
        found.not_null = False
    elif cursor.take("SET", "DEFAULT"):
        found.default = default(statement, cursor)
    elif cursor.take("DROP", "DEFAULT") or cursor.take("DROP", "IDENTITY"):
        found.default = False
    elif cursor.take("SET", "OPTIONS"):
        cursor.position -= 1
        found.said = described(cursor) or found.said
    elif cursor.peek().key not in ("SET", "UNSET", "DROP", "REMOVE"):
        constraints(statement, cursor, found)


def _alter_column(statement: Statement, name: Name, cursor: Cursor) -> None:
    if cursor.peek().key in ("CONSTRAINT", "INDEX", "CHECK") and cursor.peek(1).key != "TYPE":
        return
    cursor.take("COLUMN")
    cursor.take("IF", "EXISTS")
    position = cursor.position
    column_name = cursor.name()
    if column_name is None:
        return
    if cursor.take("TYPE") or cursor.take("SET", "DATA", "TYPE"):
        found = _known(statement.alter(name), column_name)
        column_type(statement, cursor, found)
        statement.elements.append((cursor.tokens[0].start, found))
    elif cursor.peek().kind in ("word", "quoted") and cursor.peek().key not in _STEPS:  # T-SQL gives all of it anew
        cursor.position = position
        _redefine(statement, statement.alter(name), cursor, renames=False)
    elif cursor.take("ADD", "GENERATED"):
        _known(statement.alter(name), column_name).default = True
    elif cursor.take("RENAME", "TO") and (new := cursor.name()):
        rename_column(statement, name, column_name, new, cursor.tokens[0].start)
    elif table := statement.find(name):
        cursor.position = position
        _change(statement, table, cursor)


_STEPS = ("SET", "DROP", "ADD", "RESET", "RESTART", "RENAME", "UNSET", "COMMENT", "NOT", "NULL", "DEFAULT", "POSITION")


def _table_action(statement: Statement, name: Name, cursor: Cursor, verb: str) -> None:
    tables = statement.schema.tables
    table = statement.find(name)
    if verb == "ATTACH" and cursor.take("PARTITION"):
        part = cursor.name()
        child = tables.get(part.parts) if part else None
        if table and child:  # a partition's rows and columns are its parent's
            tables.drop(child)
    elif verb == "SWAP" and cursor.take("WITH"):
        swap_tables(statement, name, cursor.name())
    elif verb == "SET" and cursor.take("UNUSED"):  # Oracle drops it later
        _drop(statement, name, cursor)
    elif verb == "SET" and cursor.take("SCHEMA"):
        move_table(statement, table, cursor.name())
    elif verb == "SET" and cursor.at("OPTIONS", "(") and table:
        table.said = described(cursor) or table.said
    elif verb == "SET" and cursor.peek().key == "COMMENT" and table:
        table.said = cursor.text("COMMENT") or ""
    elif verb == "COMMENT" and cursor.take("COLUMN") and table:
        cursor.take("IF", "EXISTS")
        column_name = cursor.name()
        found = table.columns.get(column_name.parts[-1:]) if column_name else None
        if found and cursor.peek().kind == "string":
            found.said = cursor.peek().value
    elif verb == "COMMENT" and table:
        table.said = Cursor(cursor.tokens).text("COMMENT") or ""


def move_table(statement: Statement, table: Table | None, schema: Name | None) -> None:
    """Put a table into another schema."""
    if table and schema:
        statement.schema.tables.rename(table, (*schema.parts, table.key[-1]))


def swap_tables(statement: Statement, one: Name, other: Name | None) -> None:
    """Let two tables of this file change their names."""
    first, second = statement.find(one), statement.schema.tables.get(other.parts) if other else None
    if first and second and first is not second:
        statement.schema.tables.swap(first, second)
