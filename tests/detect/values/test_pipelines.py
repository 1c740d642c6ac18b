"""Names within texts by an installed spaCy pipeline: a small one that the test builds."""

from __future__ import annotations

import sys
import types
from importlib.metadata import EntryPoint
from typing import Any

import pytest

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


def test_nothing_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipelines, "entry_points", lambda **_: [])
    assert names(SPOKEN) == []
