"""Sources that haven't changed aren't read again; what is kept of them holds no word of theirs."""

from __future__ import annotations

import json
import os
import pathlib
import zlib
from collections.abc import Callable

import pytest

from minlint import answers, packed, pipeline, taxonomy
from minlint.model import SourceReading
from minlint.read import Options, read
from minlint.read.input import Input
from minlint.shelf import LEAST, Shelf, open_shelf
from tests.read.test_fuzz import VALID
from tests.test_answers import HOME, REFERS, Folder

COMMENTS = (
    """\
-- Held for the clinic; ask canary-zwei.
CREATE TABLE patients (
  id bigint PRIMARY KEY,
  ssn text DEFAULT 'canary-drei', -- minlint: allow X101 until 2999-01-01 because canary-vier
  mood enum('canary-fünf', 'it''s') COMMENT 'canary-sechs',
  email text
);
COMMENT ON COLUMN patients.email IS 'canary-sieben';
"""
    + "-- and nothing more\n" * 200
)


def padded(text: str) -> str:
    """A file that is large enough to be kept."""
    return text + " " * LEAST


@pytest.fixture
def folder(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    made = Folder(tmp_path, monkeypatch)
    monkeypatch.chdir(made.place)
    return made


def sources(folder: Folder) -> list[pathlib.Path]:
    return sorted(folder.cache.glob("sources/*"))


def test_only_what_changed_is_read_again(folder: Folder) -> None:
    folder.write({f"{n}.sql": padded(f"CREATE TABLE t{n} (email text, born date);\n") for n in range(5)})
    first = folder.check()
    assert len(sources(folder)) == 5
    times = {path: path.stat().st_ino for path in sources(folder)}
    folder.write({"3.sql": padded("CREATE TABLE t3 (email text, ssn text);\n")})
    second = folder.check()
    assert second != first
    assert second == folder.check("--no-cache")
    assert len(set(sources(folder)) - set(times)) == 1
    assert {path: path.stat().st_ino for path in times} == times  # none of the others was written anew


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_the_answer_is_the_same(folder: Folder, jobs: str) -> None:
    folder.write({"a.sql": COMMENTS, "b.sql": padded("CREATE TABLE b (email text);\n"), "c.json": padded(REFERS)})
    folder.write({"parts/home.json": HOME})
    folder.check("--jobs", jobs)
    assert len(sources(folder)) == 3
    folder.write({"b.sql": padded("CREATE TABLE b (email text, born date);\n")})
    for form in ("json", "text", "sarif"):
        kept = folder.check("--jobs", jobs, "--format", form, "--persona", "audit", "--show-waived")
        assert kept == folder.check("--no-cache", "--format", form, "--persona", "audit", "--show-waived")


def test_nothing_that_stands_there_is_kept(folder: Folder) -> None:
    folder.write({"a.sql": COMMENTS})
    folder.check()
    (kept,) = sources(folder)
    text = zlib.decompress(kept.read_bytes()).decode()
    assert "patients" in text and "email" in text
    for word in ("canary", "nothing more", "2999", "Held"):
        assert word not in text


def test_a_reference_is_part_of_what_was_read(folder: Folder) -> None:
    folder.write({"a.json": padded(REFERS), "parts/home.json": HOME})
    first = folder.check("a.json", "--format", "json")
    assert len(sources(folder)) == 1
    folder.write({"parts/home.json": HOME.replace("street", "ssn")})
    changed = folder.check("a.json", "--format", "json")
    assert changed != first
    assert changed == folder.check("a.json", "--format", "json", "--no-cache")


def test_a_reference_that_led_nowhere(folder: Folder) -> None:
    folder.write({"a.sql": padded("CREATE TABLE a (email text);\n"), "b.json": padded(REFERS)})
    first = folder.check("b.json", "--format", "json")
    folder.write({"parts/home.json": HOME})
    second = folder.check("b.json", "--format", "json")
    assert second != first
    assert second == folder.check("b.json", "--format", "json", "--no-cache")


def test_files_that_are_read_together_are_not_kept(folder: Folder) -> None:
    table = "    create_table :{0} do |t|\n      t.string :email\n    end\n"
    step = f"class Step < ActiveRecord::Migration[7.0]\n  def change\n{table}  end\nend\n"
    names = {f"db/migrate/2024010100000{n}_step{n}.rb": f"people{n}" for n in range(3)}
    folder.write({file: step.format(name) + "# more\n" * LEAST for file, name in names.items()})
    first = folder.check("db", "--format", "json")
    last = list(names)[-1]
    folder.write({last: (folder.place / last).read_text().replace("create_table :people2", "drop_table :people0")})
    second = folder.check("db", "--format", "json")
    assert second != first
    assert second == folder.check("db", "--format", "json", "--no-cache")


def test_rows_are_asked_anew(folder: Folder) -> None:
    rows = "".join(f'{{"surname": "Novak{n}", "zip": {10_000 + n}, "sex": "{"fm"[n % 2]}"}}\n' for n in range(200))
    folder.write({"people.jsonl": rows, "minlint.yaml": "version: 1\n"})
    first = folder.check("--select", "X,L,P")
    folder.write({"minlint.yaml": "version: 1 # and again\n"})
    assert folder.check("--select", "X,L,P") == first


@pytest.mark.parametrize("damage", [b"", b"x", zlib.compress(b"{}"), zlib.compress(b'{"read": [], "outside": {}}')])
def test_what_is_damaged_is_read(folder: Folder, damage: bytes) -> None:
    folder.write({"a.sql": COMMENTS})
    said = folder.check()
    for path in (*sources(folder), *folder.kept):
        path.write_bytes(damage)
    assert folder.check() == said


def test_what_cannot_be_read_to_its_end_is_not_kept(folder: Folder) -> None:
    folder.write({"a.sql": padded("CREATE TABLE a (email text);\nCREATE TABLE b (\n")})
    folder.check()
    assert sources(folder) == []


def test_what_was_changed_on_the_way_is_not_kept(folder: Folder) -> None:
    folder.write({"a.sql": COMMENTS})
    os.utime("a.sql", (2_000_000_000, 2_000_000_000))
    folder.check()
    assert sources(folder) == []


def test_a_pack_tells_its_readings_apart(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.write({"a.sql": COMMENTS})
    shelf = open_shelf(0).of("options")
    assert shelf.of("") != shelf.of(repr([1]))
    assert shelf.of("x") == open_shelf(0).of("options").of("x")
    monkeypatch.setattr(answers, "told", lambda: ("another version",))
    assert isinstance(open_shelf(0), Shelf) and open_shelf(0) != shelf


@pytest.mark.parametrize("name", VALID)
def test_what_is_unpacked_is_what_was_packed(name: str) -> None:
    source = read(Input(name, data=VALID[name]), Options())
    assert source is not None
    reading = pipeline.classify(source, taxonomy.default()).bare()
    try:
        kept = json.loads(json.dumps(packed.pack(reading)))
    except packed.Unkept:
        assert source.problems or source.kind == "data" or name.endswith((".yaml", ".xlsx"))  # escapes and cells
        return
    assert packed.unpack(kept, lambda: source.text or "") == reading


@pytest.mark.parametrize(
    "change",
    [
        lambda reading: reading._replace(source=reading.source._replace(text=None)),
        lambda reading: reading._replace(source=reading.source._replace(text="CREATE TABLE patients ();")),
    ],
)
def test_what_stands_nowhere_is_not_kept(change: Callable[[SourceReading], SourceReading]) -> None:
    source = read(Input("a.sql", data=COMMENTS.encode()), Options())
    assert source is not None
    with pytest.raises(packed.Unkept):
        packed.pack(change(pipeline.classify(source, taxonomy.default())))


def test_a_file_that_is_no_text_is_kept_too(folder: Folder) -> None:
    import pyarrow
    import pyarrow.parquet

    rows = {"email": [f"ada{number}@mail.example" for number in range(2_000)]}
    pyarrow.parquet.write_table(pyarrow.table(rows), folder.place / "people.parquet")
    first = folder.check("people.parquet")
    assert first == folder.check("people.parquet") == folder.check("people.parquet", "--no-cache")


def test_what_was_measured_on_rows_is_kept(folder: Folder) -> None:
    import pyarrow
    import pyarrow.parquet

    numbers = range(3_000)
    rows = {
        "age": [20 + n % 60 for n in numbers],
        "zip_code": [str(10_000 + n) for n in numbers],
        "ill": ["burn"] * 3_000,
    }
    pyarrow.parquet.write_table(pyarrow.table(rows), folder.place / "study.parquet")
    os.utime(folder.place / "study.parquet", (1_700_000_000, 1_700_000_000))
    folder.write({"b.sql": COMMENTS, "minlint.yaml": STUDY})
    assert "L502" in folder.check("--format", "json")[1]
    folder.write({"b.sql": COMMENTS.replace("email text", "email varchar(200)")})
    assert "L502" in folder.check("--format", "json")[1]


STUDY = """\
version: 1
purposes: {study: {statement: Study who falls ill., necessary: [user.demographic, user.contact.address]}}
bindings: [{source: "*", purposes: [study]}]
"""


def test_moments_and_hashes_of_values_are_not_kept(folder: Folder) -> None:
    rows = [f"{n:032x},2021-03-{1 + n % 28:02}T10:00:00,a{n}@mail.example" for n in range(300)]
    folder.write({"a.csv": "\n".join(["customer_id,created_at,email", *rows]) + "\n"})
    assert folder.check() and sources(folder) == []
