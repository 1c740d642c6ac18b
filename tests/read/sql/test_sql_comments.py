"""Comments and the words for minlint in them: what each belongs to."""

# ruff: noqa: E501 - one case a line

from __future__ import annotations

from collections.abc import Callable

import pytest

from minlint.model import Source

ReadSql = Callable[..., Source]


def _comments(source: Source) -> dict[str, str]:
    (record,) = source.records
    found = {"": record.comment, **{field.path: field.comment for field in record.fields}}
    return {path: comment for path, comment in found.items() if comment}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CREATE TABLE t (\n a int, -- of a\n b int -- of b\n);", {"a": "of a", "b": "of b"}),
        ("CREATE TABLE t (\n -- of a,\n -- still of a\n a int,\n /* of b */\n b int);", {"a": "of a, still of a", "b": "of b"}),
        ("CREATE TABLE t (\n  a int -- of a\n, b int -- of b\n);", {"a": "of a", "b": "of b"}),
        ("CREATE TABLE t (a int, /* of b */ b int /* more of b */);", {"b": "of b more of b"}),
        ("CREATE TABLE t (a int /* of a */, b int);", {"a": "of a"}),
        ("CREATE TABLE t ( -- of t\n a int\n   -- of a too\n   NOT NULL,\n\n -- far from b\n\n b int\n -- of nobody\n);", {"": "of t", "a": "of a too"}),
        ("-- of t\nCREATE TABLE t -- of t too\n(a int);", {"": "of t of t too"}),
        ("-- far from t\n\nCREATE TABLE t (a int);", {}),
        ("CREATE TABLE t (\n a int,\n -- of the key\n PRIMARY KEY (a), -- of the key too\n b int -- of b\n); -- of nobody", {"b": "of b"}),
        ("CREATE TABLE t (a int, b int); -- of t\n-- of nobody", {"": "of t"}),
        ("/*\n * Rows of t.\n *\n * One a person. */\nCREATE TABLE t (a int);", {"": "Rows of t. One a person."}),
        ("----------------------\n-- of t ------------\n----------------------\nCREATE TABLE t (a int);", {"": "of t"}),
        ("CREATE TABLE t (\n a int,\n -- ssn varchar(11),\n -- ssn text NOT NULL,\n -- drop table x;\n b int);", {}),
        ("CREATE TABLE t (\n a int, -- first name, if any,\n b int);", {"a": "first name, if any,"}),
        ("CREATE TABLE t (a int);\nALTER TABLE t\n -- of b\n ADD b int, -- of b too\n ADD c int; -- of c", {"b": "of b of b too", "c": "of c"}),
        ("CREATE TABLE t (a int);\n-- of b\nALTER TABLE t ADD b int, ADD c int;", {"b": "of b"}),
        ("CREATE TABLE t (\n a int -- of a\n) WITH (fillfactor=70) -- of nobody\n;", {"a": "of a"}),
        ("/* outer /* inner */ outer */ CREATE TABLE t (a int /* x /* y */ z */);", {"": "outer /* inner */ outer", "a": "x /* y */ z"}),
        ("CREATE TABLE t (\r\n a int, -- of a\r\n -- of b\r\n b int\r\n);\r\n", {"a": "of a", "b": "of b"}),
    ],
)  # fmt: skip
def test_comments_belong_to_columns_and_tables(read_sql: ReadSql, text: str, expected: dict[str, str]) -> None:
    assert _comments(read_sql(text)) == expected


def test_mysql_comments(read_sql: ReadSql) -> None:
    source = read_sql(
        "# of t\nCREATE TABLE `t` (\n  a int COMMENT 'said', # of a\n  b int DEFAULT 5--1\n) COMMENT='All''s said' ENGINE=x;"
    )
    assert _comments(source) == {"": "All's said of t", "a": "said of a"}


def _marks(source: Source) -> dict[str, list[str]]:
    found = {"file": source.markers}
    for record in source.records:
        found[record.name] = record.markers
        found |= {f"{record.name}.{field.path}": field.markers for field in record.fields}
    return {path: [f"{mark.kind} {mark.text}" for mark in marks] for path, marks in found.items() if marks}


TABLE = "CREATE TABLE t (a int, b int);"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"-- minlint: purpose=news\n\n{TABLE}", {"file": ["purpose news"]}),
        (f"-- minlint: purpose=news\n{TABLE}", {"t": ["purpose news"]}),
        (f"-- minlint: purpose=news\nBEGIN;\n{TABLE}", {"file": ["purpose news"]}),
        (f"-- minlint: purpose=news\nDROP TABLE IF EXISTS t;\n{TABLE}", {"t": ["purpose news"]}),
        (f"-- minlint: purpose=one\n\n-- minlint: purpose=two\n{TABLE}", {"file": ["purpose one"], "t": ["purpose two"]}),
        (f"SELECT 1;\n-- minlint: purpose=news\n\n--\n-- banner\n--\n\n{TABLE}\nCREATE TABLE u (c int);", {"t": ["purpose news"]}),
        ("CREATE TABLE t ( -- minlint: purpose = news , care \n a int);", {"t": ["purpose news , care"]}),
        ("CREATE TABLE t (\n a int -- minlint: purpose=news\n);", {"t": ["purpose news"]}),
        ("CREATE TABLE t (\n a int\n); -- minlint: purpose=news", {"t": ["purpose news"]}),
        ("/* minlint: purpose=news */ CREATE TABLE t (a int);", {"t": ["purpose news"]}),
        ("/* Patients.\n   minlint: purpose=news\n */\nCREATE TABLE t (a int);", {"t": ["purpose news"]}),
        ("CREATE TABLE t (\n a int, -- minlint: allow X101 until 2027\n b int);", {"t.a": ["allow X101 until 2027"]}),
        ("CREATE TABLE t (\n -- minlint: allow X101\n a int,\n b int);", {"t.a": ["allow X101"]}),
        ("CREATE TABLE t (\n -- minlint: allow X101 x\n -- minlint: allow S204 y\n -- a word\n a int, b int);", {"t.a": ["allow X101 x", "allow S204 y"], "t.b": ["allow X101 x", "allow S204 y"]}),
        ("CREATE TABLE t (\n -- minlint: allow X101\n\n a int);", {}),
        ("CREATE TABLE t (\n a int\n  NOT NULL, -- minlint: allow X101\n b int);", {"t.a": ["allow X101"]}),
        ("CREATE TABLE t (\n a int,\n PRIMARY KEY (a) -- minlint: allow X101\n);", {}),
        (f"SELECT 1;\n-- minlint: allow P001 until 2027\n{TABLE}", {"t": ["allow P001 until 2027"], "t.a": ["allow P001 until 2027"], "t.b": ["allow P001 until 2027"]}),
        ("-- minlint: allow P001\nCREATE TABLE t (\n a int);", {"t": ["allow P001"]}),
        (f"{TABLE}\nALTER TABLE t ADD c int; -- minlint: allow X101", {"t.c": ["allow X101"]}),
        (f"{TABLE}\n-- minlint: allow X101\nALTER TABLE t RENAME a TO c;", {"t.c": ["allow X101"]}),
        (f"{TABLE}\n-- minlint: purpose=news\nALTER TABLE t ADD c int;", {"t": ["purpose news"]}),
        ("CREATE TABLE t (\n a int, -- minlint: allow\n b int -- MINLINT: ALLOW X101\n);", {"t.a": ["allow "], "t.b": ["allow X101"]}),
        ("CREATE TABLE t (\n a int, -- minlint: allowed\n b int -- xminlint: allow X101\n);", {"t.a": ["unknown allowed"]}),
        ("CREATE TABLE t (a text DEFAULT '-- minlint: purpose=news');", {}),
        ("-- minlint: purpose=news\n", {}),
    ],
)  # fmt: skip
def test_words_for_minlint(read_sql: ReadSql, text: str, expected: dict[str, list[str]]) -> None:
    assert _marks(read_sql(text)) == expected


def test_words_for_minlint_are_no_comments(read_sql: ReadSql) -> None:
    source = read_sql("CREATE TABLE t (\n a int, -- the number. minlint: allow X101 until 2027 because y\n b int);")
    assert _comments(source) == {"a": "the number."}
    (marker,) = source.records[0].fields[0].markers
    assert marker.text == "X101 until 2027 because y"
    assert marker.span == (2, 24, 2, 64)


@pytest.mark.parametrize(
    "down", ["-- +goose Down", "-- +migrate Down", "-- migrate:down", "--migrate:down transaction:false"]
)
def test_what_undoes_a_migration_is_not_run(read_sql: ReadSql, down: str) -> None:
    up = down.replace("own", "up") if "Down" not in down else down.replace("Down", "Up")
    up = up.replace("dup", "up")
    source = read_sql(
        f"{up}\nCREATE TABLE t (a int);\n{down}\nDROP TABLE t;\nnonsense here;\n{up}\nCREATE TABLE u (b int);"
    )
    assert [record.name for record in source.records] == ["t", "u"]
    assert source.problems == ()
