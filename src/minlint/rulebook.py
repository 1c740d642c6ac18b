"""The rule files as plain data: packed in an installed copy, YAML in a checkout."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Collection
from functools import cache
from typing import Any

from minlint import cache as cache_files
from minlint.errors import RuleError, SyntaxProblem

FOLDERS = ("taxonomy", "languages", "standards", "profiles", "laws", "checks", "words", "statements")
VOCABULARIES = ("languages", "standards")
"""The folders that add names to categories, and subjects to the words."""
PACKED = "_{}.json"
APART = "apart"
"""What stands for a category's names in the compiled taxonomy: there are many, and few runs ask for them."""

Rulebook = dict[str, dict[str, Any]]
"""Folder name -> file name within it -> the file's content."""

_HERE = os.path.dirname(os.path.abspath(__file__))
FOLDER = os.path.join(_HERE, "..", "..", "rules")
"""Where a checkout has the rules."""


def load() -> Rulebook:
    """The rules that ship with minlint."""
    return {name: part(name) for name in FOLDERS}


@cache
def part(name: str) -> dict[str, Any]:
    """One folder of them: file name -> content, read once. The taxonomy comes without its `names`."""
    found: dict[str, Any] = compiled(name, lambda: pack(FOLDER, name))
    return found


@cache
def names() -> dict[str, Any]:
    """What each category goes by, as its file says it."""
    found: dict[str, Any] = compiled("names", lambda: pack(FOLDER, "names"))
    return found


def pack(folder: str, name: str) -> dict[str, Any]:
    """A part of a rules folder as it is kept: ``names``, or a folder."""
    if name not in ("taxonomy", "names"):
        return _load_part(folder, name)
    tree = _load_part(folder, "taxonomy")
    entries = [entry for content in tree.values() for entry in content.get("categories") or ()]
    apart = {entry["key"]: entry["names"] for entry in entries if entry.get("names")}
    for entry in entries:
        if entry["key"] in apart:
            entry["names"] = APART
    return tree if name == "taxonomy" else apart


def compiled(name: str, make: Callable[[], Any], code: Collection[str] = ()) -> Any:
    """What is made from the rules, as plain data that JSON can hold.

    An installed copy has it packed, by the build. A checkout makes it when ``rules/`` changed, or one of the modules
    (``code``, files and folders within the package) that make it, and then keeps it in the cache.
    """
    packed = _decoded(_read(os.path.join(_HERE, PACKED.format(name))))
    if packed is not None:
        return packed
    place = f"{name}-{_digest(code)}.json"
    found = _decoded(cache_files.load(place))
    if found is None:
        text = json.dumps(make(), ensure_ascii=False, default=str)
        found = json.loads(text)
        cache_files.store(place, text.encode())
    return found


@cache
def state() -> str:
    """What tells these rules, and the code that reads them, from any other: changed by each installation and edit."""
    packed = os.path.join(_HERE, PACKED.format("taxonomy"))
    if os.path.exists(packed):
        return repr(_stamp(packed))
    code = tuple(_stamp(place) for place, _, _ in os.walk(_HERE))
    return repr((_rules_stamp(), code))


def _read(path: str) -> bytes | None:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return None


def _decoded(content: bytes | None) -> Any:
    """A packed or compiled file; None where there is none, or it is damaged."""
    try:
        return None if content is None else json.loads(content.decode())
    except ValueError:
        return None


def _digest(code: Collection[str]) -> str:
    """A hash of what the file system says of the rules and of the modules that make something of them."""
    from minlint.hashing import blake2b

    made_by = ((path, _stamp(path)) for path in sorted(os.path.join(_HERE, name) for name in ("rulebook.py", *code)))
    return blake2b(repr((_rules_stamp(), *made_by)).encode(), digest_size=16).hexdigest()


@cache
def _rules_stamp() -> tuple[Any, ...]:
    return tuple(_stamp(os.path.join(FOLDER, name)) for name in FOLDERS)


def _stamp(path: str) -> tuple[Any, ...]:
    """Size and time of a file, or of the files in a folder."""
    if not os.path.isdir(path):
        found = os.stat(path)
        return (path, found.st_size, found.st_mtime_ns)
    with os.scandir(path) as items:
        return tuple(sorted(_stamp(item.path) for item in items if item.is_file()))


def load_folder(folder: str) -> Rulebook:
    """Every YAML file below a rules folder (ours, or a pack's).

    Raises `RuleError` for a file that isn't valid YAML, with its place.
    """
    return {part: _load_part(folder, part) for part in FOLDERS}


def _load_part(folder: str, part: str) -> dict[str, Any]:
    """One folder's files; what languages and standards say of categories and records stands where English does."""
    found = _load_files(os.path.join(folder, part))
    if part == "taxonomy":
        _add_names(found, folder)
    if part == "words" and "subjects.yaml" in found:
        for _, content in _vocabularies(folder):
            for role, words in (content.get("subjects") or {}).items():
                found["subjects.yaml"][role] += words
    return found


def _vocabularies(folder: str) -> list[tuple[str, dict[str, Any]]]:
    return [(file, said) for part in VOCABULARIES for file, said in _load_files(os.path.join(folder, part)).items()]


def _add_names(tree: dict[str, Any], folder: str) -> None:
    entries = {entry["key"]: entry for content in tree.values() for entry in content.get("categories") or ()}
    for file, content in _vocabularies(folder):
        for key, said in content["names"].items():
            if key not in entries:
                raise RuleError(f"there is no category {key}", file)
            names = entries[key].setdefault("names", {}).setdefault(content.get("language", "en"), {})
            for mode, more in said.items():
                names[mode] = [*names.get(mode, ()), *more]


def _load_files(folder: str) -> dict[str, Any]:
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
