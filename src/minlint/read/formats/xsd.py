"""XML Schema, and the messages of WSDL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minlint.model import Kind, Source
from minlint.read.input import Input

if TYPE_CHECKING:
    from minlint.read import Options

NAME = "xsd"
TITLE = "XML Schema 1.0 and 1.1, WSDL 1.1 and 2.0"
KIND: Kind = "schema"
SUFFIXES = (".xsd", ".wsdl")
READS = """Elements and attributes of complex types, named or in an element, with types, `minOccurs`, `maxOccurs`,
`use`, `nillable`, defaults, enumerations, lengths and documentation; groups, extension and restriction bases, `ref`;
types of files beside it through `include` and `import`. WSDL: what an operation's input holds comes in, its output goes
out."""
IDIOM = """`<!-- minlint: purpose=ID -->` in or above a type or an element, in the file's head for all of it;
`<!-- minlint: allow … -->` on a field's line or above it."""
LIMITS = """Nothing is fetched: what an import names by a URL is known by its name alone. Of a named type that a field
has, the fields are told at that type, once. Wildcards and substitution groups hold no fields."""

_SPACES = ("http://www.w3.org/2001/XMLSchema", "http://schemas.xmlsoap.org/wsdl/", "http://www.w3.org/ns/wsdl")


def claims(source: Input) -> bool:
    """Whether the head names XML Schema's namespace, or WSDL's."""
    head = source.head.replace(b"\0", b"")
    return any(space.encode() in head for space in _SPACES)


def read(source: Input, options: Options) -> Source:  # noqa: ARG001
    """Read it. Raises `Unreadable` with the place where it isn't XML."""
    from minlint.read.xsd.definitions import Definitions
    from minlint.read.xsd.records import Records

    definitions = Definitions(source)
    records = Records(definitions)
    return Source(
        source.name,
        NAME,
        KIND,
        records.found(),
        (*definitions.markup.problems, *definitions.problems),
        records.head(),
        text=source.text,
    )
