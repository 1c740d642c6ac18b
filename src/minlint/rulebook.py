"""The rule files as plain data: packed into one file in an installed copy, YAML in a checkout."""

from __future__ import annotations

import json
import os
from typing import Any

from minlint.errors import RuleError, SyntaxProblem

FOLDERS = ("taxonomy", "profiles", "laws", "checks")
PACKED = "_rules.json"

Rulebook = dict[str, dict[str, Any]]
"""Folder name -> file name within it -> the file's content."""


def load() -> Rulebook:
    """The rules that ship with minlint.

    An installed copy reads ``_rules.json``, which the build made; a checkout reads ``rules/`` itself, so that an
    edit counts at once.
    """
    here = os.path.dirname(os.path.abspath(__file__))
    packed = os.path.join(here, PACKED)
    if os.path.exists(packed):
        with open(packed, encoding="utf-8") as file:
            book: Rulebook = json.load(file)
        return book
    return load_folder(os.path.join(here, "..", "..", "rules"))


def load_folder(folder: str) -> Rulebook:
    """Every YAML file below a rules folder (ours, or a pack's).

    Raises `RuleError` for a file that isn't valid YAML, with its place.
    """
    return {part: _load_part(os.path.join(folder, part)) for part in FOLDERS}


def _load_part(folder: str) -> dict[str, Any]:
    if not os.path.isdir(folder):
        return {}
    names = sorted(name for name in os.listdir(folder) if name.endswith((".yaml", ".yml")))
    return {name: _load_file(os.path.join(folder, name)) for name in names}


def _load_file(path: str) -> Any:
    import yaml

    with open(path, encoding="utf-8") as file:
        text = file.read()
    try:
        return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError:
        from minlint.located import parse_yaml

        try:
            parse_yaml(text, path)
        except SyntaxProblem as problem:
            raise RuleError(problem.message, path, problem.line, problem.column) from None
        raise RuleError("not valid YAML", path) from None
