"""Waivers: findings that a person accepts until a day."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from minlint.judge.contexts import relative
from minlint.judge.select import selects
from minlint.manifest.match import waives
from minlint.manifest.model import Manifest, Waiver
from minlint.model import Finding


def apply(
    findings: Sequence[Finding], manifest: Manifest, today: datetime.date
) -> tuple[list[Finding], frozenset[int]]:
    """The findings with the waived ones flagged, and the indexes of the waivers that have a finding.

    A waiver holds through its last day. What the policy makes mandatory can't be waived.
    """
    used: set[int] = set()
    flagged = []
    for finding in findings:
        about = [i for i, waiver in enumerate(manifest.waivers) if _is_about(waiver, finding, manifest)]
        used.update(about)
        valid = any(manifest.waivers[i].until >= today for i in about)
        mandatory = any(selects(word, finding) for word in manifest.policy.mandatory)
        flagged.append(finding._replace(waived=True) if valid and not mandatory else finding)
    return flagged, frozenset(used)


def _is_about(waiver: Waiver, finding: Finding, manifest: Manifest) -> bool:
    if finding.record is None or not any(selects(word, finding) for word in waiver.rules):
        return False
    return waives(waiver, relative(finding.source, manifest.folder), finding.record, finding.field)
