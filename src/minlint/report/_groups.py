"""Findings gathered by the field they stand at: several rules at one field share its excerpt and its evidence."""

from __future__ import annotations

from collections.abc import Sequence

from minlint.model import SEVERITIES, Evidence, Finding, SourceReading
from minlint.once import pattern
from minlint.report._excerpt import Excerpt, Excerpts
from minlint.tuples import NamedTuple

_WORD = pattern(r"[\w-]+")


class Group(NamedTuple):
    """The findings at one place, the gravest first, with what is shown there once."""

    findings: tuple[Finding, ...]
    excerpt: Excerpt | None

    @property
    def first(self) -> Finding:
        """The finding that heads the group."""
        return self.findings[0]

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """What the findings rest on, each piece once."""
        return tuple(dict.fromkeys(item for finding in self.findings for item in finding.evidence))

    @property
    def purposes(self) -> tuple[str, ...]:
        """The purposes that can do without the field, those left out that a message names already."""
        named = {word for finding in self.findings for word in _WORD.findall(finding.message)}
        every = dict.fromkeys(purpose for finding in self.findings for purpose in finding.purposes)
        return tuple(purpose for purpose in every if purpose not in named)

    @property
    def advice(self) -> str:
        """What to do instead: the gravest finding's word; `minlint explain` has every rule's own."""
        return next((finding.suggestion for finding in self.findings if finding.suggestion.strip()), "")


def grouped(findings: Sequence[Finding], readings: Sequence[SourceReading]) -> list[Group]:
    """Findings in their order, those at the same field together; a line is shown with the first group that has it."""
    places: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        key = (finding.source, finding.span, finding.record, finding.field, finding.parts)
        places.setdefault(key, []).append(finding)
    excerpts = Excerpts(readings)
    groups: list[Group] = []
    seen = None
    for found in places.values():
        first = found[0]
        here = (first.source, first.span)
        groups.append(Group(tuple(sorted(found, key=_gravity)), excerpts.at(first) if here != seen else None))
        seen = here
    return groups


def _gravity(finding: Finding) -> tuple[bool, int, bool]:
    """What counts first; among equals that a purpose doesn't need the field, before what is special about it."""
    return finding.waived, SEVERITIES.index(finding.severity), not finding.code.startswith("X")
