"""Names in scripts that put no spaces between words: 紧急联系电话 is an emergency's contact phone."""

from __future__ import annotations

import re
from collections.abc import Callable

from minlint.detect.words import Phrase, words

_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_LONGEST = 12  # characters of a known word
_ENDS = {
    "名": "name",
    "号": "number",
    "日": "date",
    "率": "rate",
    "数": "count",
    "费": "fee",
    "額": "amount",
    "表": "table",
}
"""What a single character at the end says of the words before it."""


def parts(token: str, knows: Callable[[str], bool]) -> Phrase | None:
    """A word as the known words in it and what stands between them; None where no two are to be told apart.

    As few characters as can be are left unknown, and the words are as few as can be.
    """
    if not _UNSPACED.search(token):
        return None
    best: list[tuple[int, int, Phrase]] = [(0, 0, ())]
    for end in range(1, len(token) + 1):
        unknown, count, said = best[end - 1]
        ways = [(unknown + 1, count + 1, _joined(said, token[end - 1], knows))]
        for start in range(max(0, end - _LONGEST), end - 1):
            if knows(token[start:end]) or token[start:end] in words().abbreviations:
                unknown, count, said = best[start]
                ways.append((unknown, count + 1, (*said, token[start:end])))
        if end == len(token) and end > 1 and token[-1] in _ENDS:
            unknown, count, said = best[end - 1]
            ways.append((unknown, count + 1, (*said, token[-1])))
        best.append(min(ways, key=lambda way: way[:2]))
    unknown, _, said = best[-1]
    found = tuple(_english(part, at == len(said) - 1) for at, part in enumerate(said))
    return found if unknown < len(token) and len(found) > 1 else None


def _joined(said: Phrase, character: str, knows: Callable[[str], bool]) -> Phrase:
    """The words with one more character that belongs to none: it goes on what is unknown before it."""
    if said and not knows(said[-1]) and said[-1] not in words().abbreviations:
        return (*said[:-1], said[-1] + character)
    return (*said, character)


def _english(part: str, is_last: bool) -> str:
    readings = words().abbreviations.get(part)
    return _ENDS[part] if is_last and part in _ENDS else readings[0][0] if readings else part
