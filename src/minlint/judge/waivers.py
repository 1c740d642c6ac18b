"""Waivers: findings that a person accepts until a day."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from minlint.judge.contexts import relative
from minlint.judge.inline import Note, held
from minlint.judge.select import selects
from minlint.manifest.match import waives
from minlint.manifest.model import Manifest, Waiver
from minlint.model import Finding


def apply(
    findings: Sequence[Finding], manifest: Manifest, today: datetime.date, notes: Sequence[Note] = ()
) -> tuple[list[Finding], frozenset[int], list[Note]]:
    """The findings with the waived ones flagged, the indexes of the waivers that have a finding, and the notes again.

    ``notes`` are the waivers beside the data. A waiver holds through its last day. What the policy makes mandatory
    is waived by the policy's own waivers alone.
    """
    used: set[int] = set()
    noted: set[int] = set()
    refused: dict[int, set[str]] = {}
    flagged = []
    for finding in findings:
        about = [i for i, waiver in enumerate(manifest.waivers) if _is_about(waiver, finding, manifest)]
        beside = [i for i, note in enumerate(notes) if note.is_about(finding)]
        used.update(about)
        noted.update(beside)
        days = [manifest.waivers[i].until for i in about] + [day for i in beside if (day := notes[i].until)]
        above = (item for item in manifest.policy.waivers if _is_about(item, finding, manifest))
        if any(item.until >= today for item in above):
            flagged.append(finding._replace(waived=True))
        elif any(selects(word, finding) for word in manifest.policy.mandatory):
            for i in beside:
                refused.setdefault(i, set()).add(finding.code)
            flagged.append(finding)
        else:
            flagged.append(finding._replace(waived=True) if any(day >= today for day in days) else finding)
    said = [note._replace(used=i in noted) for i, note in enumerate(notes)]
    return flagged, frozenset(used), [held(note, refused[i]) if i in refused else note for i, note in enumerate(said)]


def _is_about(waiver: Waiver, finding: Finding, manifest: Manifest) -> bool:
    if finding.record is None or not any(selects(word, finding) for word in waiver.rules):
        return False
    return waives(waiver, relative(finding.source, manifest.folder), finding.record, finding.field, finding.logical)
