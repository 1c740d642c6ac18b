"""Which columns queries read, against what is known of each, and against sqlglot's own lineage."""

from __future__ import annotations

import pathlib
from collections.abc import Mapping
from typing import Any

import pytest
import sqlglot
import yaml
from sqlglot import exp
from sqlglot.lineage import lineage as of_column

from minlint.model import Field, Record, RecordReading, Source, SourceReading
from minlint.usage import Usage, of_sql

TABLES = {
    "people": ("id", "name", "email", "born", "city"),
    "visits": ("id", "person_id", "note", "fee", "seen_at"),
}


def readings(tables: Mapping[str, tuple[str, ...]] = TABLES, prefix: str = "") -> list[SourceReading]:
    records = tuple(Record(prefix + name, tuple(Field(path) for path in paths)) for name, paths in tables.items())
    source = Source("db.sql", "sql", "schema", records, stored=True)
    return [SourceReading(source, tuple(RecordReading(record, ()) for record in records))]


def read(text: str, prefix: str = "") -> set[str]:
    """The columns that a script reads, as `record.column`."""
    found = of_sql(text, readings(prefix=prefix))
    assert found.unread == 0, text
    return {f"{record.removeprefix(prefix)}.{column}" for record, column in found.reads}


QUERIES: list[tuple[str, str]] = [
    (item["query"], item["reads"])
    for item in yaml.safe_load((pathlib.Path(__file__).parent / "queries.yaml").read_text())
]


@pytest.mark.parametrize(("text", "wanted"), QUERIES, ids=[text for text, _ in QUERIES])
def test_what_a_query_reads(text: str, wanted: str) -> None:
    every = {f"people.{name}" for name in TABLES["people"]}
    expected = {item for name in wanted.split() for item in (every if name == "people.*" else {name})}
    assert read(text) == expected


UNTRACED = ("*", "%", "PEOPLE", "clinic", "[", "elsewhere", "INSERT")
"""Marks of what sqlglot's lineage doesn't take: stars, parameters, names written otherwise, unknown tables."""

TRACED = [text for text, _ in QUERIES if text.startswith(("SELECT", "WITH")) and not any(m in text for m in UNTRACED)]


def test_nothing_is_missed_that_the_lineage_of_outputs_shows() -> None:
    """What sqlglot's lineage traces each output back to is among what is read."""
    schema = {name: dict.fromkeys(columns, "text") for name, columns in TABLES.items()}
    traced = 0
    for text in TRACED:
        tree: Any = sqlglot.parse_one(text)
        nodes = [node for name in tree.named_selects if name for node in of_column(name, text, schema=schema).walk()]
        for node in nodes:
            if isinstance(node.source, exp.Table) and "." in node.name:
                column = node.name.rpartition(".")[2].strip('"').replace("_", "").casefold()
                assert f"{node.source.name}.{column}" in read(text), (text, node.name)
                traced += 1
    assert traced >= 10


def test_views_are_seen_through() -> None:
    views = "CREATE VIEW a AS SELECT id, name, email FROM people WHERE city <> ''; CREATE VIEW b AS SELECT * FROM a;"
    assert read(views) == {"people.id", "people.name", "people.email", "people.city"}  # b reads all of it
    assert read(f"{views} SELECT email FROM b") == {"people.email", "people.city"}
    loop = "CREATE VIEW a AS SELECT name FROM b; CREATE VIEW b AS SELECT name FROM a; SELECT name FROM a;"
    loop += " SELECT born FROM people"
    assert read(loop) == {"people.born"}


def test_files_are_records_by_their_stems() -> None:
    assert read("SELECT name FROM 'data/people.csv'") == {"people.name"}
    assert read('SELECT name FROM "people.parquet"') == {"people.name"}


def test_names_may_lack_their_schema() -> None:
    assert read("SELECT name FROM people", prefix="public.") == {"people.name"}
    assert read("SELECT name FROM crm.people", prefix="public.") == set()  # another table


def test_models_of_object_mappers_are_found_by_their_tables() -> None:
    models = {"OrderItem": ("unitPrice", "buyerName")}
    found = of_sql("SELECT unit_price FROM shop_order_items", readings(models))
    assert set(found.reads) == {("orderitem", "unitprice")}
    assert found.of("OrderItem", "unitPrice") and not found.of("OrderItem", "buyerName")


def test_what_cannot_be_parsed_reads_all_that_it_names() -> None:
    found: Usage = of_sql("SELECT FROM WHERE ((( email people; SELECT name FROM people", readings())
    assert found.unread == 1 and found.queries == 2
    assert set(found.reads) == {("people", "email"), ("people", "name")}


def test_the_same_query_counts_once() -> None:
    text = "; ".join(f"SELECT name FROM people WHERE id IN ({n}, {n + 1}) -- {n}\n" for n in range(20))
    assert of_sql(text, readings()).queries == 1
