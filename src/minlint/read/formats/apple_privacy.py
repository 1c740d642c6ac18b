"""PrivacyInfo.xcprivacy: the data that an app or a library says that it collects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minlint.model import Field, Kind, Source
from minlint.read.input import Input

if TYPE_CHECKING:
    from minlint.read import Options
    from minlint.read.devices.plist import Plist
    from minlint.read.elements import Element

NAME = "apple-privacy"
TITLE = "PrivacyInfo.xcprivacy: an app's privacy manifest"
KIND: Kind = "schema"
SUFFIXES = (".xcprivacy", ".plist")
MARKS = ("NSPrivacyCollectedDataType",)
READS = """The collected data types, each labelled with its category; whether they are linked to the person, used for
tracking, and for what."""
IDIOM = """`<!-- minlint: purpose=ID -->` in the head, and `<!-- minlint: allow CODE until DATE because … -->` on a
type's line or the line above it."""
LIMITS = """Reasons for required interfaces and tracking domains aren't fields. `minlint import apple` drafts a manifest
from what the types are used for; P010 holds them against the usage descriptions of `Info.plist`."""

_PREFIX = "NSPrivacyCollectedDataType"
_PURPOSE = "NSPrivacyCollectedDataTypePurpose"


def claims(source: Input) -> bool:
    """Whether it is a privacy manifest that declares a collected type."""
    return b"<plist" in source.head and b"<key>NSPrivacyCollectedDataType</key>" in source.data


def read(source: Input, options: Options) -> Source:  # noqa: ARG001
    """Read it. Raises `Unreadable` with the place where it isn't well-formed XML."""
    from minlint.read.devices.plist import Plist, pairs

    plist, found = Plist(source), dict[str, Field]()
    for key, _, value in pairs(plist.root):
        for entry in value.children if key == "NSPrivacyCollectedDataTypes" else ():
            if field := _field(plist, entry):
                found.setdefault(field.path, field)
    record = plist.record(tuple(found.values()), source)
    records = (record,) if found else ()
    return Source(source.name, NAME, KIND, records, plist.markup.problems, plist.head, text=source.text)


def uses(source: Input) -> dict[str, tuple[str, ...]]:
    """What each type is said to be used for, in Apple's words. Raises `Unreadable` as `read` does."""
    from minlint.read.devices.plist import Plist, pairs

    found: dict[str, tuple[str, ...]] = {}
    for key, _, value in pairs(Plist(source).root):
        for entry in value.children if key == "NSPrivacyCollectedDataTypes" else ():
            said = {item.key: item.value for item in pairs(entry)}
            name = said[_PREFIX].text.removeprefix(_PREFIX) if _PREFIX in said else ""
            found[name] = tuple(dict.fromkeys((*found.get(name, ()), *_purposes(said))))
    return found


def _field(plist: Plist, entry: Element) -> Field | None:
    from minlint.read.devices.plist import pairs
    from minlint.read.devices.words import APPLE_COLLECTED

    said = {item.key: item.value for item in pairs(entry)}
    value = said.get(_PREFIX)
    name = value.text.removeprefix(_PREFIX) if value else ""
    if not value or not name:
        return None
    label = APPLE_COLLECTED.get(name)
    field = Field(
        name,
        "collected-data-type",
        comment=_use(said),
        labels=(label,) if label else (),
        direction="in",
    )
    return plist.field(field, value, name)


def _use(said: dict[str, Element]) -> str:
    """What is said of a type's use, in words."""
    purposes = _purposes(said)
    words = [
        "linked to the person" if _is_true(said.get(f"{_PREFIX}Linked")) else "",
        "used for tracking" if _is_true(said.get(f"{_PREFIX}Tracking")) else "",
        f"for {', '.join(purposes)}" if purposes else "",
    ]
    return "; ".join(filter(None, words))


def _purposes(said: dict[str, Element]) -> list[str]:
    listed = said[f"{_PURPOSE}s"].children if f"{_PURPOSE}s" in said else []
    return [item.text.removeprefix(_PURPOSE) for item in listed]


def _is_true(value: Element | None) -> bool:
    return value is not None and value.tag == "true"
