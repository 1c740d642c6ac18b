"""Keys of people: a person record's own, and those of other records that point at a person."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from minlint.detect.combine import Candidate, signal
from minlint.detect.heads import counted, many, modifies, whose
from minlint.detect.names import KEY
from minlint.detect.reading import Reader
from minlint.detect.subject import roles
from minlint.detect.surroundings import Surroundings, keyed, parents
from minlint.detect.words import affixes, subjects, words
from minlint.kinds import kind_of
from minlint.model import Evidence, Field
from minlint.taxonomy import Taxonomy

NAME = "user.name"
_OF_PEOPLE = ("person", "event", "device", "owned", "log")
_NOBODY = ("boolean", "date", "datetime")
_PARTICLES = ("up", "in", "out", "off", "on", "over")


def key_candidates(field: Field, place: Surroundings, taxonomy: Taxonomy, reader: Reader) -> Iterator[Candidate]:
    """The field as a person's key, where it is one."""
    if KEY not in taxonomy:
        return
    target = place.targets.get(field.path)
    if place.subject.role == "person" and _own_key(field, place, reader):
        yield _candidate("own_key", Evidence("record", f"the key of {place.record.name}: {place.subject.why}"))
    elif target is not None and target.role == "person":
        told = field.path in place.told or (target.person == "parent" and place.subject.role == "person")
        if not told and place.subject.role not in _OF_PEOPLE:
            return  # the parent of a category
        yield _candidate(
            "foreign_key" if told else "foreign_key_weak",
            Evidence("reference", f"a key of a {target.person or 'person'}"),
        )
    elif place.subject.role == "person" and target is None and _is_given(field, reader):
        yield _candidate("given_key", Evidence("name", "a number that somebody else keeps the person under"))
    elif done := _by_somebody(field, reader):
        named = kind_of(field.type, field.format).name == "text"
        if named and done not in affixes("row_kept"):
            yield _candidate("done_by_name", Evidence("name", "it says who did it"), NAME)
        else:
            yield _candidate("done_by_name" if named else "done_by", Evidence("name", "it says who did it"))
    elif place.subject.role != "person" and (who := _is_somebody(field, reader)) and not _is_program(who, field, place):
        named = kind_of(field.type, field.format).name == "text" and who not in affixes("accounts")
        role = place.subject.role
        if role == "unknown" and who in subjects("makers"):
            role = "thing"  # a book's author says nothing of people but that
        why = Evidence("name", f"it is called after a {who}")
        yield Candidate(NAME if named else KEY, (signal(f"named/{role}", why),))


def _own_key(field: Field, place: Surroundings, reader: Reader) -> bool:
    if "." in field.path:
        return False
    if field.primary:
        return True
    for variant in reader.variants(field.name)[:1]:
        tokens = variant.tokens
        if " ".join(tokens) in words().affixes["own_keys"]:
            return True
        mine = (*place.keys, place.subject.person.rpartition(" ")[2])
        if any(" ".join(named) in mine or _declined(" ".join(named), mine) for named in keyed(tokens)):
            return True
        if len(tokens) == _CODED and tokens[1] in _CODES and not tokens[0].isascii() and tokens[0] in place.subject.why:
            return True
    return False


_CODED, _CODES = 2, ("code", "number")  # a member's code, in a script without spaces


def _declined(said: str, own: tuple[str, ...]) -> bool:
    """Whether a word is one of the record's own in another case: код_гражданина in Гражданин."""
    return not said.isascii() and any(
        said[:_STEM] == name[:_STEM] and abs(len(said) - len(name)) <= 1 and said[:-2] == name[: len(said) - 2]
        for name in own
        if len(name) > _STEM
    )


_STEM = 4  # letters that a word keeps in every case


def _is_given(field: Field, reader: Reader) -> bool:
    """Whether a name is a key's, of nothing that is known: what a register or another system calls the person by."""
    if "." in field.path or kind_of(field.type, field.format).name in _NOBODY or field.references is not None:
        return False
    tokens = next((variant.tokens for variant in reader.variants(field.name)), ())
    if len(tokens) != _GIVEN or tokens[-1] not in _GIVEN_KEYS:
        return False
    called = tokens[0]
    return not (
        roles((called,)) or called in affixes("generic") or called in affixes("killing") or reader.knows(called)
    )


_GIVEN, _GIVEN_KEYS = 2, ("id", "uid", "uuid", "identifier", "guid")  # words of such a name, and its last


def _by_somebody(field: Field, reader: Reader) -> str:
    """What was done, where the name is ``approved_by`` or ``picked_up_by_id``: who did something to the row."""
    done = _done(field.name, reader)
    return done if done and kind_of(field.type, field.format).name not in _NOBODY else ""


@lru_cache(maxsize=65_536)
def _done(name: str, reader: Reader) -> str:
    for variant in reader.variants(name)[:1]:
        tokens = (
            variant.tokens[:-1] if variant.tokens[-1:] and variant.tokens[-1] in affixes("keys") else variant.tokens
        )
        if len(tokens) >= 2 and tokens[-1] == "by":
            done = tokens[-3] if len(tokens) > 2 and tokens[-2] in _PARTICLES else tokens[-2]
            past = done.endswith("ed") or done in affixes("past")
            return done if past and done not in affixes("by") else ""
    return ""


def _is_somebody(field: Field, reader: Reader) -> str:
    """The person word, where that is all the name says, save which one: ``lead_author``, ``leave_approver``."""
    said = _somebody(field.name, reader)
    kind = kind_of(field.type, field.format).name if said else ""
    if kind not in ("text", "unknown", "integer", "uuid", "json") or many(field.name, kind):
        return ""
    return said


@lru_cache(maxsize=65_536)
def _somebody(name: str, reader: Reader) -> str:
    for variant in reader.variants(name)[:1]:
        tokens = variant.tokens
        said = next((tokens[-size:] for size in (2, 1) if "person" in roles(tokens[-size:])), ())
        if (
            said
            and " ".join(said) not in subjects("weak")
            and not counted(tokens)
            and all(modifies(token) or token in affixes("acting") for token in tokens[: -len(said)])
        ):
            return " ".join(said)
    return ""


def _is_program(who: str, field: Field, place: Surroundings) -> bool:
    """Whether a person word is a program's or a machine's here: a tool's driver, a volume's, a proxy's client."""
    if who not in subjects("programs"):
        return False
    return place.subject.role in ("unknown", "thing", "log", "reference") or whose((), parents(field), NAME) == "thing"


def _candidate(name: str, evidence: Evidence, category: str = KEY) -> Candidate:
    return Candidate(category, (signal(f"signals/{name}", evidence),))
