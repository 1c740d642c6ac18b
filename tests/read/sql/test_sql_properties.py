"""What holds for every text: nothing is lost or crashes, places point at names, and SQLite itself agrees."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minlint.model import Source
from minlint.read.sql.dialect import DIALECTS as ALL_DIALECTS
from minlint.read.sql.dialect import MYSQL, POSTGRES, SQLITE, Dialect, detect
from minlint.read.sql.lexer import lex
from minlint.read.sql.split import pieces
from tests.read.sql.test_sql_dialects import EXPECTED

ReadSql = Callable[..., Source]
DIALECTS = st.sampled_from(ALL_DIALECTS)
SNIPPETS = st.sampled_from(
    [
        *(
            "'",
            '"',
            "`",
            "[",
            "]",
            "(",
            ")",
            ",",
            ";",
            "\\",
            "$$",
            "$a$",
            "--",
            "/*",
            "*/",
            "#",
            "\n",
            "\r\n",
            " ",
            ".",
        ),
        *("/*!40101 ", "{{ x }}", "\\.\n", "DELIMITER //\n", "//", "E'", "::", "\\connect x\n", "{%", "GO\n", "=", "0"),
        *("CREATE TABLE t (a int, b text NOT NULL);\n", "CREATE TABLE ", "ALTER TABLE t ADD ", "COPY t FROM stdin;\n"),
        *("INSERT INTO t VALUES ('x');\n", "CREATE TYPE e AS ENUM (", "COMMENT ON COLUMN t.a IS ", " DEFAULT ", " AS "),
        *(
            "BEGIN ",
            "END;",
            "CREATE FUNCTION f() ",
            "RENAME ",
            "DROP TABLE t",
            "LIKE t",
            "PRIMARY KEY (",
            "-- minlint: ",
        ),
        *(
            "STRUCT<",
            "ARRAY<",
            "MAP<STRING, ",
            ">",
            "Nested(a ",
            "Nullable(",
            "OPTIONS(description=",
            "q'[",
            "]'",
            "'''",
        ),
        *(
            "\nGO\n",
            "\n/\n",
            "EXEC sp_addextendedproperty N'MS_Description', ",
            "DECLARE @t TABLE (",
            "REM ",
            "@",
            "N'",
        ),
        *(
            "CREATE VIEW v AS ",
            "SELECT a, t.b AS c FROM t JOIN u ON ",
            "WITH w AS (",
            "CREATE TYPE x AS OBJECT (",
            "u.*",
        ),
        *(
            "DROP CONSTRAINT t_pkey",
            "ADD UNIQUE (a)",
            "CREATE DOMAIN d AS ",
            "ALTER COLUMN a ",
            "PARTITIONED BY (",
            "//",
        ),
        *("allow X101", "purpose=x\n", "SELECT * FROM t", "INHERITS (t)", "-- +goose Down\n", "CHECK (a IN (", " int"),
    ]
)
TEXTS = st.one_of(st.text(max_size=60), st.lists(st.one_of(SNIPPETS, st.text(max_size=3)), max_size=25).map("".join))


@given(TEXTS, DIALECTS)
def test_the_pieces_put_together_are_the_text(text: str, dialect: Dialect) -> None:
    found = list(pieces(text, dialect))
    assert "".join(text[piece.start : piece.end] for piece in found) == text
    assert [piece.start for piece in found] == [0, *(piece.end for piece in found)][: len(found)]
    assert all(piece.start < piece.end and piece.stop <= piece.end for piece in found)


@given(TEXTS, DIALECTS)
def test_tokens_lie_in_order_and_between_them_is_nothing_but_space(text: str, dialect: Dialect) -> None:
    tokens, comments = lex(text, 0, len(text), dialect)
    places = sorted([*((token.start, token.end) for token in tokens), *((note.start, note.end) for note in comments)])
    assert all(end <= start for (_, end), (start, _) in pairwise(places))
    left = list(text)
    for start, end in places:
        left[start:end] = " " * (end - start)
    if not any(sign in text for sign in ("'", '"', "`", "[", "$", "/*", "*/", "{%")):
        assert "".join(left).strip() == ""


NAMES = st.sampled_from(["a.sql", "a.mysql", "a.psql", "a.tsql", "a.plsql", "a.hql"])


@given(TEXTS, NAMES)
def test_no_text_is_too_much(read_sql: ReadSql, text: str, name: str) -> None:
    source = read_sql(text, name)
    for record in source.records:
        for span in [record.span, *(field.span for field in record.fields)]:
            assert span and (1, 1) <= (span.line, span.column) <= (span.end_line, span.end_column)
    for problem in source.problems:
        assert problem == ("E001", "binary, not text", None, None) or (problem.code == "E002" and problem.line)


@given(st.sampled_from([case[1] for case in EXPECTED]), st.data(), NAMES)
def test_real_statements_changed_anywhere(read_sql: ReadSql, text: str, data: st.DataObject, name: str) -> None:
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + 40)))
        text = text[:start] + data.draw(st.one_of(SNIPPETS, st.just(""), st.just(text[start:end] * 2))) + text[end:]
    source = read_sql(text, name)
    assert all(problem.code == "E002" and problem.line for problem in source.problems)


class Column(NamedTuple):
    """A column to be written: its name with and without quotes, and the rest of its definition."""

    name: str
    quoted: str
    definition: str


GAPS = st.sampled_from([" ", "\n", "\t ", "\n\n  ", "\r\n", " /* it's (a, \" */ ", " -- don't; (\n  ", "\n-- `x`,\n"])
PLAIN = st.from_regex(r"[a-zà-ýα-ω_]{1,8}[A-Z0-9]{0,3}", fullmatch=True).map("c_".__add__)
QUOTED = st.text(st.sampled_from("abz É語-.,;()'\"`$#*/"), min_size=1, max_size=8)
WORDS = {
    POSTGRES: (
        ['"'],
        ["int", "numeric(9, 6)", "timestamp(3) with time zone", "character varying(10)[3]", "double precision"],
        ["NOT NULL", "DEFAULT 'a, b)'", "DEFAULT E'it\\'s'::text", "CHECK ((x > 1) AND (y IN (1, 2)))", "UNIQUE"],
    ),
    MYSQL: (
        ["`"],
        ["int(10) unsigned", "enum('a,b','c\\'d)')", "varchar(9) CHARACTER SET utf8mb4", "decimal(10,2)", "timestamp"],
        ["NOT NULL", "DEFAULT 'a, \\') b'", "COMMENT 'it''s, (so'", "ON UPDATE NOW(3)", "/*!80023 INVISIBLE */"],
    ),
    SQLITE: (
        ['"', "`", "["],
        ["INTEGER", "VARCHAR(80)", "UNSIGNED BIG INT", "", "DECIMAL(10, 5)", "TEXT"],
        ["NOT NULL", "DEFAULT 'a, b)'", "DEFAULT (1 + abs(2))", "CHECK (1 IN (1, 2))", "COLLATE NOCASE", "UNIQUE"],
    ),
}  # fmt: skip


def _quote(name: str, quote: str) -> str:
    if quote == "[":
        return f"[{name}]"
    return quote + name.replace(quote, quote * 2) + quote


@st.composite
def _columns(draw: st.DrawFn, dialect: Dialect) -> list[Column]:
    quotes, types, constraints = WORDS[dialect]
    names = draw(st.lists(st.one_of(PLAIN, QUOTED), min_size=1, max_size=6, unique_by=str.casefold))
    found = []
    for name in names:
        plain = name.startswith("c_")
        quote = draw(st.sampled_from([*quotes, ""] if plain else quotes))
        parts = [draw(st.sampled_from(types)), *draw(st.lists(st.sampled_from(constraints), max_size=3, unique=True))]
        definition = "".join(draw(GAPS) + part for part in parts if part)
        found.append(Column(name, _quote(name, quote) if quote else name, definition))
    return found


@pytest.mark.parametrize(("dialect", "suffix"), [(POSTGRES, "x.psql"), (MYSQL, "x.mysql"), (SQLITE, "x.sql")])
@given(data=st.data())
def test_places_point_at_names(read_sql: ReadSql, dialect: Dialect, suffix: str, data: st.DataObject) -> None:
    columns = data.draw(_columns(dialect))
    text = data.draw(st.sampled_from(["", "PRAGMA x;\n", "-- it's\n"])) if dialect != SQLITE else "PRAGMA x;\n"
    text += "CREATE TABLE" + data.draw(GAPS) + "t ("
    starts = []
    for index, column in enumerate(columns):
        text += "," * bool(index) + data.draw(GAPS)
        starts.append(len(text) + (column.quoted != column.name))
        text += column.quoted + column.definition
    text += data.draw(GAPS) + ");"
    source = read_sql(text, suffix)
    assert source.problems == ()
    (record,) = source.records
    assert [field.path for field in record.fields] == [column.name for column in columns]
    lines = text.replace("\r\n", "\n").split("\n")
    offsets = [0]
    for line in text.splitlines(keepends=True):
        offsets.append(offsets[-1] + len(line))
    for field, column, start in zip(record.fields, columns, starts, strict=True):
        assert field.span and field.span.line == field.span.end_line
        assert offsets[field.span.line - 1] + field.span.column - 1 == start
        written = lines[field.span.line - 1][field.span.column - 1 : field.span.end_column - 1]
        assert written == (column.quoted[1:-1] if column.quoted != column.name else column.name)


@given(data=st.data())
def test_sqlite_agrees(read_sql: ReadSql, data: st.DataObject) -> None:
    columns = data.draw(_columns(SQLITE))
    key = data.draw(st.sampled_from([None, "inline", "table", "composite"]))
    definitions = [column.quoted + column.definition for column in columns]
    if key == "inline":
        definitions[0] = columns[0].quoted + data.draw(st.sampled_from([" INTEGER PRIMARY KEY", " INT PRIMARY KEY"]))
    elif key:
        listed = columns[:1] if key == "table" else columns[:2]
        definitions.append(f"PRIMARY KEY ({', '.join(column.quoted for column in listed)})")
    tail = data.draw(st.sampled_from(["", " WITHOUT ROWID"])) if key else ""
    script = [f"CREATE TABLE t ({','.join(part + data.draw(GAPS) for part in definitions)}){tail};"]
    added = data.draw(st.lists(st.sampled_from(["TEXT", "", "INT DEFAULT 3"]), max_size=2))
    script += [f"ALTER TABLE t ADD COLUMN added{number} {definition};" for number, definition in enumerate(added)]
    if data.draw(st.booleans()):
        script.append(f"CREATE UNIQUE INDEX i ON t ({columns[0].quoted});")
    if data.draw(st.booleans()):
        script.append(f'ALTER TABLE t RENAME COLUMN {columns[-1].quoted} TO "new name";')
    if data.draw(st.booleans()):
        script += ["ALTER TABLE t RENAME TO u;", "ALTER TABLE u ADD COLUMN last REAL NOT NULL DEFAULT 0;"]
    text = "\n".join(["PRAGMA foreign_keys=OFF;", *script])
    (record,) = read_sql(text).records
    with sqlite3.connect(":memory:") as database:
        database.executescript(text)
        (table,) = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchone()
        info = database.execute(f"PRAGMA table_xinfo({table})").fetchall()
    database.close()
    assert record.name == table
    keys = [row for row in info if row[5]]
    rowid = keys[0][1] if len(keys) == 1 and keys[0][2].upper() == "INTEGER" and not tail else None
    assert [
        (field.path, field.type.replace(" ", ""), field.mandatory, field.default, field.primary)
        for field in record.fields
    ] == [
        (
            name,
            type_.replace(" ", ""),
            bool((not_null or key_part) and default is None and name != rowid),
            default is not None or name == rowid,
            bool(key_part),
        )
        for _, name, type_, not_null, default, key_part, _ in info
    ]


@pytest.mark.parametrize(
    ("text", "dialect"),
    [
        ("CREATE TABLE t (a int);", POSTGRES),
        ("CREATE TABLE t (a serial, b jsonb);", POSTGRES),
        ("-- ported from `MySQL`\nCREATE TABLE t (a text DEFAULT 'x'::text);", POSTGRES),
        ("CREATE TABLE `t` (`a` int) ENGINE=InnoDB;", MYSQL),
        ("CREATE TABLE t (a int AUTO_INCREMENT, b enum('x'));", MYSQL),
        ("/*M!999999\\- enable the sandbox mode */ \nCREATE TABLE t (a int);", MYSQL),
        ("CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT);", SQLITE),
        ("PRAGMA foreign_keys=OFF;\nCREATE TABLE `t` (`a` int, `b` int);", SQLITE),
        ("CREATE TABLE [t] ([a] int);", SQLITE),
        ("CREATE TABLE t (a int) WITHOUT ROWID;", SQLITE),
    ],
)
def test_the_dialect_is_found_from_content(text: str, dialect: Dialect) -> None:
    assert detect(text) == dialect
