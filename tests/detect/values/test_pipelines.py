"""Names within texts by an installed spaCy pipeline: a small one that the test builds."""

from __future__ import annotations

import os
import pathlib
import shutil
import subprocess
import sys
import types
from importlib.metadata import EntryPoint
from typing import Any

import pytest
from faker import Faker

from minlint import taxonomy
from minlint.detect.values import from_values, pipelines
from minlint.model import Field, Record, Values

BOOK = taxonomy.default()


def small() -> Any:
    """A pipeline that knows two people and a town."""
    import spacy

    made = spacy.blank("en")
    ruler = made.add_pipe("entity_ruler")
    ruler.add_patterns(  # type: ignore[attr-defined]
        [
            {"label": "PERSON", "pattern": "Ada Novak"},
            {"label": "PERSON", "pattern": "Bo Lind"},
            {"label": "GPE", "pattern": "Graz"},
        ]
    )
    return made


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    module = types.ModuleType("xx_small")
    module.load = small  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "xx_small", module)
    points = [EntryPoint("xx_small", "xx_small", "spacy_models"), EntryPoint("aa_other", "xx_small", "spacy_models")]
    monkeypatch.setattr(pipelines, "entry_points", lambda group: points if group == "spacy_models" else [])
    pipelines._pipeline.cache_clear()


def names(texts: list[str]) -> list[str]:
    field = Field("notes", "varchar", values=Values(dict.fromkeys(texts, 1), len(texts)))
    record = Record("visits", (field, Field("full_name", "varchar")))
    found = {item.category: item for item in from_values(field, record, BOOK)}
    return [item.detail for item in found["user.name"].evidence] if "user.name" in found else []


SPOKEN = [
    f"on day {number} we saw {'Ada Novak' if number % 2 else 'the neighbour'} at the door" for number in range(40)
]
SILENT = [f"on day {number} the lamp in Graz was broken again" for number in range(40)]


@pytest.mark.usefixtures("installed")
def test_names_in_texts() -> None:
    assert names(SPOKEN) == ["20 of 40 texts name people, as aa_other reads them"]
    assert names(SILENT) == []


def test_without_a_pipeline_letters_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipelines, "entry_points", lambda **_: [])
    spoken = [text.replace("Ada Novak", "Anna Kowalska") for text in SPOKEN]
    assert names(spoken) == ["20 of 40 texts hold words that are spelt like names of people"]
    assert names(SILENT) == []
    things = ["the Annual Report of our London Office", "uses Microsoft Word", "seen at the Golden Gate Bridge again"]
    assert names([f"on day {number} {things[number % 3]} was late again" for number in range(40)]) == []


def test_many_names_in_many_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipelines, "entry_points", lambda **_: [])
    for locale in ("en_US", "de_DE", "fr_FR", "es_ES", "pl_PL", "tr_TR", "sv_SE"):
        fake = Faker(locale)
        fake.seed_instance(4)
        texts = [f"the parcel was left with {fake.first_name()} {fake.last_name()} at the door" for _ in range(100)]
        (said,) = names(texts)
        assert int(said.partition(" ")[0]) >= 40


PACKAGE = """
from spacy.util import load_model_from_init_py


def load(**overrides):
    return load_model_from_init_py(__file__, **overrides)
"""


@pytest.fixture
def packaged(tmp_path: pathlib.Path) -> dict[str, str]:
    """An environment in which a pipeline is installed, as a package of spaCy's is."""
    folder = tmp_path / "installed" / "en_small"
    made = small()
    made.meta.update(name="small", version="1.0.0")
    folder.mkdir(parents=True)
    made.to_disk(folder / "en_small-1.0.0")
    (folder / "__init__.py").write_text(PACKAGE)
    shutil.copy(folder / "en_small-1.0.0" / "meta.json", folder / "meta.json")
    info = tmp_path / "installed" / "en_small-1.0.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: en-small\nVersion: 1.0.0\n")
    (info / "entry_points.txt").write_text("[spacy_models]\nen_small = en_small\n")
    return {**os.environ, "PYTHONPATH": str(tmp_path / "installed")}


def run(folder: pathlib.Path, env: dict[str, str], *said: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "minlint", *said]
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)


def test_a_pipeline_that_is_really_installed(tmp_path: pathlib.Path, packaged: dict[str, str]) -> None:
    rows = "".join(f"Ada{number} Novak,{text}\n" for number, text in enumerate(SPOKEN))
    (tmp_path / "visits.csv").write_text(f"full_name,notes\n{rows}")
    (tmp_path / "schema.sql").write_text("CREATE TABLE visits (id int, notes text, email text);\n")
    told = run(tmp_path, packaged, "inventory", "visits.csv", "--format", "json")
    assert "20 of 40 texts name people, as en_small reads them" in told.stdout
    assert "spaCy" not in run(tmp_path, packaged, "inventory", "visits.csv").stderr
    for said in (["inventory", "visits.csv"], ["check", "--isolated", "."]):
        told = run(tmp_path, dict(os.environ), *said)
        assert told.stderr.count("a spaCy model that is installed reads them better") == 1, told.stderr
        assert len(told.stderr.splitlines()) <= 3
    for said in (["check", "--isolated", "-q", "."], ["check", "--isolated", "schema.sql"]):
        assert "spaCy" not in run(tmp_path, dict(os.environ), *said).stderr
