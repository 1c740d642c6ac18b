"""Views are records of what they name; constraints are taken back; types and domains flow into columns."""

# ruff: noqa: E501 - one case a line

from __future__ import annotations

from collections.abc import Callable

import pytest

from minlint.model import Field, Reference, Source

ReadSql = Callable[..., Source]
BASE = """CREATE TABLE p (id int PRIMARY KEY, ssn varchar(11) NOT NULL UNIQUE, -- nine digits
  boss int REFERENCES staff (id), mood text CHECK (mood IN ('a', 'b')));
CREATE TABLE q (id int, note text);
"""


@pytest.mark.parametrize(
    ("view", "rows"),
    [
        ("VIEW v AS SELECT ssn, p.boss AS chief, upper(mood) m FROM p", ["ssn | varchar(11) |", "chief | int |", "m |  |"]),
        ("VIEW v (a, b) AS SELECT id, ssn FROM p", ["a | int |", "b | varchar(11) |"]),
        ("MATERIALIZED VIEW v AS SELECT x.ssn, y.note FROM p x JOIN q AS y USING (id)", ["ssn | varchar(11) |", "note | text |"]),
        ("OR REPLACE VIEW v AS SELECT q.* FROM p, q", ["id | int |", "note | text |"]),
        ("VIEW v AS SELECT id FROM p, q", ["id |  |"]),
        ("VIEW v AS WITH w AS (SELECT ssn AS s FROM p) SELECT w.s FROM w", ["s | varchar(11) |"]),
        ("VIEW v AS SELECT i.n FROM (SELECT note AS n FROM q) i", ["n | text |"]),
        ("VIEW v AS SELECT id FROM p UNION SELECT id FROM q", ["id | int |"]),
        ("VIEW v AS SELECT ssn::text AS s, count(*), 1 FROM p", ["s |  |"]),
        ("TABLE v AS SELECT ssn, id FROM p", ["ssn | varchar(11) |", "id | int |"]),
    ],
)  # fmt: skip
def test_a_view_is_a_record(read_sql: ReadSql, row: Callable[[Field], str], view: str, rows: list[str]) -> None:
    source = read_sql(f"{BASE}CREATE {view};")
    assert source.problems == ()
    assert source.records[2].name == "v"
    assert [row(field).partition(" ")[2] for field in source.records[2].fields] == rows


def test_what_a_base_says_a_view_says(read_sql: ReadSql) -> None:
    source = read_sql(f"{BASE}CREATE VIEW v AS SELECT ssn, boss, mood FROM p;")
    ssn, boss, mood = source.records[2].fields
    assert (ssn.comment, ssn.unique, ssn.mandatory) == ("nine digits", False, False)
    assert boss.references == Reference("staff", "id")
    assert mood.enum == ("a", "b")


@pytest.mark.parametrize("view", ["SELECT * FROM elsewhere", "SELECT count(*) FROM p", "VALUES (1)"])
def test_a_view_that_names_nothing_is_none(read_sql: ReadSql, view: str) -> None:
    source = read_sql(f"{BASE}CREATE VIEW v AS {view};")
    assert [record.name for record in source.records] == ["p", "q"]
    assert source.problems == ()


@pytest.mark.parametrize(
    ("change", "rows"),
    [
        ("ALTER TABLE p DROP CONSTRAINT p_pkey", ["id | int | M", "ssn | varchar(11) | MU"]),
        ("ALTER TABLE p DROP CONSTRAINT p_ssn_key", ["id | int | MP", "ssn | varchar(11) | M"]),
        ("ALTER TABLE p ADD CONSTRAINT k UNIQUE (id); ALTER TABLE p DROP CONSTRAINT k", ["id | int | MP", "ssn | varchar(11) | MU"]),
        ("CREATE UNIQUE INDEX i ON p (ssn); ALTER TABLE p DROP CONSTRAINT p_ssn_key", ["id | int | MP", "ssn | varchar(11) | MU"]),
        ("ALTER TABLE p DROP CONSTRAINT p_boss_fkey, DROP CONSTRAINT p_mood_check", ["id | int | MP", "ssn | varchar(11) | MU"]),
    ],
)  # fmt: skip
def test_constraints_are_taken_back(
    read_sql: ReadSql, row: Callable[[Field], str], change: str, rows: list[str]
) -> None:
    fields = read_sql(f"{BASE}{change};").records[0].fields
    assert [row(field).partition(" ")[2] for field in fields[:2]] == rows
    gone = "fkey" in change
    assert (fields[2].references is None, fields[3].enum == ()) == (gone, gone)


def test_views_are_dropped_renamed_and_commented(read_sql: ReadSql) -> None:
    source = read_sql(
        f"{BASE}CREATE VIEW v AS SELECT ssn FROM p; CREATE VIEW w AS SELECT ssn FROM p;"
        "DROP VIEW v; ALTER VIEW w RENAME TO x; COMMENT ON VIEW x IS 'numbers'; COMMENT ON COLUMN x.ssn IS 'a number';"
    )
    record = source.records[2]
    assert [record.name for record in source.records] == ["p", "q", "x"]
    assert (record.comment, record.fields[0].comment) == ("numbers", "a number nine digits")


@pytest.mark.parametrize(
    ("change", "columns"),
    [
        ("ALTER VIEW v AS SELECT note, id FROM q", ["note", "id"]),
        ("ALTER ALGORITHM=MERGE DEFINER=`a`@`b` SQL SECURITY INVOKER VIEW v (n) AS SELECT note FROM q", ["n"]),
        ("CREATE OR ALTER VIEW v AS SELECT note FROM q", ["note"]),
        ("ALTER VIEW v RENAME COLUMN ssn TO number", ["number"]),
    ],
)
def test_a_view_changes(read_sql: ReadSql, change: str, columns: list[str]) -> None:
    source = read_sql(f"{BASE}CREATE VIEW v AS SELECT ssn FROM p; {change};")
    assert source.problems == ()
    assert [field.path for field in source.records[2].fields] == columns


def test_an_object_view_has_its_types_columns(read_sql: ReadSql) -> None:
    source = read_sql(
        "CREATE TYPE place AS OBJECT (id NUMBER(3), street VARCHAR2(40), other REF person);\n/\n"
        "CREATE TABLE t (a NUMBER(3), b VARCHAR2(9));\n"
        "CREATE VIEW places OF place WITH OBJECT OID (id) AS SELECT a, upper(b), make_ref(x, a) FROM t;\n"
    )
    assert source.problems == ()
    assert [field.path for field in source.records[1].fields] == ["id", "street", "other"]


def test_copies_beyond_the_limit_are_said(read_sql: ReadSql) -> None:
    wide = "CREATE TABLE wide (" + ", ".join(f"c{index} int" for index in range(1000)) + ");\n"
    source = read_sql(wide + "".join(f"CREATE TABLE t{index} (LIKE wide);\n" for index in range(202)))
    assert [(problem.code, problem.line) for problem in source.problems] == [("E002", 202), ("E002", 203)]
    assert "200,000" in source.problems[0].reason


@pytest.mark.parametrize(
    ("query", "lost"),
    [
        ("SELECT *, 1 AS one FROM (SELECT * FROM elsewhere) s", True),
        ("WITH s AS (SELECT * FROM elsewhere) SELECT *, 1 AS one FROM s", True),
        ("SELECT *, 1 AS one FROM (SELECT id FROM p) s", False),
        ("WITH s (a) AS (SELECT count(*) FROM p) SELECT *, 1 AS one FROM s", False),
    ],
)
def test_a_star_over_what_is_not_known_is_said(read_sql: ReadSql, query: str, lost: bool) -> None:
    source = read_sql(f"{BASE}CREATE TABLE t AS {query};")
    assert [field.path for field in source.records[2].fields][-1] == "one"
    assert [problem.code for problem in source.problems] == ["E002"] * lost
