"""Mappings of Hibernate, NHibernate and JPA in XML: classes, and the columns that their properties are kept in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from minlint.model import Field, Kind, Record, Reference, Source
from minlint.read.input import Input
from minlint.tuples import NamedTuple

if TYPE_CHECKING:
    from minlint.read import Options
    from minlint.read.elements import Element, Markup
    from minlint.read.margins import Margins

NAME = "hibernate-mapping"
TITLE = "Mappings of Hibernate, NHibernate and JPA in XML (`*.hbm.xml`, `orm.xml`)"
KIND: Kind = "schema"
SUFFIXES = (".hbm.xml", "orm.xml", ".xml")
MARKS = ("hibernate-mapping", "entity-mappings")
READS = """Properties of classes, subclasses, entities, embeddables and mapped superclasses by their names, with types,
`not-null` and `nullable`, `optional`, `length`, `unique`, generated keys, `<comment>`; components (`a.b`), composite
keys, collections of values (`a[]`, `a[].b`), references to other classes."""
IDIOM = """`<!-- minlint: purpose=ID -->` above a class or within it, in the file's head for all of it, and `<!--
minlint: allow CODE until DATE because … -->` on a property's line or the line above it."""
LIMITS = """A class is known by its name without its package, and what only its code says of a property (its type, where
the mapping doesn't) isn't seen. Properties that are computed (`formula`) are only given out; collections of other
classes are kept there, queries and named statements hold nothing."""

_NAMES = ("name", "entity-name", "class")
_ROOT = re.compile(rb"<(?:\w+:)?(?:hibernate-mapping|entity-mappings)\b")
_CLASSES = frozenset("class subclass joined-subclass union-subclass entity embeddable mapped-superclass".split())  # noqa: SIM905
_GROUPS = frozenset("attributes natural-id properties join".split())  # noqa: SIM905
_VALUES = frozenset("id property basic version timestamp key-property".split())  # noqa: SIM905
_WITHIN = frozenset("component dynamic-component nested-composite-element composite-id embedded-id embedded".split())  # noqa: SIM905
_TO_ONE = frozenset("many-to-one one-to-one key-many-to-one any".split())  # noqa: SIM905
_SEVERAL = frozenset("set list bag idbag map array primitive-array element-collection".split())  # noqa: SIM905
_KINDS = {
    "string": "text",
    "character": "text",
    "calendar": "datetime",
    "calendar_date": "date",
    "big_decimal": "decimal",
    "big_integer": "integer",
    "java.math.biginteger": "integer",
    "java.util.calendar": "datetime",
    "yes_no": "boolean",
    "true_false": "boolean",
    "materialized_clob": "text",
    "materialized_blob": "binary",
    "serializable": "binary",
}
"""Hibernate's own words for types, as kinds that are known."""


def claims(source: Input) -> bool:
    """Whether its root is a mapping."""
    return bool(_ROOT.search(source.head))


def read(source: Input, options: Options) -> Source:  # noqa: ARG001
    """Read it. Raises `Unreadable` with the place where nothing of it is XML."""
    from minlint.read.elements import parse
    from minlint.read.margins import Margins

    markup = parse(source.text)
    margins = Margins(markup.text, markup.comments, markup.places, begins=markup.root.start)
    mapping = _Mapping(markup, margins)
    records = tuple(record for record in map(mapping.record, mapping.classes()) if record.fields)
    return Source(source.name, NAME, KIND, records, markup.problems, margins.head(), text=source.text, stored=True)


class _Mapping(NamedTuple):
    """A mapping's elements, and its comments."""

    markup: Markup
    margins: Margins

    def classes(self) -> list[Element]:
        """Every class, those within another too, in their order."""
        return [each for each in self.markup.root.everything() if each.tag in _CLASSES and _called(each)]

    def record(self, element: Element) -> Record:
        """A class with its own properties."""
        from minlint.read import beside

        fields = tuple(self._properties(element, ""))
        first, last = self.markup.lines(element)
        inner = [each for each in element.everything() if each is not element and each.tag in _CLASSES]
        others = {line for each in inner for line in range(self.markup.lines(each)[0], self.markup.lines(each)[1] + 1)}
        lines = {field.span.line for field in fields if field.span}
        key = (
            "name"
            if element.attributes.get("name")
            else "entity-name"
            if "entity-name" in element.attributes
            else "class"
        )
        return Record(
            _called(element),
            fields,
            self.markup.attribute(element, key),
            _comment(element) or self.margins.words(first),
            markers=beside.record(self.margins, first, last, lines, others),
        )

    def _properties(self, element: Element, prefix: str) -> Iterator[Field]:
        for each in element.children:
            name = each.attributes.get("name", "")
            if each.tag in _GROUPS:
                yield from self._properties(each, prefix)
            elif each.tag == "composite-id" and not name:
                yield from (field._replace(primary=True, mandatory=True) for field in self._properties(each, prefix))
            elif not name:
                continue
            elif each.tag in _VALUES or each.tag in _TO_ONE:
                yield self._field(each, prefix + name)
            elif each.tag in _WITHIN:
                inner = tuple(self._properties(each, f"{prefix}{name}."))
                key = each.tag.endswith("-id")
                yield self._field(each, prefix + name)._replace(container=bool(inner), type="", primary=key)
                yield from (field._replace(primary=True, mandatory=True) for field in inner) if key else inner
            elif each.tag in _SEVERAL:
                yield from self._several(each, prefix + name)

    def _several(self, element: Element, path: str) -> Iterator[Field]:
        """A collection of values; one of other classes is kept there."""
        parts = {each.tag: each for each in element.children}
        if element.tag == "element-collection" or "element" in parts:
            value = parts.get("element", element)
            field = self._field(element, f"{path}[]")
            yield field._replace(type=_type(value) or element.attributes.get("target-class", "").rpartition(".")[2])
        elif whole := parts.get("composite-element"):
            yield self._field(element, f"{path}[]")._replace(type="", container=True)
            yield from self._properties(whole, f"{path}[].")

    def _field(self, element: Element, path: str) -> Field:
        from minlint.read import beside

        said = [element, *(each for each in element.children if each.tag in ("column", "join-column"))]
        kind = _type(element)
        place = self.markup.attribute(element, "name")
        lines = sorted({*range(self.markup.lines(element)[0], self.markup.lines(element)[1] + 1), place.line})
        key = element.tag in ("id", "key-property", "key-many-to-one")
        generated = any(
            each.tag in ("generator", "generated-value") and each.attributes.get("class") not in ("assigned", "foreign")
            for each in element.children
        )
        computed = bool(_said(said, "formula") or any(each.tag == "formula" for each in element.children))
        may_lack = "false" not in (_said(said, "nullable"), _said(said, "optional"))
        needed = key or _said(said, "not-null") == "true" or not may_lack
        length = _said(said, "length")
        target = element.attributes.get("class") or element.attributes.get("target-entity") or ""
        return Field(
            path,
            kind,
            place,
            mandatory=needed and not generated and not computed,
            comment=_comment(element) or self.margins.words(lines[0]),
            primary=key,
            unique=element.tag == "id" or _said(said, "unique") == "true" or element.tag == "one-to-one",
            references=Reference(target.partition(",")[0].rpartition(".")[2])
            if element.tag in _TO_ONE and target
            else None,
            format=_KINDS.get(kind.lower(), ""),
            default=generated,
            direction="out" if computed else "",
            length=int(length) if length.isdecimal() and len(length) < 9 else None,
            markers=beside.field(self.margins, lines),
        )


def _called(element: Element) -> str:
    """A class's name, without its package."""
    said = (
        element.attributes.get("name") or element.attributes.get("entity-name") or element.attributes.get("class") or ""
    )
    return said.partition(",")[0].rpartition(".")[2].strip()  # NHibernate adds the assembly


def _said(elements: list[Element], name: str) -> str:
    """The first of what some elements say under a name."""
    return next((each.attributes[name].strip().lower() for each in elements if name in each.attributes), "")


def _type(element: Element) -> str:
    """The type that a property is said to have: in Java, in SQL, or as a way to keep times and enumerations."""
    parts = {each.tag: each for each in element.children}
    for said in (
        element.attributes.get("type"),
        parts["type"].attributes.get("name") if "type" in parts else None,
        element.attributes.get("attribute-type"),
        parts["temporal"].text.lower() if "temporal" in parts else None,
        "enum" if "enumerated" in parts else None,
        parts["column"].attributes.get("sql-type") if "column" in parts else None,
        parts["column"].attributes.get("column-definition") if "column" in parts else None,
    ):
        if said and said.strip():
            return said.strip()
    return ""


def _comment(element: Element) -> str:
    """The words of a comment, of its column too."""
    from minlint.read.remarks import without

    parts = [each for each in element.children if each.tag in ("comment", "description", "column")]
    found = [each for part in parts for each in ([part] if part.tag != "column" else part.children)]
    return " ".join(without(each.text).strip() for each in found if each.tag in ("comment", "description"))
