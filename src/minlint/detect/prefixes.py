"""The short form of a record's name that stands before each of its fields: ``per_name`` in ``person_per``."""

from __future__ import annotations

from collections import Counter

from minlint.detect.identifiers import abbreviates, phrase, split, word
from minlint.detect.lexicon import Lexicon
from minlint.detect.subject import own_name, roles
from minlint.detect.words import affixes
from minlint.model import Field, Record

_LONGEST = 7  # letters of a short form
_FEWEST = 3  # fields that have it
_SHARE = 0.5  # … and what part of all


def plain(record: Record, lexicon: Lexicon) -> Record:
    """The record, its fields without the short form of its own name, or all of it, that they start with."""
    short = _short_form(record, lexicon) or _full_form(record, lexicon)
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
    short, count = max(counts.items(), key=lambda item: (bool(item[0]), item[1]))
    if not short or count < max(_FEWEST, _SHARE * len(record.fields)):
        return ""
    single = word(short)
    known = (lexicon.is_own(single) and short not in affixes("through")) or roles((single,))
    words = split(own_name(record.name))
    named = any(abbreviates(short, "".join(words[start:])) for start in range(len(words)))
    return short if named and not known else ""


def _full_form(record: Record, lexicon: Lexicon) -> str:
    """The record's whole name before its fields, where its words would be read in each of them: ``UserQuery_IP``."""
    name = own_name(record.name)
    if sum(_starts(field.path, name) for field in record.fields) < _FEWEST:
        return ""
    tokens = phrase(name)
    return name if len(tokens) > 1 and any(match.length > 1 for match in lexicon.matches(tokens)) else ""


def _starts(path: str, name: str) -> bool:
    return len(path) > len(name) + 1 and path[len(name)] == "_" and path.lower().startswith(name.lower())


def _first(path: str) -> str:
    """The first word of a name of more than one, where it is short and no part of a path."""
    if "." in path:
        return ""
    words = split(path)
    return words[0] if len(words) > 1 and 1 < len(words[0]) <= _LONGEST and words[0].isalpha() else ""


def _without(field: Field, short: str) -> Field:
    if _first(field.path) != short and not _starts(field.path, short):
        return field
    bare = field.path[len(short) :].lstrip("_- ")
    return field._replace(path=bare) if bare and not bare[0].isdigit() else field
