"""What a form's model says: binds by the nodes they are about, translations, lists of choices."""

from __future__ import annotations

import re
from collections.abc import Iterator

from minlint.read.elements import Element
from minlint.read.members import choices
from minlint.read.xforms.paths import Steps, steps

SPACE = "http://www.w3.org/2002/xforms"
_ITEXT = re.compile(r"\s*jr:itext\(\s*'([^']*)'\s*\)\s*")
_INSTANCE = re.compile(r"\s*instance\(\s*'([^']*)'\s*\)")
_ENGLISH = re.compile(r"\s*en(?:glish|[-_]\w+)?\b|.*\(en\)", re.IGNORECASE)


class Model:
    """A form's first model; empty where there is none."""

    def __init__(self, root: Element) -> None:
        found = next((each for each in root.everything() if each.tag == "model" and each.space == SPACE), None)
        parts = found.children if found else []
        self.binds: dict[Steps, Element] = {}
        self.by_id: dict[str, Steps] = {}
        self._bind(parts, ())
        self._texts = _texts(next((part for part in parts if part.tag == "itext"), None))
        instances = [part for part in parts if part.tag == "instance"]
        self._lists = {part.attributes.get("id", ""): part for part in instances[1:]}
        self.root = next((child for part in instances[:1] for child in part.children), None)
        self._known: dict[tuple[str, str], tuple[str, ...]] = {}

    def words(self, element: Element | None) -> str:
        """A label's or a hint's words: in English, else in the form's first language."""
        if element is None:
            return ""
        match = _ITEXT.fullmatch(element.attributes.get("ref", ""))
        return self._texts.get(match[1], "") if match else element.words()

    def choices(self, control: Element) -> tuple[str, ...]:
        """What may be chosen: the items that stand there, or those of an instance that they are taken from."""
        found: list[str] = []
        for item in control.everything():
            if item.tag == "item":
                found += [self.words(item.get("value")), self.words(item.get("label"))]
            elif item.tag == "itemset":
                found += self._taken(item)
        return choices([word for word in found if word])

    def _bind(self, parts: list[Element], above: Steps) -> None:
        for bind in parts:
            if bind.tag == "bind":
                path = steps(bind.attributes.get("nodeset") or bind.attributes.get("ref", ""), above)
                self.binds[path] = bind
                self.by_id.setdefault(bind.attributes.get("id", ""), path)
                self._bind(bind.children, path)

    def _taken(self, itemset: Element) -> tuple[str, ...]:
        match = _INSTANCE.match(itemset.attributes.get("nodeset", ""))
        instance = self._lists.get(match[1]) if match else None
        if not match or instance is None:
            return ()
        value = itemset.get("value")
        key = match[1], value.attributes.get("ref", "") if value else ""
        if key not in self._known:
            self._known[key] = tuple(self._items(instance, key[1]))
        return self._known[key]

    def _items(self, instance: Element, value: str) -> Iterator[str]:
        for item in instance.everything():
            named = {child.tag: child.text for child in item.children}
            if value in named:
                yield from (named[value], named.get("label") or self._texts.get(named.get("itextId", ""), ""))


def _texts(itext: Element | None) -> dict[str, str]:
    """The words by their ids: in English, else in the default language, else in the first."""
    languages = [each for each in itext.children if each.tag == "translation"] if itext else []
    languages.sort(
        key=lambda each: (not _ENGLISH.match(each.attributes.get("lang", "")), "default" not in each.attributes)
    )
    found: dict[str, str] = {}
    for text in (text for language in languages for text in language.children):
        plain = [value.words() for value in text.children if value.tag == "value" and "form" not in value.attributes]
        if plain and plain[0] not in ("", "-"):  # what pyxform writes where a translation is missing
            found.setdefault(text.attributes.get("id", ""), plain[0])
    return found
