"""Presidio's own answer about every value, asking it little: whoever asks one of its recognisers asks here.

For a text, a recogniser is asked only with those of its patterns whose mask lets the text through, and a mask lets
every hit through; what depends on no digit's value is asked once for all texts of a form; phone numbers of all regions
are looked for in one walk. The set of (value, entity, score) is that of ``AnalyzerEngine.analyze`` over each value: a
test holds it to that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from minlint.detect.values import calls
from minlint.detect.values.presidio import recognizer, snapshot
from minlint.tuples import NamedTuple

Hit = tuple[str, float]
"""An entity and a score."""

Span = tuple[float, int, int]
"""A score, and where it begins and ends."""

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
    ask: Callable[[str], set[Span]] | None = None

    def scores(self, text: str) -> set[float]:
        """The scores of what it finds in a text that passes, without what lies in something as sure."""
        spans = self.spans(text)
        scores = {score for score, _, _ in spans}
        return scores if len(scores) < 2 or self.ask else {item[0] for item in spans if not _held(item, spans)}

    def spans(self, text: str) -> set[Span]:
        """All that it finds in a text that passes."""
        if self.ask:
            return self.ask(text)
        return {span for pattern in self.patterns if pattern.passes(text) for span in self._spans(pattern, text)}

    def _spans(self, pattern: Pattern, text: str) -> Iterator[Span]:
        for match in pattern.finds(text):
            found = match[0]
            score = self.check(found) if found else 0.0
            score = pattern.score if score is None else score
            if score > 0:
                yield score, match.start(), match.end()


def _held(item: Span, spans: set[Span]) -> bool:
    """Whether another hit, as sure or surer, holds this one."""
    score, start, end = item
    return any(one >= score and low <= start and end <= high for one, low, high in spans if (one, low, high) != item)


@cache
def askers(reserved: bool = False) -> tuple[Asker, ...]:
    """One for each recogniser that Presidio asks by default, without the network.

    ``reserved``: names that nobody can own (``.example``) are domains of e-mail addresses like others.
    """
    return tuple(asker(name, reserved) for name in MASKS)


@cache
def asker(name: str, reserved: bool = False) -> Asker:
    """The one for a recogniser, by its class's name; of those not asked by default every text passes."""
    import regex
    from presidio_analyzer import PatternRecognizer

    made = recognizer(name)
    masks = {sign: re.compile(mask, re.IGNORECASE) for sign, mask in _masks(name, made).items()}
    patterns = tuple(
        Pattern(
            _mask_of(item.name, masks).search, regex.compile(item.regex, made.global_regex_flags).finditer, item.score
        )
        for item in made.patterns
    )
    guard = re.compile("|".join(f"(?:{mask.pattern})" for mask in masks.values()), re.IGNORECASE)
    usual = type(made).analyze is PatternRecognizer.analyze

    def ask(text: str) -> set[Span]:
        found = made.analyze(text, made.supported_entities, None)
        return {(hit.score, hit.start, hit.end) for hit in found if hit.score > 0}

    needs = "eight" if name in _EIGHT else "" if name in _NO_DIGIT else "digit"
    check = _check(made, reserved)
    entity = made.supported_entities[0]
    return Asker(entity, guard, guard.search, patterns, needs, check, usual and _blind(made), None if usual else ask)


def place(name: str, text: str, least: float) -> tuple[int, int] | None:
    """Where a recogniser finds its kind in a text with such a score or more, the longest place; None: nowhere."""
    asked = asker(name, True)
    if not asked.passes(text):
        return None
    places = [
        (start + low, start + high)
        for start, piece in _pieces(text)
        if asked.passes(piece)
        for score, low, high in asked.spans(piece)
        if score >= least
    ]
    return max(places, key=lambda place: (place[1] - place[0], -place[0]), default=None)


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """A text in parts, cut between words: some of the recognisers' patterns take long over a long one."""
    start = 0
    while len(text) - start > _PIECE:
        end = text.rfind(" ", start + 1, start + _PIECE) + 1 or start + _PIECE
        yield start, text[start:end]
        start = end
    yield start, text[start:]


_PIECE = 400  # characters of a text that a recogniser is given at once


def _mask_of(name: str, masks: Mapping[str, re.Pattern[str]]) -> re.Pattern[str]:
    """The mask that a pattern's name asks for."""
    return next(mask for sign, mask in masks.items() if any(mark in name for mark in _PATTERNS.get(sign, (sign,))))


def _masks(name: str, recognizer: Any) -> Mapping[str, str]:
    """The masks of a recogniser; an address on the web also needs one of the domains that its patterns list."""
    if name != "UrlRecognizer":
        return MASKS.get(name, {_ALL: ""})
    ends = sorted(set(re.findall(r"\(\?:([^()|]+)\)", recognizer.patterns[0].regex)))
    dotted = rf"[a-z0-9.\-]\.(?:{'|'.join(ends)})"
    return {sign: dotted if sign == "Non schema" else mask for sign, mask in MASKS[name].items()}


def _check(recognizer: Any, reserved: bool) -> Callable[[str], float | None]:
    """What a recogniser's validation makes of a hit; an e-mail's domain is looked up without the network, and once."""

    def check(text: str) -> float | None:
        if is_mail:
            plain = f"a@{text.rpartition('@')[2]}" if _PLAIN_MAIL.fullmatch(text) else text
            valid: bool | None = _known(plain, reserved)
        else:
            valid = recognizer.validate_result(text)
        if (valid is not None and not valid) or recognizer.invalidate_result(text):
            return 0.0
        return None if valid is None else 1.0

    is_mail = recognizer.supported_entities == ["EMAIL_ADDRESS"]
    return check


@lru_cache(maxsize=50_000)
def _known(address: str, reserved: bool) -> bool:
    """Whether an address's domain is below a public suffix; of plain addresses the part before it doesn't matter."""
    return bool(snapshot(reserved)(address).fqdn)


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
def _gates(reserved: bool = False) -> Gates:
    web = next(item for item in askers(reserved) if item.entity == "URL")
    rest = [item for item in askers(reserved) if item is not web]

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


def hits(text: str, reserved: bool = False) -> set[Hit]:
    """Every entity that Presidio's default recognisers find in a text, with the score; ``reserved`` as in `askers`."""
    known = _gates(reserved)
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


def within(text: str) -> dict[str, float]:
    """The entities that stand in a text of any length, each with its highest score; reserved names are domains."""
    found: dict[str, float] = {}
    for _, piece in _pieces(text):
        for entity, score in hits(piece, reserved=True):
            found[entity] = max(score, found.get(entity, 0.0))
    return found


def answers(texts: Iterable[str]) -> Iterator[tuple[str, str, float]]:
    """The value, entity and score of everything that is found in distinct texts."""
    for text in dict.fromkeys(texts):
        for entity, score in hits(text):
            yield text, entity, score
