"""vCard: address books."""

from __future__ import annotations

from minlint.model import Kind, Source
from minlint.read import Options
from minlint.read.input import Input
from minlint.read.parts import stem

NAME = "vcard"
TITLE = "vCard: address books"
KIND: Kind = "data"
SUFFIXES = (
    ".vcf",
    ".vcard",
)
READS = """A row for each card, by the names of its properties (`fn`, `email`, `bday`, `adr`), those that stand in
one several times as lists."""
IDIOM = """None of its own: bindings and waivers stand in the manifest."""
LIMITS = """Parameters of properties (`TYPE=home`) aren't read."""

_KINDS = frozenset(("vcard",))


def claims(source: Input) -> bool:
    """A text that begins as one."""
    return b"BEGIN:VCARD" in source.head.replace(b"\0", b"").upper()


def read(source: Input, options: Options) -> Source:
    """One record, named by the file."""
    from minlint.read.cards import record

    found = record(source, _KINDS, stem(source.name), options)
    return Source(source.name, NAME, KIND, (found,) if found else ())
