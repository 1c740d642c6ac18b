"""Eight designs written as a good team would: no rule fires on them, and `init` finds their kind."""

from __future__ import annotations

import json
import os
import pathlib
import shutil
import subprocess
import sys
from typing import Any

import pytest
import yaml

CLEAN = pathlib.Path(__file__).parent.parent / "examples" / "clean"
KINDS = {
    "check-in-programme": "detention-alternative-reporting",
    "clinic": "medical-visit",
    "newsletter": "newsletter",
    "payroll": "payroll",
    "research-study": "research-study",
    "school": "school-enrolment",
    "shop": "order-fulfilment",
    "visitor-log": "visitor-log",
}


def run(folder: pathlib.Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "minlint", *arguments]
    named = {**os.environ, "MINLINT_TODAY": "2026-11-24"}
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, env=named)


def checked(folder: pathlib.Path) -> dict[str, Any]:
    done = run(folder, "check", "--persona", "audit", "--format", "json", "--exit-zero")
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_these_are_all() -> None:
    assert sorted(KINDS) == sorted(path.name for path in CLEAN.iterdir())


@pytest.mark.parametrize("name", KINDS)
def test_no_rule_fires(name: str) -> None:
    said = checked(CLEAN / name)
    assert [(item["code"], item["record"], item["field"]) for item in said["findings"]] == []
    assert 25 <= said["summary"]["fields"] <= 60 and said["summary"]["personal"] >= 6


@pytest.mark.parametrize("name", KINDS)
def test_they_are_clean_by_what_their_manifests_say(name: str, tmp_path: pathlib.Path) -> None:
    """The same sources with purposes that permit nothing, have no profile and no end."""
    shutil.copytree(CLEAN / name, tmp_path, dirs_exist_ok=True)
    manifest = tmp_path / "minlint.yaml"
    content = yaml.safe_load(manifest.read_text(encoding="utf-8"))
    for purpose in content["purposes"].values():
        for key in ("profile", "necessary", "optional", "retention"):
            purpose.pop(key, None)
    manifest.write_text(yaml.safe_dump(content), encoding="utf-8")
    codes = [item["code"] for item in checked(tmp_path)["findings"]]
    assert codes.count("X101") >= 3 and "R401" in codes


def test_init_proposes_their_kind() -> None:
    missed = {}
    for name, kind in KINDS.items():
        done = run(CLEAN / name, "init", "-o", "-")
        drafted = yaml.safe_load(done.stdout)["purposes"]
        proposed = [purpose.get("profile") for purpose in drafted.values()]
        if proposed != [kind]:
            missed[name] = proposed
    assert missed == {}
