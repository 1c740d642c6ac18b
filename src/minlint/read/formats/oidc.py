"""OpenID Connect: the claims that a client asks for, and those that a provider says it gives out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from minlint.model import Field, Kind, Marker, Record, Source
from minlint.read.input import Input
from minlint.read.members import choices, entries, is_true, listed, text

if TYPE_CHECKING:
    from minlint.located import Node, Places
    from minlint.read import Options

NAME = "oidc"
TITLE = "OpenID Connect claims requests, request objects and discovery documents, in JSON"
KIND: Kind = "schema"
SUFFIXES = ("openid-configuration", ".json")
MARKS = ("claims_supported", '"userinfo"', '"id_token"', '"openid')
READS = """The claims of a `claims` parameter, in `userinfo` and `id_token` (what is `essential` is mandatory), those of
`verified_claims`, and what the scopes of a request object stand for: what a client collects. `claims_supported` of a
discovery document: what a provider gives out."""
IDIOM = """`x-purpose` (one id or several) and `x-minlint` of the document; `x-minlint` of one claim's request."""
LIMITS = """A request that is signed or encrypted can't be looked into. Claims that a provider adds by itself aren't
known."""

_ASKS = re.compile(rb'"(?:userinfo|id_token)"\s*:\s*\{|"claims_supported"\s*:\s*\[|"scope"\s*:\s*"(?:[^"]* )?openid\b')
_PARTS = ("userinfo", "id_token")
_SAYS = frozenset(("essential", "value", "values", "purpose", "max_age", "x-minlint"))
_SCOPES = {
    "profile": """name family_name given_name middle_name nickname preferred_username profile picture website gender
    birthdate zoneinfo locale updated_at""",
    "email": "email email_verified",
    "address": "address",
    "phone": "phone_number phone_number_verified",
}
"""The claims that a scope asks for (OpenID Connect Core, 5.4)."""


def claims(source: Input) -> bool:
    """Whether this asks for claims, alone or in an authentication request, or lists those that a provider has."""
    from minlint.read.trees import claimed

    return bool(_ASKS.search(source.head)) and claimed(source, _declares, _is_one)


def read(source: Input, options: Options) -> Source:  # noqa: ARG001
    """Read it. Raises `Unreadable` with the place where it isn't valid JSON."""
    from minlint.located import Places
    from minlint.read.attributes import markers
    from minlint.read.trees import opened, tree

    root, places = opened(source), Places(source.text)
    records = tuple(record for record in _records(root, places) if record.fields)
    said = tuple(markers(root, places, "x-purpose", "x-minlint"))
    return Source(source.name, NAME, KIND, records, tree(source).problems, said, text=source.text)


def _declares(source: Input) -> bool:
    """Whether a file that doesn't parse lists a provider's claims."""
    return b'"claims_supported"' in source.head


def _is_one(root: Node) -> bool:
    if not isinstance(root.value, dict):
        return False
    if text(root, "issuer") and listed(root, "claims_supported"):
        return True
    if text(root, "client_id") and "openid" in text(root, "scope").split():
        return True
    asked = _request(root)
    parts = [part for key in _PARTS if (part := asked.get(key))]
    return bool(parts) and all(_is_request(part) for part in parts)


def _request(root: Node) -> Node:
    """The claims parameter: in an authentication request, or the document itself."""
    return root.get("claims") or root


def _is_request(part: Node) -> bool:
    """Whether each member is a claim with nothing or with what may be said of one."""
    if part.value is None:
        return True
    members = part.value.items() if isinstance(part.value, dict) else ()
    asked = [member.node.value for name, member in members if name != "verified_claims"]
    known = (value is None or (isinstance(value, dict) and _SAYS.issuperset(value)) for value in asked)
    return isinstance(part.value, dict) and bool(part.value) and all(known)


def _records(root: Node, places: Places) -> Iterator[Record]:
    supported = root.get("claims_supported")
    if supported and text(root, "issuer"):
        found = (
            item for item in listed(root, "claims_supported") if isinstance(item.value, str) and item.value.strip()
        )
        fields = tuple(Field(item.value.strip(), "", places.bare(item.span), direction="out") for item in found)
        span = places.bare(root.value["claims_supported"].key)
        yield Record("claims_supported", fields, span, direction="out")
        return
    scopes = tuple(_scoped(root, places))
    if scopes:
        yield Record("scope", scopes, places.bare(root.value["scope"].key), direction="in")
    asked = _request(root)
    for name in _PARTS:
        if member := asked.value.get(name) if isinstance(asked.value, dict) else None:
            yield Record(name, tuple(_claims(asked, name, places)), places.bare(member.key), direction="in")


def _scoped(root: Node, places: Places) -> Iterator[Field]:
    """The claims that the scopes of a request stand for, each at its scope."""
    said = root.get("scope")
    if said is None or not text(root, "client_id"):
        return
    for scope in dict.fromkeys(text(root, "scope").split()):
        for name in _SCOPES.get(scope, "").split():
            yield Field(name, "", places.within(said.span, scope), mandatory=False, direction="in")


def _claims(above: Node, key: str, places: Places, prefix: str = "") -> Iterator[Field]:
    for name, member in entries(above, key):
        node = member.node
        if name == "verified_claims":
            for part in node.value if isinstance(node.value, list) else [node]:
                yield from _claims(part, "claims", places, "verified_claims.")
            continue
        path, _, _ = name.partition("#")  # `family_name#ja-Kana-JP`: a claim in a language
        yield Field(
            prefix + path,
            "",
            places.bare(member.key),
            mandatory=is_true(node, "essential"),
            comment=text(node, "purpose"),
            enum=_values(node),
            markers=_waivers(node, places),
            direction="in",
        )


def _values(node: Node) -> tuple[str, ...]:
    """The values that are asked for, of which one must be given."""
    one, several = node.get("value"), node.get("values")
    return choices(
        [*([one.plain] if one else []), *(several.plain if several and isinstance(several.value, list) else [])]
    )


def _waivers(node: Node, places: Places) -> tuple[Marker, ...]:
    from minlint.read.attributes import waivers

    return tuple(waivers(node.get("x-minlint"), places))
