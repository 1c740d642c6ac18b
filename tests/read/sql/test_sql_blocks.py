"""Definitions inside blocks, in strings that are executed, and in queries that make tables."""

# ruff: noqa: E501 - one case a line

from __future__ import annotations

from collections.abc import Callable

import pytest

from minlint.model import Field, Source

ReadSql = Callable[..., Source]


def _columns(source: Source) -> list[str]:
    return [f"{record.name}.{field.path}" for record in source.records for field in record.fields]


@pytest.mark.parametrize(
    "block",
    [
        "DO $$ BEGIN ALTER TABLE t ADD COLUMN ssn text; END $$;",
        "DO $do$\nBEGIN\n  IF NOT EXISTS (SELECT 1 FROM a WHERE b = ';') THEN\n    ALTER TABLE t ADD ssn text;\n  END IF;\nEND\n$do$ LANGUAGE plpgsql;",
        "DO 'BEGIN ALTER TABLE t ADD ssn text; END';",
        "DO $$ BEGIN EXECUTE 'ALTER TABLE t ADD ssn varchar(3) DEFAULT ''a, b'''; END $$;",
        "DO $$ BEGIN EXECUTE $q$ALTER TABLE t ADD ssn text$q$ USING 3; EXCEPTION WHEN others THEN NULL; END $$;",
    ],
)
def test_postgres_blocks(read_sql: ReadSql, block: str) -> None:
    source = read_sql(f"CREATE TABLE t (id serial);\n{block}\nCREATE TABLE u (a jsonb);")
    assert source.problems == ()
    assert _columns(source) == ["t.id", "t.ssn", "u.a"]


@pytest.mark.parametrize(
    "block",
    [
        "DO $$ BEGIN EXECUTE format('ALTER TABLE %I ADD ssn text', 't'); END $$;",
        "DO $$ BEGIN EXECUTE 'ALTER TABLE ' || name || ' ADD ssn text'; END $$;",
        "DO $$ BEGIN RAISE NOTICE 'ALTER TABLE t ADD ssn text'; END $$;",
        "DO $$ plpy.execute('x'); ALTER TABLE t ADD ssn text; $$ LANGUAGE plpython3u;",
        "DO $$ BEGIN IF false THEN DROP TABLE t; END IF; END $$;",
        "CREATE FUNCTION f() RETURNS void AS $$ BEGIN ALTER TABLE t ADD ssn text; END $$ LANGUAGE plpgsql;",
    ],
)
def test_what_a_block_does_not_surely_define(read_sql: ReadSql, block: str) -> None:
    source = read_sql(f"CREATE TABLE t (id serial);\n{block}")
    assert _columns(source) == ["t.id"]


def test_comments_and_places_in_blocks(read_sql: ReadSql, row: Callable[[Field], str]) -> None:
    source = read_sql(
        "DO $$ BEGIN\n  CREATE TABLE t (\n    ssn text NOT NULL, -- nine digits\n    b int);\nEND $$;", "x.psql"
    )
    assert [row(field) for field in source.records[0].fields] == ["3:5 ssn | text | M", "4:5 b | int |"]
    assert source.records[0].fields[0].comment == "nine digits"


@pytest.mark.parametrize(
    "block",
    [
        "BEGIN\n  EXECUTE IMMEDIATE 'CREATE TABLE t (ssn VARCHAR2(11), born DATE)';\nEXCEPTION WHEN OTHERS THEN NULL;\nEND;\n/",
        "DECLARE n NUMBER;\nBEGIN\n  SELECT count(*) INTO n FROM user_tables;\n  EXECUTE IMMEDIATE q'[CREATE TABLE t (ssn VARCHAR2(11), born DATE DEFAULT DATE '2000-01-01')]';\nEND;\n/",
    ],
)
def test_oracle_blocks(read_sql: ReadSql, block: str) -> None:
    source = read_sql(f"{block}\nCREATE TABLE u (a NUMBER(3));\n", "x.plsql")
    assert source.problems == ()
    assert _columns(source) == ["t.ssn", "t.born", "u.a"]


TSQL = """CREATE TABLE dbo.t (id int)
GO
IF COL_LENGTH('dbo.t', 'email') IS NULL ALTER TABLE dbo.t ADD email nvarchar(20) NULL
GO
IF 1 = 1
BEGIN
  EXEC('ALTER TABLE dbo.t ADD phone varchar(20)')
  ALTER TABLE dbo.t ADD a int NULL
  UPDATE dbo.t SET x = 1, y = 2
END
GO
ALTER TABLE dbo.t ADD b int NULL
UPDATE dbo.t SET v = 1, w = 2
GO
EXEC sp_executesql N'CREATE TABLE dbo.u (ssn char(9))'
GO
SELECT id, email AS mail INTO #copy FROM dbo.t
GO
"""


def test_tsql_conditions(read_sql: ReadSql) -> None:
    source = read_sql(TSQL)
    assert source.problems == ()
    dbo = ["dbo.t.id", "dbo.t.email", "dbo.t.phone", "dbo.t.a", "dbo.t.b", "dbo.u.ssn"]
    assert _columns(source) == [*dbo, "#copy.id", "#copy.mail"]


@pytest.mark.parametrize(
    ("query", "columns"),
    [
        ("SELECT ssn, 'x' AS name INTO k FROM t", ["k.ssn", "k.name"]),
        ("WITH w AS (SELECT ssn FROM t) SELECT w.ssn AS s INTO TEMP TABLE k FROM w", ["k.s"]),
        ("SELECT * INTO k FROM t", ["k.id", "k.ssn"]),
        ("WITH w AS (SELECT 1) INSERT INTO t SELECT * FROM w", []),
        ("SELECT (SELECT max(id) INTO k FROM t)", []),
    ],
)
def test_select_into(read_sql: ReadSql, query: str, columns: list[str]) -> None:
    source = read_sql(f"CREATE TABLE t (id int, ssn text);\n{query};", "x.psql")
    assert source.problems == ()
    assert _columns(source) == ["t.id", "t.ssn", *columns]


def test_into_is_no_table_elsewhere(read_sql: ReadSql) -> None:
    source = read_sql(
        "CREATE TABLE t (id int);\nSELECT id INTO OUTFILE 'x' FROM t;\nSELECT id INTO @a FROM t;", "x.mysql"
    )
    assert _columns(source) == ["t.id"]


def test_mariadb_blocks(read_sql: ReadSql) -> None:
    block = "BEGIN NOT ATOMIC\n  DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN END;\nCREATE OR REPLACE VIEW v (s) AS SELECT ssn FROM t;\nEND$$"
    source = read_sql(
        f"CREATE TABLE t (ssn text) ENGINE=InnoDB;\nBEGIN;\nCOMMIT;\nDELIMITER $$\n{block}\nDELIMITER ;\n"
    )
    assert source.problems == ()
    assert _columns(source) == ["t.ssn", "v.s"]
