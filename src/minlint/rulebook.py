"""The rule files as plain data: packed in an installed copy, YAML in a checkout."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Collection, Iterable
from functools import cache
from typing import Any

from minlint.errors import RuleError, SyntaxProblem

FOLDERS = ("taxonomy", "profiles", "laws", "checks", "words")
PACKED = "_{}.json"

Rulebook = dict[str, dict[str, Any]]
"""Folder name -> file name within it -> the file's content."""

_HERE = os.path.dirname(os.path.abspath(__file__))
_FOLDER = os.path.join(_HERE, "..", "..", "rules")


@cache
def load() -> Rulebook:
    """The rules that ship with minlint, read once."""
    book: Rulebook = compiled("rules", lambda: load_folder(_FOLDER))
    return book


def compiled(name: str, make: Callable[[], Any], code: Collection[str] = ()) -> Any:
    """What is made from the rules, as plain data that JSON can hold.

    An installed copy has it packed, by the build. A checkout makes it when ``rules/`` changed, or one of the modules
    (``code``, paths within the package) that make it, and then keeps it in the cache under a hash of their text.
    """
    packed = _load_json(os.path.join(_HERE, PACKED.format(name)))
    if packed is not None:
        return packed
    path = os.path.join(cache_folder(), f"{name}-{_digest(code)}.json")
    found = _load_json(path)
    if found is None:
        text = json.dumps(make(), ensure_ascii=False, default=str)
        found = json.loads(text)
        _store(path, text)
    return found


def _load_json(path: str) -> Any:
    """A packed or compiled file; None where there is none, or it is damaged."""
    try:
        with open(path, encoding="utf-8") as file:
            return json.load(file)
    except (OSError, ValueError):
        return None


def cache_folder() -> str:
    """Where minlint keeps what it can make again."""
    home = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return os.environ.get("MINLINT_CACHE_DIR") or os.path.join(home, "minlint")


def _digest(code: Collection[str]) -> str:
    """A hash of the rules' text and of the modules that make something of it."""
    digest = _rules_digest().copy()
    _add(digest, (os.path.join(_HERE, module) for module in ("rulebook.py", *code)))
    return str(digest.hexdigest())


@cache
def _rules_digest() -> Any:
    """A hash over every rule file, read once a run."""
    from hashlib import blake2b

    digest = blake2b(digest_size=16)
    for part in FOLDERS:
        _add(digest, (os.path.join(_FOLDER, part, name) for name in _names(os.path.join(_FOLDER, part))))
    return digest


def _add(digest: Any, paths: Iterable[str]) -> None:
    for path in paths:
        with open(path, "rb") as file:
            digest.update(os.path.basename(path).encode() + b"\0" + file.read())


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
