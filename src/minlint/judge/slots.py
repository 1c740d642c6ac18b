"""What a purpose's statement says: the five slots of a specific purpose, and the phrases that only seem to fill one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from minlint import rulebook
from minlint.judge.hearing import Match, Phrases, Stems, Token, Words
from minlint.judge.tongues import ENGLISH, Endings, tell
from minlint.manifest.model import Purpose
from minlint.tuples import NamedTuple

SERVICE = "service"
ENOUGH = 3
"""So many words that no list knows say which service it is."""


class Heard(NamedTuple):
    """What was heard in a statement: for each slot that is filled its words, and the vague phrases."""

    slots: Mapping[str, str]
    vague: tuple[str, ...]


class Lexicon(NamedTuple):
    """The words of a language's file, ready to be found."""

    stems: Words
    slots: Mapping[str, Phrases]
    open: Phrases
    weak: Phrases
    plain: Phrases


@cache
def lexicon(language: str = ENGLISH) -> Lexicon:
    """The words of a language that ship with minlint."""
    if language != ENGLISH:
        content = rulebook.part("statements")[f"{language}.yaml"]
        return build(content, Endings(content["endings"], content["irregular"], content["heads"]))
    content = _english()
    return build(content, Stems(content["irregular"], content["spelling"]))


def build(content: Mapping[str, Any], stems: Words) -> Lexicon:
    """A lexicon from the content of a word file."""
    return Lexicon(
        stems,
        slots={key: Phrases(item["words"], stems) for key, item in content["slots"].items()},
        open=Phrases(content["open"]["words"], stems),
        weak=Phrases(content["weak"]["words"], stems),
        plain=Phrases(content["plain"], stems),
    )


def language(statement: str) -> str:
    """The language of a statement, told by its own words."""
    return tell(statement, _english()["told_by"])


def substance(text: str, language: str) -> frozenset[str]:
    """The words of a text that say what it is about, without their endings: the longer ones, but for those that every
    purpose has."""
    words = lexicon(language)
    tokens = words.stems.tokens(text)
    plain = _places(words.plain.find(tokens))
    found = (token.stem for at, token in enumerate(tokens) if at not in plain and token.end - token.start >= _LONG)
    return frozenset(found) - {words.stems.stem(word) for word in _english()["told_by"][language]} - _EVERYWHERE


_LONG = 4
_EVERYWHERE = frozenset(
    (
        "their",
        "them",
        "they",
        "until",
        "after",
        "befor",
        "kept",
        "keep",
        "upon",
        "under",
        "other",
        "also",
        "every",
        "such",
    )
)


def _english() -> Mapping[str, Any]:
    content: Mapping[str, Any] = rulebook.part("words")["statements.yaml"]
    return content


def asks() -> Mapping[str, str]:
    """Each slot, as a question."""
    return {key: item["ask"] for key, item in _english()["slots"].items()}


@lru_cache(maxsize=1024)
def hear(statement: str) -> Heard:
    """Listen to a statement. A vague phrase keeps its words from every slot; a weak word fills that of the service
    where nothing else does, and is vague then."""
    words = lexicon(language(statement))
    tokens = words.stems.tokens(statement)
    vague = list(words.open.find(tokens))
    taken = _places((*vague, *(match for match in words.plain.find(tokens) if match.end > match.start + 1)))
    firsts = {key: next(phrases.find(tokens, taken), None) for key, phrases in words.slots.items()}
    if firsts[SERVICE] is None:
        weak = list(words.weak.find(tokens, taken))
        firsts[SERVICE] = _unknown(tokens, taken | _places(weak), words)
        vague += [] if firsts[SERVICE] else weak
    return Heard(
        {key: _text(match, tokens, statement) for key, match in firsts.items() if match},
        tuple(dict.fromkeys(_text(match, tokens, statement) for match in sorted(vague))),
    )


def _unknown(tokens: Sequence[Token], taken: frozenset[int], words: Lexicon) -> Match | None:
    """The words that no list knows, where there are enough of them to say what is done."""
    known = taken | _places(words.plain.find(tokens))
    for phrases in words.slots.values():
        known |= _places(phrases.find(tokens))
    left = [place for place, token in enumerate(tokens) if place not in known and len(token.stem) > 1]
    return Match(left[0], left[-1] + 1) if len(left) >= ENOUGH else None


def _places(matches: Iterable[Match]) -> frozenset[int]:
    return frozenset(place for match in matches for place in range(*match))


def _text(match: Match, tokens: Sequence[Token], statement: str) -> str:
    return " ".join(statement[tokens[match.start].start : tokens[match.end - 1].end].split())


def heard(purpose: Purpose) -> Heard:
    """What a purpose's statement says; nothing where it waits to be written."""
    return hear("" if waits(purpose) else purpose.statement)


def waits(purpose: Purpose) -> bool:
    """Whether a purpose's statement is still to be written, as in a draft."""
    return not purpose.statement or purpose.statement.startswith("TODO")


def missing(purpose: Purpose) -> list[str]:
    """The slots that neither the statement nor another key of the purpose fills, as questions."""
    filled = {*heard(purpose).slots, *stated_elsewhere(purpose)}
    return [ask for key, ask in asks().items() if key not in filled]


def stated_elsewhere(purpose: Purpose) -> Mapping[str, Sequence[str]]:
    """The slots that other keys of a purpose fill, each with those keys: its subjects, its authority or basis, a
    period that ends."""
    filled = {
        "whose": [key for key in ("subjects",) if purpose.subjects],
        "authority": [key for key in ("authority", "lawful_basis") if getattr(purpose, key)],
        "end": [key for key in ("retention",) if purpose.retention and purpose.retention.bounded],
    }
    return {slot: keys for slot, keys in filled.items() if keys}
