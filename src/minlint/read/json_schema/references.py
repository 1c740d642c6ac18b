"""Where a ``$ref`` leads: into the same document, or into a file beside it; never onto a network."""

from __future__ import annotations

import os
import re

from minlint.errors import SyntaxProblem, Unreadable
from minlint.located import Node, nodes
from minlint.once import cached_property, pattern
from minlint.read.input import Input
from minlint.read.trees import parse
from minlint.tuples import NamedTuple


class Document:
    """A parsed file and the names that references use for its parts; ``source`` opens the files beside it."""

    def __init__(self, root: Node, source: Input) -> None:
        self.root, self.source, self.file = root, source, source.place

    @cached_property
    def uri(self) -> str:
        """What the document calls itself, without a fragment; empty where it doesn't."""
        said = self.root.get("$id") or self.root.get("id")
        return said.value.partition("#")[0] if said and isinstance(said.value, str) else ""

    @cached_property
    def names(self) -> dict[str, Node]:
        """Each ``$id``, draft 4 ``id`` and ``$anchor`` of the document, resolved against its own URI."""
        found: dict[str, Node] = {}
        for node in nodes(self.root):
            for name in _names(node):
                found.setdefault(_join(self.uri, name), node)
        return found


def _names(node: Node) -> list[str]:
    if not isinstance(node.value, dict):
        return []
    said = [(key, node.get(key)) for key in ("$id", "id", "$anchor", "$dynamicAnchor")]
    return [
        ("#" if key.endswith("nchor") else "") + found.value
        for key, found in said
        if found and isinstance(found.value, str)
    ]


def _join(base: str, reference: str) -> str:
    from urllib.parse import urljoin

    try:
        return urljoin(base, reference) if base else reference
    except ValueError:
        return reference


class Target(NamedTuple):
    """What a reference leads to."""

    node: Node
    document: Document


class Lost(NamedTuple):
    """Why a reference leads nowhere; without words where nothing is lost by it."""

    reason: str


_NOT_HERE = Lost("a reference to something this file doesn't hold")
_NOT_THERE = Lost("a reference to something the other file doesn't hold")
_NO_FILE = Lost("a reference to a file that isn't there, or lies outside the repository")
_UNREADABLE = Lost("a reference to a file that can't be read as JSON or YAML")
_NO_FOLDER = Lost("a reference to another file, from a text that lies in no folder")
_URI = Lost("a reference to a URI, which is never fetched")
_DIALECT = Lost("")  # the dialects describe schemas, not people
_SCHEME = pattern(r"[A-Za-z][A-Za-z0-9+.-]+:")


class Files:
    """Follows references from one document, and keeps the files it opened for them."""

    def __init__(self, document: Document) -> None:
        self._opened: dict[str, Document | Lost] = {}
        self._loaded: dict[str, Document | Lost] = {}
        if document.file:
            self._loaded[os.path.realpath(document.file)] = document

    def follow(self, document: Document, reference: str) -> Target | Lost:
        """What a reference in a document leads to, or why it leads nowhere."""
        uri, _, fragment = reference.partition("#")
        if not uri or _join(document.uri, uri) == document.uri:
            return _within(document, document.root, fragment) or _NOT_HERE
        full = _join(document.uri, uri)
        if full in document.names:
            return _within(document, document.names[full], fragment) or _NOT_HERE
        other = self._open(document, uri, full)
        return other if isinstance(other, Lost) else _within(other, other.root, fragment) or _NOT_THERE

    def _open(self, document: Document, uri: str, full: str) -> Document | Lost:
        from urllib.parse import unquote

        folder = document.uri.rpartition("/")[0] + "/"
        if _SCHEME.match(uri):  # a sibling by its URI lies beside us as a file, too
            if not full.startswith(folder) or folder == "/":
                return _DIALECT if "://json-schema.org/" in uri else _URI
            uri = full.removeprefix(folder)
        if not document.file:
            return _NO_FOLDER
        file = os.path.join(os.path.dirname(document.file), unquote(uri))
        if file not in self._opened:  # one file has many relative paths
            self._opened[file] = self._load(file, document.source)
        return self._opened[file]

    def _load(self, file: str, source: Input) -> Document | Lost:
        try:
            file = os.path.realpath(file)
        except (OSError, ValueError):
            return _NO_FILE
        if file not in self._loaded:
            self._loaded[file] = _load(file, source)
        return self._loaded[file]


def _load(file: str, source: Input) -> Document | Lost:
    found = source.beside(file)
    if found is None:
        return _NO_FILE
    try:
        root = parse(found).root
    except (SyntaxProblem, Unreadable, OSError, ValueError):
        return _UNREADABLE
    return Document(root, found) if root else _UNREADABLE


def _within(document: Document, node: Node, fragment: str) -> Target | None:
    if not fragment:
        return Target(node, document)
    if not fragment.startswith("/"):
        named = document.names.get(_join(document.uri, "#" + fragment))
        return Target(named, document) if named else None
    from urllib.parse import unquote

    for step in fragment[1:].split("/"):
        found = _step(node, unquote(step).replace("~1", "/").replace("~0", "~"))
        if found is None:
            return None
        node = found
    return Target(node, document)


def _step(node: Node, step: str) -> Node | None:
    if isinstance(node.value, list):
        index = int(step) if re.fullmatch(r"[0-9]{1,9}", step) else len(node.value)
        return node.value[index] if index < len(node.value) else None
    return node.get(step)
