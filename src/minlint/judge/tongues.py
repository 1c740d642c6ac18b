"""Statements in other languages than English: which one it is, and its words without their endings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from minlint.judge.hearing import LONGEST, Token
from minlint.manifest.numbers import numbers

ENGLISH = "en"
_WORD = re.compile(r"[^\W_]+")
_TOKEN = re.compile(r"[^\W_]+(?:-[^\W_]+)*|§|[.;:!?]")
_SHORTEST = 3
"""Letters that are left of a word, at least, when an ending is taken off, or before the head of a compound."""


def tell(text: str, told_by: Mapping[str, Iterable[str]]) -> str:
    """The language that most of a text's words tell; English where none has more of them than English."""
    words = _WORD.findall(text[:LONGEST].lower())
    found = {language: sum(map(frozenset(told).__contains__, words)) for language, told in told_by.items()}
    return max(found, key=lambda language: (found[language], language == ENGLISH))


class Endings:
    """Words as the matcher compares them, by a language's list of endings; ``heads`` end the compounds."""

    def __init__(self, rounds: Sequence[Sequence[str]], irregular: Mapping[str, str], heads: Iterable[str]) -> None:
        self._rounds = rounds
        self._irregular = {fold(word): fold(base) for word, base in irregular.items()}
        self._listed: set[str] = set()
        self._heads = tuple(sorted(map(self.stem, heads), key=len, reverse=True))

    def stem(self, word: str) -> str:
        """What is left of a lower-case word without its endings; from now on the word is no compound to be split."""
        bare = self._bare(word)
        self._listed.add(bare)
        return bare

    def tokens(self, text: str) -> list[Token]:
        """The words of a text; a stop or a semicolon is a token that nothing matches."""
        found = _TOKEN.finditer(text[:LONGEST])
        return [Token("." if match[0] in ".;:!?" else self._token(match[0].lower()), *match.span()) for match in found]

    def _token(self, word: str) -> str:
        bare = self._bare(word)
        if bare in self._listed:
            return bare
        if numbers().get(word, 1) > 1:  # one is an article, too
            return word
        return next((head for head in self._heads if bare.endswith(head) and len(bare) >= len(head) + _SHORTEST), bare)

    def _bare(self, word: str) -> str:
        word = fold(word)
        word = self._irregular.get(word, word)
        for endings in self._rounds:
            rests = (word.removesuffix(ending) for ending in endings if word.endswith(ending))
            word = next((rest for rest in rests if len(rest) >= _SHORTEST), word)
        return word


def fold(word: str) -> str:
    """A word in lower case without accents and marks."""
    apart = unicodedata.normalize("NFD", word.lower().replace("ß", "ss"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
