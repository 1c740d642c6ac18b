"""The rule files as plain data: packed into one file in an installed copy, YAML in a checkout."""

from __future__ import annotations

import json
import os
from functools import cache
from typing import Any

from minlint.errors import RuleError, SyntaxProblem

FOLDERS = ("taxonomy", "profiles", "laws", "checks", "words")
PACKED = "_rules.json"

Rulebook = dict[str, dict[str, Any]]
"""Folder name -> file name within it -> the file's content."""


@cache
def load() -> Rulebook:
    """The rules that ship with minlint, read once.

    An installed copy reads ``_rules.json``, which the build made; a checkout reads ``rules/`` itself, so that an
    edit counts at once.
    """
    here = os.path.dirname(os.path.abspath(__file__))
    packed = os.path.join(here, PACKED)
    return _load_json(packed) or _load_compiled(os.path.join(here, "..", "..", "rules"))


def _load_json(path: str) -> Rulebook | None:
    """A packed or compiled file; None where there is none, or it is damaged."""
    try:
        with open(path, encoding="utf-8") as file:
            book: Rulebook = json.load(file)
    except (OSError, ValueError):
        return None
    return book


def _load_compiled(folder: str) -> Rulebook:
    """A checkout's rules, parsed once and then kept in the cache under a hash of their text."""
    path = os.path.join(cache_folder(), f"rules-{_digest(folder)}.json")
    book = _load_json(path)
    if book is None:
        book = load_folder(folder)
        _store(path, json.dumps(book, ensure_ascii=False, default=str))
    return book


def cache_folder() -> str:
    """Where minlint keeps what it can make again."""
    home = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return os.environ.get("MINLINT_CACHE_DIR") or os.path.join(home, "minlint")


def _digest(folder: str) -> str:
    from hashlib import blake2b

    digest = blake2b(digest_size=16)
    for part in FOLDERS:
        for name in _names(os.path.join(folder, part)):
            with open(os.path.join(folder, part, name), "rb") as file:
                digest.update(f"{part}/{name}\0".encode() + file.read())
    return digest.hexdigest()


def _store(path: str, text: str) -> None:
    """Write a cache file whole or not at all; a cache that can't be written is no error."""
    import tempfile

    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=os.path.dirname(path), delete=False) as file:
            file.write(text)
        os.replace(file.name, path)
    except OSError:
        pass


def load_folder(folder: str) -> Rulebook:
    """Every YAML file below a rules folder (ours, or a pack's).

    Raises `RuleError` for a file that isn't valid YAML, with its place.
    """
    return {part: _load_part(os.path.join(folder, part)) for part in FOLDERS}


def _load_part(folder: str) -> dict[str, Any]:
    return {name: _load_file(os.path.join(folder, name)) for name in _names(folder)}


def _names(folder: str) -> list[str]:
    if not os.path.isdir(folder):
        return []
    return sorted(name for name in os.listdir(folder) if name.endswith((".yaml", ".yml")))


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
