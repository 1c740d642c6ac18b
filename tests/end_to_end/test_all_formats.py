"""A repository in which every schema format stands, checked at once."""

from __future__ import annotations

import json
import os
import pathlib
import shutil
import subprocess
import sys
from typing import Any

import pytest

from minlint.read import listed
from tests.read.formats import golden

MANIFEST = """\
version: 1
purposes:
  care:
    statement: Let a patient of the clinic book a visit and be told of it, until the visit is over.
    necessary: [user.name, user.contact.email]
    retention: {period: 1 year, trigger: the visit}
bindings: [{source: "**", purposes: [care]}]
"""


def schemas() -> list[str]:
    """The formats of schemas that have a fixture folder."""
    kinds = {item.name: item.kind for item in listed()}
    return [name for name in golden.formats() if kinds[name] == "schema"]


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    """Every good fixture in a folder of its format."""
    root = tmp_path_factory.mktemp("repository")
    for name in schemas():
        shutil.copytree(golden.HERE / name / "good", root / name)
    (root / "minlint.yaml").write_text(MANIFEST)
    return root


def checked(root: pathlib.Path, *said: str, at: pathlib.Path | None = None, cache: pathlib.Path) -> str:
    """What a check prints, as JSON, in a folder."""
    command = [
        sys.executable,
        "-m",
        "minlint",
        "check",
        str(root) if at else ".",
        "--format",
        "json",
        "--kind",
        "schema",
    ]
    environment = {**os.environ, "MINLINT_CACHE_DIR": str(cache), "MINLINT_TODAY": "2026-11-28"}
    done = subprocess.run(
        [*command, *said], cwd=at or root, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1, done.stderr
    return done.stdout


def test_every_format_is_read_in_one_run(repository: pathlib.Path) -> None:
    command = [sys.executable, "-m", "minlint", "inventory", ".", "--format", "json", "--kind", "schema"]
    done = subprocess.run(command, cwd=repository, capture_output=True, text=True, check=True)
    fields: list[dict[str, Any]] = json.loads(done.stdout)["fields"]
    assert {path.partition("/")[0] for path in (field["source"] for field in fields)} == set(schemas())


def test_the_same_bytes_however_it_is_run(repository: pathlib.Path, tmp_path: pathlib.Path) -> None:
    plain = checked(repository, "--jobs", "1", "--no-cache", cache=tmp_path / "none")
    assert json.loads(plain)["summary"]["unreadable"] == 0
    assert checked(repository, "--jobs", "4", "--no-cache", cache=tmp_path / "none") == plain
    for _ in range(2):  # what is kept the first time is given the second
        assert checked(repository, cache=tmp_path / "kept") == plain
    elsewhere = checked(repository, "--no-cache", at=tmp_path, cache=tmp_path / "none")
    before = os.path.relpath(repository, tmp_path).replace(os.sep, "/") + "/"
    assert elsewhere.replace(before, "") == plain
