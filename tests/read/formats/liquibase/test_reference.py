"""A change log is read the same in XML, YAML and JSON; change logs count in the order in which one names them."""

from __future__ import annotations

import json
import pathlib
from typing import Any
from xml.sax.saxutils import quoteattr

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from minlint.model import Source
from minlint.read import Options, read
from minlint.read.input import Input
from tests.fuzzing import examples

NAMES = st.from_regex(r"[a-z][a-z_]{0,8}", fullmatch=True)
COLUMNS = st.fixed_dictionaries(
    {"name": NAMES, "type": st.sampled_from(["int", "varchar(80)", "date", "${text}"])},
    optional={
        "defaultValue": st.sampled_from(["a", ""]),
        "autoIncrement": st.booleans(),
        "remarks": st.text("abc <&\"'é", min_size=1, max_size=9),
        "constraints": st.fixed_dictionaries(
            {"nullable": st.booleans()}, optional={"unique": st.booleans(), "references": st.just("people(id)")}
        ),
    },
)
TABLES = st.lists(
    st.tuples(NAMES, st.lists(COLUMNS, min_size=1, max_size=4, unique_by=lambda each: each["name"])),
    min_size=1,
    max_size=3,
    unique_by=lambda each: each[0],
)
Tables = list[tuple[str, list[dict[str, Any]]]]


def tree(tables: Tables) -> dict[str, Any]:
    changes = [
        {"createTable": {"tableName": name, "columns": [{"column": each} for each in columns]}}
        for name, columns in tables
    ]
    return {"databaseChangeLog": [{"changeSet": {"id": "1", "author": "x", "changes": changes}}]}


def attributes(said: dict[str, Any]) -> str:
    plain = {key: value for key, value in said.items() if not isinstance(value, dict)}
    words = {key: str(value).lower() if isinstance(value, bool) else value for key, value in plain.items()}
    return "".join(f" {key}={quoteattr(value)}" for key, value in words.items())


def markup(tables: Tables) -> str:
    def column(said: dict[str, Any]) -> str:
        inner = f"<constraints{attributes(said['constraints'])}/>" if "constraints" in said else ""
        return f"<column{attributes(said)}>{inner}</column>\n"

    parts = [
        f'<createTable tableName="{name}">\n{"".join(map(column, columns))}</createTable>' for name, columns in tables
    ]
    return f'<databaseChangeLog><changeSet id="1" author="x">{"".join(parts)}</changeSet></databaseChangeLog>'


def told(source: Source | None) -> list[tuple[Any, ...]]:
    assert source and not source.problems
    return sorted(
        (record.name, each._replace(span=None)) for record in source.records for each in record.fields if each.span
    )


@given(tables=TABLES)
@examples(40)
def test_all_three_ways_of_writing_it_are_read_the_same(tables: Tables) -> None:
    texts = {
        "log.xml": markup(tables),
        "log.yaml": yaml.safe_dump(tree(tables), allow_unicode=True, sort_keys=False),
        "log.json": json.dumps(tree(tables)),
    }
    found = [told(read(Input(name, data=text.encode()), Options())) for name, text in texts.items()]
    assert found[0] == found[1] == found[2]
    assert [(name, each["name"]) for name, columns in tables for each in columns] == [
        (record, field.path) for record, field in sorted(found[0], key=lambda each: order(tables, each))
    ]


def order(tables: Tables, found: tuple[Any, ...]) -> int:
    places = [(name, each["name"]) for name, columns in tables for each in columns]
    return places.index((found[0], found[1].path))


@pytest.mark.parametrize(("master", "left"), [(False, ["email"]), (True, ["email", "phone"])])
def test_the_order_is_the_one_in_which_a_change_log_includes_others_else_that_of_numbers(
    master: bool, left: list[str], tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def log(*changes: dict[str, Any]) -> str:
        return json.dumps({"databaseChangeLog": [{"changeSet": {"id": "1", "author": "x", "changes": list(changes)}}]})

    columns = [{"column": {"name": name, "type": "text"}} for name in ("email", "phone")]
    (tmp_path / "log-2.json").write_text(log({"createTable": {"tableName": "guests", "columns": columns}}))
    (tmp_path / "log-10.json").write_text(log({"dropColumn": {"tableName": "guests", "columnName": "phone"}}))
    if master:
        names = [{"include": {"file": f"db/log-{number}.json"}} for number in (10, 2)]
        (tmp_path / "db.changelog-master.yaml").write_text(yaml.safe_dump({"databaseChangeLog": names}))
    monkeypatch.chdir(tmp_path)
    source = read(Input("log-2.json", str(tmp_path / "log-2.json")), Options())
    assert source
    assert [field.path for record in source.records for field in record.fields] == left


def offered(folder: dict[str, str], name: str) -> Input:
    """A file of a folder that stands nowhere, with those beside and below it."""
    return Input(
        name,
        data=folder[name].encode(),
        place=f"/logs/{name}",
        beside=lambda path: (
            offered(folder, path.removeprefix("/logs/")) if path.removeprefix("/logs/") in folder else None
        ),
        listed=lambda _: [each for each in folder if "/" not in each],
    )


@pytest.mark.parametrize("path", ["sql/drop.sql", "/sql/drop.sql", "../logs/sql/drop.sql"])
def test_a_plain_file_that_a_log_names_changes_its_tables_and_is_shown_by_itself(path: str) -> None:
    change = {"createTable": {"tableName": "guests", "columns": [{"column": {"name": n}} for n in ("email", "fax")]}}
    changes = [change, {"sqlFile": {"path": path}}]
    folder = {
        "log.json": json.dumps({"databaseChangeLog": [{"changeSet": {"id": "1", "author": "x", "changes": changes}}]}),
        "sql/drop.sql": "ALTER TABLE guests DROP COLUMN fax, ADD COLUMN phone text;",
    }
    shown = [read(offered(folder, name), Options()) for name in folder]
    found = {
        (source.format, record.name, field.path)
        for source in shown
        if source
        for record in source.records
        for field in record.fields
    }
    assert found == {("liquibase", "guests", "email"), ("sql", "guests", "phone")}


@given(tables=TABLES)
@examples(60)
def test_formatted_sql_makes_what_a_change_log_makes(tables: Tables) -> None:
    def column(said: dict[str, Any]) -> str:
        return (
            f"{said['name']} varchar(80){' NOT NULL' if not said.get('constraints', {}).get('nullable', True) else ''}"
        )

    sets = [
        f"--changeset x:{number}\nCREATE TABLE {name}_ ({', '.join(map(column, columns))});\n--rollback DROP TABLE x;\n"
        for number, (name, columns) in enumerate(tables)
    ]
    source = read(Input("log.sql", data=("--liquibase formatted sql\n" + "\n".join(sets)).encode()), Options())
    assert source and source.format == "liquibase" and not source.problems
    assert [(record.name, [(f.path, f.mandatory) for f in record.fields]) for record in source.records] == [
        (f"{name}_", [(each["name"], not each.get("constraints", {}).get("nullable", True)) for each in columns])
        for name, columns in tables
    ]
