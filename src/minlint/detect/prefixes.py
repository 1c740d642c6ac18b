"""The short form of a record's name that stands before each of its fields: ``per_name`` in ``person_per``."""

from __future__ import annotations

from collections import Counter

from minlint.detect.identifiers import abbreviates, split
from minlint.detect.lexicon import Lexicon
from minlint.detect.subject import own_name, roles
from minlint.detect.words import affixes
from minlint.model import Field, Record

_LONGEST = 4  # letters of a short form
_FEWEST = 3  # fields that have it
_SHARE = 0.7  # … and what part of all


def plain(record: Record, lexicon: Lexicon) -> Record:
    """The record, its fields without the short form of its own name that they start with."""
    short = _short_form(record, lexicon)
    if not short:
        return record
    fields = tuple(_without(field, short) for field in record.fields)
    same = len({field.path for field in fields}) == len(fields)
    return record._replace(fields=fields) if same else record


def _short_form(record: Record, lexicon: Lexicon) -> str:
    """The first word of most fields, where it means nothing of its own."""
    if len(record.fields) < _FEWEST:
        return ""
    counts = Counter(_first(field.path) for field in record.fields)
    short, count = counts.most_common(1)[0]
    if not short or count < max(_FEWEST, _SHARE * len(record.fields)):
        return ""
    known = (short in lexicon.vocabulary and short not in affixes("through")) or roles((short,))
    return short if not known and abbreviates(short, "".join(split(own_name(record.name)))) else ""


def _first(path: str) -> str:
    """The first word of a name of more than one, where it is short and no part of a path."""
    if "." in path:
        return ""
    words = split(path)
    return words[0] if len(words) > 1 and len(words[0]) <= _LONGEST and words[0].isalpha() else ""


def _without(field: Field, short: str) -> Field:
    if _first(field.path) != short:
        return field
    bare = field.path[len(short) :].lstrip("_- ")
    return field._replace(path=bare) if bare and not bare[0].isdigit() else field
