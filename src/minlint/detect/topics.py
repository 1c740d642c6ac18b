"""What a record is about besides whom, and which of its fields say nothing but that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from minlint.detect.combine import Candidate, signal
from minlint.detect.heads import literal, transforming
from minlint.detect.identifiers import arrange, phrase, split
from minlint.detect.lexicon import Lexicon
from minlint.detect.reading import Reader
from minlint.detect.subject import is_neutral, own_name, roles
from minlint.detect.words import Phrase, affixes, generic
from minlint.kinds import kind_of
from minlint.model import Evidence, Field, Record
from minlint.taxonomy import ROOT, is_within
from minlint.tuples import NamedTuple

NUMBERED = ("user.government_id", "user.financial.bank_account", "user.financial.credit_card")  # their id is the value
_OWN_FIELDS = ("user.name", "user.contact", "user.account", "user.authorization", "user.unique_id", "user.device")

_NAMED_SO = (("thing",), ("organisation",), ("reference",))  # roles of words that are also data of people elsewhere
_NOBODY = ("thing", "organisation", "reference", "unknown", "log")


class Topic(NamedTuple):
    """The category that a record's fields share, by the words of its name.

    ``sure``: nobody keeps it but of people. ``kept``: and that is what the record's name says.
    """

    category: str
    words: str
    sure: bool
    kept: bool = False


def topic_of(record: Record, around: frozenset[Phrase], lexicon: Lexicon, reader: Reader) -> Topic | None:
    """What a record is about, by the last words of its name that aren't only about its being a record."""
    for part in _parts(record.name):
        if found := _by_name(part, around, "." in record.name, lexicon, reader):
            if not found.sure and (outer := _above(part, found, around, lexicon, reader)):
                return found._replace(sure=True, words=outer.words)
            return found
        if not all(is_neutral(token) for token in phrase(own_name(part))):
            return None
    return None


def _by_name(name: str, around: frozenset[Phrase], nested: bool, lexicon: Lexicon, reader: Reader) -> Topic | None:
    for variant in reader.variants(own_name(name)):
        if not variant.mended and (found := _named(variant.tokens, around, nested, lexicon)):
            return found
    return None


def _above(name: str, found: Topic, around: frozenset[Phrase], lexicon: Lexicon, reader: Reader) -> Topic | None:
    """The sure topic of an object that a nested record stands in, if of the same matter: an award in a CV."""
    for part in list(_parts(name))[1:]:
        outer = _by_name(part, around, False, lexicon, reader)
        if outer and outer.sure and outer.category.split(".")[1] == found.category.split(".")[1]:
            return outer
    return None


_FEWEST = 3  # fields that make a matter the record's own
_SHARE = 0.3  # … and what part of all


def shared(record: Record, themes: Mapping[str, int]) -> Topic | None:
    """The matter that many of a record's fields speak of, where its name says nothing."""
    category, count = max(themes.items(), key=lambda item: item[1], default=("", 0))
    if count < max(_FEWEST, _SHARE * len(record.fields)):
        return None
    return Topic(category, "what its other fields speak of", True)


def _parts(name: str) -> Iterator[str]:
    """A nested record's name, then those of the objects it stands in."""
    yield name
    while "." in name:
        name = name.rpartition(".")[0]
        yield name


def _named(tokens: Phrase, around: frozenset[Phrase], nested: bool, lexicon: Lexicon) -> Topic | None:
    while tokens and tokens[-1].isdigit():
        tokens = tokens[:-1]
    for size in (4, 3, 2, 1):
        for category, sure, near in lexicon.topics(tokens[-size:]) if len(tokens) >= size else ():
            if not near or not around.isdisjoint(near):
                return Topic(category, " ".join(tokens[-size:]), sure, sure)
    for entry in lexicon.entries(tokens):
        if entry.mode == "always" and is_within(entry.category, ROOT) and (nested or not _of_fields(entry.category)):
            return Topic(entry.category, " ".join(tokens), roles(tokens)[:1] not in _NAMED_SO)
    return _named(tokens[:-1], around, nested, lexicon) if len(tokens) > 1 and is_neutral(tokens[-1]) else None


def _of_fields(category: str) -> bool:
    return any(is_within(category, key) for key in _OWN_FIELDS)


def topic_candidate(field: Field, topic: Topic, role: str, lexicon: Lexicon, reader: Reader) -> Candidate | None:
    """The field as a part of its record's topic, unless it says how the row is kept or is a key."""
    if role == "person" or (role in _NOBODY and not topic.sure):  # the word alone says nothing of people
        return None
    tokens = reader.variants(field.name)
    if not tokens or any(_outside(variant.tokens, topic, lexicon) for variant in tokens if not variant.mended):
        return None
    if not topic.sure and tokens[0].tokens[-1] in ("status", "state"):
        return None  # that of the row
    if topic.sure and role not in ("organisation", "reference"):
        role = "event"
    why = Evidence("record", f"a part of {topic.words}")
    kind = kind_of(field.type, field.format).name
    plain = _is_plain(_besides(tokens[0].tokens, topic)) or " ".join(tokens[0].tokens) == topic.words
    plain = plain and (topic.sure or tokens[0].tokens[0] not in _SLOTS)  # when a slot begins says little of its matter
    signals = [signal(f"{'topic' if plain else 'topic_other'}/{role}", why)]
    signals += [signal("signals/topic_sure")] if topic.sure else []
    if topic.words.rpartition(" ")[2] in arrange(split(field.comment)[:40]):
        signals.append(signal("signals/topic_comment", Evidence("comment", "its comment speaks of that too")))
    signals.append(signal(f"topic_kind/{kind}"))
    return Candidate(topic.category, tuple(signals))


def _outside(tokens: Phrase, topic: Topic, lexicon: Lexicon) -> bool:
    if not tokens:
        return True
    numbered = any(is_within(topic.category, key) for key in NUMBERED)
    if numbered and tokens[0] in affixes("keys") and (len(tokens) == 1 or tokens[1:] in transforming()):
        return False
    if tokens[-1] in affixes("keys") or (tokens in _ROW_NUMBERS and not numbered):
        return True
    if not affixes("money").isdisjoint(tokens) and not any(is_within(topic.category, key) for key in _PAID):
        return True
    if tokens[-1] in _KINDS and literal(topic.category):
        return True
    if is_within(topic.category, "user.biometric") and not affixes("pictures").isdisjoint(tokens):
        return False  # wherever the picture of a face is kept
    if any((token,) in lexicon.outside for token in tokens) or tokens[-2:] in lexicon.outside:
        return True
    return tokens[-1] in affixes("killing") and tokens[-1] not in affixes("generic") | affixes("tails")


_PAID = ("user.financial", "user.payment", "user.location")  # matters that are paid for by themselves
_ROW_NUMBERS = (("number",), ("reference",))  # what a row goes by
_KINDS = ("type", "kind", "status", "class", "label")


def _besides(tokens: Phrase, topic: Topic) -> Phrase:
    """What a name says besides the topic's own last word: the month of an expense, in its record."""
    last = topic.words.rpartition(" ")[2]
    return tokens[1:] if len(tokens) > 1 and tokens[0] == last and tokens[1] not in _ITS_OWN else tokens


_SLOTS = ("start", "begin", "end", "finish")
_ITS_OWN = ("number", "code", "name", "title", "status", "label", "key", "reference", "id")  # what a row goes by


def _is_plain(tokens: Phrase) -> bool:
    known = affixes("generic")
    return " ".join(tokens) in generic() or all(token in known or token in affixes("modifiers") for token in tokens)
