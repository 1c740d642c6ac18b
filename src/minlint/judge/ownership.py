"""Which keys in a record are its own, and which lead to somebody else's record (CONTRACT, part 3)."""

from __future__ import annotations

from collections.abc import Sequence

from minlint.judge.words import words_of
from minlint.manifest.model import Purpose
from minlint.model import Field, Record
from minlint.taxonomy import is_within

KEY, HOUSEKEEPING = "user.unique_id", "user.account.activity"

_KEY_WORDS = frozenset(
    (
        "id",
        "uuid",
        "guid",
        "uid",
        "key",
        "number",
        "no",
        "num",
        "nr",
        "code",
        "ref",
        "reference",
        "identifier",
        "unique",
        "external",
        "internal",
        "legacy",
        "local",
        "source",
        "record",
        "account",
        "registration",
        "badge",
        "pk",
        "public",
        "master",
        "global",
        "system",
    )
)
_ACCOUNT_WORDS = frozenset(
    (
        "user",
        "account",
        "person",
        "profile",
        "customer",
        "member",
        "login",
        "identity",
        "subject",
        "contact",
    )
)


def own_keys(record: Record, keys: Sequence[Field], purposes: Sequence[Purpose]) -> frozenset[str]:
    """The paths, among the fields that hold a person's key, of those that are the record's own.

    A record about a person has a key of its own: primary, or named after the record, or simply ``id``; its links to
    that person's account are own too, all others lead to somebody else. A record without one (a booking, an order)
    is about the person its first link names, or about the one who is a subject of the bound purposes.
    """
    about = frozenset(words_of(record.name.rpartition(".")[2]))
    subjects = frozenset(word for purpose in purposes for subject in purpose.subjects for word in words_of(subject))
    own = [field for field in keys if _is_own(field, about)]
    links = [field for field in keys if field not in own and not _is_self_link(field, record.name)]
    if own:
        same = _ACCOUNT_WORDS | (frozenset() if about & subjects else subjects)
        own += [field for field in links if _link_words(field) <= same]
    elif links:
        own = [min(links, key=lambda field: _distance(field, subjects))]
    return frozenset(field.path for field in own)


def is_housekeeping(key: str) -> bool:
    """Whether a category is about the life of the record itself: when it was made, changed, last used."""
    return is_within(key, HOUSEKEEPING)


def is_key(key: str) -> bool:
    """Whether a category is a person's key."""
    return is_within(key, KEY)


def _is_own(field: Field, about: frozenset[str]) -> bool:
    return not field.references and (field.primary or _link_words(field) <= about)


def _is_self_link(field: Field, record: str) -> bool:
    return bool(field.references and field.references.record == record and not field.primary)


def _distance(field: Field, subjects: frozenset[str]) -> int:
    """How far a link is from the person whom a record is about; of equals the first in the record counts."""
    words = _link_words(field)
    return 0 if words & subjects else 1 if words <= _ACCOUNT_WORDS else 2


def _link_words(field: Field) -> frozenset[str]:
    """What a key's name says beyond that it is a key: ``patient_id`` says patient, ``external_id`` nothing."""
    return frozenset(words_of(field.name)) - _KEY_WORDS
