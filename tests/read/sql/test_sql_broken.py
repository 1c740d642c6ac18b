"""What can't be parsed costs itself alone, and is named with its line."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from minlint.model import Source
from minlint.read import Options, read
from minlint.read.input import Input

ReadSql = Callable[..., Source]

BROKEN = [
    ("CREATE TABLE;", "a table without a name"),
    ("CREATE TABLE (x int);", "a table without a name"),
    ("CREATE TABLE x;", "no columns of x could be found"),
    ("CREATE TABEL x (y int);", "no CREATE that minlint knows"),
    ("CRAETE TABLE x (y int);", "no statement that minlint knows"),
    ("<<<<<<< HEAD;", "no statement that minlint knows"),
    ("ALTER TABLE;", "a table without a name"),
    ("ALTER TABLE x ADD COLUMN = 3;", "an added column without a name"),
    ("ALTER TABLE x MODIFY ,;", "a changed column without a name"),
    ("CREATE TABLE x (y int, 3 text);", "what stands here is no column"),
    ("CREATE TABLE x (y int;", "the list of columns is never closed"),
    ("CREATE TABLE x (y text DEFAULT 'it's');", "a quote or comment that opens in this statement is never closed"),
    ("CREATE TABLE x (y text DEFAULT 'open);", "a quote or comment that opens in this statement is never closed"),
    ("CREATE TABLE x (y text /* open);", "a quote or comment that opens in this statement is never closed"),
    ('CREATE TABLE "x (y text);', "a quote or comment that opens in this statement is never closed"),
    ("CREATE VIRTUAL TABLE x;", "a virtual table without a name or module"),
]


@pytest.mark.parametrize(("statement", "reason"), BROKEN)
@pytest.mark.parametrize("again", [1, 2])
def test_a_broken_statement_costs_itself_alone(read_sql: ReadSql, statement: str, reason: str, again: int) -> None:
    good = "CREATE TABLE good{} (a int, b text DEFAULT 'fine');\n"
    text = (
        good.format(1)
        + f"  {statement}\n" * again
        + good.format(2)
        + "INSERT INTO good1 VALUES ('x');\n"
        + good.format(3)
    )
    source = read_sql(text)
    names = [record.name for record in source.records if record.name.startswith("good")]
    assert names == ["good1", "good2", "good3"]
    assert all(len(record.fields) == 2 for record in source.records if record.name in names)
    assert {(problem.code, problem.reason) for problem in source.problems} == {("E002", reason)}
    assert [problem.line for problem in source.problems] == [2, 3][:again]


def test_a_dollar_quote_that_never_closes(read_sql: ReadSql) -> None:
    source = read_sql("CREATE TABLE a (x int);\nCREATE FUNCTION f() AS $a$ open $b$;\nCREATE TABLE b (y int);")
    assert [record.name for record in source.records] == ["a", "b"]
    assert [problem.line for problem in source.problems] == [2]


def test_columns_are_still_found_in_a_broken_table(read_sql: ReadSql) -> None:
    source = read_sql(
        "CREATE TABLE t (\n a int\n b varchar(3) NOT NULL\n c date\n   DEFAULT now(), d int,, 7 e, f int,\n);"
    )
    assert [field.path for field in source.records[0].fields] == ["a", "b", "c", "d", "f"]
    assert [(problem.line, problem.column, problem.reason) for problem in source.problems] == [
        (3, 2, "a comma is missing before this column"),
        (5, 27, "what stands here is no column"),
    ]


def test_a_trailing_comma_loses_nothing(read_sql: ReadSql) -> None:
    source = read_sql("CREATE TABLE t (a int,, b int,);")
    assert [field.path for field in source.records[0].fields] == ["a", "b"]
    assert source.problems == ()


def test_missing_semicolons_lose_nothing(read_sql: ReadSql) -> None:
    source = read_sql(
        "USE clinic\nINSERT INTO x VALUES (1)\nCREATE TABLE a (x int)\nGO\nCREATE TABLE b (y int)\n"
        "ALTER TABLE a ADD z text\nCREATE TEMP TABLE c (w int"
    )
    assert {record.name: [field.path for field in record.fields] for record in source.records} == {
        "a": ["x", "z"],
        "b": ["y"],
        "c": ["w"],
    }
    assert [(problem.line, problem.reason) for problem in source.problems] == [
        (7, "the list of columns is never closed")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "-- nothing\n",
        "SELECT 1; INSERT INTO patients VALUES ('CREATE TABLE x (y int)');",
        "{{ config(materialized='table') }}\nselect ssn from {{ ref('people') }}",
        "mary had a little lamb; it's fleece; was white",
        "DO $$ BEGIN UPDATE x SET y = 'CREATE TABLE x (y int)'; END $$;",
        "CREATE FUNCTION f() RETURNS TABLE (ssn text) AS 'SELECT 1' LANGUAGE sql;",
        "CREATE VIEW v AS SELECT * FROM people;",
        "CREATE TRIGGER t AFTER INSERT ON x BEGIN UPDATE y SET z = CASE WHEN 1 THEN 2 END; SELECT 'END;'; END;",
        "CREATE OR REPLACE PROCEDURE p() BEGIN IF 1 THEN CREATE TABLE x (y int); END IF; LOOP x := 1; END LOOP; END;",
        "DELIMITER //\nCREATE PROCEDURE p() BEGIN CREATE TABLE x (y int); END//\nDELIMITER ;\n",
    ],
)
def test_files_without_tables_are_read_in_silence(read_sql: ReadSql, text: str) -> None:
    source = read_sql(text)
    assert (source.records, source.problems, source.text) == ((), (), text)


def test_statements_behind_a_routine_are_read(read_sql: ReadSql) -> None:
    source = read_sql(
        """CREATE TRIGGER t AFTER INSERT ON x BEGIN UPDATE y SET z = CASE WHEN 1 THEN 2 END; SELECT 1; END;
        CREATE TABLE a (b int);
        CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END;
        CREATE FUNCTION g() RETURNS int AS $x$ BEGIN; $x$ LANGUAGE plpgsql;
        CREATE TABLE c (d int);"""
    )
    assert [record.name for record in source.records] == ["a", "c"]
    assert source.problems == ()


def test_unreadable_bytes() -> None:
    source = read(Input("dump.sql", data=b"PGDMP\x01\x0e\x00\x04\x08\xff\xfe\x00\x00"), Options())
    assert source is not None
    assert [(problem.code, problem.reason) for problem in source.problems] == [("E001", "binary, not text")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(encoding: str) -> None:
    source = read(Input("a.sql", data="CREATE TABLE café (é int, naïve text);\n".encode(encoding)), Options())
    assert source is not None
    (record,) = source.records
    assert (record.name, [(field.path, field.span and field.span[:2]) for field in record.fields]) == (
        "café",
        [("é", (1, 20)), ("naïve", (1, 27))],
    )


@pytest.mark.parametrize("suffix", [".sql", ".SQL", ".ddl", ".psql", ".pgsql", ".mysql"])
def test_suffixes(read_sql: ReadSql, suffix: str) -> None:
    assert [record.name for record in read_sql("CREATE TABLE t (a int);", "db/x" + suffix).records] == ["t"]
