"""What stands beside a score, a flag or a priority and may feed it: protected attributes and their proxies."""

from __future__ import annotations

from collections.abc import Iterator

from minlint.judge.facts import field
from minlint.judge.records import FieldContext
from minlint.judge.words import words_of
from minlint.taxonomy import is_within


def protected(at: FieldContext) -> list[str]:
    """The fields of its record, for one of its own purposes, that hold a protected attribute or a proxy of one.

    Origin, nationality, belief, opinion, union, orientation, immigration status and what reveals them count wherever
    they stand; age, gender, civility and health only where a name or a comment says that they are put in.
    """
    if at.field is None:
        return []
    return list(dict.fromkeys(item.field.path for item in _beside(at) if item.field and _feeds(item, at)))


def _beside(at: FieldContext) -> Iterator[FieldContext]:
    own = {purpose.id for purpose in at.purposes}
    for item in at.record.judged:
        shared = own & {purpose.id for purpose in item.purposes}
        if shared and item.field and item.field is not at.field and not item.own:
            yield item


def _feeds(item: FieldContext, decision: FieldContext) -> bool:
    if any(is_within(item.category.key, key) for key in _STRONG) or _reveals(item):
        return True
    return any(is_within(item.category.key, key) for key in _WEAK) and _put_in(item, decision)


def _reveals(item: FieldContext) -> bool:
    return field.reveals(item) in ("ethnic origin", "religion", "sexual orientation", "political opinion")


def _put_in(item: FieldContext, decision: FieldContext) -> bool:
    """Whether a name says that a field is an input, or the decision's comment names it."""
    words = words_of(item.field.path) if item.field else ()
    said = words_of(decision.field.comment) if decision.field else ()
    return not _INPUTS.isdisjoint(words) or (bool(words) and words[-1] in said)


_STRONG = (
    "user.demographic.race_ethnicity",
    "user.demographic.nationality",
    "user.demographic.place_of_birth",
    "user.demographic.religious_belief",
    "user.demographic.philosophical_belief",
    "user.demographic.political_opinion",
    "user.demographic.union_membership",
    "user.demographic.sexual_orientation",
    "user.sex_life",
    "user.immigration",
)
_WEAK = (
    "user.demographic",
    "user.health_and_medical",
    "user.physical",
    "user.relationship",
    "user.contact.address",
    "user.biometric",
)
_INPUTS = frozenset(words_of("feature input factor weight predictor covariate variable signal indicator"))
