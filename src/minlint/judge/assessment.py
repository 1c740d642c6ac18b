"""When an assessment of impact is called for: the criteria of the guidelines on it (WP248 rev. 01), as far as shown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from minlint.judge.named import holds, phrases
from minlint.judge.people import people
from minlint.judge.words import words_of
from minlint.taxonomy import is_within

if TYPE_CHECKING:
    from minlint.judge.statements import PurposeContext

CRITERIA = {
    "scoring or evaluating people": ("user.inference", "user.employment.performance", "user.financial.credit"),
    "decisions that weigh on people": (
        "user.enforcement.flag",
        "user.enforcement.priority",
        "user.enforcement.allegation",
        "user.enforcement.gang_affiliation",
        "user.enforcement.detention",
    ),
    "watching people systematically": (
        "user.location.history",
        "user.location.geofence",
        "user.behavior.routine",
        "user.behavior.keystrokes",
        "user.vehicle.telematics",
        "user.communication.metadata",
    ),
}
"""Criteria that the categories bound to a purpose meet, by the branches that show it."""


def met(at: PurposeContext) -> Iterator[str]:
    """The criteria that a purpose meets by what it permits of what is bound to it; what is beyond it doesn't count.

    How many people it reaches, nothing here tells.
    """
    bound = {item.category.key: item.category for item in at.fields if item.coverage.state in ("covered", "too_fine")}
    held = bound.values()
    for criterion, branches in CRITERIA.items():
        if any(is_within(category.key, branch) for category in held for branch in branches):
            yield criterion
    if len({category.key.split(".")[2] for category in held if category.key.startswith("user.biometric.")}) > 1:
        yield "a new technology (several ways to recognise people by their body)"
    if any({"gdpr-9", "gdpr-10"} & set(category.marks) for category in held):
        yield "special categories or criminal data"
    if at.purpose.sources:
        yield "matching data from several sources"
    if any(_vulnerable(subject) for subject in at.purpose.subjects):
        yield "people who can't easily refuse"


def _vulnerable(subject: str) -> bool:
    words = words_of(subject)
    known = phrases("subjects.yaml", "vulnerable")
    children = (phrase for other in people().others if other.child for phrase in (*other.words, *other.subjects))
    return holds(words, (*known, *children))
