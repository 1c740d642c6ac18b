"""One field's candidates: what its name, comment, type, enum and keys say, weighed in its record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache

from minlint.detect import comments, enums
from minlint.detect.combine import Candidate, Signal, signal
from minlint.detect.comments import NOTHING, Said
from minlint.detect.heads import literal, within
from minlint.detect.identifiers import phrase
from minlint.detect.keys import key_candidates
from minlint.detect.lexicon import Lexicon
from minlint.detect.names import Hit, hits
from minlint.detect.reading import Reader
from minlint.detect.subject import is_place, own_name, roles
from minlint.detect.surroundings import Surroundings, is_declared, parents
from minlint.detect.topics import Topic, topic_candidate
from minlint.detect.types import type_signal
from minlint.detect.words import affixes, generic, words
from minlint.kinds import kind_of
from minlint.model import Evidence, Field
from minlint.taxonomy import Taxonomy, is_within

FREE_TEXT = "user.content.free_text"


def weighed(
    field: Field, place: Surroundings, taxonomy: Taxonomy, lexicon: Lexicon, reader: Reader
) -> tuple[Candidate, ...]:
    """The strongest candidate of each category, best first: by their odds, finer than the rounded confidence."""
    if field.path in place.relations:
        return ()
    best: dict[str, tuple[float, Candidate]] = {}
    for candidate in candidates(field, place, taxonomy, lexicon, reader):
        odds, known = candidate.odds, best.get(candidate.category)
        if known is None or odds > known[0]:
            best[candidate.category] = odds, candidate
    if len(best) < 2:
        return tuple([candidate for _, candidate in best.values()])
    return tuple([candidate for _, candidate in sorted(best.values(), key=lambda item: -item[0])])


def candidates(
    field: Field, place: Surroundings, taxonomy: Taxonomy, lexicon: Lexicon, reader: Reader
) -> Iterator[Candidate]:
    """Every category a field may hold, by everything but its values."""
    found = list(_own(field, place, taxonomy, lexicon, reader))
    if place.topic and all(candidate.odds <= 0 or _is_of(place.topic, candidate) for candidate in found):
        part = topic_candidate(field, place.topic, place.subject.role, lexicon, reader)
        found += [part] if part else []
    if place.subject.role == "person" and all(candidate.odds <= 0 for candidate in found):
        found += _of_account(field, place)
    for category, signals, precision in found:
        yield Candidate(category, (*signals, _branch(category), *_among(place.subject.role, place.share)), precision)


def _of_account(field: Field, place: Surroundings) -> Iterator[Candidate]:
    """A moment or a yes or no that is kept of an account, whatever it is called: of its use or its settings."""
    kind = kind_of(field.type, field.format).name
    if place.subject.person not in affixes("account_people") or "." in field.path or field.path in place.targets:
        return
    if kind in ("date", "datetime"):
        why = Evidence("record", f"a moment that is kept of a {place.subject.person}")
        yield Candidate("user.account.activity", (signal("signals/account_moment", why),))
    elif kind == "boolean":
        why = Evidence("record", f"a yes or no that is kept of a {place.subject.person}")
        yield Candidate("user.account.settings", (signal("signals/account_flag", why),))


@cache
def _branch(category: str) -> Signal:
    return signal(f"branch/{category.split('.', 2)[1]}")


def _is_of(topic: Topic, candidate: Candidate) -> bool:
    """Whether a picture or recording is one of what its record is about: the image of a face capture is a face."""
    return topic.sure and is_within(topic.category, "user.biometric") and is_within(candidate.category, "user.content")


@lru_cache(maxsize=1024)
def _among(role: str, share: float) -> tuple[Signal, ...]:
    """What the other records of the source say of one whose own name says little: it stands among those of people."""
    return (signal("signals/among_people", times=share - 0.5),) if role in ("unknown", "log", "thing") else ()


def _own(
    field: Field, place: Surroundings, taxonomy: Taxonomy, lexicon: Lexicon, reader: Reader
) -> Iterator[Candidate]:
    """What the field says itself: its name, comment, values and key."""
    above = parents(field)
    found = hits(field.name, above, place, lexicon, reader, field.comment)
    if above and not any(hit.rest == "value" and hit.whose != "thing" for hit in found):
        found = hits(field.path, above, place, lexicon, reader) or found
    if (
        place.subject.role not in ("person", "organisation", "reference")
        and not above
        and not is_place(place.record.name)
    ):
        found = _completed(found, field, place, lexicon, reader)
    if len(found) > 1 and any(hit.category != FREE_TEXT and hit.rest in ("value", "soft") for hit in found):
        found = tuple(
            hit for hit in found if hit.category != FREE_TEXT or hit.words.split()[-1] in affixes("free_text")
        )
    values = _of_somebody(found)
    said = comments.read(field.comment, field.name, place, lexicon, reader)
    enumerated = enums.categories(field)
    for hit in found:
        made = _from_name(hit, field, place, said, enumerated, taxonomy)
        if values and any(value.words == hit.words and not is_within(hit.category, value.category) for value in values):
            made = made._replace(signals=(*made.signals, signal("signals/of_value")))
        yield made
    if values:
        known = {hit.category for hit in found}
        for hit in values:
            if hit.category not in known:
                yield _from_name(hit, field, place, said, enumerated, taxonomy)
    named = {hit.category for hit in found}
    if found and named - {FREE_TEXT} and _is_free_text(field, place, reader):
        named.add(FREE_TEXT)
        yield Candidate(FREE_TEXT, (signal(f"base/person/{place.subject.role}", Evidence("name", "an open text")),))
    if said.clause:
        yield from _from_comment(said, named, field, place, taxonomy)
    for key, title in enumerated.items():
        if key not in named:
            yield _from_enum(key, title, field, place, taxonomy)
    yield from key_candidates(field, place, taxonomy, reader)


def _of_somebody(found: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """What a phrase of another matter ends in, where a person stands before it: the name of a judge is a name."""
    values = [(hit, value) for hit in found if hit.length > 1 and (value := _value(hit.words, hit.category))]
    return tuple([hit._replace(category=value, mode="always", whose="person") for hit, value in values])


@lru_cache(maxsize=16_384)
def _value(words_: str, category: str) -> str:
    """The category of the value that a phrase of some category ends in, behind a person's word."""
    said = tuple(words_.split())
    for size in (2, 1):
        value: str | None = words().affixes["values"].get(" ".join(said[-size:])) if len(said) > size else None
        if value:
            own = "person" in roles(said[-size - 1 : -size]) and not within(category, "of_others")
            return value if own and not is_within(category, value) else ""
    return ""


def _completed(
    found: tuple[Hit, ...], field: Field, place: Surroundings, lexicon: Lexicon, reader: Reader
) -> tuple[Hit, ...]:
    """The hits, with those of the record's noun before a generic word: the code of a diagnosis, the date of a visit."""
    tokens = reader.variants(field.name)[:1]
    if not tokens or len(tokens[0].tokens) > 2 or " ".join(tokens[0].tokens) not in generic():
        return found
    longer = hits(f"{own_name(place.record.name)}_{field.name}", (), place, lexicon, reader)
    end = tokens[0].tokens[-1]
    longer = tuple(hit for hit in longer if hit.length > 1 and hit.rest == "value" and hit.words.endswith(end))
    known = {hit.category for hit in longer}
    return (*longer, *(hit for hit in found if hit.category not in known))


def _is_free_text(field: Field, place: Surroundings, reader: Reader) -> bool:
    """Whether a field is a text in which anything about a person may stand: notes, remarks, a narrative."""
    if place.subject.role not in ("person", "event") or kind_of(field.type, field.format).name not in (
        "text",
        "unknown",
    ):
        return False
    return any(
        variant.tokens[-1:] and variant.tokens[-1] in affixes("free_text")
        for variant in reader.variants(field.name)[:1]
    )


def _role(hit: Hit, place: Surroundings) -> str:
    if hit.whose == "person":
        return "person"
    if hit.whose == "thing" and place.subject.role not in ("organisation", "reference"):
        return "thing"
    if place.subject.role == "device" and is_within(hit.category, "user.device"):
        return "event"
    return place.subject.role


def _from_name(
    hit: Hit, field: Field, place: Surroundings, said: Said, enumerated: dict[str, str], taxonomy: Taxonomy
) -> Candidate:
    signals = list(_name_signals(hit, field, place))
    if said is not NOTHING:
        signals += _comment_signals(hit, said)
    keyed = hit.keyed or (not literal(hit.category) and hit.words.rpartition(" ")[2] in affixes("keys"))
    signals += type_signal(field, taxonomy[hit.category], hit.rung is not None, keyed)
    if enumerated and any(_related(hit.category, key) for key in enumerated):
        key = next(key for key in enumerated if _related(hit.category, key))
        signals.append(signal("signals/enum_agrees", Evidence("enum", f"its values are {enumerated[key]}")))
    return Candidate(hit.category, tuple(signals), hit.rung)


def _name_signals(hit: Hit, field: Field, place: Surroundings) -> Iterator[Signal]:
    role, is_literal = _role(hit, place), literal(hit.category)
    why = f"{hit.words} ({hit.rung})" if hit.rung else hit.words
    yield signal(f"base/{hit.mode}/{role}", Evidence("name", why))
    yield signal("signals/length", times=hit.length - 1)
    if role == "person" and place.subject.role != "person":
        yield Signal(0.0, Evidence("name", "it names whose it is: a person"))
    elif place.subject.why:
        yield Signal(0.0, Evidence("record", f"{place.record.name}: {place.subject.why}"))
    if is_literal and not within(hit.category, "anywhere"):
        yield signal(f"literal/{role}")
    elif not is_literal and role in ("reference", "thing"):
        yield signal(f"trait/{role}")
    if role == place.subject.role == "event" and hit.mode in ("person", "beside") and not place.subject.person:
        yield signal("signals/nobody")
    if hit.mode == "person" and not hit.whose and hit.words in affixes("generic") and _apart_from(place.topic, hit):
        yield signal("signals/name_of_topic")
    if hit.mode in ("person", "beside") and role == "event" and place.topic and _is_part_of(place.topic, hit):
        yield signal("signals/of_topic", Evidence("record", f"as {place.topic.words} has it"))
    if (
        hit.category == FREE_TEXT
        and role == "event"
        and place.subject.person
        and hit.words.rpartition(" ")[2] in affixes("free_text")
    ):
        yield signal("signals/text_of_person")
    if hit.order:
        yield signal("signals/reading", times=hit.order)
    if hit.whose == "thing":
        yield signal("signals/thing_word", Evidence("name", "it speaks of a thing"), 1.0 if is_literal else 0.5)
    if hit.rest == "killing":
        yield signal("signals/killing", Evidence("name", "its last word speaks of a setting, a count or a check"))
    elif hit.rest == "soft":
        yield signal("signals/soft_literal" if is_literal else "signals/soft_trait")
    elif hit.rest == "other":
        yield signal(
            "signals/unknown_head" if is_literal else "signals/unknown_head_trait",
            Evidence("name", "its last word names something else"),
        )
    if hit.apart and hit.mode in ("person", "beside") and not _is_note(hit, place):
        yield signal(
            "signals/unknown_modifier_literal" if is_literal else "signals/unknown_modifier", times=1 / hit.length
        )
    yield from _company_signal(hit, place)
    own_device = is_within(hit.category, "user.device") and place.subject.role == "event"
    if hit.own_id and place.subject.role not in ("person", "device") and not own_device:
        yield signal("signals/own_id")
    if (
        hit.keyed
        and is_literal
        and not within(hit.category, "listed")
        and kind_of(field.type, field.format).name in ("integer", "uuid")
    ):
        yield signal("signals/literal_key", Evidence("name", "it is a key, not the value"))
    its_own = hit.mine or (within(hit.category, "of_jobs") and _is_job(place.record.name))
    if its_own and role in ("thing", "organisation", "reference"):
        yield signal("signals/own_attribute", Evidence("name", f"it describes the {place.record.name} itself"))
    elif hit.mode == "person" and role == "event" and place.subject.keyed and hit.words in words().affixes["labels"]:
        yield signal("signals/own_attribute", Evidence("name", f"it may be what the {place.record.name} is called"))
    if hit.words in affixes("employers") and place.subject.person in affixes("staff"):
        yield signal("signals/own_company", Evidence("record", "the business whose staff this is"))
    target = place.targets.get(field.path)
    told = target is not None and target.role == "person" and field.path in place.told
    if (
        told
        and (is_declared(field) or field.name.lower().endswith(("id", "key")))
        and not within(hit.category, "people")
    ):
        yield signal("signals/literal_key", Evidence("name", "it is a key to a person"))
    elif hit.keyed and not is_literal and _happens(hit.words) and kind_of(field.type, field.format).name != "text":
        yield signal("signals/key_to_event", Evidence("name", "it is a key to something else"))
    if role != "person" and hit.mode != "always" and within(hit.category, "own"):
        yield signal("signals/account_in_event")
    if hit.mended:
        yield signal("signals/typo", Evidence("name", "read as a misspelling"))


def _is_note(hit: Hit, place: Surroundings) -> bool:
    """Whether a field is a note, whatever kind of one, in a record of somebody: anything may stand in it."""
    last = hit.words.rpartition(" ")[2]
    return hit.category == FREE_TEXT and last in affixes("free_text") and place.subject.role in ("person", "event")


def _is_job(name: str) -> bool:
    return not affixes("jobs").isdisjoint(phrase(own_name(name)))


def _apart_from(topic: Topic | None, hit: Hit) -> bool:
    """Whether a record's topic is neither people nor what is meant: a bare name or amount there is that thing's."""
    if topic is None or any(
        is_within(topic.category, key) for key in ("user.name", "user.relationship", "user.contact")
    ):
        return False
    return topic.category.split(".")[1] != hit.category.split(".")[1]


def _is_part_of(topic: Topic, hit: Hit) -> bool:
    """Whether what a word means is of the matter that its record is about: a position in a work history."""
    return any(is_within(topic.category, one) and is_within(hit.category, other) for one, other in _alike())


@cache
def _alike() -> tuple[tuple[str, str], ...]:
    """What records are about, each with what is a part of it."""
    said: Mapping[str, Iterable[str]] = words().topics["parts"]
    return tuple((topic, part) for topic, parts in said.items() for part in parts)


def _happens(said: str) -> bool:
    """Whether a word is that of something that happens or is made: what has a key of its own."""
    return roles((said.rpartition(" ")[2],))[:1] in (("event",), ("thing",), ("organisation",))


_NOT_PEOPLE = ("thing", "organisation", "reference")


def _company_signal(hit: Hit, place: Surroundings) -> Iterator[Signal]:
    company = words().company.get(hit.category)
    if company and hit.words in company.words:
        kept = sum(1 for near in company.near if place.around.get(near, 0) and " ".join(near) != hit.words)
        if not kept:
            yield Signal(-company.loss)
        elif hit.whose == "person" or place.subject.role not in _NOT_PEOPLE:
            yield Signal(company.gain if kept > 1 or place.subject.role != "unknown" else company.gain * 0.4)


def _comment_signals(hit: Hit, said: Said) -> Iterator[Signal]:
    if hit.category in said.denied and hit.category not in said.mentions:
        yield signal("signals/comment_denies", Evidence("comment", "its comment speaks of something else"))
    same = [other for other in said.clause if _related(hit.category, other.category)]
    if any(other.whose == "thing" for other in same):
        yield signal("signals/comment_contradicts", Evidence("comment", "its comment speaks of a thing"))
    elif hit.mode != "always" and not same and any(o.mode == "always" and o.rest == "value" for o in said.clause):
        yield signal("signals/comment_elsewhere", Evidence("comment", "its comment speaks of something else"))
    elif hit.mode == "person" and any(other.apart and other.mode == "person" for other in same):
        yield signal("signals/comment_apart", Evidence("comment", "its comment speaks of something else"))
    elif any(_related(hit.category, key) for key in (said.mentions if said.person else said.sure)):
        yield signal("signals/comment_agrees", Evidence("comment", f"its comment speaks of {hit.words}"))


def _from_comment(
    said: Said, named: Iterable[str], field: Field, place: Surroundings, taxonomy: Taxonomy
) -> Iterator[Candidate]:
    """What only the comment says: less than a name, and nothing where the name already says it."""
    known = tuple(named)
    for hit in said.clause:
        if (
            hit.rest != "value"
            or hit.whose == "thing"
            or hit.apart
            or any(_related(hit.category, key) for key in known)
        ):
            continue
        role = _role(hit, place)
        if within(hit.category, "own") and role != "person":
            continue
        alike = [signal(f"base/{hit.mode}/{role}"), *([signal(f"literal/{role}")] if literal(hit.category) else [])]
        if sum(item.weight for item in alike) <= 0:
            continue
        why = Evidence("comment", f"its comment speaks of {taxonomy[hit.category].title.lower()}")
        signals = [
            signal("signals/comment_alone_person" if role in ("person", "event") else "signals/comment_alone", why)
        ]
        signals += [signal("signals/comment_beside_name")] if known else []
        signals += list(type_signal(field, taxonomy[hit.category], False))
        yield Candidate(hit.category, tuple(signals), hit.rung)


def _from_enum(key: str, title: str, field: Field, place: Surroundings, taxonomy: Taxonomy) -> Candidate:
    signals = (
        signal(f"base/person/{place.subject.role}"),
        signal("signals/enum_agrees", Evidence("enum", f"its values are {title}")),
        *type_signal(field, taxonomy[key], False),
    )
    return Candidate(key, signals)


def _related(one: str, other: str) -> bool:
    return is_within(one, other) or is_within(other, one)
