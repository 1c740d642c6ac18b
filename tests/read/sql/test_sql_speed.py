"""Linear time: dumps pass quickly, and no text makes the reader slow."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from minlint.model import Source

ReadSql = Callable[..., Source]
TABLE = "CREATE TABLE `t` (\n  `id` int NOT NULL,\n  `n` varchar(3)\n) ENGINE=InnoDB;\n"
ROW = "(%d,'Canary','O\\'Canary','2020-01-01 00:00:00',NULL,'canary@example.org',3.14)"


def _seconds(run: Callable[[], object]) -> float:
    start = time.process_time()
    run()
    return time.process_time() - start


@pytest.mark.parametrize(
    "data",
    [
        "INSERT INTO `t` VALUES " + ",".join(ROW % number for number in range(130_000)) + ";\n",
        "".join(f"INSERT INTO `t` VALUES {ROW % number};\n" for number in range(100_000)),
        "COPY t (a, b) FROM stdin;\n" + "1\tcanary's; $$\tcanary@example.org\n" * 300_000 + "\\.\n",
    ],
    ids=["one insert", "many inserts", "copy"],
)
def test_ten_megabytes_of_data_pass_quickly(read_sql: ReadSql, data: str) -> None:
    assert len(data) > 9_000_000
    text = TABLE + data + "CREATE TABLE last (x int);\n"
    sources: list[Source] = []
    assert _seconds(lambda: sources.append(read_sql(text))) < 5
    assert [record.name for record in sources[0].records] == ["t", "last"]
    assert sources[0].problems == ()


HOSTILE: dict[str, Callable[[int], str]] = {
    "parentheses": lambda n: "CREATE TABLE t (" + "(" * n,
    "brackets": lambda n: "PRAGMA x;\nCREATE TABLE t (a int " + "[" * n,
    "quotes": lambda n: "CREATE TABLE a ('\n;\n" * (n // 10),
    "escaped quotes": lambda n: (
        "CREATE TABLE `z` (a int);CREATE TABLE a ('" + ";\nCREATE TABLE a(\\'" * (n // 10) + "'"
    ),
    "escaped quotes on lines": lambda n: "CREATE TABLE `z` (a int);CREATE TABLE a (" + "\\'\n" * n,
    "dollar tags": lambda n: "".join(f"CREATE TABLE a$ $t{number}$ ;\n" for number in range(n // 10)),
    "open comments": lambda n: "/* " * n,
    "open comments in a table": lambda n: "CREATE TABLE t (a int " + "/* \n" * n,
    "open MySQL comments": lambda n: "CREATE TABLE `t` (a int " + "/* \n" * n,
    "comment lines": lambda n: "CREATE TABLE t (\n" + "-- x\n" * n + " a int);",
    "comment lines above": lambda n: "-- x\n" * n + "CREATE TABLE t (a int);",
    "long dashes": lambda n: "-" * n + "x\nCREATE TABLE t (\n--" + "= " * n + "x\n a int);",
    "columns": lambda n: "CREATE TABLE t (" + ",".join(f"a{number} int" for number in range(n // 10)) + ")",
    "changes": lambda n: "CREATE TABLE t (a int);\n" + "ALTER TABLE t ADD b int, DROP b;\n" * (n // 10),
    "renames": lambda n: (
        "CREATE TABLE t (a0 int);\n"
        + "".join(f"ALTER TABLE t RENAME a{number} TO a{number + 1};\n" for number in range(n // 10))
    ),
    "schemas": lambda n: "".join(f"CREATE TABLE s{i}.t (a int);ALTER TABLE t ADD b{i} int;\n" for i in range(n // 20)),
    "missing semicolons": lambda n: "CREATE TABLE t (a int)\n" * (n // 10),
    "missing commas": lambda n: "CREATE TABLE t (a int" + "\nb int" * (n // 4) + ")",
    "open routines": lambda n: "CREATE FUNCTION f() BEGIN ;\n" * (n // 10),
    "open blocks": lambda n: "CREATE TRIGGER f " + "BEGIN ;\n" * (n // 4),
    "inserts that hide tables": lambda n: "INSERT INTO t VALUES ('\nCREATE TABLE x');\n" * (n // 10),
    "an insert that hides tables": lambda n: "INSERT INTO t VALUES ('" + "\nCREATE TABLE x" * (n // 4) + "');\n",
    "marks": lambda n: "-- " + "minlint: allow " * (n // 4) + "\nCREATE TABLE t(a int);",
    "parentheses in a change": lambda n: "ALTER TABLE t ADD " + "(" * n,
    "parentheses around a query": lambda n: "CREATE TABLE t AS " + "(" * n + "SELECT a" + ")" * n,
    "nested types": lambda n: (
        "".join(f"CREATE TYPE t{i} AS (a t{i + 1}, b t{i + 1});" for i in range(n // 100)) + "CREATE TABLE t (a t0);"
    ),
    "angles": lambda n: "CREATE TABLE t (a INT64, b " + "ARRAY<" * n,
    "structs": lambda n: "CREATE TABLE t (a INT64, b " + "STRUCT<a " * n,
    "batches": lambda n: "CREATE TABLE [dbo].[t] (a int)\nGO\n" * (n // 10),
    "lines of GO": lambda n: "CREATE TABLE [dbo].[t] (a int) '" + "\nGO" * n,
    "routines without an end": lambda n: "CREATE TABLE [dbo].[t] (a int)\nGO\n" + "CREATE PROC p AS\n" * (n // 10),
    "alternative quotes": lambda n: "CREATE TABLE t (a VARCHAR2(3))\n/\nCREATE TABLE u (a " + "q'[ " * n,
    "three quotes": lambda n: "CREATE TABLE t (a INT64, b STRING) OPTIONS(description=" + "'''\"\"\" " * n,
    "views of everything": lambda n: (
        "CREATE TABLE t ("
        + ",".join(f"a{i} int" for i in range(n // 20))
        + ");"
        + "CREATE VIEW v AS SELECT * FROM t;" * n
    ),
    "joins": lambda n: "CREATE VIEW v AS SELECT " + "b, " * n + "c FROM t" + " JOIN t x ON x.a = a" * n,
    "queries within queries": lambda n: "CREATE VIEW v AS SELECT a FROM " + "(SELECT a FROM " * n,
    "a block": lambda n: (
        "DO $$ BEGIN\n" + "ALTER TABLE t ADD c int; -- x\n" * (n // 10) + "END $$;CREATE TABLE t(a int);"
    ),
    "conditions": lambda n: "CREATE TABLE [dbo].[t] (a int)\nGO\n" + "IF 1=1 ALTER TABLE t ADD c int\n" * (n // 10),
    "new places": lambda n: "CREATE TABLE t (a int, b int);" + "ALTER TABLE t MODIFY b int FIRST;" * (n // 10),
    "queries into tables": lambda n: "CREATE TABLE t (a int);" + "SELECT a INTO b FROM t;\n" * (n // 10),
    "swaps": lambda n: "CREATE TABLE a (x int);CREATE TABLE b (x int);" + "ALTER TABLE a SWAP WITH b;" * (n // 10),
    "keys given and taken": lambda n: (
        "CREATE TABLE t (a int);"
        + "".join(f"ALTER TABLE t ADD CONSTRAINT c{i} UNIQUE (a);" for i in range(n // 30))
        + "".join(f"ALTER TABLE t DROP CONSTRAINT c{i};" for i in range(n // 30))
    ),
}


@pytest.mark.parametrize("shape", HOSTILE)
def test_no_text_makes_the_reader_slow(read_sql: ReadSql, shape: str) -> None:
    text = HOSTILE[shape](100_000)
    assert _seconds(lambda: read_sql(text)) < 10
