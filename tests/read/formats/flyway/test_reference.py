"""A folder of migrations comes to what SQLite holds when it has run them in the order of their versions."""

from __future__ import annotations

import pathlib
import sqlite3

from hypothesis import given
from hypothesis import strategies as st

from minlint.read import Options, read
from minlint.read.formats.flyway import order
from minlint.read.input import Input
from tests.fuzzing import examples

TABLES = ("people", "visits", "Notes")
COLUMNS = ("email", "phone", "born", "City")
MAKES = st.builds(
    lambda table, columns: f"CREATE TABLE {table} ({', '.join(f'{each} TEXT' for each in columns)});",
    st.sampled_from(TABLES),
    st.lists(st.sampled_from(COLUMNS), min_size=1, max_size=3, unique=True),
)
CHANGES = st.one_of(
    st.builds("DROP TABLE {};".format, st.sampled_from(TABLES)),
    st.builds("ALTER TABLE {} ADD COLUMN {} TEXT;".format, st.sampled_from(TABLES), st.sampled_from(COLUMNS)),
    st.builds("ALTER TABLE {} DROP COLUMN {};".format, st.sampled_from(TABLES), st.sampled_from(COLUMNS)),
    st.builds(
        "ALTER TABLE {} RENAME COLUMN {} TO {};".format,
        st.sampled_from(TABLES),
        st.sampled_from(COLUMNS),
        st.sampled_from(COLUMNS),
    ),
    st.builds("ALTER TABLE {} RENAME TO {};".format, st.sampled_from(TABLES), st.sampled_from(TABLES)),
)
VERSIONS = st.lists(st.integers(0, 12), min_size=1, max_size=3).map(lambda parts: ".".join(map(str, parts)))
FOLDERS = st.lists(
    st.tuples(VERSIONS, st.lists(MAKES | CHANGES, max_size=3)), min_size=1, max_size=7, unique_by=lambda each: each[0]
)


def offered(folder: dict[str, str], name: str) -> Input:
    return Input(
        name,
        data=folder[name].encode(),
        place=f"/migrations/{name}",
        beside=lambda path: offered(folder, pathlib.PurePath(path).name),
        listed=lambda _: folder,
    )


def ran(versions: list[tuple[tuple[int, ...], list[str]]]) -> tuple[set[tuple[str, str]], dict[int, list[str]]]:
    """The columns that SQLite holds in the end, and the statements of each file that it took."""
    database, taken = sqlite3.connect(":memory:"), dict[int, list[str]]()
    for index, (_, statements) in enumerate(versions):
        for statement in statements:
            try:
                database.execute(statement)
                taken.setdefault(index, []).append(statement)
            except sqlite3.OperationalError:
                continue
    tables = [name for (name,) in database.execute("SELECT name FROM sqlite_schema")]
    return {(table, row[1]) for table in tables for row in database.execute(f"PRAGMA table_info({table})")}, taken


def key(version: str) -> tuple[int, ...]:
    numbers = tuple(map(int, version.split(".")))
    return numbers + (0,) * (3 - len(numbers))


@given(FOLDERS)
@examples(200)
def test_a_folder_comes_to_what_a_database_holds(folder: list[tuple[str, list[str]]]) -> None:
    distinct = {key(version): (version, statements) for version, statements in folder}
    ordered = [(place, distinct[place][1]) for place in sorted(distinct)]
    expected, taken = ran(ordered)
    files = {
        f"V{distinct[place][0].replace('.', '_' if index % 2 else '.')}__step.sql": "\n".join(taken.get(index, ()))
        for index, (place, _) in enumerate(ordered)
    }
    found = [
        (record.name, field.path)
        for name in files
        if (source := read(offered(files, name), Options()))
        for record in source.records
        for field in record.fields
        if not source.problems
    ]
    assert sorted(found) == sorted(expected)


def test_versions_are_ordered_as_numbers() -> None:
    names = ["V1__a.sql", "V1.9__b.sql", "V1_10__c.sql", "V2.0.1__d.sql", "V10__e.sql", "R__a.sql", "R__b.sql"]
    assert sorted(sorted(names), key=order) == names
    assert order("U1__a.sql") is order("V1.sql") is order("afterMigrate.sql") is None


def test_a_field_stands_where_the_file_it_comes_from_says_it() -> None:
    folder = {
        "V1__a.sql": "\n\nCREATE TABLE people (email text);",
        "V2__b.sql": "-- minlint: purpose=care\n\nALTER TABLE people\n  ADD phone text NOT NULL;",
    }
    source = read(offered(folder, "V2__b.sql"), Options())
    assert source and [marker.text for marker in source.markers] == ["care"]
    ((record,), (field,)) = source.records, source.records[0].fields
    assert record.span and record.span[:2] == (3, 13)
    assert field.span == (4, 7, 4, 12) and field.mandatory
