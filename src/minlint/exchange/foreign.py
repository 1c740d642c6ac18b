"""Files of other formats that a manifest is drafted from: their parts with places, and what is wrong with them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from minlint.errors import ManifestError, SyntaxProblem
from minlint.located import Node, parse_json, parse_yaml, size
from minlint.manifest.near import category_hint, quoted
from minlint.taxonomy import Taxonomy

LARGEST = 1_000_000  # values, each alias written out


class Foreign:
    """One file. ``errors`` say what is wrong with it, ``unknown`` which categories it names that there aren't."""

    def __init__(self, text: str, file: str, book: Taxonomy) -> None:
        self.file, self.book = file, book
        self.errors: list[ManifestError] = []
        self.unknown: list[str] = []
        self.root = self._parsed(text)

    def _parsed(self, text: str) -> Node | None:
        try:
            root = parse_json(text, self.file) if self.file.endswith(".json") else parse_yaml(text, self.file)
        except SyntaxProblem as problem:
            self.errors.append(ManifestError(problem.message, self.file, problem.line, problem.column))
            return None
        if root is not None and size(root, {}) > LARGEST:
            self.fail(None, "aliases make the file too large")
            return None
        if root is not None and isinstance(root.value, dict):
            return root
        self.fail(root, "a mapping of keys is expected here" if root else "the file is empty")
        return None

    def fail(self, node: Node | None, message: str) -> None:
        """Note an error at a node's place."""
        place = (node.span.line, node.span.column) if node else (1, 1)
        self.errors.append(ManifestError(message, self.file, *place))

    def parts(self, node: Node, key: str) -> Iterator[Node]:
        """The mappings listed under a key; whatever else stands there is an error."""
        for item in self._listed(node, key):
            if isinstance(item.value, dict):
                yield item
            else:
                self.fail(item, f"each of `{key}` must be a mapping of keys")

    def _listed(self, node: Node, key: str) -> list[Node]:
        found = node.get(key)
        if found is None or found.value is None:
            return []
        if isinstance(found.value, list):
            return found.value
        self.fail(found, f"`{key}` must be a list")
        return []

    def word(self, node: Node, key: str) -> str:
        """A single value as one line of text; nothing where there is none."""
        found = node.get(key)
        if found is not None and isinstance(found.value, (dict, list)):
            self.fail(found, f"`{key}` must be a word or a sentence")
            return ""
        return line(found.value) if found is not None and found.value is not None else ""

    def name(self, node: Node, *keys: str) -> str:
        """What a part is called, by the first of some keys; that it isn't called anything is an error."""
        found = next((said for key in keys if (said := self.word(node, key))), "")
        if not found:
            self.fail(node, f"`{keys[-1]}` is missing")
        return found

    def words(self, node: Node, key: str) -> tuple[str, ...]:
        """A list of words, each once; of one that is a mapping, its name."""
        found = (item if not isinstance(item.value, dict) else item.get("name") for item in self._listed(node, key))
        said = (line(item.value) for item in found if item and item.value is not None)
        return tuple(dict.fromkeys(word for word in said if word))

    def categories(self, node: Node, key: str) -> tuple[str, ...]:
        """The categories listed under a key; those that there aren't are noted."""
        found = (self.category(item) for item in self._listed(node, key))
        return tuple(dict.fromkeys(key for key in found if key))

    def category(self, node: Node) -> str | None:
        """A category; None, and noted, where there is none of that key."""
        key = line(node.value)
        if key in self.book:
            return self.book.canonical(key)
        place = f"{self.file}:{node.span.line}:{node.span.column}"
        self.unknown.append(f"{place}: unknown category {quoted(key)}{category_hint(key, self.book)}")
        return None

    def rest(self, node: Node, carried: str) -> list[str]:
        """The keys that say something and aren't among those carried over, which are given apart by spaces."""
        known = carried.split()
        return [
            line(key) for key, member in node.value.items() if key not in known and member.node.value not in NOTHING
        ]

    def left(self, node: Node, carried: str, what: str) -> Iterator[str]:
        """A note about the `rest` of a part, where there is any."""
        if rest := self.rest(node, carried):
            yield f"not carried over from {what}: {', '.join(rest)}"


NOTHING: tuple[object, ...] = (None, "", [], {}, False)


class Fields:
    """What the fields of a source say: their categories, and what can't be carried over, in few words."""

    def __init__(self) -> None:
        self.bound: dict[str, tuple[str, ...]] = {}
        self._there: dict[str, list[str]] = {}
        self._rest: Counter[str] = Counter()

    def bind(self, place: str, keys: Sequence[str]) -> None:
        """Bind a field to its categories."""
        self.bound[place] = tuple(keys)

    def leave(self, place: str, said: str) -> None:
        """Leave a field to minlint's own reading, of which the other format says something else than a category."""
        self._there.setdefault(said, []).append(place)

    def lose(self, keys: Iterable[str]) -> None:
        """Count what a field says that isn't carried over."""
        self._rest.update(keys)

    @property
    def notes(self) -> tuple[str, ...]:
        """What can't be carried over."""
        there = (f"{said} there, and left to minlint: {', '.join(places)}" for said, places in self._there.items())
        rest = ", ".join(f"{key} ({count})" for key, count in self._rest.items())
        return (*there, *([f"not carried over from fields: {rest}"] if rest else []))


def line(value: object) -> str:
    """A value as one line of what can be printed."""
    return "".join(char for char in " ".join(str(value).split()) if char.isprintable())


def kebab(text: str) -> str:
    """An id from a name."""
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"(?<=[a-z])(?=[A-Z])", "-", text).lower()).strip("-") or "todo"
