"""A stated purpose."""

from __future__ import annotations

from minlint.judge import slots
from minlint.judge.statements import PurposeContext
from minlint.judge.words import listed, shortened
from minlint.taxonomy import is_within


def id(at: PurposeContext) -> str:  # noqa: A001 - the fact's public name
    """Its id."""
    return at.purpose.id


def personal(at: PurposeContext) -> int:
    """How many personal fields of the given sources are bound to it."""
    return len({(item.record.source.path, item.place.logical) for item in at.fields})


def permits(at: PurposeContext) -> int:
    """How many entries permit it something."""
    return len(at.purpose.entries)


def has_retention(at: PurposeContext) -> bool:
    """Whether it says how long data are kept, in whatever words."""
    return at.purpose.retention is not None


def retention_bounded(at: PurposeContext) -> bool:
    """Whether its retention names a period that ends."""
    return bool(at.purpose.retention and at.purpose.retention.bounded)


def kept(at: PurposeContext) -> str:
    """How long data are kept, in its words; empty where it doesn't say."""
    return at.purpose.retention.text if at.purpose.retention else ""


def service(at: PurposeContext) -> str:
    """The words of its statement that say which decision or service it is; empty where none do."""
    return slots.heard(at.purpose).slots.get(slots.SERVICE, "")


def unsaid(at: PurposeContext) -> list[str]:
    """Of the five things that make a purpose specific, those that neither its statement nor another key says."""
    return slots.missing(at.purpose)


def heard(at: PurposeContext) -> list[str]:
    """What its statement says of them: `whose data: readers`."""
    asks = slots.asks()
    return [f"{asks[key]}: {words}" for key, words in slots.heard(at.purpose).slots.items()]


def vague(at: PurposeContext) -> list[str]:
    """The vague phrases of its statement."""
    return list(slots.heard(at.purpose).vague)


def vagueness(at: PurposeContext) -> str:
    """What its statement lacks, in words, and what was heard in it."""
    if slots.waits(at.purpose):
        return "is still to be written"
    parts = [f"leans on {listed(f'“{phrase}”' for phrase in vague(at))}"] if vague(at) else []
    lacks = ", and ".join([f"doesn't say {listed(unsaid(at))}"] * bool(unsaid(at)) + parts)
    asks, said = slots.asks(), slots.heard(at.purpose).slots
    told = listed(f"{asks[key]} (“{shortened(words)}”)" for key, words in said.items())
    return f"{lacks}; it says {told}" if told else lacks


def profile(at: PurposeContext) -> str:
    """The profile that it names; empty where it names none."""
    return at.purpose.profile or ""


def unowned(at: PurposeContext) -> list[str]:
    """What is not stated of: who answers for it (`owner`), when it is looked at again (`review_by`)."""
    return [key for key in ("owner", "review_by") if not getattr(at.purpose, key)]


def special(at: PurposeContext) -> list[str]:
    """The special categories (GDPR Art. 9) that it permits without stating a `special_category_basis`."""
    return [] if at.purpose.special_category_basis else at.permitted("gdpr-9")


def criminal(at: PurposeContext) -> list[str]:
    """The criminal data (GDPR Art. 10) that it permits without stating a `lawful_basis` or an `authority`."""
    return [] if at.purpose.lawful_basis or at.purpose.authority else at.permitted("gdpr-10")


def unfounded(at: PurposeContext) -> list[str]:
    """What it permits without its basis: the special categories, then the criminal data."""
    return list(dict.fromkeys((*special(at), *criminal(at))))


def bases(at: PurposeContext) -> list[str]:
    """The bases that those lack, by their keys."""
    lacking = (("`special_category_basis`", special(at)), ("`lawful_basis` or `authority`", criminal(at)))
    return [key for key, found in lacking if found]


def decisions(at: PurposeContext) -> list[str]:
    """The categories bound to it that accuse or sort people: flags, priorities, allegations, scores, predictions."""
    keys = {item.category.key for item in at.fields if item.coverage.state != "gap"}
    return sorted(key for key in keys if any(is_within(key, branch) for branch in _DECIDING))


def contested(at: PurposeContext) -> bool:
    """Whether it says who corrects and hears objections (`contest`)."""
    return bool(at.purpose.contest)


def criteria(at: PurposeContext) -> list[str]:
    """The criteria for an assessment of impact that it meets, in words (WP248); the number of people isn't known."""
    from minlint.judge import assessment

    return list(dict.fromkeys(assessment.met(at)))


def assessed(at: PurposeContext) -> bool:
    """Whether it refers to an assessment (`assessment`)."""
    return bool(at.purpose.assessment)


def over_caps(at: PurposeContext) -> list[str]:
    """The caps of laws that its period goes beyond, in words: `3 years from … (740 ILCS 14/15)`."""
    if not retention_bounded(at):
        return []
    from minlint.judge import capping

    return [capping.told(cap) for cap in capping.over(at)]


def caps_named(at: PurposeContext) -> bool:
    """Whether the manifest names the law of one of them (`laws`); all of them are information where it names none."""
    from minlint.judge import capping

    return any(cap.law in (at.run.manifest.laws or ()) for cap in capping.over(at))


def unsourced(at: PurposeContext) -> list[str]:
    """The sources for which it doesn't say what they were collected for (`original_purpose`)."""
    return [origin.name for origin in at.purpose.sources if not origin.original_purpose]


def repurposed(at: PurposeContext) -> list[str]:
    """The sources whose original purpose shares no word with its statement; none where it names an authority."""
    if at.purpose.authority:
        return []
    language = slots.language(at.purpose.statement)
    own = slots.substance(at.purpose.statement, language)
    told = ((origin.name, origin.original_purpose) for origin in at.purpose.sources)
    return [name for name, original in told if original and own.isdisjoint(slots.substance(original, language))]


def astray(at: PurposeContext) -> str:
    """Which of its sources are so, in words."""
    parts = [f"{listed(unsourced(at))}, of which it isn't said what it was collected for"] * bool(unsourced(at))
    parts += [f"{listed(repurposed(at))}, collected for something else, and no authority is named"] * bool(
        repurposed(at)
    )
    return "; and from ".join(parts)


_DECIDING = (
    "user.inference",
    "user.enforcement.flag",
    "user.enforcement.priority",
    "user.enforcement.allegation",
    "user.enforcement.gang_affiliation",
)
