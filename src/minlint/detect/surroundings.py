"""What stands around a field: its record's subject, the words of its neighbours, the parents of its path."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from minlint.detect.heads import counted, many
from minlint.detect.identifiers import abbreviates, phrase, split
from minlint.detect.lexicon import Lexicon
from minlint.detect.prefixes import plain
from minlint.detect.reading import Reader
from minlint.detect.subject import SHARED, Subject, by_fields, named, of_record, own_name, roles, upper
from minlint.detect.themes import common, themes
from minlint.detect.topics import Topic, shared, topic_of
from minlint.detect.words import Phrase, affixes, words
from minlint.detect.words import subjects as people
from minlint.kinds import kind_of
from minlint.model import Field, Record, Source
from minlint.once import pattern
from minlint.taxonomy import is_within
from minlint.tuples import NamedTuple

_KEY = pattern(r"(?:foreign_?key|references?|belongs_?to|link)\s*[(<]\s*['\"]?([\w.]+)", re.IGNORECASE)
_OPAQUE = frozenset(("integer", "uuid", "unknown"))  # types of a key that is called after whom it points at


class Nearness(dict[frozenset[Phrase], "frozenset[Phrase] | None"]):
    """By a set of near phrases those of them that stand in a neighbour's name; None where one is in the record's."""

    def __init__(self, words: frozenset[Phrase], around: Iterable[Phrase]) -> None:
        super().__init__()
        self._words, self._around = words, frozenset(around)

    def __missing__(self, near: frozenset[Phrase]) -> frozenset[Phrase] | None:
        found = self[near] = near & self._around if self._words.isdisjoint(near) else None
        return found


class Surroundings(NamedTuple):
    """The context of all fields of one record.

    ``around`` counts the fields in whose names a near phrase stands; ``targets`` are the subjects its keys point at,
    ``told`` the paths of those keys that leave no doubt: declared, named after a record of the source, or after a word
    that only people go by; ``keys`` are all readings of its own name, ``words`` the near phrases in it; ``topic`` is
    what its fields share; ``relations`` are the paths that only lead to rows of another record, as in mappers' models;
    ``share`` is that of the source's records which are about people or what they did. ``record`` has the fields' names
    as they are read, ``written`` as they are written, in the same order. ``matters`` are those
    that several fields speak of (`minlint.detect.themes`). ``nearness`` is what ``words`` and ``around`` tell.
    """

    record: Record
    written: Record
    subject: Subject
    around: Mapping[Phrase, int]
    targets: Mapping[str, Subject]
    nearness: Nearness
    told: frozenset[str] = frozenset()
    keys: frozenset[str] = frozenset()
    words: frozenset[Phrase] = frozenset()
    topic: Topic | None = None
    relations: frozenset[str] = frozenset()
    share: float = 0.5
    matters: tuple[str, ...] = ()


def surround(
    written: Record, subjects: Mapping[str, Subject], records: Mapping[str, Record], lexicon: Lexicon, reader: Reader
) -> Surroundings:
    """The surroundings of a record's fields, with all ``records`` of the source and their ``subjects``, by name."""
    record = plain(written, lexicon)
    named_after = named(record.name, reader)
    targets = {
        field.path: target for field in record.fields if (target := _target(field, subjects, named_after, reader))
    }
    targets |= _doers(record.fields, targets, reader)
    own = _near_words(record.name, reader)
    around = _around(record, reader)
    said = themes(record.fields, lexicon, reader)
    topic = topic_of(record, own | around.keys(), lexicon, reader) or shared(record, said)
    cared = _in_care(said, topic)
    told = frozenset(
        field.path
        for field in record.fields
        if (target := targets.get(field.path)) and _beyond_doubt(field, target, subjects, cared)
    )
    speaking = upper(record.fields)
    spoken = {field.path for field in speaking} & told
    keys = [
        target.person or "person"
        for path, target in targets.items()
        if path in spoken and target.role == "person" and not _of_makers(path, reader)
    ]
    subject = of_record(record, subjects[record_key(record.name)], keys, speaking, lexicon, reader)
    if topic is not None and topic.kept and _may_be_of_people(record, subject, topic):
        subject = Subject("event", f"nobody keeps a {topic.words} but of people", "person")
    return Surroundings(
        record,
        written,
        subject,
        around,
        targets,
        Nearness(own, around),
        told,
        _readings(record, reader),
        own,
        None if subject.why == SHARED else topic,
        frozenset(_relations(record, records)),
        matters=common(said, record),
    )


def _may_be_of_people(record: Record, subject: Subject, topic: Topic) -> bool:
    """Whether a record's name leaves room for people: a status that is a matter of its own is no list of values."""
    if subject.role == "reference":
        return " " in topic.words and phrase(own_name(record.name))[-1:] == (topic.words.rpartition(" ")[2],)
    return subject.role in ("unknown", "log")


def _inherited(place: Surroundings, subjects: Mapping[str, Subject], reader: Reader) -> Subject:
    """The subject of a nested record whose own name says little: that of the record it stands in."""
    above = place.record.name.rpartition(".")[0]
    if place.subject.role != "unknown" or not above:
        return place.subject
    outer = subjects.get(above) or named(above, reader)
    if outer.role not in ("person", "event", "owned", "device"):
        return place.subject
    return Subject("event", f"it stands in {above}", outer.person)


_OF_PEOPLE = ("person", "event", "device", "owned")


def of_source(source: Source, lexicon: Lexicon, reader: Reader) -> list[Surroundings]:
    """The surroundings of each record of a source, in the light of the others."""
    subjects = by_name(source.records, lexicon, reader)
    records = {record_key(record.name): record for record in source.records}
    places = [surround(record, subjects, records, lexicon, reader) for record in source.records]
    by_place = {place.record.name: place.subject for place in places}
    places = [place._replace(subject=_inherited(place, by_place, reader)) for place in places]
    share = sum(place.subject.role in _OF_PEOPLE for place in places) / len(places) if len(places) > 2 else 0.5
    return [place._replace(share=share) for place in places]


def _relations(record: Record, records: Mapping[str, Record]) -> Iterator[str]:
    """Fields whose type is another record, where a key beside them or in that record already ties the two."""
    for field in record.fields:
        target = records.get(_type_key(field.type)) if field.type else None
        if target and (_keyed(field.name, record) or _keyed(record_key(record.name), target)):
            yield field.path


def _keyed(name: str, record: Record) -> bool:
    """Whether a record has a key that is called after something."""
    wanted = name.lower().replace(" ", "") + "id"
    return any(field.name.lower().replace("_", "").endswith(wanted) for field in record.fields)


@lru_cache(maxsize=4096)
def _type_key(declared: str) -> str:
    """A type as a record's name, without what says that there are many or may be none."""
    return record_key(declared.rstrip("[]?!"))


def _of_makers(name: str, reader: Reader) -> bool:
    """Whether a key is called after who made or changed the row: it doesn't say whose the row is."""
    makers = people("makers")
    return any(
        token in makers or (token == "by" and place) for place, token in enumerate(reader.variants(name)[0].tokens)
    )


def _readings(record: Record, reader: Reader) -> frozenset[str]:
    """A record's name in every reading, with and without the prefix that its kind goes by: ``T_CUST_MST``."""
    found = {record_key(record.name)}
    for variant in reader.variants(own_name(record.name)):
        tokens = variant.tokens
        while len(tokens) > 1 and tokens[0] in affixes("prefixes"):
            tokens = tokens[1:]
        found.add(" ".join(tokens))
        if len(tokens) > 1 and roles(tokens[-1:])[:1] == ("reference",):
            found.add(" ".join(tokens[:-1]))  # the name of a visa, in a list of visa types
    return frozenset(found)


def _beyond_doubt(field: Field, target: Subject, subjects: Mapping[str, Subject], cared: bool) -> bool:
    if field.references is not None or target.person in subjects or target.person not in people("weak"):
        return True
    return cared and target.person in people("cared_for")


def is_declared(field: Field) -> bool:
    """Whether a field is written down as a key: by a reference, or by its type, as mappers have it."""
    return field.references is not None or (bool(field.type) and _KEY.search(field.type) is not None)


def _in_care(themes: Mapping[str, int], topic: Topic | None) -> bool:
    """Whether a record speaks of care, schooling or a proceeding, so that a client or child in it is a person."""
    matters = {*themes, topic.category} if topic else themes
    return any(is_within(key, care) for key in matters for care in words().topics["care"])


def by_name(records: Sequence[Record], lexicon: Lexicon, reader: Reader) -> dict[str, Subject]:
    """What each record's name says it is about, else its fields, under its last part in singular words.

    And under its own short form, what stands before that, and what follows the word that nearly all of a source's
    records start with, where no other goes by that.
    """
    found = {
        record_key(record.name): by_fields(record, named(record.name, reader), lexicon, reader) for record in records
    }
    forms = [(key, tokens) for key in found if _has_short_form(tokens := key.split())]
    called = {form: found[key] for key, tokens in forms for form in (tokens[-1], " ".join(tokens[:-1]))}
    firsts = Counter(key.partition(" ")[0] for key in found)
    first, count = firsts.most_common(1)[0] if firsts else ("", 0)
    if count >= _FEWEST and count >= _SHARE * len(found):
        called |= {key.partition(" ")[2]: subject for key, subject in found.items() if key.startswith(first + " ")}
    return {**called, **found}


def _has_short_form(tokens: Sequence[str]) -> bool:
    """Whether a record's name ends in its own short form, by which keys call it: ``person_per``."""
    return len(tokens) > 1 and len(tokens[-1]) <= _LONGEST and abbreviates(tokens[-1], tokens[-2])


_LONGEST = 4  # letters of a short form
_FEWEST, _SHARE = 3, 0.8  # records that start with a source's own word, and what part of all


def record_key(name: str) -> str:
    """A record's name as references to it are compared: ``public.app_users`` and ``AppUser`` are one."""
    return " ".join(phrase(re.split(r"[.:/]", name)[-1]))


def _target(field: Field, subjects: Mapping[str, Subject], own: Subject, reader: Reader) -> Subject | None:
    """What a field points at: by its foreign key, else by a key word behind a person's (``patient_id``)."""
    declared = field.references.record if field.references else None
    if declared is None and (match := _KEY.search(field.type)):
        declared = match.group(1).removesuffix(".id")
    if declared is not None:
        return subjects.get(record_key(declared)) or named(declared, reader)
    if not _may_point(field.name, reader):
        return _initial(field, subjects)
    kind = kind_of(field.type, field.format).name
    written = [variant for variant in reader.variants(field.name) if not variant.mended]  # a slip makes nobody a person
    if (kind in _OPAQUE or kind == "text") and not field.container:
        for variant in written:
            if _may_be_key(field, kind, variant.tokens, own):
                bare = named(" ".join(variant.tokens), reader)
                if bare.role == "person":
                    return bare
    for variant in written:
        for tokens in keyed(variant.tokens):
            target = named(" ".join(tokens), reader)
            if target.role != "unknown":
                return target
            if found := _among(tokens, subjects):
                return found
        if numbered := _numbered(variant.tokens, field.name):
            target = named(" ".join(numbered), reader)
            if target.role == "person" and target.person not in words().subjects["weak"]:
                return target
    return _initial(field, subjects)


@lru_cache(maxsize=65_536)
def _may_point(name: str, reader: Reader) -> bool:
    """Whether a name ends on a person, has a key's word, or a number's: few names do."""
    return any(
        "person" in (*roles(tokens[-1:]), *roles(tokens[-2:]))
        or " ".join(tokens) in affixes("accounts")
        or "number" in (tokens[:1] + tokens[-1:])
        or any(keyed(tokens))
        for tokens in (variant.tokens for variant in reader.variants(name))
    )


def _doers(fields: Iterable[Field], targets: Mapping[str, Subject], reader: Reader) -> dict[str, Subject]:
    """Keys of who does something and of whom it is done to, by those words alone: ``swiper_id``, ``swiped_id``."""
    called = {
        rest[0]: field.path
        for field in fields
        if _may_point(field.name, reader)
        for rest in keyed(reader.variants(field.name)[0].tokens)
        if len(rest) == 1
    }
    doers = [word for word in called if word.endswith("er") and len(word) > 4 and not roles((word,))]
    pairs = ((word, word[:-1] + end) for word in doers for end in "de")
    return {
        called[one]: Subject("person", f"who does something, and whom it is done to ({doer}, {done})", doer)
        for doer, done in pairs
        if done in called
        for one in (doer, done)
        if called[one] not in targets
    }


def keyed(tokens: Phrase) -> Iterator[Phrase]:
    """What a key's name calls its record: before the words of a key, or behind them, as many languages have it."""
    rest = tokens
    while len(rest) > 1 and rest[-1] in affixes("keys"):
        rest = rest[:-1]
    if rest != tokens:
        yield rest
    if len(tokens) > 1 and tokens[0] in affixes("keys_first") and tokens[-1] not in affixes("keys"):
        yield tokens[1:]


def _numbered(tokens: Phrase, name: str) -> Phrase:
    """What a number is called after: ``kunden_nr`` and ``num_empleado`` are of people, ``num_voters`` is a count."""
    if len(tokens) > 1 and tokens[-1] == "number":
        return tokens[:-1]
    many = name.lower().endswith("s")
    return tokens[1:] if len(tokens) > 1 and tokens[0] == "number" and not many else ()


def _among(tokens: Phrase, subjects: Mapping[str, Subject]) -> Subject | None:
    """The person record of the source that the last words of a key are called after: ``target_account_id``."""
    named_so = (subjects.get(" ".join(tokens[start:])) for start in range(len(tokens)))
    return next((subject for subject in named_so if subject and subject.role == "person"), None)


def _initial(field: Field, subjects: Mapping[str, Subject]) -> Subject | None:
    """The one person record of the source whose first letter stands before ``id``: ``pid`` beside ``patient_data``."""
    name = field.name.lower()
    if len(name) != 3 or not name.endswith("id") or kind_of(field.type, field.format).name not in _OPAQUE:
        return None
    people = {subject.person: subject for subject in subjects.values() if subject.role == "person"}
    meant = [subject for person, subject in people.items() if person.startswith(name[0])]
    return meant[0] if len(meant) == 1 else None


_FLAGS = (("is",), ("has",), ("was",), ("are",), ("can",))  # what a yes or no starts with, whatever its type


def _may_be_key(field: Field, kind: str, tokens: Phrase, own: Subject) -> bool:
    """Whether a field called after a person may be a key to one: not a list of them, nor a mark of the record's own."""
    if " ".join(tokens) in people("programs") and own.role in ("unknown", "thing", "log", "reference"):
        return False
    if kind == "text":
        return " ".join(tokens) in affixes("accounts")
    if "person" not in (*roles(tokens[-1:]), *roles(tokens[-2:])) or tokens[-1] in people("weak"):
        return False
    if counted(tokens) or many(field.name, kind) or split(field.name)[:1] in _FLAGS:
        return False
    if kind == "unknown" and not field.type and tokens[-1] in people("makers") and own.role == "thing":
        return False  # a book's author
    if kind == "integer" and field.name.lower().endswith("s"):
        return False  # how many there are
    return kind != "unknown" or bool(field.type) or (own.role != "person" and not field.name.lower().endswith("s"))


def _around(record: Record, reader: Reader) -> Mapping[Phrase, int]:
    return Counter(near for field in record.fields for near in _near_words(field.path, reader))


@lru_cache(maxsize=65_536)
def _near_words(name: str, reader: Reader) -> frozenset[Phrase]:
    """The phrases in a name, in whatever reading, that something may be read by which stands beside it."""
    nearby = reader.lexicon.nearby
    return frozenset().union(*[nearby(variant.tokens) for variant in reader.variants(name)])


_ROLE = re.compile(r"\b[Rr]ole(?:Of(?=[A-Z])|_of_)")  # NIEM's `nc:RoleOfPerson`: who somebody is apart from a case


def outer(field: Field) -> str:
    """The path of the object within its record that a field stands in; empty where it stands in none."""
    return field.path.removesuffix("[]").rpartition(".")[0]


def parents(field: Field) -> Phrase:
    """The words of the objects a nested field stands in, the outermost first."""
    if "." not in field.path:
        return ()
    above = outer(field)
    if above.islower() and field.name.isupper():  # a constant and its namespace: android.permission.CAMERA
        return ()
    return phrase(_ROLE.sub("", above).replace("[]", "").replace(".", " ")) if above else ()


_CLAUSE = pattern(
    r"[.;:,()\[\]\n]+|\b(?:that|which|who|whose|used|when|where|if|e\.g|i\.e|is|are|was|as|during|after|before)\b"
)
_EMPTY = frozenset(
    (
        "immutable",
        "output only",
        "input only",
        "required",
        "optional",
        "deprecated",
        "identifier",
        "internal",
        "nullable",
    )
)


def first_clause(comment: str) -> str:
    """A comment's first clause that says something, where its head noun stands; empty when it is no mere name."""
    for clause in _CLAUSE.split(comment[:400], 4)[:4]:
        if clause.strip() and clause.strip().lower() not in _EMPTY:
            return clause if len(split(clause)) <= 9 else ""
    return ""
