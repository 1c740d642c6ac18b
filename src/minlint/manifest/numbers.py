"""Numbers as words, from nought to a hundred, in English, German, French and Spanish; and halves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product

_SMALL = {  # from nought on
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen",
    "de": "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn "
    "siebzehn achtzehn neunzehn",
    "fr": "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize "
    "dix-sept dix-huit dix-neuf",
    "es": "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis "
    "diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis "
    "veintisiete veintiocho veintinueve",
}
_TENS = {  # from twenty on; Spanish from thirty
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
    "de": "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
    "fr": "vingt trente quarante cinquante soixante",
    "es": "treinta cuarenta cincuenta sesenta setenta ochenta noventa",
}
_OTHERS = {
    **dict.fromkeys(("a", "an", "ein", "eine", "einem", "einen", "einer", "eines", "une", "una", "veintiún"), 1),
    **dict.fromkeys(("hundred", "a-hundred", "one-hundred", "hundert", "einhundert", "cent", "cien"), 100),
    **dict.fromkeys(("half", "half-a", "half-an", "halbes", "ein-halbes", "halben", "einem-halben"), 0.5),
    **dict.fromkeys(("medio", "media", "demi", "demie", "une-demi", "½"), 0.5),
    **dict.fromkeys(("anderthalb", "eineinhalb", "one-and-a-half"), 1.5),
    **dict.fromkeys(("zweieinhalb", "two-and-a-half"), 2.5),
    **dict.fromkeys(("dreieinhalb", "three-and-a-half"), 3.5),
    "veintiún": 21,
    "couple": 2,
    "a-couple-of": 2,
}
LONGEST = 7
"""Words of a number, its hyphens counted."""


@cache
def numbers() -> Mapping[str, float]:
    """Each number by its words, in lower case, with hyphens between them."""
    found: dict[str, float] = {}
    for words in _SMALL.values():
        found |= {word: number for number, word in enumerate(words.split())}
    for language, words in _TENS.items():
        tens = zip(words.split(), range(30 if language == "es" else 20, 100, 10), strict=False)
        found |= dict(_compounds(language, dict(tens), _SMALL[language].split()))
    found |= dict(_scores())
    return found | _OTHERS


def _compounds(language: str, tens: Mapping[str, int], small: list[str]) -> Iterator[tuple[str, float]]:
    joint = {"en": "-", "fr": "-", "es": "-y-"}.get(language)
    for (ten, value), one in product(tens.items(), range(10)):
        if one == 0:
            yield ten, value
        elif joint:
            yield f"{ten}{'-et-' if language == 'fr' and one == 1 else joint}{small[one]}", value + one
            if language == "es" and one == 1:
                yield from ((f"{ten}-y-{word}", value + one) for word in ("un", "una"))
        else:
            yield f"{'ein' if one == 1 else small[one]}und{ten}", value + one


def _scores() -> Iterator[tuple[str, float]]:
    """What French counts by twenties, and what Switzerland and Belgium say."""
    small = _SMALL["fr"].split()
    for one in range(20):
        yield f"soixante-{'et-' if one == 11 else ''}{small[one]}", 60 + one
        yield f"quatre-vingt-{small[one]}", 80 + one
    yield from (("quatre-vingt", 80), ("quatre-vingts", 80), ("septante", 70), ("huitante", 80), ("nonante", 90))
