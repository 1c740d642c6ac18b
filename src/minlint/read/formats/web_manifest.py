"""Manifests of browser extensions and web apps: the permissions that they ask for."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

from minlint.model import Field, Kind, Marker, Record, Source
from minlint.read.input import Input

if TYPE_CHECKING:
    from minlint.located import Node, Places
    from minlint.read import Options

NAME = "web-manifest"
TITLE = "Manifests of browser extensions (Chrome, Firefox, Edge; versions 2 and 3) and of web apps"
KIND: Kind = "schema"
SUFFIXES = (".webmanifest", ".json")
MARKS = ("manifest_version", "start_url", "permissions_policy", "share_target")
READS = """`permissions`, `optional_permissions`, `host_permissions`, `optional_host_permissions` and the pages of
`content_scripts` of an extension; `permissions`, `permissions_policy` and the parameters of `share_target` of a web
app; labelled with the category that they give access to."""
IDIOM = """`x-purpose` and `x-minlint` in the manifest itself: one or several purposes, and waivers for all of it."""
LIMITS = """What code asks for while it runs isn't seen."""

_ASKED = ("permissions", "host_permissions", "content_scripts", "optional_permissions", "optional_host_permissions")


def claims(source: Input) -> bool:
    """Whether it is the manifest of an extension or of a web app, and asks for something."""
    from minlint.read.trees import claimed

    return claimed(source, _declares, lambda root: _is_one(root) and any(True for _ in _asked(root)))


def read(source: Input, options: Options) -> Source:  # noqa: ARG001
    """Read it. Raises `Unreadable` with the place where it isn't valid JSON."""
    from minlint.located import Places
    from minlint.read.trees import opened, tree

    root, places = opened(source), Places(source.text)
    found: dict[str, Field] = {}
    for field in (_field(*asked, places) for asked in _asked(root)):
        found.setdefault(field.path, field)
    said = root.get("name") or root.get("short_name")
    name = said.value if said and isinstance(said.value, str) and not said.value.startswith("__MSG_") else ""
    stem = os.path.basename(source.name).partition(".")[0]
    span = places.bare(said.span) if said and name else None
    record = Record(name or stem, tuple(found.values()), span, markers=_said(root, places), direction="in")
    return Source(source.name, NAME, KIND, (record,), tree(source).problems, text=source.text)


def _declares(source: Input) -> bool:
    """Whether a file that doesn't parse names an extension's version at its beginning."""
    return b'"manifest_version"' in source.head[:500]


def _is_one(root: Node) -> bool:
    version, start = root.get("manifest_version"), root.get("start_url")
    return bool((version and version.value in (2, 3)) or (start and (root.get("display") or root.get("icons"))))


def _asked(root: Node) -> Iterator[tuple[str, Node, bool]]:
    """What is asked for, with the type that says where, and whether it is so from the start."""
    for key in _ASKED:
        listed = root.get(key)
        for item in listed.value if listed and isinstance(listed.value, list) else ():
            if isinstance(item.value, str):
                yield key, item, not key.startswith("optional")
            elif (pages := item.get("matches")) and isinstance(pages.value, list):
                yield from ((key, page, True) for page in pages.value if isinstance(page.value, str))
    policy = root.get("permissions_policy")
    for name, member in policy.value.items() if policy and isinstance(policy.value, dict) else ():
        if member.node.value not in ([], "()"):
            yield "permissions_policy", member.node._replace(value=name, span=member.key), False
    yield from _shared(root)


def _shared(root: Node) -> Iterator[tuple[str, Node, bool]]:
    """What other apps hand to this one."""
    target = root.get("share_target")
    parameters = target.get("params") if target else None
    for key, member in parameters.value.items() if parameters and isinstance(parameters.value, dict) else ():
        listed = member.node.value if isinstance(member.node.value, list) else [member.node]
        for item in listed:
            named = item.get("name") if isinstance(item.value, dict) else item
            if named and isinstance(named.value, str):
                yield f"share_target {key}", named, False


def _field(kind: str, node: Node, needed: bool, places: Places) -> Field:
    from minlint.read.devices.words import BROWSER

    name = node.value
    label = BROWSER.get(name) or ("user.behavior.browsing_history" if "://" in name else None)
    return Field(
        name,
        kind,
        places.bare(node.span),
        mandatory=needed,
        labels=(label,) if label else (),
        direction="in",
    )


def _said(root: Node, places: Places) -> tuple[Marker, ...]:
    from minlint.read import attributes

    return tuple(attributes.markers(root, places, "x-purpose", "x-minlint"))
