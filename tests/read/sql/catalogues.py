"""What a server's own catalogue, or a reading of a file, says of tables: names, types in kind, obligations and keys."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Any, NamedTuple

from minlint.kinds import kind_of
from minlint.model import Source


class Known(NamedTuple):
    """A column.

    ``kind`` is empty where nothing says it, ``?`` where SQLite keeps less of it than was said; ``given`` says that the
    database fills it if nobody does.
    ``refers`` are the tables its foreign keys point at; minlint keeps one of them. ``unique`` isn't said of a part of
    the primary key: SQLite and MariaDB don't keep it apart.
    """

    name: str
    kind: str
    mandatory: bool
    given: bool
    primary: bool
    unique: bool
    refers: frozenset[str]


Catalogue = dict[str, list[Known]]

_ALIKE = {"json": "text", "vector": "binary"}
"""MariaDB keeps JSON as long text."""


def kind(declared: str) -> str:
    """The kind of a declared type; of what an array holds, as an array."""
    found = kind_of(declared).name
    return _ALIKE.get(found, found)


def of_source(source: Source) -> Catalogue:
    """What minlint read; members of composite types are no columns."""
    return {
        record.name.rpartition(".")[2]: [
            Known(
                field.path.removesuffix("[]"),
                kind(field.type) if field.type else "",
                bool(field.mandatory),
                field.default,
                field.primary,
                field.unique and not field.primary,
                frozenset([field.references.record.rpartition(".")[2]] if field.references else []),
            )
            for field in record.fields
            if "." not in field.path
        ]
        for record in source.records
        if record.fields
    }


def _gather(rows: Iterable[tuple[str, Known]]) -> Catalogue:
    found: Catalogue = {}
    for table, column in rows:
        found.setdefault(table, []).append(column)
    return found


_POSTGRES = """
SELECT c.relname, a.attname, c.relkind, format_type(coalesce(nullif(t.typbasetype, 0), a.atttypid),
         CASE WHEN t.typtype = 'd' THEN t.typtypmod ELSE a.atttypmod END),
       a.attnotnull OR t.typnotnull,
       coalesce((SELECT pg_get_expr(d.adbin, d.adrelid) NOT LIKE 'NULL%%' FROM pg_attrdef d WHERE d.adrelid = c.oid
                 AND d.adnum = a.attnum), false)
         OR a.attidentity <> '' OR a.attgenerated <> '' OR t.typdefault IS NOT NULL,
       EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'p' AND a.attnum = ANY (k.conkey)),
       EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisunique AND NOT i.indisprimary
               AND i.indnkeyatts = 1 AND i.indkey[0] = a.attnum AND i.indpred IS NULL),
       ARRAY(SELECT f.relname::text FROM pg_constraint k JOIN pg_class f ON f.oid = k.confrelid
             WHERE k.conrelid = c.oid AND k.contype = 'f' AND a.attnum = ANY (k.conkey))
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid JOIN pg_type t ON t.oid = a.atttypid
WHERE c.relnamespace = %s::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition
  AND a.attnum > 0 AND NOT a.attisdropped
ORDER BY c.relname, a.attnum"""


def of_postgres(connection: Any, schema: str = "public") -> Catalogue:
    """The tables and views of a schema."""
    rows = connection.execute(_POSTGRES, [schema]).fetchall()
    return _gather(
        (
            table,
            Known(
                name,
                kind(type_),
                not_null and not given and sort not in "vm",
                given and sort not in "vm",
                primary,
                unique and not primary,
                frozenset(refers),
            ),
        )
        for table, name, sort, type_, not_null, given, primary, unique, refers in rows
    )


_MARIADB = """
SELECT c.table_name, c.column_name, t.table_type, c.column_type, c.is_nullable, c.column_default, c.extra
FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
WHERE c.table_schema = DATABASE() ORDER BY c.table_name, c.ordinal_position"""
_MARIADB_INDEXES = """
SELECT table_name, index_name, group_concat(column_name ORDER BY seq_in_index SEPARATOR '\n')
FROM information_schema.statistics WHERE table_schema = DATABASE() AND non_unique = 0 GROUP BY 1, 2"""
_MARIADB_REFERENCES = """
SELECT table_name, column_name, referenced_table_name FROM information_schema.key_column_usage
WHERE table_schema = DATABASE() AND referenced_table_name IS NOT NULL"""


def of_mariadb(cursor: Any) -> Catalogue:
    """The tables and views of the current database; a view that no longer holds, as one without columns."""
    primary: set[tuple[str, str]] = set()
    unique: set[tuple[str, str]] = set()
    refers: dict[tuple[str, str], frozenset[str]] = {}
    cursor.execute(_MARIADB_INDEXES)
    for table, index, names in cursor.fetchall():
        columns = names.split("\n")
        if index == "PRIMARY":
            primary |= {(table, name) for name in columns}
        elif len(columns) == 1:
            unique.add((table, columns[0]))
    cursor.execute(_MARIADB_REFERENCES)
    for table, name, target in cursor.fetchall():
        refers[table, name] = refers.get((table, name), frozenset()) | {target}
    cursor.execute(_MARIADB)
    found: list[tuple[str, Known]] = []
    for table, name, sort, type_, nullable, default, extra in cursor.fetchall():
        view, place = sort == "VIEW", (table, name)
        given = not view and (default not in (None, "NULL") or any(word in extra for word in ("auto", "GENERATED")))
        mandatory = nullable == "NO" and not given and not view
        alone = place in unique and place not in primary
        known = Known(name, kind(type_), mandatory, given, place in primary, alone, refers.get(place, frozenset()))
        found.append((table, known))
    catalogue = _gather(found)
    cursor.execute("SELECT table_name FROM information_schema.views WHERE table_schema = DATABASE()")
    for (view,) in cursor.fetchall():
        catalogue.setdefault(view, [])
    return catalogue


def of_sqlite(database: sqlite3.Connection) -> Catalogue:
    """The tables and views of a database."""
    found: list[tuple[str, Known]] = []
    tables = database.execute(
        "SELECT name, type, sql FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite%'"
    ).fetchall()
    for table, sort, sql in tables:
        quoted = table.replace('"', '""')
        rows = database.execute(f'PRAGMA table_xinfo("{quoted}")').fetchall()
        targets = database.execute(f'PRAGMA foreign_key_list("{quoted}")').fetchall()
        keys = [row for row in rows if row[5]]
        rowid = keys[0][1] if len(keys) == 1 and keys[0][2].upper() == "INTEGER" and "ROWID" not in sql else None
        for _, name, type_, not_null, default, key, hidden in rows:
            given = default not in (None, "NULL") or name == rowid or bool(hidden)
            mandatory = bool(not_null or key) and not given
            unique = _alone_unique(database, quoted, name)
            found.append(
                (
                    table,
                    Known(
                        name,
                        "?" if type_ in ("", "NUM") else kind(type_),
                        mandatory and sort == "table",
                        given,
                        bool(key),
                        unique and not key,
                        frozenset(row[2] for row in targets if row[3] == name),
                    ),
                )
            )
    return _gather(found)


def _alone_unique(database: sqlite3.Connection, table: str, column: str) -> bool:
    for _, index, unique, origin, partial in database.execute(f'PRAGMA index_list("{table}")').fetchall():
        if unique and origin != "pk" and not partial:
            quoted = index.replace('"', '""')
            if [row[2] for row in database.execute(f'PRAGMA index_info("{quoted}")')] == [column]:
                return True
    return False
