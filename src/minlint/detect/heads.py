"""Which word of a name is its head: the value itself, a word about it, or how it was changed; and whose it is."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from minlint.detect.identifiers import phrase, split, word
from minlint.detect.subject import roles
from minlint.detect.words import Phrase, affixes, subjects, words
from minlint.taxonomy import is_within


@lru_cache(maxsize=1)
def transforming() -> dict[Phrase, str]:
    """What a hash, mask or token is called, and the rung it leaves the value at."""
    return {phrase(text): rung for text, rung in words().affixes["transforming"].items()}


@lru_cache(maxsize=1)
def _transforming_words() -> frozenset[str]:
    return frozenset(token for said in transforming() for token in said)


@lru_cache(maxsize=16_384)
def within(category: str, group: str) -> bool:
    """Whether a category is one that a list of ``affixes.yaml`` names, or stands below one."""
    return any(is_within(category, key) for key in words().affixes[group])


def literal(category: str) -> bool:
    """Whether only the value itself is personal (a phone), not also what is said about it (a diagnosis)."""
    return within(category, "literal")


def named_person(said: Phrase, category: str) -> str:
    """Person, where the phrase itself names one (``contact name``, ``customer email``)."""
    unclear = subjects("weak" if said[-1] in affixes("keys") else "business")
    if is_within(category, "user.name"):
        unclear = subjects("loose")
    if is_within(category, "user.device.user_agent"):
        return ""  # a user agent is a program
    return "person" if any("person" in roles((token,)) and token not in unclear for token in said[:-1]) else ""


def modifies(token: str) -> bool:
    """Whether a word only says which of a person's things it is."""
    if token.isdigit() or len(token) == 1 or token in affixes("modifiers") or token in affixes("prefixes"):
        return True
    return "person" in roles((token,))


def counted(tokens: Phrase) -> bool:
    """Whether a name says how many there are of what it ends in: ``NumVoters``."""
    if len(tokens) < 2:
        return False
    return tokens[0] in words().numbers or tokens[0] in affixes("counts") or tokens[-2] in affixes("totals")


def many(name: str, kind: str) -> bool:
    """Whether a number that is called after several people is how many they are: ``employees integer``."""
    last = split(name)[-1:]
    return kind == "integer" and last != () and word(last[0]) != last[0] and last[0].endswith("s")


def behind_person(before: Phrase) -> Phrase:
    """The words between the last that names a person and the one they stand before; all, where none names one."""
    for place in range(len(before) - 1, -1, -1):
        if "person" in roles(before[place : place + 1]):
            return before[place + 1 :]
    return before


def told(said: Phrase, category: str) -> str | None:
    """The rung that the last words of a phrase tell: ``card token`` is a card's number, ``access token`` is itself."""
    if _transforming_words().isdisjoint(said[1:]) or within(category, "tokens"):
        return None
    return next((transforming()[said[-n:]] for n in (3, 2, 1) if n < len(said) and said[-n:] in transforming()), None)


def rung(before: Phrase, after: Phrase) -> str | None:
    """The rung that the words around a phrase tell: its hash, its last four digits."""
    if _transforming_words().isdisjoint((*before, *after)):
        return None
    for size in (3, 2, 1):
        for part in (after[-size:], after[:size], before[:size]):
            if len(part) == size and part in transforming():
                return transforming()[part]
    return None


def rest(after: Phrase, is_literal: bool) -> str:
    """What the words behind a phrase make of it: ``value``, ``soft``, ``other`` or ``killing`` (`Hit.rest`)."""
    if not after:
        return "value"
    head = after[-1]
    if head.isdigit() and len(after) > 1:
        head = after[-2]
    trait = not is_literal
    if trait and any(roles((token,))[:1] == ("organisation",) and token not in affixes("neutral") for token in after):
        return "killing"
    if trait and all(token in affixes("soft") for token in after):
        return "soft"
    if trait and not affixes("dress").isdisjoint(after):
        return "killing"
    if is_literal and any(token in affixes("killing") and token not in affixes("neutral") for token in after):
        return "killing"
    if head in affixes("neutral") or head.isdigit():
        allowed = affixes("neutral") | (affixes("soft") if trait else frozenset())
        return "value" if all(token in allowed or token.isdigit() for token in after) else "other"
    if head in affixes("killing"):
        return "killing"
    if head in affixes("soft"):
        return "soft"
    if head in affixes("modifiers") or "person" in roles((head,)):
        return "value"
    return "other"


def _is_program(words: Phrase) -> bool:
    """Whether somebody's word stands right behind a tool's: the driver of a tool, an app's client."""
    return any(token in subjects("programs") and first in affixes("technical") for first, token in pairwise(words))


def whose(before: Phrase, parents: Phrase, category: str) -> str:
    """Person or thing, where the words before the match, else the nearest parent, say so.

    The contacts of an administrator or a host may be a business's own: whose they are, the record says.
    """
    unclear = subjects("business" if is_within(category, "user.contact") else "loose")
    if parents and parents[-1] in affixes("technical") and not is_within(category, "user.device"):
        return "thing"
    if _is_program((*parents, *before)):
        return "thing"
    above = unclear if literal(category) else unclear | subjects("programs")
    for group, passed in ((before[::-1], unclear), (parents[::-1], above)):
        for token in group:
            found = roles((token,))
            if not found or token in affixes("modifiers") or token in passed:
                continue
            if token in affixes("banks") and is_within(category, "user.financial"):
                continue
            if found[0] == "person" or "device" in found:
                return "person"
            if found[0] in ("thing", "organisation", "log"):
                return "thing"
    return ""
