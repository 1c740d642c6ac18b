"""Whether a table's values look like those of people who exist, or bear the marks of made-up ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from minlint.detect.values.context import Column
from minlint.detect.values.spread import spread
from minlint.model import Detection, Evidence

GENUINE = "genuine"
"""The kind of evidence that says that values look like production's."""

_ASKED = 200
_LEAST = 5  # distinct values that tell something
_MADE_UP = re.compile(
    r"""@(?:[\w-]+\.)*(?:example|test|invalid|localhost|local|fake|dummy|mailinator)\b|@(?:[\w-]+\.)*example\.\w+
      | ^(?:test|user|foo|bar|demo|dummy|fake|sample|john\.?doe|jane\.?doe|lorem)[\w.+-]*\d*@
    """,
    re.IGNORECASE | re.VERBOSE,
)
_FICTION = re.compile(  # numbers that are kept free for films and books
    r"(?:\+?1[-. ]?)?\(?\d{3}\)?[-. ]?555[-. ]?\d{4}"
    r"|(?:\+44|0)\s?(?:\(0\))?\s?(?:7700\s?900|1632\s?960|20\s?7946\s?0)\s?\d{3,4}"
    r"|\+33[ ]?[1-59][ ]?(?:99|98|39).*|1?0?[01]23456789"
)
_TEST_CARDS = frozenset(
    ("4111111111111111", "4242424242424242", "4012888888881881", "5555555555554444", "5105105105105100",
     "378282246310005", "371449635398431", "6011111111111117", "30569309025904", "3530111333300000",
     "4000056655665556", "5200828282828210", "4000000000000002", "2223003122003222")
)  # fmt: skip
_TEST_PERSONS = frozenset(("078-05-1120", "219-09-9999", "123-45-6789", "111-11-1111", "987-65-4321"))
_NAMED = frozenset(("name", "surname", "firstname", "lastname", "fullname", "forename"))
_CLASSES = ("first", "last", "full")
_CHECKED = ("user.government_id", "user.health_and_medical.record_id", "user.financial.bank_account")


def detections(read: Sequence[Column], said: Mapping[str, Sequence[Detection]]) -> Iterator[tuple[str, Detection]]:
    """The columns whose values look genuine, each as it was detected, with evidence of that.

    None where the table bears marks of made-up people: those speak for all of its columns.
    """
    if any(_made_up(column, said.get(column.field.path, ())) for column in read):
        return
    lasts = _names(read)
    for column in read:
        for found in said.get(column.field.path, ()):
            why = _why(column, found, lasts)
            if why and found.confidence >= 0.8 and len(column.texts) >= _LEAST:
                yield column.field.path, found._replace(evidence=(*found.evidence, Evidence(GENUINE, why)))
                break


def _made_up(column: Column, found: Sequence[Detection]) -> bool:
    """Whether a fifth of a column's values are such that nobody has."""
    categories = {item.category for item in found if item.confidence >= 0.8}
    asked = spread(column.texts, _ASKED)
    if not asked or not categories:
        return False
    if "user.contact.email" in categories:
        marks = sum(_MADE_UP.search(text) is not None for text in asked)
    elif "user.contact.phone_number" in categories:
        marks = sum(_FICTION.fullmatch(text) is not None for text in asked)
    elif "user.financial.credit_card" in categories:
        marks = sum(re.sub(r"\D", "", text) in _TEST_CARDS for text in asked)
    else:
        marks = sum(text in _TEST_PERSONS for text in asked)
    return marks >= 0.2 * len(asked)


def _why(column: Column, found: Detection, lasts: frozenset[str]) -> str:
    """What makes a column's values look genuine; empty where nothing does."""
    if found.category == "user.contact.email":
        local = [re.split(r"[^a-z]+", text.partition("@")[0].lower()) for text in spread(column.texts, _ASKED)]
        if lasts and sum(not lasts.isdisjoint(parts) for parts in local) >= 0.3 * len(local):
            return "addresses that are made from the names beside them, at domains that exist"
        return ""
    detail = found.evidence[0].detail if found.evidence else ""
    if found.category == "user.contact.phone_number" and "in use" in detail:
        return "telephone numbers in use, none of those kept free for fiction"
    if found.category == "user.financial.credit_card":
        return "cards that networks issue, none of those for testing"
    if any(found.category.startswith(branch) for branch in _CHECKED) and "holds" in detail:
        return "numbers whose checksums hold"
    return ""


def _names(read: Sequence[Column]) -> frozenset[str]:
    """The words of the table's columns of names."""
    named = [column for column in read if column.words & _NAMED or (column.letters and column.letters[0] in _CLASSES)]
    words = (word for column in named for text in column.texts for word in re.split(r"[^\w]+", text.lower()))
    return frozenset(word for word in words if len(word) > 2)
