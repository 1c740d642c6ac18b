"""The hooks are passed every file that may be of a format, and none that can't be."""

from __future__ import annotations

import re

import pytest
import yaml

from minlint.read import listed
from tests.read.formats import golden

HOOKS = {hook["id"]: hook for hook in yaml.safe_load(golden.HOOKS.read_text(encoding="utf-8"))}
KINDS = {"schema": "minlint", "data": "minlint-data"}


def passed(hook: str, name: str) -> bool:
    """Whether pre-commit passes a file of that name to a hook."""
    return re.search(HOOKS[hook]["files"], name) is not None


def test_the_hooks_are_those_that_the_formats_ask_for() -> None:
    assert golden.HOOKS.read_text(encoding="utf-8") == golden.hooks()


@pytest.mark.parametrize("name", golden.formats())
def test_each_good_file_is_passed(name: str) -> None:
    kinds = {item.module: item.kind for item in listed()}
    hook = KINDS[kinds[golden.known()[name]]]
    files = golden.files(name, "good")
    assert files and [path for path in files if not passed(hook, path)] == []


@pytest.mark.parametrize("name", ["minlint.yaml", "db/schema.rb", "api/User.proto", "app/Models.PY", "Info.plist"])
def test_schemas_and_manifests_are_passed(name: str) -> None:
    assert passed("minlint", name)


@pytest.mark.parametrize("name", ["README.md", "LICENSE", "Makefile", "main.c", "style.css", "notes.txt", "sql"])
def test_other_files_are_passed_to_none(name: str) -> None:
    assert not any(passed(hook, name) for hook in HOOKS)
