"""What PostgreSQL's catalogue says of a database, as the DDL that would make it: read by the reader of DDL."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from minlint.errors import Unreadable
from minlint.model import Record
from minlint.read.declared import without_places
from minlint.tuples import NamedTuple


class Column(NamedTuple):
    """A column: its name, its base type (``b`` plain, ``a`` array, ``c`` composite, ``j`` JSON, ``x`` bytes), and
    whether it may be read."""

    name: str
    sort: str
    readable: bool


class Table(NamedTuple):
    """A relation: its kind (``r`` table, ``p`` partitioned, ``v`` view, ``m`` materialised, ``f`` foreign), about how
    many rows it has (-1: unknown), and its columns."""

    schema: str
    name: str
    kind: str
    about: float
    columns: tuple[Column, ...]

    @property
    def path(self) -> str:
        """Its qualified name, as records are called."""
        return f"{self.schema}.{self.name}"


class Catalogue(NamedTuple):
    """The relations of some schemas, and what is declared of each, by its path in lower case."""

    tables: tuple[Table, ...]
    declared: dict[str, Record]


_OURS = """n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND (%(schemas)s::text[] IS NULL OR n.nspname = ANY (%(schemas)s::text[]))"""
_OWN = "NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.objid = {} AND d.deptype = 'e')"

_TABLES = f"""
SELECT c.oid::bigint, n.nspname, c.relname, c.relkind::text, c.reltuples::float8, obj_description(c.oid, 'pg_class')
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition AND {_OURS} AND {_OWN.format("c.oid")}
ORDER BY n.nspname, c.relname"""

_COLUMNS = f"""
SELECT c.oid::bigint, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
       a.atthasdef OR a.attidentity <> '' OR a.attgenerated <> '', col_description(c.oid, a.attnum),
       CASE WHEN b.typelem <> 0 AND b.typlen = -1 THEN 'a' WHEN b.typtype = 'c' THEN 'c'
            WHEN b.typname IN ('json', 'jsonb') THEN 'j' WHEN b.typname = 'bytea' THEN 'x' ELSE 'b' END,
       has_column_privilege(c.oid, a.attnum, 'SELECT'), c.relkind IN ('v', 'm')
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
  JOIN pg_type t ON t.oid = a.atttypid
  JOIN LATERAL (WITH RECURSIVE base AS (
      SELECT t.oid, t.typbasetype
      UNION ALL SELECT u.oid, u.typbasetype FROM pg_type u JOIN base ON u.oid = base.typbasetype
    ) SELECT typelem, typlen, typtype, typname FROM pg_type
      WHERE oid = (SELECT oid FROM base WHERE typbasetype = 0)) b ON true
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition
  AND a.attnum > 0 AND NOT a.attisdropped AND {_OURS}
ORDER BY c.oid, a.attnum"""

_CONSTRAINTS = f"""
SELECT k.conrelid::bigint, pg_get_constraintdef(k.oid)
FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE k.contype IN ('p', 'u', 'f', 'c') AND NOT c.relispartition AND {_OURS} ORDER BY k.conrelid, k.conname
"""

_INDEXES = f"""
SELECT i.indrelid::bigint, quote_ident(a.attname)
FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
WHERE i.indisunique AND NOT i.indisprimary AND i.indnkeyatts = 1 AND i.indpred IS NULL
  AND NOT c.relispartition AND {_OURS}
ORDER BY 1, 2"""

_TYPES = f"""
SELECT quote_ident(n.nspname) || '.' || quote_ident(t.typname), t.typtype::text,
       CASE t.typtype
         WHEN 'e' THEN (SELECT string_agg(quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder)
                        FROM pg_enum e WHERE e.enumtypid = t.oid)
         WHEN 'c' THEN (SELECT string_agg(quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod), ', '
                        ORDER BY a.attnum) FROM pg_attribute a WHERE a.attrelid = t.typrelid AND NOT a.attisdropped)
         ELSE format_type(t.typbasetype, t.typtypmod) || CASE WHEN t.typnotnull THEN ' NOT NULL' ELSE '' END
           || coalesce((SELECT string_agg(' ' || pg_get_constraintdef(k.oid), '' ORDER BY k.conname)
                        FROM pg_constraint k WHERE k.contypid = t.oid AND k.contype = 'c'), '') END
FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace LEFT JOIN pg_class c ON c.oid = t.typrelid
WHERE t.typtype IN ('e', 'c', 'd') AND (c.relkind IS NULL OR c.relkind = 'c') AND n.nspname !~ '^pg_'
  AND n.nspname <> 'information_schema' AND {_OWN.format("t.oid")}
ORDER BY 2 DESC, 1"""


def catalogue(connection: Any, schemas: Sequence[str]) -> Catalogue:
    """What may be seen of these schemas, of all where none is named. Raises `Unreadable` for one that isn't there."""
    told = {"schemas": list(schemas) or None}
    connection.execute("SELECT set_config('search_path', 'pg_catalog', false)")
    tables = connection.execute(_TABLES, told).fetchall()
    columns = _by_table(connection.execute(_COLUMNS, told).fetchall())
    rules = _by_table(connection.execute(_CONSTRAINTS, told).fetchall())
    for oid, unique in connection.execute(_INDEXES, told).fetchall():
        rules.setdefault(oid, []).append((f"UNIQUE ({unique})",))
    types = connection.execute(_TYPES).fetchall()
    if missing := sorted(set(schemas) - {table[1] for table in tables}):
        known = connection.execute("SELECT nspname FROM pg_namespace").fetchall()
        if gone := [name for name in missing if (name,) not in known]:
            raise Unreadable(f"there is no schema {gone[0]}")
    text = "\n".join([*map(_type, types), *(line for table in tables for line in _table(table, columns, rules))])
    found = tuple(
        Table(schema, name, kind, about, tuple(Column(row[0], row[5], row[6]) for row in columns.get(oid, ())))
        for oid, schema, name, kind, about, _ in tables
    )
    return Catalogue(found, _read(text))


def _read(text: str) -> dict[str, Record]:
    from minlint.read.sql.dialect import detect
    from minlint.read.sql.reading import read_text

    return dict(without_places(read_text(text, detect(text, "schema.psql")).records))


def _by_table(rows: Sequence[tuple[Any, ...]]) -> dict[int, list[tuple[Any, ...]]]:
    found: dict[int, list[tuple[Any, ...]]] = {}
    for oid, *row in rows:
        found.setdefault(oid, []).append(tuple(row))
    return found


def _type(row: tuple[str, str, str]) -> str:
    name, sort, body = row
    if sort == "e":
        return f"CREATE TYPE {name} AS ENUM ({body or ''});"
    return f"CREATE DOMAIN {name} AS {body};" if sort == "d" else f"CREATE TYPE {name} AS ({body or ''});"


def _table(
    table: tuple[Any, ...], columns: dict[int, list[tuple[Any, ...]]], rules: dict[int, list[tuple[Any, ...]]]
) -> Iterator[str]:
    """A relation's statement and comments. A view's columns are nothing that anyone has to give."""
    oid, schema, name, _, _, comment = table
    path = f"{_quoted(schema)}.{_quoted(name)}"
    lines = [_column(row) for row in columns.get(oid, ())] + [rule for (rule,) in rules.get(oid, ())]
    yield f"CREATE TABLE {path} (\n  " + ",\n  ".join(lines) + "\n);"
    if comment:
        yield f"COMMENT ON TABLE {path} IS {_literal(comment)};"
    for row in columns.get(oid, ()):
        if row[4]:
            yield f"COMMENT ON COLUMN {path}.{_quoted(row[0])} IS {_literal(row[4])};"


def _column(row: tuple[Any, ...]) -> str:
    name, kind, not_null, given, *_ = row
    return f"{_quoted(name)} {kind}{' NOT NULL' if not_null else ''}{' DEFAULT 0' if given else ''}"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
