"""What elements of any FHIR resource say: to minlint in extensions, and by their codes and addresses."""

from __future__ import annotations

from collections.abc import Iterator

from minlint.located import Node, Places
from minlint.model import Marker
from minlint.read.attributes import purposes, waivers
from minlint.read.members import mappings, text

PURPOSE, ALLOW = "minlint-purpose", "minlint-allow"
"""What the URL of an extension that is meant for minlint ends in; it holds a ``valueString``."""


def markers(node: Node, places: Places) -> Iterator[Marker]:
    """The purposes and waivers among an element's own extensions."""
    for extension in mappings(node, "extension"):
        about = last(text(extension, "url"))
        if about == PURPOSE:
            yield from purposes(extension.get("valueString"), places)
        elif about == ALLOW:
            yield from waivers(extension.get("valueString"), places)


def codes(node: Node) -> tuple[str, ...]:
    """What the concepts that an item or element stands for are called in LOINC, SNOMED CT and others."""
    return tuple(filter(None, (text(code, "display") for code in mappings(node, "code"))))


def last(address: str) -> str:
    """The last step of an address: the name of a type or of a profile, without its version."""
    address = address.partition("|")[0]
    return address[max(address.rfind(sign) for sign in "/.#") + 1 :]
