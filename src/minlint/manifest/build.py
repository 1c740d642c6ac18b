"""From the checked texts of a manifest and its includes to one manifest."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

from minlint import __version__
from minlint.located import Member, Node
from minlint.manifest.entries import category
from minlint.manifest.forbidding import bans, forbid
from minlint.manifest.globs import source_matches
from minlint.manifest.model import Binding, Consumer, FieldBinding, Manifest, Policy, Purpose, Waiver, last_day
from minlint.manifest.near import hint, quoted
from minlint.manifest.purposes import purpose
from minlint.manifest.scope import Scope, items, text, texts
from minlint.manifest.selectors import selectors
from minlint.manifest.shapes import day_of
from minlint.manifest.versions import satisfies
from minlint.tuples import NamedTuple

UNLOCKED = Policy()


class Part(NamedTuple):
    """What one file says: the manifest itself first, then what it includes."""

    scope: Scope
    node: Node


def build(parts: list[Part], path: str, folder: str, lock: Policy = UNLOCKED) -> Manifest:
    """One manifest from all parts. Mappings merge, lists add up; a key or id said twice is an error.

    ``lock`` is a policy above the manifest's own.
    """
    policy = lock.over(_policy({key: (scope, member.node) for scope, key, member in _merged(parts, "policy")}))
    said = ((key, purpose(key, member, scope), scope) for scope, key, member in _merged(parts, "purposes"))
    purposes = {key: forbid(found, policy, scope) if policy.forbidden else found for key, found, scope in said}
    controller = {key: _plain(member.node) for _, key, member in _merged(parts, "controller")}
    notice = list(_merged(parts, "notice"))
    _check_version(parts)
    return Manifest(
        path=path,
        folder=folder,
        purposes=purposes,
        bindings=tuple(_binding(node, scope, purposes, policy, folder) for scope, node in _listed(parts, "bindings")),
        consumers=tuple(
            Consumer(texts(node, "name"), _purposes(node, scope, purposes), node.span)
            for scope, node in _listed(parts, "consumers")
        ),
        waivers=tuple(
            waiver for scope, node in _listed(parts, "waivers") if (waiver := _waiver(node, scope, policy)) is not None
        ),
        controller=controller,
        notice=str(notice[0][2].node.value).strip() if notice else None,
        laws=_laws(parts),
        locales=_locales(parts),
        packs=tuple(str(node.value).strip() for _, node in _listed(parts, "packs")),
        policy=policy,
        lint={key: _setting(key, member.node, scope) for scope, key, member in _merged(parts, "lint")},
        span=parts[0].node.span,
    )


def _check_version(parts: list[Part]) -> None:
    """Whether this version of minlint may read it."""
    for scope, node in parts:
        said = node.get("required-version")
        if said and not satisfies(__version__, str(said.value)):
            scope.fail(said.span, f"this is minlint {__version__}, and {str(said.value).strip()} is required")


def _merged(parts: list[Part], key: str) -> Iterator[tuple[Scope, str, Member]]:
    """The members of a mapping that several files may fill; a single value is its own only member."""
    places: dict[str, str] = {}
    for scope, node in parts:
        top = node.value.get(key)
        members = {} if top is None else top.node.value if isinstance(top.node.value, dict) else {key: top}
        for name, member in members.items():
            if name in places:
                scope.fail(member.key, f"{quoted(name)} is said twice, here and in {places[name]}")
                continue
            places[name] = f"{scope.file}:{member.key.line}:{member.key.column}"
            yield scope, name, member


def _listed(parts: list[Part], key: str) -> Iterator[tuple[Scope, Node]]:
    return ((scope, item) for scope, node in parts for item in items(node, key))


def _plain(node: Node) -> Any:
    return tuple(item.value for item in node.value) if isinstance(node.value, list) else node.value


def _laws(parts: list[Part]) -> tuple[str, ...] | None:
    """Which laws are named; None where no file says."""
    if not any("laws" in node.value for _, node in parts):
        return None
    for scope, item in _listed(parts, "laws"):
        if scope.laws is not None and item.value not in scope.laws:
            scope.fail(item.span, f"unknown law {quoted(item.value)}{hint(item.value, scope.laws)}")
    return tuple(item.value for _, item in _listed(parts, "laws"))


def _locales(parts: list[Part]) -> frozenset[str]:
    """The countries that are named."""
    found: set[str] = set()
    for scope, item in _listed(parts, "locales"):
        from minlint import locales  # few manifests say where people live

        said = str(item.value).strip()
        meant = locales.countries(said)
        if not meant:
            form = "; a country is written AT, a locale de-AT, a language de"
            scope.fail(item.span, f"unknown locale {quoted(said)}{form}")
        found |= meant
    return frozenset(found)


def _setting(key: str, node: Node, scope: Scope) -> Any:
    if key == "per-file-ignores":
        return {glob: selectors(member.node.value, scope) for glob, member in node.value.items()}
    if key.endswith(("select", "ignore")):
        return selectors(node.value, scope)
    return _plain(node)


def _policy(said: dict[str, tuple[Scope, Node]]) -> Policy:
    def allows(key: str) -> bool:
        return key not in said or said[key][1].value == "allow"

    mandatory: tuple[str, ...] = ()
    if "mandatory" in said:
        scope, node = said["mandatory"]
        mandatory = selectors(node.value, scope)

    def globs(key: str) -> tuple[tuple[str, ...], ...]:
        return (tuple(str(item.value).strip() for item in said[key][1].value),) if key in said else ()

    return Policy(
        mandatory=mandatory,
        inline_waivers=allows("inline_waivers"),
        inline_bindings=allows("inline_bindings"),
        max_waiver_days=int(said["max_waiver_days"][1].value) if "max_waiver_days" in said else None,
        category_none=allows("category_none"),
        category_none_in=globs("category_none_in"),
        category_none_by=globs("category_none_by"),
        forbidden=bans(said["forbidden"][1], said["forbidden"][0]) if "forbidden" in said else (),
    )


def _binding(node: Node, scope: Scope, purposes: dict[str, Purpose], policy: Policy, folder: str) -> Binding:
    source = node.get("source")
    if source and not node.get("purposes") and not node.get("fields"):
        scope.fail(source.span, "a binding needs `purposes`, or `fields` that say something of single fields")
    fields = node.get("fields")
    members = fields.value.items() if fields else ()
    return Binding(
        source=text(node, "source") or "",
        records=texts(node, "records"),
        purposes=_purposes(node, scope, purposes),
        fields=tuple(_field(glob, member, scope, purposes, policy, folder) for glob, member in members),
        span=source.span if source else node.span,
        file=scope.file,
    )


def _purposes(node: Node, scope: Scope, known: dict[str, Purpose]) -> tuple[str, ...]:
    """The purposes named, each once; one that isn't there is an error."""
    found: list[str] = []
    for item in items(node, "purposes"):
        if item.value in known:
            found.append(item.value)
        else:
            scope.fail(item.span, f"unknown purpose {quoted(item.value)}{hint(item.value, known)}")
    return tuple(dict.fromkeys(found))


def _check_none(said: Node, by: Node | None, scope: Scope, policy: Policy, folder: str) -> None:
    """Whether `category: none` may be said at all, in this file, and by this person."""
    if not policy.category_none:
        scope.fail(said.span, "the policy allows nobody to say `category: none`")
        return
    place = os.path.relpath(os.path.abspath(scope.file), folder).replace(os.sep, "/")
    outside = (globs for globs in policy.category_none_in if not any(source_matches(glob, place) for glob in globs))
    if globs := next(outside, None):
        scope.fail(said.span, f"the policy lets `category: none` be said in {', '.join(globs)} alone")
    elif globs := policy.not_by(str(by.value) if by else ""):
        add = "" if by else "; add `approved_by`"
        scope.fail((by or said).span, f"the policy lets `category: none` be said by {', '.join(globs)} alone{add}")


def _field(
    glob: str, member: Member, scope: Scope, known: dict[str, Purpose], policy: Policy, folder: str
) -> FieldBinding:
    node = member.node
    said, purposes = items(node, "category"), node.get("purposes")
    if not said and purposes is None:
        scope.fail(member.key, f"{quoted(glob)} needs a `category`, or `purposes` of its own")
    denied = next((item for item in said if str(item.value).strip() == "none"), None)
    if denied and len(said) > 1:
        scope.fail(denied.span, "`none` says that the field isn't personal, and stands alone")
    elif denied:
        _check_none(denied, node.get("approved_by"), scope, policy, folder)
    keys = () if denied else (category(item, scope) for item in said)
    return FieldBinding(
        field=glob.strip(),
        categories=("none",) if denied else tuple(dict.fromkeys(filter(None, keys))),
        purposes=_purposes(node, scope, known) if purposes else None,
        because=text(node, "because"),
        span=member.key,
        approved_by=text(node, "approved_by"),
    )


def _waiver(node: Node, scope: Scope, policy: Policy) -> Waiver | None:
    field, until = node.get("field"), node.get("until")
    day = day_of(until.value) if until else None
    rules = selectors(items(node, "rules"), scope)
    if field is None or until is None or day is None or not rules:
        return None  # the shape's own errors say what is missing
    if scope.today and policy.max_waiver_days is not None:
        last = last_day(scope.today, policy.max_waiver_days)
        if day > last:
            scope.fail(until.span, f"`until` reaches too far ahead; the last day allowed is {last}")
    return Waiver(
        field=str(field.value).strip(),
        rules=rules,
        because=text(node, "because") or "",
        until=day,
        source=text(node, "source"),
        approved_by=text(node, "approved_by"),
        span=field.span,
        file=scope.file,
    )
