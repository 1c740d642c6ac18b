"""Presidio's own answer about every value, asking it little.

For a text, a recogniser is asked only with those of its patterns whose mask lets the text through, and a mask lets
every hit through; what depends on no digit's value is asked once for all texts of a form; phone numbers of all regions
are looked for in one walk. The set of (value, entity, score) is that of ``AnalyzerEngine.analyze`` over each value: a
test holds it to that.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache, partial
from itertools import accumulate
from typing import Any

from minlint.detect.values import calls
from minlint.detect.values.presidio import snapshot
from minlint.detect.values.spread import spread
from minlint.shares import interval
from minlint.tuples import NamedTuple

Hit = tuple[str, float]
"""An entity and a score."""

_ALL = ""
_MONTHS = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
MASKS: Mapping[str, Mapping[str, str]] = {
    "CreditCardRecognizer": {_ALL: r"\d{4}[- ]?\d{3,4}[- ]?\d{3,4}[- ]?\d{3}"},
    "UsBankRecognizer": {_ALL: r"[0-9]{8}"},
    "UsLicenseRecognizer": {_ALL: r"\b[a-z]{1,2}[0-9]|[0-9]{2}[a-z]|[0-9]{6}|A-Z\]"},
    "UsItinRecognizer": {_ALL: r"9\d\d[- ]?\d\d[- ]?\d{4}"},
    "UsPassportRecognizer": {_ALL: r"[0-9]{8}"},
    "UsSsnRecognizer": {_ALL: r"[0-9]{3}[- .]?[0-9]{2}[- .]?[0-9]{4}"},
    "NhsRecognizer": {_ALL: r"[0-9]{3}[- ]?[0-9]{3}[- ]?[0-9]{4}"},
    "CryptoRecognizer": {_ALL: r"(?:bc1|[13])[a-z0-9]{25}"},
    "DateRecognizer": {
        "T": r"\d-\d\d-\d\dT",
        "/": r"\d/\d",
        "-yyyy": r"\d{1,2}-\d{1,2}-\d{4}",
        "yyyy-": r"\d{4}-\d{1,2}-\d",
        "dd.": r"\d{1,2}\.\d{1,2}\.\d{2}",
        "MMM": rf"\d-{_MONTHS}|{_MONTHS}-\d",
    },
    "EmailRecognizer": {_ALL: r"\S@\w"},
    "IbanRecognizer": {_ALL: r"[a-z]{2}[0-9]{2}(?:[ -]?[a-z0-9]{4}){2}"},
    "IpRecognizer": {".": r"[0-9]\.[0-9]{1,3}\.[0-9]", ":": r":[0-9a-f]{0,4}:"},
    "MedicalLicenseRecognizer": {_ALL: r"[a-z][a-z9]\d{7}"},
    "MacAddressRecognizer": {_ALL: r"[0-9a-f]{2}([:-])[0-9a-f]{2}\1|[0-9a-f]{4}\.[0-9a-f]{4}\."},
    "UuidRecognizer": {_ALL: r"[0-9a-f]{8}-[0-9a-f]{4}-"},
    "UrlRecognizer": {"Standard": r"https?://", "Quoted": r"[\"']", "Non schema": r"[a-z0-9.\-]\.[^\W\d_]"},
}
"""Presidio's default recognisers of English. For each the masks of its patterns: supersets of what they find, by what
the patterns' names have in them; the empty one is for all."""

_PATTERNS = {"-yyyy": ("mm-dd-yyyy", "dd-mm-yyyy"), "yyyy-": ("yyyy-mm-dd",), "T": ("Datetime",), "MMM": ("MMM",),
             "dd.": ("dd.mm",), ".": ("IPv4",), ":": ("IPv6", "IPv4_"), "Quoted": ("Quoted",)}  # fmt: skip
_PHONE = "PHONE_NUMBER"
_EIGHT_NAMES = """
CreditCardRecognizer UsItinRecognizer UsSsnRecognizer NhsRecognizer UsBankRecognizer UsPassportRecognizer
"""
_EIGHT = frozenset(_EIGHT_NAMES.split())  # those that need eight digits or more
_NO_DIGIT = ("EmailRecognizer", "IpRecognizer", "MacAddressRecognizer", "UuidRecognizer", "UrlRecognizer")
_EIGHT_DIGITS = re.compile(r"\d(?:[- .]?\d){7}")
_ANY_DIGIT = re.compile(r"\d")
_DIGIT = re.compile("[0-9]")
_COUNTED = re.compile(r"\\d|0-9|\{[\d,]+\}")  # what says nothing of a digit's value


class Pattern(NamedTuple):
    """One of a recogniser's patterns: a mask that lets all of its hits through, how to find them, and their score."""

    passes: Callable[[str], Any]
    finds: Callable[[str], Iterator[Any]]
    score: float


class Asker(NamedTuple):
    """A recogniser, its patterns, and a mask for all of them.

    ``check`` is its verdict on what a pattern found: a score, or None to keep the pattern's. ``needs`` is the gate that
    every hit passes. ``blind``: no pattern tells one digit from another and nothing is checked, so one text of a form
    speaks for all. ``ask`` is the recogniser's own way where that isn't the usual one.
    """

    entity: str
    mask: re.Pattern[str]
    passes: Callable[[str], Any]
    patterns: tuple[Pattern, ...]
    needs: str
    check: Callable[[str], float | None]
    blind: bool
    ask: Callable[[str], set[float]] | None = None

    def scores(self, text: str) -> set[float]:
        """The scores of what it finds in a text that passes, without what lies in something as sure."""
        if self.ask:
            return self.ask(text)
        spans = {span for pattern in self.patterns if pattern.passes(text) for span in self._spans(pattern, text)}
        scores = {score for score, _, _ in spans}
        return scores if len(scores) < 2 else {item[0] for item in spans if not _held(item, spans)}

    def _spans(self, pattern: Pattern, text: str) -> Iterator[tuple[float, int, int]]:
        for match in pattern.finds(text):
            found = match[0]
            score = self.check(found) if found else 0.0
            score = pattern.score if score is None else score
            if score > 0:
                yield score, match.start(), match.end()


def _held(item: tuple[float, int, int], spans: set[tuple[float, int, int]]) -> bool:
    """Whether another hit, as sure or surer, holds this one."""
    score, start, end = item
    return any(one >= score and low <= start and end <= high for one, low, high in spans if (one, low, high) != item)


@cache
def askers() -> tuple[Asker, ...]:
    """One for each recogniser, without the network."""
    return tuple(map(_asker, MASKS))


def _asker(name: str) -> Asker:
    import regex
    from presidio_analyzer import PatternRecognizer, RecognizerRegistry, predefined_recognizers

    made = getattr(predefined_recognizers, name)()
    made.global_regex_flags = RecognizerRegistry().global_regex_flags  # as an engine asks: IBAN's own heed case
    masks = {sign: re.compile(mask, re.IGNORECASE) for sign, mask in _masks(name, made).items()}
    patterns = tuple(
        Pattern(
            _mask_of(item.name, masks).search, regex.compile(item.regex, made.global_regex_flags).finditer, item.score
        )
        for item in made.patterns
    )
    guard = re.compile("|".join(f"(?:{mask.pattern})" for mask in masks.values()), re.IGNORECASE)
    usual = type(made).analyze is PatternRecognizer.analyze
    ask = None if usual else lambda text: {hit.score for hit in made.analyze(text, made.supported_entities, None)}
    needs = "eight" if name in _EIGHT else "" if name in _NO_DIGIT else "digit"
    return Asker(
        made.supported_entities[0], guard, guard.search, patterns, needs, _check(made), usual and _blind(made), ask
    )


def _mask_of(name: str, masks: Mapping[str, re.Pattern[str]]) -> re.Pattern[str]:
    """The mask that a pattern's name asks for."""
    return next(mask for sign, mask in masks.items() if any(mark in name for mark in _PATTERNS.get(sign, (sign,))))


def _masks(name: str, recognizer: Any) -> Mapping[str, str]:
    """The masks of a recogniser; an address on the web also needs one of the domains that its patterns list."""
    if name != "UrlRecognizer":
        return MASKS[name]
    ends = sorted(set(re.findall(r"\(\?:([^()|]+)\)", recognizer.patterns[0].regex)))
    dotted = rf"[a-z0-9.\-]\.(?:{'|'.join(ends)})"
    return {sign: dotted if sign == "Non schema" else mask for sign, mask in MASKS[name].items()}


def _check(recognizer: Any) -> Callable[[str], float | None]:
    """What a recogniser's validation makes of a hit; an e-mail's domain is looked up without the network, and once."""

    def check(text: str) -> float | None:
        if is_mail:
            valid: bool | None = _known(f"a@{text.rpartition('@')[2]}" if _PLAIN_MAIL.fullmatch(text) else text)
        else:
            valid = recognizer.validate_result(text)
        if (valid is not None and not valid) or recognizer.invalidate_result(text):
            return 0.0
        return None if valid is None else 1.0

    is_mail = recognizer.supported_entities == ["EMAIL_ADDRESS"]
    return check


@lru_cache(maxsize=50_000)
def _known(address: str) -> bool:
    """Whether an address's domain is below a public suffix; of plain addresses the part before it doesn't matter."""
    return bool(snapshot()(address).fqdn)


_PLAIN_MAIL = re.compile(r"[A-Za-z0-9_.+-]+@[A-Za-z0-9.-]+")


def _blind(recognizer: Any) -> bool:
    """Whether patterns alone decide, and none of them names a digit."""
    from presidio_analyzer import PatternRecognizer

    own = type(recognizer)
    checked = own.validate_result is not PatternRecognizer.validate_result
    checked = checked or own.invalidate_result is not PatternRecognizer.invalidate_result
    return not checked and not any(_DIGIT.search(_COUNTED.sub("", item.regex)) for item in recognizer.patterns)


class Gates(NamedTuple):
    """The askers for addresses on the web, and the others by what they need: nothing, a digit, or eight.

    Of each the ones that tell no digits apart, and the ones that do.
    """

    web: Asker
    always: tuple[Asker, ...]
    digit: tuple[tuple[Asker, ...], tuple[Asker, ...]]
    eight: tuple[tuple[Asker, ...], tuple[Asker, ...]]


@cache
def _gates() -> Gates:
    web = next(item for item in askers() if item.entity == "URL")
    rest = [item for item in askers() if item is not web]

    def behind(gate: str, blind: bool) -> tuple[Asker, ...]:
        return tuple(item for item in rest if item.needs == gate and item.blind is blind)

    always = tuple(item for item in rest if not item.needs)
    digit, eight = ((behind(gate, True), behind(gate, False)) for gate in ("digit", "eight"))
    return Gates(web, always, digit, eight)


@lru_cache(maxsize=200_000)
def _of_form(form: str, eight: bool) -> tuple[Hit, ...]:
    asked = (*_gates().digit[0], *_gates().eight[0]) if eight else _gates().digit[0]
    return tuple(_found(form, asked))


def _found(text: str, asked: Sequence[Asker]) -> Iterator[Hit]:
    for asker in asked:
        if asker.passes(text):
            for score in asker.scores(text):
                yield asker.entity, score


def _web(text: str) -> set[Hit]:
    """Addresses on the web. Without slashes and quotes each lies within a word, and words come again."""
    if "." not in text:
        return set()
    if not text.isascii() or not _SIMPLE.isdisjoint(text):
        return set(_found(text, (_gates().web,)))
    return {hit for word in _WORD.findall(text) if "." in word for hit in _of_word(word)}


_SIMPLE = frozenset("/'\"")
_WORD = re.compile(r"[A-Za-z0-9.\-]+")


@lru_cache(maxsize=200_000)
def _of_word(word: str) -> tuple[Hit, ...]:
    return tuple(_found(word, (_gates().web,)))


def hits(text: str) -> set[Hit]:
    """Every entity that Presidio's default recognisers find in a text, with the score."""
    known = _gates()
    found = _web(text)
    found.update(_found(text, known.always))
    if _ANY_DIGIT.search(text):
        eight = _EIGHT_DIGITS.search(text) is not None
        found.update(_of_form(_DIGIT.sub("0", text), eight))
        found.update(_found(text, known.digit[1]))
        if eight:
            found.update(_found(text, known.eight[1]))
        if calls.any_number(text):
            found.add((_PHONE, 0.4))
    return found


def answers(texts: Iterable[str]) -> Iterator[tuple[str, str, float]]:
    """The value, entity and score of everything that is found in distinct texts."""
    for text in dict.fromkeys(texts):
        for entity, score in hits(text):
            yield text, entity, score


class Estimate(NamedTuple):
    """A share of values with an entity: the best guess, and an interval that holds it 19 times in 20.

    The bounds are equal to the share where every candidate was asked about.
    """

    share: float
    low: float
    high: float


def estimates(texts: Sequence[str], most: int = 200) -> dict[str, Estimate]:
    """For each entity the share of distinct texts that hold it, from at most so many candidates a recogniser.

    What many texts could hold is estimated from some of them; what few could hold is looked for in all.
    """
    found: dict[str, Estimate] = {}
    whole, few = _Joined(texts), _Joined(spread(texts, _SOME))
    questions: list[tuple[str, re.Pattern[str], Callable[[str], bool]]]
    questions = [(asker.entity, asker.mask, partial(_holds, asker)) for asker in askers()]
    for entity, mask, holds in (*questions, (_PHONE, calls.MAYBE, calls.any_number)):
        passed, of = few.passing(mask), few.count
        if len(passed) < _DENSE * of and of < whole.count:
            passed, of = whole.passing(mask), whole.count
        asked = spread(passed, most)
        hits = sum(map(holds, asked))
        if hits:
            found[entity] = _estimate(hits, len(asked), len(passed), of, of == whole.count)
    return found


_SOME = 4_000  # texts that tell how many could hold something
_DENSE = 0.05


def _holds(asker: Asker, text: str) -> bool:
    return asker.passes(text) is not None and bool(asker.scores(text))


def _estimate(hits: int, asked: int, passed: int, of: int, all_seen: bool) -> Estimate:
    low, high = (hits / asked, hits / asked) if asked == passed else interval(hits, asked)
    part = passed / of
    least, most = (part, part) if all_seen else interval(passed, of)
    return Estimate(part * hits / asked, least * low, most * high)


class _Joined:
    """Many texts as one, so that a mask is held against all of them at once."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts, self.count = texts, len(texts)
        lines = [text.replace("\n", "\x0b") for text in texts]
        self.text = "\n".join(lines)
        self.starts = [0, *accumulate(len(line) + 1 for line in lines)]

    def passing(self, mask: re.Pattern[str]) -> list[str]:
        """The texts that a mask lets through."""
        found, place = [], 0
        while match := mask.search(self.text, place):
            line = bisect_right(self.starts, match.start()) - 1
            found.append(self.texts[line])
            place = self.starts[line + 1]
        return found
