"""What a simple type comes to: its built-in base, the words it permits, the length it allows."""

from __future__ import annotations

from minlint.read.elements import Element
from minlint.read.xsd.definitions import XSD, Definitions, Known, named
from minlint.tuples import NamedTuple

_MOST_NAMES = 16  # types derived from one another


class Value(NamedTuple):
    """A simple value. ``many`` where it is a list of such; ``said`` is what its type's documentation says."""

    type: str
    form: str = ""
    enum: tuple[str, ...] = ()
    length: int | None = None
    many: bool = False


def value_of(definitions: Definitions, name: str, at: Element, space: str, hops: int = 0) -> Value | None:
    """What a type's name means as a value; None where it means elements and attributes, or isn't known."""
    meant = named(at, name, space)
    if meant.space == XSD:
        return None if meant.local == "anyType" else Value(name)
    if hops > _MOST_NAMES:
        return None
    if found := definitions.find("simpleType", meant):
        value = derived(definitions, found.element, found.space, hops + 1)
        return value._replace(form=meant.local)
    if (found := definitions.find("complexType", meant)) and (content := found.element.get("simpleContent")):
        return content_value(definitions, content, found, hops + 1)._replace(form=meant.local)
    return None


def content_value(definitions: Definitions, content: Element, known: Known, hops: int = 0) -> Value:
    """The value between the tags of a type with simple content."""
    for derivation in (*content.all("extension"), *content.all("restriction")):
        base = value_of(definitions, derivation.attributes.get("base", ""), derivation, known.space, hops + 1)
        return _limited(base or Value(derivation.attributes.get("base", "")), derivation)
    return Value("")


def derived(definitions: Definitions, simple: Element, space: str, hops: int = 0) -> Value:
    """What a simpleType element comes to."""
    if hops > _MOST_NAMES:
        return Value("")
    if restriction := simple.get("restriction"):
        return _limited(_base(definitions, restriction, "base", space, hops), restriction)
    if listed := simple.get("list"):
        return _base(definitions, listed, "itemType", space, hops)._replace(many=True)
    if union := simple.get("union"):
        names = union.attributes.get("memberTypes", "").split()
        parts = [value_of(definitions, name, union, space, hops + 1) for name in names]
        parts += [derived(definitions, inner, space, hops + 1) for inner in union.all("simpleType")]
        found = [part for part in parts if part]
        words = tuple(dict.fromkeys(word for part in found for word in part.enum))
        types = "|".join(dict.fromkeys(part.type for part in found if part.type))
        return Value(types, enum=words)
    return Value("")


def _base(definitions: Definitions, at: Element, key: str, space: str, hops: int) -> Value:
    name = at.attributes.get(key, "")
    if name:
        return value_of(definitions, name, at, space, hops + 1) or Value(name)
    inner = at.get("simpleType")
    return derived(definitions, inner, space, hops + 1) if inner else Value("")


def _limited(value: Value, restriction: Element) -> Value:
    """A value with what a restriction says of it."""
    words = tuple(each.attributes.get("value", "") for each in restriction.all("enumeration"))
    limits = [each.attributes.get("value", "") for tag in ("maxLength", "length") for each in restriction.all(tag)]
    numbers = [int(text) for text in limits if text.isdigit() and len(text) < 10]
    return value._replace(enum=words or value.enum, length=min(numbers, default=value.length))
