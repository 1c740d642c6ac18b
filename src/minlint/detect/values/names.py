"""Names of people, streets and towns, by the letters of their texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from minlint.detect.values.columns import evidence
from minlint.detect.values.letters import shares
from minlint.detect.values.spread import spread
from minlint.model import Detection

_LEAST = 8  # distinct texts that tell enough
_SEVERAL = 20  # … of names and streets, of which there are as many as people
_ASKED = 120
_LONGEST = 120  # signs on average beyond which texts are no names
_MADE = {
    "first": ("user.name.first", "are first names"),
    "last": ("user.name.last", "are last names"),
    "full": ("user.name", "are names of people"),
    "street": ("user.contact.address.street", "are streets and numbers of houses"),
    "city": ("user.contact.address.city", "are towns"),
}
_PEOPLE = ("first", "last", "full")


def detections(texts: Sequence[str]) -> Iterator[tuple[str, Detection]]:
    """The class a column's texts are of, with what it means. Towns are weak evidence by themselves."""
    asked = spread(texts, _ASKED)
    if len(asked) < _LEAST or sum(map(len, asked)) > _LONGEST * len(asked) or not _worded(asked):
        return
    found = shares(asked)
    names = sum(found[name] for name in _PEOPLE)
    best = max(found, key=found.__getitem__)
    if names >= 0.6 and len(asked) >= _SEVERAL and names > found[best] - 0.01:
        best = max(_PEOPLE, key=found.__getitem__)
        sure = 0.9 if names >= 0.85 else 0.8 if names >= 0.72 else 0.65
        category, what = _MADE[best] if found[best] >= 0.45 else ("user.name", "are names of people")
        yield best, Detection(category, sure, (evidence(names, len(texts), f"{what}, by their letters"),))
    elif (best == "street" and found[best] >= 0.65) or (best == "city" and _town(found)):
        category, what = _MADE[best]
        sure = (0.85 if best == "street" else 0.8) if found[best] >= (0.8 if best == "street" else 0.5) else 0.65
        yield best, Detection(category, sure, (evidence(found[best], len(texts), f"{what}, by their letters"),))


def _town(found: dict[str, float]) -> bool:
    """Whether towns lead well before the names of people that they share their letters with."""
    return found["city"] >= 0.36 and found["city"] >= max(found["first"], found["last"]) + 0.1


def _worded(texts: Sequence[str]) -> bool:
    """Whether most of the texts hold a word rather than digits and signs."""
    return sum(any(sign.isalpha() for sign in text[:40]) for text in texts) >= 0.8 * len(texts)
