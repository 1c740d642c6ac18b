"""What a record is about: a person, what a person did, a person's device, a thing, an organisation, a log."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache

from minlint import rulebook
from minlint.detect.identifiers import abbreviates, phrase, split, word
from minlint.detect.lexicon import CODE, Lexicon
from minlint.detect.reading import Reader
from minlint.detect.themes import traits
from minlint.detect.words import Phrase, affixes, subjects, words
from minlint.model import Field, Record
from minlint.taxonomy import ROOT, is_within
from minlint.tuples import NamedTuple

ROLES = ("person", "part", "event", "device", "organisation", "reference", "log", "thing")
SHOWN = {"event": "person", "owned": "person", "organisation": "thing", "reference": "thing"}
"""How the finer subjects appear in a `RecordReading`."""


class Subject(NamedTuple):
    """What a row is about, and why. ``person``: the person word its name or its keys gave, if any.

    ``keyed``: only its keys say that it is somebody's.
    """

    role: str
    why: str
    person: str = ""
    keyed: bool = False

    @property
    def shown(self) -> str:
        return SHOWN.get(self.role, self.role)


@lru_cache(maxsize=1)
def _roles() -> Mapping[str, tuple[str, ...]]:
    found: Mapping[str, tuple[str, ...]] = rulebook.compiled("roles", list_roles, (*CODE, "detect/subject.py"))
    return found


def list_roles() -> dict[str, tuple[str, ...]]:
    """What the words of records' names can be about, as plain data that is worth keeping."""
    found: dict[str, tuple[str, ...]] = {}
    for role in ROLES:
        for text in words().subjects[role]:
            said = " ".join(phrase(text))
            found[said] = _alike((*found.get(said, ()), role))
    return found


@cache
def _alike(said: tuple[str, ...]) -> tuple[str, ...]:
    """One object for all that are equal: it is kept once."""
    return said


@lru_cache(maxsize=1)
def _neutral() -> frozenset[str]:
    return frozenset(map(word, words().subjects["neutral"]))


def is_neutral(token: str) -> bool:
    """Whether a word in a record's name says only that it is a record."""
    return token in _neutral()


def roles(tokens: Phrase) -> tuple[str, ...]:
    """What a word, or two, can be about; the likeliest first."""
    return _roles().get(" ".join(tokens), ())


def role_word(tokens: Iterable[str], role: str) -> str:
    """The first word among tokens that has a role, or an empty text."""
    return next((token for token in tokens if role in roles((token,))), "")


@lru_cache(maxsize=16_384)
def named(name: str, reader: Reader) -> Subject:
    """What a record's name alone says it is about."""
    found = [_named(variant.tokens) for variant in reader.variants(own_name(name)) if not variant.mended]
    return min(found, key=lambda subject: subject.role == "unknown", default=Subject("unknown", ""))


@lru_cache(maxsize=16_384)
def own_name(name: str) -> str:
    """The last part of a qualified name: ``public.app_users`` is ``app_users``, ``v1/Address.avsc`` is ``Address``."""
    name = re.sub(
        r"\.(?:json|ya?ml|csv|avsc|xml|proto|xsd|sql|parquet|tsv|xlsx|jsonl)$",
        "",
        name.strip("[]\"`'"),
        flags=re.IGNORECASE,
    )
    own = re.split(r"[./:\\\[\]\"]+", name.rstrip("[]./"))[-1] or name
    own = re.sub(r"^tbl(?=[a-z]{4})", "", own)
    return re.sub(r"(?<=[a-z0-9])(?:Complex)?Type$", "", own)  # how XML schemas and type systems end every name


def _named(tokens: Phrase) -> Subject:
    tokens = tuple(token for token in tokens if not token.isdigit())
    while len(tokens) > 1 and len(tokens[-1]) == 1:  # user_a and user_b
        tokens = tokens[:-1]
    if len(tokens) > 1 and len(tokens[-1]) <= 4 and not roles(tokens[-1:]) and abbreviates(tokens[-1], tokens[-2]):
        tokens = tokens[:-1]  # its own short form: person_per
    if len(tokens) > 1 and tokens[0] in subjects("list_marks") and "person" not in roles(tokens[-1:]):
        return Subject("reference", f"a list of reference values ({tokens[-1]})")
    if len(tokens) > 1 and tokens[-1] == "state":  # how something is, no part of a country
        return _with_head("log", tokens, 1)
    for size in (2, 1):
        role = _first_role(tokens[-size:]) if len(tokens) >= size else ""
        if role and not (role in ("log", "reference") and len(tokens) == 1):
            return _with_head(role, tokens, size)
    if tokens and tokens[-1] in _neutral() and len(tokens) > 1:
        rest = _named(tokens[:-1])
        profile = rest.role == "unknown" and "person" in roles(tokens[-1:])
        return Subject("person", _PROFILE, tokens[-1]) if profile else rest
    person = role_word(reversed(tokens), "person")
    if person:
        return Subject("event", f"its name speaks of a {person}", person)
    return Subject("unknown", "")


_PROFILE = "a profile, as people have"
SHARED = "its fields describe a device or vehicle that is nobody's own"


def _first_role(tokens: Phrase) -> str:
    if len(tokens) == 1 and tokens[0] in _neutral():
        return next((role for role in roles(tokens) if role in ("log", "reference")), "")
    return next(iter(roles(tokens)), "")


def _with_head(role: str, tokens: Phrase, size: int) -> Subject:
    head, rest = " ".join(tokens[-size:]), tokens[:-size]
    person = role_word(reversed(rest), "person")
    device = role_word(reversed(rest), "device")
    if not person and device and role in ("event", "log", "thing"):
        return Subject("device", f"a record of a {device}'s {head}")
    if role == "person":
        return Subject("person", f"a record about a person ({head})", head)
    if role == "part" and not person and (whose := role_word(reversed(rest), "organisation")):
        return Subject("organisation", f"a part of what is known of a {whose} ({head})")
    if role == "part":
        return Subject("event", f"a part of what is known of a {person or 'person'} ({head})", person or "person")
    if role == "reference":
        return Subject("reference", f"a list of reference values ({head})")
    if person and role in ("event", "log", "thing", "device"):
        return Subject("device" if role == "device" else "event", f"a record of a person's {head}", person)
    if person and role == "organisation":
        return Subject("event", f"what ties a {person} to a {head}", person)
    return Subject(role, f"a record about a {head}")


def of_record(
    record: Record, own: Subject, keys: Iterable[str], speaking: Sequence[Field], lexicon: Lexicon, reader: Reader
) -> Subject:
    """What a row is about, from the record's name, its fields together and the records its keys point at.

    ``own`` is what its name says in its source, ``keys`` are the person words of the records and fields it refers to,
    ``speaking`` the fields that speak for all of it (`upper`).
    """
    if record.whose:
        return Subject("event", f"what the device of a {record.whose} recorded", record.whose)
    had = _traits(speaking, lexicon, reader)
    makers = subjects("makers")
    keys = tuple(keys)
    key = next((key for key in keys if key not in makers), "")
    if not key and _is_list(record, own, reader):
        return Subject("reference", "a list of codes and what they are called")
    machine = _count(record.fields, "machine", reader)
    if machine >= 2 and not had - _CREDENTIALS and key in ("", own.person) and _may_be_machine(own):
        return Subject("thing", "its fields describe a machine")
    if not key and own.role not in ("person", "device") and not had and _count(record.fields, "goods", reader) >= 2:
        return Subject("reference", "its fields describe goods")
    if not key and (told := _nobody(record, had, reader)):
        return Subject("reference", told)
    if not (had or key or own.person) and _count(record.fields, "shared", reader) >= _shared(record, own):
        return Subject("thing", SHARED)
    if own.why == _PROFILE and not (had or key or _describes(record.fields, lexicon, reader)):
        own = Subject("unknown", "")
    if own.role == "person" and (other := _no_person(record, own, had, keys, reader)):
        return other
    if own.role in ("person", "device"):
        return own
    if own.role not in ("event", "log") and _count(record.fields, "stopped", reader) >= _STOPPED:
        return Subject("event", "its fields tell of somebody whom the police stopped", "subject")
    if not own.person and _count(record.fields, "animal", reader):
        return Subject("reference", "its fields describe an animal or plant")
    if own.role == "reference" and key:
        return Subject("owned", f"a thing that its keys give to a {key}", key)
    if (
        own.role == "reference"
        and (person := role_word(phrase(own_name(record.name)), "person"))
        and _has_keys(record, reader)
    ):
        return Subject("event", f"its name speaks of a {person}", person)
    if own.role in ("organisation", "reference") and not (key and is_place(record.name)):
        return own
    if len(had) >= 2 and own.role != "event" and not (machine and had <= _CREDENTIALS):
        role = "person" if own.role == "unknown" else "event"
        return Subject(role, "its fields together describe a person", own.person)
    if key and own.role == "thing":
        return Subject("owned", f"a thing that its keys give to a {key}", key)
    if key:
        return Subject("event", f"its keys point at a {key}", key, not own.person)
    if own.role == "unknown" and _is_site(record, reader):
        return Subject("organisation", "a place that has a name or an address")
    if own.role in ("unknown", "log"):
        if _is_category(record.name, lexicon, reader):
            return Subject("event", "its name is that of personal data", "person")
        if told := _prefixed(record.fields, reader):
            return Subject("event", f"its fields tell of a {told}", told)
        if said := _spoken_of(record):
            return Subject("event", f"its comments speak of a {said}", said)
    return own


_BUSINESS = frozenset(("user.contact.email", "user.contact.phone_number"))  # traits that a business has too


def _no_person(
    record: Record, own: Subject, had: frozenset[str], keys: Sequence[str], reader: Reader
) -> Subject | None:
    """What a record that is called after a person is about instead: a business, or something he has."""
    if own.person in subjects("partners") and had <= _BUSINESS and _count(record.fields, "firm", reader):
        return Subject("organisation", "its fields describe a business")
    if own.person in keys and phrase(own_name(record.name))[-1:] != (own.person,) and not had:
        last = phrase(own_name(record.name))[-1]
        if last in subjects("kept"):
            return Subject("event", f"what a {own.person} has ({last})", own.person)
    return None


def _nobody(record: Record, had: frozenset[str], reader: Reader) -> str:
    """Why a record is about nobody at all, where its fields count people, or only draw a shape."""
    names = [variants[0].tokens for field in record.fields if (variants := reader.variants(field.name))]
    sexes = [tokens for tokens in names if not subjects("sexes").isdisjoint(tokens) and len(tokens) > 1]
    if len(sexes) >= _COUNTS and _count(record.fields, "statistics", reader) and not had - {"user.demographic.gender"}:
        return "its fields count people"
    shape = phrase(own_name(record.name))
    if shape in _phrases("shapes") and names and all(tokens in _phrases("axes") for tokens in names):
        return "its fields draw a shape"
    return ""


_COUNTS = 3  # numbers of men or women that make a record one of counts


def _has_keys(record: Record, reader: Reader) -> bool:
    """Whether a field is the number of a person's badge, card or account."""
    return any(
        " ".join(tokens) in words().subjects["numbered"]
        for field in record.fields
        for tokens in _readings(field.name, reader)
    )


_STOPPED = 3  # fields of a police stop that make a record one


def _is_list(record: Record, own: Subject, reader: Reader) -> bool:
    """Whether a record's fields are a key and what that is called, and its name doesn't end on a person."""
    if own.role in ("person", "device", "part") or not 2 <= len(record.fields) <= _LIST or record.comment:
        return False
    names = [variants[0].tokens for field in record.fields if (variants := reader.variants(field.name))]
    ordered = not _phrases("ordering").isdisjoint(names)  # only what is picked from a list has an order in it
    keys = [tokens for tokens in names if not affixes("keys").isdisjoint((*tokens[:1], *tokens[-1:]))]
    if ordered and not keys:
        keys = [tokens for tokens in names if tokens[-1:] == ("code",)]
    called = _phrases("called") | _phrases("ordering")
    if own.role != "event" or ordered:
        own_words = phrase(own_name(record.name))
        called |= {own_words, *(own_words[:size] for size in range(1, len(own_words)))}
    return len(keys) == 1 and all(tokens in keys or tokens in called for tokens in names)


_LIST = 6  # fields of a list of codes, at most


def _shared(record: Record, own: Subject) -> int:
    """How many fields that only shared devices and vehicles have make a record one of such."""
    return 1 if _is_device(record, own) else 2 if own.role in ("unknown", "event") else len(record.fields) + 1


def _is_device(record: Record, own: Subject) -> bool:
    """Whether a record's name ends on a device or vehicle, or says that it is about one."""
    return own.role == "device" or (own.role == "event" and "device" in roles(phrase(own_name(record.name))[-1:]))


def _may_be_machine(own: Subject) -> bool:
    """Whether what a name says leaves room for a machine: a host or an agent may be one, a patient not."""
    return own.role in ("unknown", "thing") or (own.role == "person" and own.person in subjects("business"))


def _is_category(name: str, lexicon: Lexicon, reader: Reader) -> bool:
    """Whether a record is called by what a category of personal data is called: ``date_of_birth``."""
    return any(
        match.length == len(variant.tokens) and entry.mode == "always" and _is_personal(entry.category)
        for variant in reader.variants(own_name(name))
        for match in lexicon.matches(variant.tokens)
        for entry in match.entries
    )


def _is_personal(category: str) -> bool:
    return is_within(category, ROOT) and not any(is_within(category, key) for key in words().affixes["anywhere"])


def _prefixed(fields: Iterable[Field], reader: Reader) -> str:
    """The person whose word stands before three fields or more that are no keys: ``applicant_age``, ``rider_phone``."""
    unclear = subjects("weak") | subjects("makers") | subjects("business")
    counts: dict[str, int] = {}
    for field in fields:
        for variant in reader.variants(field.name)[:1]:
            first, last = variant.tokens[:1], variant.tokens[-1:]
            if len(variant.tokens) > 1 and last[0] not in affixes("keys") and "person" in roles(first):
                counts[first[0]] = counts.get(first[0], 0) + (first[0] not in unclear)
    return next((word for word, count in counts.items() if count >= 3), "")


def _spoken_of(record: Record) -> str:
    """The person that a record's comment speaks of, or those of several of its fields do."""
    if said := _person_in(record.comment):
        return said
    found = [said for field in record.fields if (said := _person_in(field.comment))]
    return found[0] if len(found) >= 2 and len(found) * 5 >= len(record.fields) else ""


def _person_in(comment: str) -> str:
    weak = subjects("weak")
    return role_word((word(token) for token in split(comment[:300]) if token not in weak), "person") if comment else ""


@lru_cache(maxsize=16_384)
def is_place(name: str) -> bool:
    """Whether a record's name is a place's: of a person, where a key says so."""
    return bool({"place", "location", "poi", "point", "area"} & set(phrase(own_name(name))[-1:]))


def _is_site(record: Record, reader: Reader) -> bool:
    """Whether a record is one of places with names or addresses, and stands in no other."""
    tokens = phrase(own_name(record.name))
    if (
        "." in record.name
        or not is_place(record.name)
        or any(roles((token,)) or is_neutral(token) for token in tokens[:-1])
    ):
        return False
    named = _phrases("site") & {v.tokens for f in record.fields for v in reader.variants(f.name)[:1]}
    return len(named) >= len(tokens)  # where another word stands in its name, more must tell it


def _count(fields: Iterable[Field], group: str, reader: Reader) -> int:
    """How many fields are called after what only a group of things has."""
    known = _phrases(group)
    return len([field for field in fields if not known.isdisjoint(_readings(field.name, reader))])


@lru_cache(maxsize=65_536)
def _readings(name: str, reader: Reader) -> tuple[Phrase, ...]:
    return tuple([variant.tokens for variant in reader.variants(name)])


@lru_cache(maxsize=8)
def _phrases(group: str) -> frozenset[Phrase]:
    return frozenset(map(phrase, words().subjects[group]))


_CREDENTIALS = frozenset(("user.account.username", "user.authorization.password"))  # what a machine's account has too


_DESCRIBING = ("user.demographic", "user.name", "user.contact", "user.physical", "user.education", "user.job_title")


def _describes(fields: Iterable[Field], lexicon: Lexicon, reader: Reader) -> bool:
    """Whether a field's whole name is what is said of people: an age, a name, a body type."""
    return any(
        entry.mode in ("always", "person") and any(is_within(entry.category, key) for key in _DESCRIBING)
        for field in fields
        for variant in reader.variants(field.name)[:1]
        if " ".join(variant.tokens) not in affixes("generic")
        for entry in lexicon.entries(variant.tokens)
    )


def by_fields(record: Record, own: Subject, lexicon: Lexicon, reader: Reader) -> Subject:
    """What a record is about whose name alone says nothing: people, where fields of its own are those of people."""
    if own.role != "unknown":
        return own
    found = _traits(upper(record.fields), lexicon, reader)
    if len(found - _CREDENTIALS) >= 2:
        return Subject("person", "its fields together describe a person")
    names = {variants[0].tokens for field in record.fields if (variants := reader.variants(field.name))}
    if names & _phrases("describing") and len(names & _phrases("plain")) >= 3:
        return Subject("person", "its fields together describe a person")
    if found & _CREDENTIALS and record.name.lower().rstrip("s").endswith(_ACCOUNT):
        return Subject("person", "an account that somebody signs in with", _ACCOUNT)
    return own


_ACCOUNT = "account"


def upper(fields: Sequence[Field]) -> Sequence[Field]:
    """The fields that speak for a whole record: those of the outermost level that has several; what is further within
    a document tells of its own part alone."""
    if all("." not in field.path for field in fields):
        return fields
    levels = Counter(field.path.count(".") for field in fields if not field.container)
    level = min((depth for depth, count in levels.items() if count >= _SEVERAL), default=max(levels, default=0))
    return [field for field in fields if field.path.count(".") <= level]


_SEVERAL = 2


def _traits(fields: Iterable[Field], lexicon: Lexicon, reader: Reader) -> frozenset[str]:
    """The different things that only people have, among the fields."""
    return frozenset().union(*(traits(field.name, lexicon, reader) for field in fields))
