"""The documented systems (`examples/systems/`): what is found in each, and that each element has a source."""

from __future__ import annotations

import json
import pathlib
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

SYSTEMS = pathlib.Path(__file__).parent.parent / "examples" / "systems"
NOTICES = SYSTEMS / "notices"


def run(*arguments: str, at: pathlib.Path) -> Any:
    command = [sys.executable, "-m", "minlint", *arguments, "--format", "json", "--today", "2026-11-28", "--no-cache"]
    done = subprocess.run(command, cwd=at, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    return json.loads(done.stdout)


def places(findings: list[dict[str, Any]]) -> dict[str, set[str]]:
    """Where each code fires: fields, records, purposes."""
    found: dict[str, set[str]] = {}
    for item in findings:
        name = ".".join(filter(None, (item["record"], item["field"])))
        found.setdefault(item["code"], set()).update([name] if name else item["purposes"])
    return found


def said(path: pathlib.Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def cases() -> Iterator[Any]:
    for file in sorted(SYSTEMS.glob("*/expected.yaml")):
        if file.parent != NOTICES:
            yield from (pytest.param(file.parent, name, id=f"{file.parent.name}/{name}") for name in said(file))


@pytest.mark.parametrize(("folder", "name"), list(cases()))
def test_what_is_found(folder: pathlib.Path, name: str) -> None:
    expected = said(folder / "expected.yaml")[name]
    report = run("check", "--whole", "--manifest", name, at=folder)
    found = places(report["findings"])
    missing = {code: sorted(set(at) - found.get(code, set())) for code, at in expected["fires"].items()}
    assert {code: at for code, at in missing.items() if at} == {}
    assert report["summary"]["beyond"] >= expected["beyond"]
    if expected.get("clean"):
        assert report["findings"] == []


@pytest.mark.parametrize("year", said(NOTICES / "expected.yaml"))
def test_each_notice_against_the_one_before(year: int) -> None:
    expected = said(NOTICES / "expected.yaml")[year]
    found = places(run("check", str(year), "--against", str(expected["against"]), at=NOTICES)["findings"])
    missing = {code: sorted(set(at) - found.get(code, set())) for code, at in expected["fires"].items()}
    assert {code: at for code, at in missing.items() if at} == {}


@pytest.mark.parametrize(
    "folder", sorted({file.parent for file in SYSTEMS.glob("*/elements.yaml")}), ids=lambda f: f.name
)
def test_every_element_has_a_source(folder: pathlib.Path) -> None:
    told = said(folder / "elements.yaml")
    assert all(
        item["class"] in ("official", "reported", "inferred") and item["source"] and item["date"] for item in told
    )
    named = {element for item in told for element in item["elements"]}
    schema = "2024" if folder == NOTICES else "schema.sql"
    fields = {f"{item['record']}.{item['field']}".removesuffix("[]") for item in run_inventory(schema, folder)}
    assert fields == named


def run_inventory(schema: str, folder: pathlib.Path) -> list[dict[str, Any]]:
    command = [sys.executable, "-m", "minlint", "inventory", schema, "--format", "json"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    return [item for item in json.loads(done.stdout)["fields"] if item["field"]]


def test_nothing_is_called_lawful_or_not() -> None:
    for path in SYSTEMS.rglob("*"):
        if path.is_file():
            text = path.read_text(encoding="utf-8").lower()
            assert "unlawful present" not in text
            assert "illegal" not in text
