"""docs/stability.md: what it calls public is there."""

from __future__ import annotations

import pathlib
import re

import pytest
import yaml

from minlint.__main__ import INTERRUPTED, WRONG
from minlint.checking import FINDINGS
from minlint.cli.check import command
from minlint.judge.rules import STATUSES
from minlint.manifest.model import LINT_SETTINGS, Setting

ROOT = pathlib.Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "stability.md").read_text(encoding="utf-8")


def test_every_variable_that_is_read_is_named() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    read = set(re.findall(r"\"((?:MINLINT|NO|FORCE)_[A-Z_]+)\"", source))
    assert read and read == set(re.findall(r"`((?:MINLINT|NO|FORCE)_[A-Z_]+)`", PAGE))


def test_the_hooks_and_exit_statuses_are_those() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    line = next(line for line in PAGE.splitlines() if "**Hook ids**" in line)
    assert [hook["id"] for hook in hooks] == re.findall(r"`(minlint[a-z-]*)`", line)
    assert f"{FINDINGS} findings, {WRONG} usage, manifest or internal error, {INTERRUPTED} interrupted" in PAGE


def test_a_rules_life_is_told() -> None:
    assert " → ".join(f"`{status}`" for status in STATUSES) in PAGE


@pytest.mark.parametrize("setting", LINT_SETTINGS, ids=lambda setting: str(setting.name))
def test_every_setting_of_a_run_has_an_option(setting: Setting) -> None:
    options = {option for parameter in command.params for option in parameter.opts}
    assert (f"--{setting.name}" in options) is not bool(setting.says)
