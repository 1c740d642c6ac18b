"""AndroidManifest.xml: the permissions that an app asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minlint.model import Field, Kind, Record, Source, Span
from minlint.read.input import Input

if TYPE_CHECKING:
    from minlint.read import Options
    from minlint.read.elements import Element, Markup
    from minlint.read.margins import Margins

NAME = "android-manifest"
TITLE = "AndroidManifest.xml: permissions"
KIND: Kind = "schema"
SUFFIXES = (".xml",)
MARKS = ("uses-permission",)
READS = """What `uses-permission` and `uses-permission-sdk-23` ask for, under the name of the app's package; a
permission that gives access to what is somebody's is labelled with its category."""
IDIOM = """`<!-- minlint: purpose=ID -->` in the head, and `<!-- minlint: allow CODE until DATE because … -->` on a
permission's line or the line above it."""
LIMITS = """Permissions that libraries add when manifests are merged aren't seen; those that this one takes out
(`tools:node="remove"`) are left out, as are Bluetooth and Wi-Fi where they are never for location."""

_ANDROID = "{http://schemas.android.com/apk/res/android}"
_TOOLS = "{http://schemas.android.com/tools}"


def claims(source: Input) -> bool:
    """Whether it is a manifest: its root's name, and a permission in it."""
    return b"<manifest" in source.head and b"schemas.android.com" in source.head


def read(source: Input, options: Options) -> Source:  # noqa: ARG001
    """Read it. Raises `Unreadable` with the place where it isn't well-formed XML."""
    from minlint.read.elements import parse
    from minlint.read.margins import Margins

    markup = parse(source.text)
    margins = Margins(source.text, markup.comments, markup.places, begins=markup.root.start)
    found: dict[str, Field] = {}
    for element in markup.root.children:
        if element.tag in ("uses-permission", "uses-permission-sdk-23", "uses-permission-sdk-m"):
            field = _field(element, markup, margins)
            if field.path and element.attributes.get(f"{_TOOLS}node") not in ("remove", "removeAll"):
                found.setdefault(field.path, field)
    record = Record(_package(markup.root, source), tuple(found.values()), _place(markup), direction="in")
    records = (record,) if found else ()
    head = margins.head() + margins.at(markup.opening(markup.root))
    return Source(source.name, NAME, KIND, records, markup.problems, head, text=source.text)


def _package(root: Element, source: Input) -> str:
    """The package; newer builds name it in another file, and the file's stem stands for it."""
    import os

    return root.attributes.get("package") or os.path.basename(source.name).partition(".")[0]


def _place(markup: Markup) -> Span | None:
    return markup.attribute(markup.root, "package") if "package" in markup.root.attributes else None


def _field(element: Element, markup: Markup, margins: Margins) -> Field:
    from minlint.read.devices.words import ANDROID

    said = element.attributes.get(f"{_ANDROID}name", "")
    name = said.rpartition(".")[2]
    label = ANDROID.get(name)
    if "neverForLocation" in element.attributes.get(f"{_ANDROID}usesPermissionFlags", ""):
        label = None
    lines, span = markup.opening(element), markup.attribute(element, "name")
    return Field(
        name,
        "permission",
        span._replace(column=span.end_column - len(name)),
        comment=margins.words(lines[0]),
        labels=(label,) if label else (),
        markers=tuple(marker for marker in margins.at(lines) if marker.kind != "purpose"),
        direction="in",
    )
