"""Words that name rules: codes, slugs, prefixes of codes, and globs on categories."""

from __future__ import annotations

from collections.abc import Iterable

from minlint.located import Node
from minlint.manifest.globs import compiled
from minlint.manifest.near import category_hint, quoted, rule_hint
from minlint.manifest.scope import Scope
from minlint.taxonomy import Taxonomy


def selectors(nodes: Iterable[Node], scope: Scope) -> tuple[str, ...]:
    """The selectors listed; one that selects nothing that exists is an error."""
    return tuple(_selector(node, scope) for node in nodes)


def _selector(node: Node, scope: Scope) -> str:
    word = str(node.value).strip()
    if word.startswith("@"):
        if not _selects_category(word[1:], scope.taxonomy):
            scope.fail(node.span, f"no category matches {quoted(word)}{category_hint(word[1:], scope.taxonomy)}")
    elif scope.codes is not None and not any(_selects(word, code) for code in scope.codes):
        scope.fail(node.span, f"unknown rule {quoted(word)}{rule_hint(word, scope.codes)}")
    return word


def _selects(word: str, code: str) -> bool:
    """Whether a word is a code or slug, or the start of a code (``X``, ``X1``, ``acme/``)."""
    return word == code or ((word.endswith("/") or word.isupper()) and code.startswith(word))


def _selects_category(glob: str, book: Taxonomy) -> bool:
    """``user.contact.*`` also means ``user.contact`` itself."""
    if glob in book or glob.removesuffix(".*") in book:
        return True
    pattern = compiled(glob)
    return any(pattern.match(category.key) for category in book)
