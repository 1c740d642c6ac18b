"""Public decisions as regressions: what was decided about is found, and what would have been well isn't.

A decision's ``date`` is as exact as its source gave it. A case's ``expect`` names codes and where they stand:
``record.field``, a record, or a purpose. ``awaits`` are codes that need the data themselves; they go into ``expect``
when their rule is there.
"""

from __future__ import annotations

import json
import pathlib
import re
from collections.abc import Mapping
from typing import Any

import pytest
import yaml

from minlint.judge import rules
from tests.cli.conftest import Tree

HERE = pathlib.Path(__file__).parent
DECISIONS: dict[str, Any] = {
    path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(HERE.glob("*.yaml"))
}
CASES = [(name, case["name"], case) for name, said in DECISIONS.items() for case in said["cases"]]


def written(root: pathlib.Path, case: Mapping[str, Any], purposes: Mapping[str, Any]) -> Tree:
    """A case's files and its manifest, whose purposes are bound to all of them."""
    tree = Tree(root)
    bindings = [{"source": source, "purposes": list(purposes)} for source in case["files"]]
    manifest = {"version": 1, "purposes": purposes, "bindings": bindings}
    tree.write("minlint.yaml", json.dumps(manifest, default=str))
    for path, text in case["files"].items():
        tree.write(path, text)
    return tree


def found(case: Mapping[str, Any], root: pathlib.Path) -> list[tuple[str, str]]:
    """The code and place of every finding of a review."""
    tree = written(root / "now", case, case["purposes"])
    against = []
    if "before" in case:
        written(root / "before", case, case["before"]["purposes"])
        against = ["--against", str(root / "before")]
    ran = tree.check("--persona", "review", "--exit-zero", "--today", "2026-11-24", *against)
    assert ran.status == 0, ran.err
    return [(item["code"], place(item)) for item in ran.json["findings"]]


def place(item: Mapping[str, Any]) -> str:
    named = ".".join(part for part in (item["record"], item["field"]) if part)
    return named or ", ".join(item["purposes"])


def test_all_twenty_say_whose_they_are() -> None:
    assert [name[:2] for name in DECISIONS] == [f"{number:02}" for number in range(1, 21)]
    for name, said in DECISIONS.items():
        assert all(said[key] for key in ("decision", "by", "reference", "about", "cases", "control")), name
        assert re.fullmatch(r"20[12]\d(-[01]\d(-[0-3]\d)?)?", said["date"]), name
        words = json.dumps(said, default=str).replace("lawful_basis", "")
        assert "lawful" not in words and "illegal" not in words, name
        assert not set(said.get("awaits", ())) & set(rules.default()), f"{name}: the rule is there; expect it now"


@pytest.mark.parametrize(("decision", "name", "case"), CASES, ids=[f"{name}: {case}" for name, case, _ in CASES])
def test_what_was_decided_about_is_found(decision: str, name: str, case: Any, tmp_path: pathlib.Path) -> None:
    wanted = {(code, at) for code, places in case["expect"].items() for at in places}
    assert wanted - set(found(case, tmp_path)) == set(), (decision, name)


@pytest.mark.parametrize("decision", DECISIONS)
def test_its_control_is_silent_of_it(decision: str, tmp_path: pathlib.Path) -> None:
    said = DECISIONS[decision]
    codes = {code for case in said["cases"] for code in case["expect"]} | {"X101", "X102"}
    fired = [
        (code, at) for code, at in found(said["control"], tmp_path) if code in codes or said["control"].get("clean")
    ]
    assert fired == [], decision
