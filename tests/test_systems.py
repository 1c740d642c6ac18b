"""The documented systems (`examples/systems/`): what is found in each, and that each element has a source."""

from __future__ import annotations

import json
import pathlib
import re
import subprocess
import sys
from typing import Any

import pytest
import yaml

from minlint import cases
from minlint.cases import Case

SYSTEMS = pathlib.Path(__file__).parent.parent / "examples" / "systems"
NOTICES = SYSTEMS / "notices"


def said(path: pathlib.Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


CASES = list(cases.below(str(SYSTEMS), ""))


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_what_is_found(case: Case) -> None:
    assert cases.wrong(case) == []
    assert case.clean or case.fires


def test_what_is_not_found_is_told() -> None:
    case = next(case for case in CASES if case.name == "ankle-gps/minlint.yaml")
    asked = case._replace(fires={"S204": ["tag_positions"], "X108": ["tag_positions"]}, beyond=40)
    first, second = cases.wrong(asked)
    assert first == "X108 doesn't fire at tag_positions"
    assert second.endswith("fields are beyond purpose, not 40")
    assert cases.wrong(case._replace(silent=frozenset({"S204"})))[0].startswith("S204 fires at positions, ")
    assert len(cases.wrong(case._replace(fires={}, clean=True))) > 3


@pytest.mark.parametrize(
    "folder", sorted({file.parent for file in SYSTEMS.glob("*/elements.yaml")}), ids=lambda f: f.name
)
def test_every_element_has_a_source(folder: pathlib.Path) -> None:
    told = said(folder / "elements.yaml")
    assert all(
        item["class"] in ("official", "reported", "inferred") and item["source"] and DATE.fullmatch(item["date"])
        for item in told
    )
    named = {element for item in told for element in item["elements"]}
    schema = "2024" if folder == NOTICES else "schema.sql"
    fields = {f"{item['record']}.{item['field']}".removesuffix("[]") for item in run_inventory(schema, folder)}
    assert fields == named


STATED = re.compile(r"""  # (?:Stated: "(?P<quoted>[^"]+)"|Reported: [^;]+); .+ \d{4} \((?:official|reported)\)\.""")
DATE = re.compile(r"\d{4}(-\d{2}){0,2}(-\d{4})?")


@pytest.mark.parametrize(
    "manifest", sorted(SYSTEMS.rglob("*.yaml")), ids=lambda path: f"{path.parent.name}/{path.name}"
)
def test_every_purpose_is_quoted_or_reported_with_source_and_date(manifest: pathlib.Path) -> None:
    purposes = said(manifest).get("purposes") or {} if manifest.name not in ("elements.yaml", cases.EXPECTED) else {}
    lines = manifest.read_text(encoding="utf-8").splitlines()
    for id_, purpose in purposes.items():
        above = reversed(lines[: lines.index(f"  {id_}:")])
        told = next(found for line in above if (found := STATED.fullmatch(line)))
        assert (told["quoted"] or "").lower() in purpose["statement"].lower()


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


@pytest.mark.parametrize(
    ("fires", "status", "told"),
    [
        ("{X101: [members.iban]}", 0, "Ran 1 case: 0 failures.\n"),
        ("{X108: [members.iban]}", 1, "club/minlint.yaml: X108 doesn't fire at members.iban\nRan 1 case: 1 failure.\n"),
    ],
)
def test_the_cases_of_a_folder(tmp_path: pathlib.Path, fires: str, status: int, told: str) -> None:
    club = tmp_path / "club"
    club.mkdir()
    (club / "schema.sql").write_text("CREATE TABLE members (full_name text, iban text);")
    purpose = "{statement: Print a badge., necessary: [user.name], retention: 1 year}"
    (club / "minlint.yaml").write_text(
        f"version: 1\npurposes: {{badge: {purpose}}}\nbindings: [{{source: '*.sql', purposes: [badge]}}]\n"
    )
    (club / "expected.yaml").write_text(f"minlint.yaml: {{fires: {fires}}}\n")
    command = [sys.executable, "-m", "minlint", "rules", "test", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout + done.stderr) == (status, told)
