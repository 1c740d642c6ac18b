"""Info.plist: why an app asks for what is on a device."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from minlint.model import Field, Kind, Source
from minlint.read.input import Input

if TYPE_CHECKING:
    from minlint.read import Options

NAME = "apple-info"
TITLE = "Info.plist of Apple's systems: usage descriptions"
KIND: Kind = "schema"
SUFFIXES = (".plist",)
MARKS = ("UsageDescription",)
READS = """The keys with which an app says why it asks (`NSCameraUsageDescription`), under its bundle's identifier,
each labelled with the category that it gives access to; the words for the person are its comment."""
IDIOM = """`<!-- minlint: purpose=ID -->` in the head, and `<!-- minlint: allow CODE until DATE because … -->` on a
key's line or the line above it."""
LIMITS = """Binary property lists aren't read (E001), nor are keys that a build setting writes
(`INFOPLIST_KEY_…` of a project)."""

_USAGE = re.compile(r"\w+UsageDescription(?:Dictionary)?\Z")


def claims(source: Input) -> bool:
    """Whether it is a property list that explains a usage."""
    return b"UsageDescription" in source.data and (b"<plist" in source.head or source.head.startswith(b"bplist"))


def read(source: Input, options: Options) -> Source:  # noqa: ARG001
    """Read it. Raises `Unreadable` with the place where it isn't well-formed XML."""
    from minlint.read.devices.plist import Plist, pairs
    from minlint.read.devices.words import APPLE_USAGE

    plist, found = Plist(source), dict[str, Field]()
    for key, at, value in pairs(plist.root):
        if _USAGE.match(key):
            labels = (APPLE_USAGE[key],) if key in APPLE_USAGE else ()
            field = Field(key, "usage-description", comment=value.text, labels=labels, direction="in")
            found.setdefault(key, plist.field(field, at))
    record = plist.record(tuple(found.values()), source)
    records = (record,) if found else ()
    return Source(source.name, NAME, KIND, records, plist.markup.problems, plist.head, text=source.text)
