"""Policies that say what a page's scripts may ask a browser for: Permissions-Policy, Feature-Policy, frames' ``allow``.

Sources: W3C, Permissions Policy, sections 5.2 and 6.1; its registry of features; RFC 8941.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from minlint.model import Field, Span
from minlint.read.devices.words import BROWSER
from minlint.tuples import NamedTuple

_ITEM = re.compile(r"""[\s,;]*+([A-Za-z][\w-]*+)((?:\([^()]*+\)|\\?"[^"]*+"|'[^']*+'|[^,;"'()])*+)""")
_DENIED = re.compile(
    r"""\s*(?:=\s*)?(?:\(\s*(?:none\s*)?\)|\\?["']?none\b\\?["']?)(?:\s+always)?\s*\Z""", re.IGNORECASE
)
_LISTED = re.compile(r"""\s*=\s*\S|\s+(?:\(|'?(?:self|src)\b|\*|https?:|\\?["'])""", re.IGNORECASE)
_ENDS = re.compile(r"[,;]")


class Feature(NamedTuple):
    """A feature that somebody may use, and where its name stands in the text of the policy."""

    name: str
    start: int
    end: int


def allowed(policy: str, *, bare: bool = False) -> Iterator[Feature]:
    """The features that a policy lets somebody use; with ``bare``, a name that stands alone does, as in a frame's."""
    place = 0
    while match := _ITEM.match(policy, place):
        said = match[2]
        if not _DENIED.match(said) and (_LISTED.match(said) or (bare and not said.strip())):
            yield Feature(match[1].lower(), match.start(1), match.end(1))
        ends = _ENDS.search(policy, match.end())
        place = ends.end() if ends else len(policy)


def field(feature: Feature, kind: str, span: Span | None) -> Field:
    """A feature as what is collected by its use, with the category that it gives access to."""
    label = BROWSER.get(feature.name)
    return Field(feature.name, kind, span, mandatory=False, labels=(label,) if label else (), direction="in")
