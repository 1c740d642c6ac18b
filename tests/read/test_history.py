"""Migrations: each file gives what it adds and what of that is there in the end."""

from __future__ import annotations

import pathlib
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minlint.model import Field
from minlint.read import Options, read
from minlint.read.history import Added, Altered, Dropped, Renamed, Step, replay
from minlint.read.input import Input, within

NAMES = st.sampled_from("abcd")
TABLES = st.sampled_from("xy")
STEPS: st.SearchStrategy[Step] = st.one_of(
    st.builds(lambda table, name, fresh: Added(table, (Field(name),), fresh=fresh), TABLES, NAMES, st.booleans()),
    st.builds(Dropped, TABLES, st.one_of(st.none(), NAMES)),
    st.builds(lambda table, to, field: Renamed(table, to, field), TABLES, NAMES, NAMES),
    st.builds(lambda table, name: Altered(table, name, (("unique", True),)), TABLES, NAMES),
)


def state(files: list[list[Step]]) -> Iterator[tuple[str, str]]:
    """The fields that are there in the end, by a plain account of names alone."""
    tables: dict[str, list[str]] = {}
    for step in (step for steps in files for step in steps):
        if isinstance(step, Added):
            known = [] if step.fresh else tables.get(step.table, [])
            tables[step.table] = [*(name for name in known if name != step.fields[0].path), step.fields[0].path]
        elif isinstance(step, Dropped):
            if step.field is None:
                tables.pop(step.table, None)
            elif step.field in tables.get(step.table, []):
                tables[step.table].remove(step.field)
        elif isinstance(step, Renamed) and step.field is not None:
            known = tables.get(step.table, [])
            if step.field in known or step.to not in known:
                tables[step.table] = [*(name for name in known if name not in (step.field, step.to)), step.to]
    yield from ((table, name) for table, names in tables.items() for name in names)


@given(st.lists(st.lists(STEPS, max_size=4), max_size=5))
def test_what_is_left_is_left_once(files: list[list[Step]]) -> None:
    records = replay((str(number), steps) for number, steps in enumerate(files))
    found = [(each.name, field.path) for made in records.values() for each in made for field in each.fields]
    assert sorted(found) == sorted(state(files))


def test_a_field_stays_mandatory_when_its_default_goes() -> None:
    added = Added("x", (Field("a", mandatory=False, default=True),), needed=frozenset("a"))
    altered = Altered("x", "a", (("default", False),))
    (record,) = replay([("1", [added]), ("2", [altered])])["1"]
    assert (record.fields[0].mandatory, record.fields[0].default) == (True, False)


def test_a_folder_is_gone_through_once(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for number in range(30):
        text = f"class A{number} < ActiveRecord::Migration[7.0]\n  def change\n    add_column :t, :c{number}, :string\n"
        (tmp_path / f"{1000 + number}_a{number}.rb").write_text(f"{text}    remove_column :t, :c0\n  end\nend\n")
    opened, kept = list[str](), dict[object, object]()

    def beside(path: str) -> Input | None:
        opened.append(path)
        return within(str(tmp_path), path)

    names = sorted(path.name for path in tmp_path.iterdir())
    sources = [read(Input(name, name, beside=beside, kept=kept), Options()) for name in names]
    fields = [[field.path for record in source.records for field in record.fields] for source in sources if source]
    assert fields == [[], *([f"c{number}"] for number in range(1, 30))]
    assert len(opened) == 29
