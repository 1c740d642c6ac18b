"""What later statements do to a table."""

# ruff: noqa: E501 - one case a line

from __future__ import annotations

from collections.abc import Callable

import pytest

from minlint.model import Field, Reference, Source

ReadSql = Callable[..., Source]
BASE = "CREATE TABLE public.t (id int PRIMARY KEY, name text, born date NOT NULL);\n"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("ALTER TABLE t ADD ssn text;", ["1:24 id | int | MP", "1:44 name | text |", "1:55 born | date | M", "2:19 ssn | text |"]),
        (
            "ALTER TABLE IF EXISTS ONLY public.t * ADD COLUMN IF NOT EXISTS \"S\" text NOT NULL, DROP name CASCADE;",
            ["1:24 id | int | MP", "1:55 born | date | M", "2:65 S | text | M"],
        ),
        ("ALTER TABLE t ADD (a int, b numeric(3,1) NOT NULL), DROP (id, name);", ["1:55 born | date | M", "2:20 a | int |", "2:27 b | numeric(3,1) | M"]),
        ("ALTER TABLE t DROP COLUMN IF EXISTS name, DROP born;", ["1:24 id | int | MP"]),
        ("ALTER TABLE t RENAME name TO full_name;", ["1:24 id | int | MP", "2:30 full_name | text |", "1:55 born | date | M"]),
        (
            "ALTER TABLE t ALTER COLUMN born TYPE timestamp(0) with time zone USING born::timestamptz, ALTER born DROP NOT NULL;",
            ["1:24 id | int | MP", "1:44 name | text |", "1:55 born | timestamp(0) with time zone |"],
        ),
        (
            "ALTER TABLE t ALTER name SET NOT NULL, ALTER born SET DEFAULT now();",
            ["1:24 id | int | MP", "1:44 name | text | M", "1:55 born | date | D"],
        ),
        (
            "ALTER TABLE t MODIFY COLUMN name varchar(9) NOT NULL FIRST, CHANGE born `birth day` datetime DEFAULT '2000-01-01' AFTER id;",
            ["2:29 name | varchar(9) | M", "1:24 id | int | MP", "2:74 birth day | datetime | D"],
        ),
        ("ALTER TABLE t ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME s START WITH 1);", ["1:24 id | int | DP", "1:44 name | text |", "1:55 born | date | M"]),
        ("ALTER TABLE t ADD CONSTRAINT u UNIQUE (name), ADD PRIMARY KEY USING INDEX i;", ["1:24 id | int | MP", "1:44 name | text | U", "1:55 born | date | M"]),
        ("CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS i ON ONLY public.t USING btree (name);", ["1:24 id | int | MP", "1:44 name | text | U", "1:55 born | date | M"]),
        ("ALTER TABLE t REPLACE COLUMNS (born bigint, c string);", ["2:32 born | bigint |", "2:45 c | string |"]),
        ("CREATE UNIQUE INDEX i ON t (name) WHERE born > '2000-01-01';", ["1:24 id | int | MP", "1:44 name | text |", "1:55 born | date | M"]),
        ("ALTER TABLE t RENAME CONSTRAINT a TO b, DROP CONSTRAINT c, ADD INDEX i (name), OWNER TO me, ENABLE ROW LEVEL SECURITY;", ["1:24 id | int | MP", "1:44 name | text |", "1:55 born | date | M"]),
    ],
)  # fmt: skip
def test_columns_change(read_sql: ReadSql, row: Callable[[Field], str], change: str, expected: list[str]) -> None:
    source = read_sql(BASE + change)
    assert source.problems == ()
    (record,) = source.records
    assert record.name == "public.t"
    assert [row(field) for field in record.fields] == expected


@pytest.mark.parametrize(
    ("change", "names"),
    [
        ("ALTER TABLE t RENAME TO people;", ["public.people"]),
        ("ALTER TABLE public.t RENAME AS public.people;", ["public.people"]),
        ("ALTER TABLE t RENAME people, ADD x int;", ["public.people"]),
        ("RENAME TABLE public.t TO archive.people;", ["archive.people"]),
        ("ALTER TABLE t SET SCHEMA archive;", ["archive.t"]),
        ("DROP TABLE IF EXISTS nothing, public.t CASCADE;", []),
        ("DROP TABLE T;", []),
        ("CREATE TABLE IF NOT EXISTS public.t (other int);", ["public.t"]),
        ("CREATE TABLE u (x int);\nRENAME TABLE t TO old, u TO t;", ["public.old", "t"]),
        ("CREATE TABLE public.u (x int);\nALTER TABLE t SWAP WITH u;", ["public.u", "public.t"]),
        ("CREATE TABLE u (x int);\nEXCHANGE TABLES t AND u;", ["u", "public.t"]),
        ("CREATE OR REPLACE TABLE PUBLIC.T (x int);", ["PUBLIC.T"]),
        ("CREATE TABLE t2 (x int);\nALTER TABLE t ATTACH PARTITION t2 FOR VALUES IN (1);", ["public.t"]),
    ],
)
def test_tables_change(read_sql: ReadSql, change: str, names: list[str]) -> None:
    source = read_sql(BASE + change)
    assert source.problems == ()
    assert [record.name for record in source.records] == names


def test_a_renamed_table_stands_at_its_latest_name(read_sql: ReadSql) -> None:
    (record,) = read_sql(BASE + "ALTER TABLE t RENAME TO people;").records
    assert record.span == (2, 25, 2, 31)


def test_what_another_file_made_is_changed_here(read_sql: ReadSql, row: Callable[[Field], str]) -> None:
    source = read_sql(
        """ALTER TABLE users ADD COLUMN ssn text NOT NULL, ALTER email TYPE citext, RENAME COLUMN dob TO born;
ALTER TABLE users ADD CONSTRAINT u UNIQUE (ssn), ADD CONSTRAINT f FOREIGN KEY (email) REFERENCES mails (id);
ALTER TABLE untouched ADD CONSTRAINT u UNIQUE (x), DROP COLUMN y, ALTER z SET DEFAULT 3;"""
    )
    (record,) = source.records
    assert [row(field) for field in record.fields] == [
        "1:30 ssn | text | MU",
        "1:55 email | citext |",
        "1:95 born |  |",
    ]
    assert record.fields[1].references == Reference("mails", "id")


def test_what_a_change_doesnt_say_stays(read_sql: ReadSql, row: Callable[[Field], str]) -> None:
    source = read_sql(
        """CREATE TABLE `t` (id serial PRIMARY KEY, sex enum('f', 'm') UNIQUE DEFAULT 'f' COMMENT 'said', o int REFERENCES p (q));
ALTER TABLE t ALTER id TYPE bigint, ALTER sex TYPE text, MODIFY o bigint UNIQUE;"""
    )
    assert [row(field) for field in source.records[0].fields] == [
        "1:19 id | bigint | DP",
        "1:42 sex | text | DU",
        "2:65 o | bigint | U",
    ]
    assert source.records[0].fields[1].enum == ()
    assert source.records[0].fields[1].comment == "said"
    assert source.records[0].fields[2].references == Reference("p", "q")


def test_one_verb_for_several_columns(read_sql: ReadSql) -> None:
    source = read_sql(
        "ALTER TABLE t ADD a int, b varchar(3), DROP date, ENGINE=x, ADD COLUMN (c int, UNIQUE (a)), d text;"
    )
    assert [field.path for field in source.records[0].fields] == ["a", "b", "c", "d"]


def test_names_in_two_cases_are_two_tables(read_sql: ReadSql) -> None:
    source = read_sql(
        'CREATE TABLE "Users" (a int); CREATE TABLE users (b int); ALTER TABLE USERS ADD c int;'
        ' ALTER TABLE "Users" ADD d int;'
    )
    assert [[field.path for field in record.fields] for record in source.records] == [["a", "d"], ["b", "c"]]


def test_comments_may_be_taken_back(read_sql: ReadSql) -> None:
    source = read_sql(
        BASE + "COMMENT ON COLUMN t.name IS 'first'; COMMENT ON COLUMN public.t.name IS NULL;"
        "COMMENT ON TABLE t IS 'kept'; COMMENT ON COLUMN other.x IS 'nowhere'; COMMENT ON INDEX t IS 'no table';"
    )
    assert (source.records[0].comment, source.records[0].fields[1].comment) == ("kept", "")


def test_mysql_makes_one_key_of_two(read_sql: ReadSql, row: Callable[[Field], str]) -> None:
    keys = "CREATE TABLE t (a int PRIMARY KEY UNIQUE, b int); ALTER TABLE t DROP PRIMARY KEY;"
    assert [row(field) for field in read_sql(keys, "x.mysql").records[0].fields] == [
        "1:17 a | int | M",
        "1:43 b | int |",
    ]
    listed = "CREATE TABLE t (a int, PRIMARY KEY (a), UNIQUE (a)); ALTER TABLE t DROP PRIMARY KEY;"
    assert [row(field) for field in read_sql(listed, "x.mysql").records[0].fields] == ["1:17 a | int | MU"]


@pytest.mark.parametrize(("name", "mandatory"), [("x.mysql", True), ("x.tsql", True), ("x.psql", False)])
def test_obligations_of_a_table_made_from_a_query(read_sql: ReadSql, name: str, mandatory: bool) -> None:
    source = read_sql("CREATE TABLE t (a int NOT NULL, b int);\nCREATE TABLE u AS SELECT a, b FROM t;", name)
    assert [field.mandatory for field in source.records[1].fields] == [mandatory, False]


def test_a_column_called_exclude(read_sql: ReadSql, row: Callable[[Field], str]) -> None:
    source = read_sql("CREATE TABLE t (exclude integer DEFAULT '0' NOT NULL, EXCLUDE USING gist (a WITH &&));")
    assert [row(field) for field in source.records[0].fields] == ["1:17 exclude | integer | D"]


@pytest.mark.parametrize(
    ("name", "given"), [("sqlite.initial.sql", True), ("schema-sqlite3.sql", True), ("db/mysql/sqlite/x.sql", False)]
)
def test_a_files_own_name_may_say_its_dialect(read_sql: ReadSql, name: str, given: bool) -> None:
    (field,) = read_sql("CREATE TABLE t (id INTEGER PRIMARY KEY);", name).records[0].fields
    assert field.default is given


def test_partition_columns_of_an_external_table(read_sql: ReadSql, row: Callable[[Field], str]) -> None:
    source = read_sql(
        "CREATE EXTERNAL TABLE `a.b.c` WITH PARTITION COLUMNS (day DATE, n INT64)\nOPTIONS (format = 'PARQUET');"
    )
    assert [row(field) for field in source.records[0].fields] == ["1:55 day | DATE |", "1:65 n | INT64 |"]
    assert [(problem.code, problem.line) for problem in source.problems] == [("E002", 1)]


@pytest.mark.parametrize("name", ["x.psql", "x.tsql", "x.plsql", "x.mysql"])
def test_lines_that_begin_with_a_hash(read_sql: ReadSql, name: str) -> None:
    source = read_sql("#  -*- text -*-\n#\n# it's a schema\nCREATE TABLE t (a int);\n", name)
    assert source.problems == ()
    assert [record.name for record in source.records] == ["t"]


@pytest.mark.parametrize(
    ("script", "target"),
    [
        ("CREATE TABLE p (id int); CREATE TABLE c (a int REFERENCES p (id)); ALTER TABLE p RENAME TO people;", "people"),
        ("CREATE TABLE c (a int, FOREIGN KEY (a) REFERENCES p (id)); CREATE TABLE p (id int); ALTER TABLE p RENAME TO q;", "q"),
        ("CREATE TABLE c (a int REFERENCES c (a)); ALTER TABLE c RENAME TO d; CREATE TABLE c (x int);", "d"),
        ("CREATE TABLE p (id int); CREATE TABLE c (a int REFERENCES p (id)); DROP TABLE p;", "p"),
    ],
)  # fmt: skip
def test_a_reference_follows_its_table(read_sql: ReadSql, script: str, target: str) -> None:
    found = [field.references for record in read_sql(script).records for field in record.fields if field.references]
    assert [reference.record for reference in found] == [target]


@pytest.mark.parametrize(
    ("name", "script", "columns"),
    [
        ("x.snowflake.sql", "CREATE TABLE t (a int, b int, c int); ALTER TABLE t DROP COLUMN a, b;", ["t.c"]),
        ("x.bigquery.sql", "CREATE TABLE d.t (a INT64, b INT64); CREATE TABLE d.u AS SELECT * EXCEPT (a) FROM d.t;", ["d.t.a", "d.t.b", "d.u.b"]),
        ("x.bigquery.sql", "BEGIN CREATE TEMP TABLE t AS SELECT 1 AS one; END;", ["t.one"]),
        ("x.spark.sql", "CREATE OR REFRESH STREAMING TABLE t (id INT, CONSTRAINT ok EXPECT (id > 0) ON VIOLATION DROP ROW) AS SELECT id FROM s;", ["t.id"]),
        ("x.clickhouse.sql", "CREATE TABLE t (a UInt8) ENGINE = Log; CREATE TABLE u AS t ENGINE = Null; CREATE DICTIONARY d (k UInt64) PRIMARY KEY k;", ["t.a", "u.a", "d.k"]),
        ("x.plsql", "CREATE TABLE t (a NUMBER(1), b DATE, c DATE);\nALTER TABLE t SET UNUSED (b, c);\n", ["t.a"]),
        ("x.tsql", "CREATE TABLE dbo.t (a int) AS NODE\nGO\nALTER SCHEMA old TRANSFER OBJECT::dbo.t\nGO\n", ["old.t.a"]),
        ("x.mysql", "CREATE TABLE t (a int, VECTOR INDEX (a)) SELECT b, a FROM u;", ["t.a", "t.b"]),
    ],
)  # fmt: skip
def test_what_only_one_dialect_has(read_sql: ReadSql, name: str, script: str, columns: list[str]) -> None:
    source = read_sql(script, name)
    assert source.problems == ()
    assert [f"{record.name}.{field.path}" for record in source.records for field in record.fields] == columns
