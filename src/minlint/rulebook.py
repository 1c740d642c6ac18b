"""The rule files as plain data: packed in an installed copy, YAML in a checkout."""

from __future__ import annotations

import marshal
import os
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache
from typing import Any, TypeVar

from minlint import cache as cache_files
from minlint.errors import RuleError, SyntaxProblem

FOLDERS = ("taxonomy", "languages", "standards", "profiles", "laws", "checks", "words", "statements", "recognisers")
VOCABULARIES = ("languages", "standards")
"""The folders that add names to categories, and subjects to the words."""
PACKED = "_{}.bin"
_MARK = b"minlint 1\n"
"""What a packed or compiled file starts with."""
FORM = 4
"""That of marshal which every Python reads that minlint runs on."""
APART = "apart"
"""What stands for a category's names in the compiled taxonomy: there are many, and few runs ask for them."""

T = TypeVar("T")

Rulebook = Mapping[str, Mapping[str, Any]]
"""Folder name -> file name within it -> the file's content."""

_HERE = os.path.dirname(os.path.abspath(__file__))
FOLDER = os.path.join(_HERE, "..", "..", "rules")
"""Where a checkout has the rules."""


def load() -> Rulebook:
    """The rules that ship with minlint."""
    return {name: part(name) for name in FOLDERS}


class Folded(Mapping[str, Any]):
    """Plain data by name, each of it kept as bytes until somebody asks for it."""

    def __init__(self, kept: Mapping[str, bytes]) -> None:
        self._kept, self._open = kept, dict[str, Any]()

    def __getitem__(self, name: str) -> Any:
        if name not in self._open:
            self._open[name] = marshal.loads(self._kept[name])
        return self._open[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._kept)

    def __len__(self) -> int:
        return len(self._kept)


def fold(content: Mapping[str, Any]) -> dict[str, bytes]:
    """Plain data by name as `Folded` takes it."""
    return {name: marshal.dumps(said, FORM) for name, said in content.items()}


class Index(dict[str, T | None]):
    """Plain data by word, opened for all words that start alike when one is asked for; None for what isn't there."""

    def __init__(self, kept: Mapping[str, bytes]) -> None:
        super().__init__()
        self._kept = kept

    def __missing__(self, word: str) -> T | None:
        kept = self._kept.get(word[:_ALIKE])
        alike: Mapping[str, T] = marshal.loads(kept) if kept else {}
        self.update(alike)
        return self.setdefault(word, None)


_ALIKE = 2  # letters


def indexed(content: Mapping[str, Any]) -> dict[str, bytes]:
    """Plain data by word as `Index` takes it."""
    found: dict[str, dict[str, Any]] = {}
    for word, said in content.items():
        found.setdefault(word[:_ALIKE], {})[word] = said
    return fold(found)


@cache
def part(name: str) -> Mapping[str, Any]:
    """One folder of them: file name -> content, read once. The taxonomy comes without its `names`."""
    return Folded(compiled(name, lambda: pack(FOLDER, name)))


@cache
def names() -> Mapping[str, Any]:
    """What each category goes by, as its file says it."""
    return Folded(compiled("names", lambda: pack(FOLDER, "names")))


def pack(folder: str, name: str) -> dict[str, bytes]:
    """A part of a rules folder as it is kept: ``names``, or a folder."""
    if name not in ("taxonomy", "names"):
        return fold(_plain(_load_part(folder, name)))
    tree = _plain(_load_part(folder, "taxonomy"))
    entries = [entry for content in tree.values() for entry in content.get("categories") or ()]
    apart = {entry["key"]: entry["names"] for entry in entries if entry.get("names")}
    for entry in entries:
        if entry["key"] in apart:
            entry["names"] = APART
    return fold(tree if name == "taxonomy" else apart)


def _plain(content: Any) -> Any:
    """YAML's data with its days as texts and its keys too."""
    import json

    return json.loads(json.dumps(content, default=str))


def compiled(name: str, make: Callable[[], Any], code: Collection[str] = ()) -> Any:
    """What is made from the rules: texts, numbers, bytes, and what of Python's own holds them.

    An installed copy has it packed, by the build. A checkout makes it when ``rules/`` changed, or one of the modules
    (``code``, files and folders within the package) that make it, and then keeps it in the cache.
    """
    packed = _decoded(_read(os.path.join(_HERE, PACKED.format(name))))
    if packed is not None:
        return packed
    place = f"{name}-{_digest(code)}.bin"
    found = _decoded(cache_files.load(place))
    if found is None:
        content = encoded(make())
        found = _decoded(content)
        cache_files.store(place, content)
    return found


def encoded(made: Any) -> bytes:
    """What is made, as a packed or compiled file holds it."""
    return _MARK + marshal.dumps(made, FORM)


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
    if content is None or not content.startswith(_MARK):
        return None
    try:
        return marshal.loads(memoryview(content)[len(_MARK) :])
    except (ValueError, EOFError, TypeError):
        return None


def _digest(code: Collection[str]) -> str:
    """A hash of what the file system says of the rules and of the modules that make something of them."""
    from minlint.hashing import blake2b

    made_by = [_stamp(path) for path in sorted(os.path.join(_HERE, name) for name in ("rulebook.py", *code))]
    return blake2b(_rules_stamp() + repr(made_by).encode(), digest_size=16).hexdigest()


@cache
def _rules_stamp() -> bytes:
    return repr([_stamp(os.path.join(FOLDER, name)) for name in FOLDERS]).encode()


def _stamp(path: str) -> tuple[Any, ...]:
    """Size and time of a file, or of the files in a folder."""
    try:
        with os.scandir(path) as items:
            return tuple(sorted(_told(item.path, item.stat()) for item in items if item.is_file()))
    except NotADirectoryError:
        return _told(path, os.stat(path))


def _told(path: str, found: os.stat_result) -> tuple[Any, ...]:
    return (path, found.st_size, found.st_mtime_ns)


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
