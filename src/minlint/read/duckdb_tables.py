"""The tables of a DuckDB database: as they are declared, and what their rows hold."""

from __future__ import annotations

from typing import Any

from minlint.model import Record
from minlint.read import Options
from minlint.read.datasets import record_of, reworded
from minlint.read.declared import filled, without_places

_FILE = "minlint_file"
_LISTED = f"""SELECT schema_name, table_name, sql, comment FROM duckdb_tables() WHERE database_name = '{_FILE}'
UNION ALL
SELECT schema_name, view_name, sql, comment FROM duckdb_views() WHERE database_name = '{_FILE}' AND NOT internal
ORDER BY ALL"""
_COMMENTS = f"""SELECT schema_name, table_name, column_name, comment FROM duckdb_columns()
WHERE database_name = '{_FILE}' AND comment IS NOT NULL"""


class DuckdbTables:
    """What a file declares. Raises `Unreadable`, within `engine`, for one that can't be opened."""

    def __init__(self, connection: Any, path: str) -> None:
        self.connection = connection
        connection.raw_sql(f"ATTACH '{path.replace(chr(39), chr(39) * 2)}' AS {_FILE} (READ_ONLY)")
        listed = connection.con.execute(_LISTED).fetchall()
        self.places = {_name(schema, table): (schema, table) for schema, table, _, _ in listed}
        self.names = list(self.places)
        self.declared = self._declared(listed)

    def _declared(self, listed: list[tuple[str, str, str, str | None]]) -> dict[str, Record]:
        from minlint.read.sql.dialect import detect
        from minlint.read.sql.reading import read_text

        comments = {
            (_name(schema, table).casefold(), column.casefold()): comment
            for schema, table, column, comment in self.connection.con.execute(_COMMENTS).fetchall()
        }
        found: dict[str, Record] = {}
        text = "\n".join(f"{sql.rstrip(';')};" for _, _, sql, _ in listed if sql)
        about = {_name(schema, table).casefold(): comment or "" for schema, table, _, comment in listed}
        for name, record in without_places(read_text(text, detect(text, "schema.duckdb")).records).items():
            short = name.removeprefix(f"{_FILE}.").removeprefix("main.")
            fields = tuple(
                field._replace(comment=comments.get((short, field.path.casefold()), field.comment))
                for field in record.fields
            )
            found[short] = record._replace(fields=fields, comment=about.get(short, "") or record.comment)
        return found

    def record(self, name: str, options: Options) -> Record:
        """A table with a sample of its rows. Raises `Unreadable` where they can't be read."""
        schema, table = self.places[name]
        with reworded():
            rows = self.connection.table(table, database=(_FILE, schema))
            held = record_of(self.connection, rows, name, options)
        declared = self.declared.get(name.casefold())
        return filled(declared._replace(name=name), held) if declared else held


def _name(schema: str, table: str) -> str:
    return table if schema == "main" else f"{schema}.{table}"
