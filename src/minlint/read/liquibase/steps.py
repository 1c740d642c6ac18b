"""What a change log does to tables: its changes as steps."""

from __future__ import annotations

import re
from collections.abc import Iterator

from minlint.model import Field, Marker, Reference
from minlint.read.history import Added, Altered, Dropped, Part, Renamed, Statements, Step
from minlint.read.input import Input
from minlint.read.liquibase.changes import Log, Said, Thing, log
from minlint.read.liquibase.embedded import embedded, referred
from minlint.read.remarks import remarks, without
from minlint.read.room import Room

_SQL = ("sql", "sqlFile")
_REFERENCE = re.compile(r"\s*([^\s(]+)\s*\(\s*([^\s,)]+)\s*\)\s*\Z")


def part(source: Input) -> Part:
    """What a file does to tables, and the files that it includes. Raises `Unreadable` with the place."""
    if source.suffix == ".sql":
        return Part((Statements(source.text, whole=True),), called=_base(source.name), text=source.text)
    found, room = log(source), Room(source.text)
    steps = tuple(
        step
        for thing in found.things
        for step in (_stated(thing, source, found) if thing.name in _SQL else _steps(thing, found, room))
    )
    return Part(
        steps,
        (*found.problems, *room.problems),
        found.head,
        called=_base(source.name),
        after=tuple(map(_base, found.includes)),
        text=source.text,
    )


def _base(path: str) -> str:
    return path.replace("\\", "/").rpartition("/")[2]


def _stated(thing: Thing, source: Input, found: Log) -> Iterator[Statements]:
    """SQL that stands in a change log, or in a file that it names."""
    if thing.name == "sql" and (said := thing.says.get("sql")):
        markers = (*found.at(thing.lines), *found.at([thing.within]))
        yield embedded(said.text, said.span, source.text, found.places)._replace(markers=markers)
    elif thing.name == "sqlFile" and (text := referred(source, thing.text("path") or thing.text("sqlFile"))):
        yield Statements(text, apart=True)


def _steps(thing: Thing, found: Log, room: Room) -> Iterator[Step]:
    if thing.name == "renameTable":
        old, new = (_qualified(thing.text(name), thing) for name in ("oldTableName", "newTableName"))
        if old and new:
            yield Renamed(old, new)
        return
    if thing.name == "addForeignKeyConstraint":
        yield from _pointed(thing)
        return
    table = _qualified(thing.text("tableName"), thing)
    if not table:
        return
    if thing.name in ("createTable", "addColumn"):
        yield _added(table, thing, found, room)
    elif thing.name == "dropTable":
        yield Dropped(table)
    elif thing.name == "dropColumn":
        names = [thing.text("columnName"), *(column.text("name") for column in thing.columns)]
        yield from (Dropped(table, name) for name in names if name)
    elif thing.name == "renameColumn":
        old, new = thing.text("oldColumnName"), thing.text("newColumnName")
        if old and new:
            markers = (*found.at(thing.lines), *_remarked(thing))
            yield Renamed(table, new, old, thing.says["newColumnName"].span, _words(thing), markers)
    elif thing.name == "setTableRemarks":
        yield Added(table, (), thing.says["tableName"].span, _words(thing), _remarked(thing))
    else:
        yield from _altered(table, thing)


def _qualified(table: str, thing: Thing) -> str:
    schema = thing.text("schemaName")
    return f"{schema}.{table}" if schema and table else table


def _added(table: str, thing: Thing, found: Log, room: Room) -> Added:
    fresh = thing.name == "createTable"
    span = thing.says["tableName"].span
    fields = room.take((field for column in thing.columns if (field := _field(column, found))), span)
    taken = {line for column in thing.columns for line in column.lines}
    whole = found.at(thing.lines)
    own = found.at([line for line in thing.lines if line not in taken])
    said = [each for each in whole if each.kind == "purpose" or each in own]
    said += [each for each in found.at([thing.within]) if each not in said]
    needed = frozenset(column.text("name") for column in thing.columns if _needed(column))
    words = (_words(thing) or found.words(thing.lines[0])) if fresh else ""
    return Added(table, fields, span, words, (*said, *_remarked(thing)), fresh=fresh, needed=needed)


def _field(column: Thing, found: Log) -> Field | None:
    """A column of a table, with its constraints."""
    name = column.says.get("name")
    if not name or not name.text.strip():
        return None
    default = column.text("autoIncrement") == "true" or any(key.startswith("defaultValue") for key in column.says)
    primary = column.text("primaryKey") == "true"
    said = tuple(each for each in found.at(column.lines) if each.kind != "purpose")
    made = column.text("computed") == "true"
    return Field(
        name.text.strip(),
        column.text("type"),
        name.span,
        None if made else _needed(column) and not default,
        _words(column) or found.words(column.lines[0]),
        primary=primary,
        unique=primary or column.text("unique") == "true",
        references=_reference(column),
        default=default,
        direction="out" if made else "",
        markers=(*said, *_remarked(column)),
    )


def _needed(column: Thing) -> bool:
    return column.text("nullable") == "false" or column.text("primaryKey") == "true"


def _reference(column: Thing) -> Reference | None:
    """``references="people(id)"``, or the two attributes that stand for it."""
    if match := _REFERENCE.match(column.text("references")):
        return Reference(match[1], match[2])
    table = column.text("referencedTableName")
    return Reference(table, column.text("referencedColumnNames") or None) if table else None


def _words(thing: Thing) -> str:
    return " ".join(without(thing.text("remarks")).split())


def _remarked(thing: Thing) -> tuple[Marker, ...]:
    """What is said to minlint in remarks, the one place for words that JSON has."""
    said: Said | None = thing.says.get("remarks")
    return tuple(Marker(each.kind, each.text, said.span) for each in remarks(said.text)) if said else ()


def _altered(table: str, thing: Thing) -> Iterator[Step]:
    """What is said anew of columns that are there."""
    names = [name.strip() for name in (thing.text("columnName") or thing.text("columnNames")).split(",")]
    alone = len(names) == 1
    for name in filter(None, names):
        if thing.name == "addNotNullConstraint":
            yield Altered(table, name, needed=True)
        elif thing.name == "dropNotNullConstraint":
            yield Altered(table, name, needed=False)
        elif thing.name == "modifyDataType":
            yield Altered(table, name, (("type", thing.text("newDataType")),))
        elif thing.name == "addDefaultValue":
            yield Altered(table, name, (("default", True),))
        elif thing.name == "dropDefaultValue":
            yield Altered(table, name, (("default", False),))
        elif thing.name == "setColumnRemarks" and _words(thing):
            yield Altered(table, name, (("comment", _words(thing)),))
        elif thing.name == "addPrimaryKey":
            yield Altered(table, name, (("primary", True), ("unique", alone)), needed=True)
        elif thing.name == "addUniqueConstraint" and alone:
            yield Altered(table, name, (("unique", True),))


def _pointed(thing: Thing) -> Iterator[Step]:
    base, to = (thing.text(f"{name}TableName") for name in ("base", "referenced"))
    own, other = (
        [name.strip() for name in thing.text(f"{part}ColumnNames").split(",")] for part in ("base", "referenced")
    )
    schema = thing.text("baseTableSchemaName")
    if base and to and len(own) == len(other) == 1:
        table = f"{schema}.{base}" if schema else base
        yield Altered(table, own[0], (("references", Reference(to, other[0] or None)),))
