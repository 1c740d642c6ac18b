"""What an operation takes in and gives out: parameters, request bodies, responses."""

from __future__ import annotations

from collections.abc import Iterator

from minlint.located import Member
from minlint.model import Field
from minlint.read.json_schema import keywords
from minlint.read.json_schema.layers import Place, holds_fields, listed
from minlint.read.openapi.components import Components

_MEDIA = ("image", "audio", "video")


def at_member(components: Components, place: Place, member: Member, *steps: str) -> Place:
    """What stands below a place under a key of its own."""
    key = components.walk.bare(place.document, member.key) or place.key
    return place.below(member.node, *steps)._replace(key=key)


def members(components: Components, place: Place, keyword: str) -> Iterator[tuple[str, Place]]:
    """What a keyword of a place holds by name."""
    said = place.node.get(keyword)
    if said and isinstance(said.value, dict):
        for name, member in said.value.items():
            yield name, at_member(components, place, member, keyword, name)


def parameters(components: Components, owner: Place) -> None:
    """Report the parameters that an operation or a path lists in line."""
    for node in listed(owner.node, "parameters"):
        # where it is given and its name are what a parameter is known by; its index changes with the others
        steps = ("parameters", keywords.text(node, "in"), keywords.text(node, "name"))
        if place := components.resolve(owner.below(node, *steps), "parameter"):
            parameter(components, place)


def parameter(components: Components, place: Place) -> None:
    """Report one parameter: a field, or, in Swagger 2.0, a whole body."""
    said = place.node.get("name")
    if not said or not isinstance(said.value, str) or not said.value:
        return
    place = place._replace(key=components.walk.bare(place.document, said.span) or place.key)
    if keywords.text(place.node, "in") == "body":
        _body(components, place, said.value, {"": place})
        return
    fields = components.walk.fields
    before = len(fields)
    components.walk.field(said.value, [place, *_schemas(components, place)], _required(place))
    # a schema that is `readOnly` where it stands in a body is taken in all the same where a parameter has it
    fields[before:] = [field._replace(direction="") for field in fields[before:]]


def header(components: Components, place: Place, name: str) -> None:
    """Report a header, of an answer or of a part of a body, as a field of that name."""
    components.walk.field(name, [place, *_schemas(components, place)], _required(place))


def body(components: Components, place: Place, name: str = "requestBody") -> None:
    """Report the properties of a request's body; one that is no object is a field of that name."""
    _body(components, place, name, _contents(components, place))


def _body(components: Components, place: Place, name: str, contents: dict[str, Place]) -> None:
    walk = components.walk
    before = len(walk.fields), len(walk.links)
    walk.value([schema for carrier in contents.values() for schema in _schema(carrier)], inline=True)
    for carrier in contents.values():
        _parts(components, carrier, *before)
    found = (len(walk.fields), len(walk.links)) != before
    for media, carrier in contents.items():
        schemas = list(_schema(carrier))
        kinds = set(walk.type_of(schemas[0]).split("|")) if schemas else {""}
        no_object = kinds.isdisjoint(("", "object", "$ref")) and not (found and "array" in kinds)
        no_object = no_object and not any(map(holds_fields, schemas))
        if no_object or (not found and media.partition("/")[0] in _MEDIA):
            walk.field(name, [place, *schemas], _required(place), form=media)
            return


def _parts(components: Components, carrier: Place, fields_before: int, links_before: int) -> None:
    """What a body of several parts says of each: the type of what it holds, and headers of its own.

    Where the body is a component, that is kept for it.
    """
    walk, parts = components.walk, list(members(components, carrier, "encoding"))
    forms = {name: form for name, part in parts if (form := keywords.text(part.node, "contentType"))}
    walk.fields[fields_before:] = [encoded(field, forms) for field in walk.fields[fields_before:]]
    for link in walk.links[links_before:] if forms else ():
        if link.root:
            components.forms.setdefault(link.target, {}).update(forms)
    _headers(components, [part for _, part in parts])


def encoded(field: Field, forms: dict[str, str]) -> Field:
    """A property of a body of several parts, with the type of what it holds where its schema says none."""
    form = forms.get(field.path.removesuffix("[]"))
    return field._replace(format=form) if form and field.format in ("", "binary", "byte") else field


def _headers(components: Components, owners: list[Place]) -> None:
    """Report headers, each name once: answers of several states often share theirs."""
    found: dict[str, tuple[str, Place]] = {}
    for owner in owners:
        for name, each in members(components, owner, "headers"):
            if place := components.resolve(each, "header"):
                found.setdefault(name.lower(), (name, place))
    for name, place in found.values():
        header(components, place, name)


def responses(components: Components, operation: Place) -> None:
    """Report what an operation answers in line, whatever the status."""
    found = [components.resolve(each, "response") for _, each in members(components, operation, "responses")]
    answers(components, [place for place in found if place])


def answers(components: Components, places: list[Place]) -> None:
    """Report the headers and the properties of some answers."""
    _headers(components, places)
    components.walk.value([schema for place in places for schema in _schemas(components, place)], inline=True)


def _schemas(components: Components, place: Place) -> list[Place]:
    """The schemas of a parameter, a header or an answer, of each of its media types."""
    carriers = (place, *_contents(components, place).values())
    return [schema for carrier in carriers for schema in _schema(carrier)]


def _contents(components: Components, place: Place) -> dict[str, Place]:
    return dict(members(components, place, "content"))


def _schema(carrier: Place) -> Iterator[Place]:
    said = carrier.node.get("schema")
    if said:
        yield carrier.below(said, "schema")


def _required(place: Place) -> bool:
    said = place.node.get("required")
    return said is not None and said.value is True
