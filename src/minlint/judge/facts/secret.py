"""A secret that opens an account: a password, a token, a key."""

from __future__ import annotations

import re
from functools import cache

from minlint import rulebook
from minlint.judge.records import FieldContext
from minlint.judge.words import words_of
from minlint.kinds import kind_of
from minlint.taxonomy import is_within


def in_clear(at: FieldContext) -> bool:
    """Whether nothing says that it is hashed, encrypted, or no secret: its name, its comment, its type, its rung."""
    if at.field is None or at.detection.precision not in (None, "full"):
        return False
    name, comment = frozenset(words_of(at.field.name)), frozenset(words_of(at.field.comment))
    if name & _words("clear"):
        return True
    guarded = (name | comment) & _words("guarded") and not comment & _words("clear")
    return not (guarded or name & _words("harmless") or _digest(at.field.type, at.field.format))


def beside(at: FieldContext) -> list[str]:
    """The personal categories that its record holds beside what opens accounts."""
    keys = {item.category.key for item in at.record.judged if item.field}
    return sorted(key for key in keys if not is_within(key, "user.authorization"))


def _digest(declared: str, form: str) -> bool:
    """Whether a type is that of a digest: bytes, or a text of a digest's own length."""
    return kind_of(declared, form).name in ("binary", "boolean") or bool(_FIXED.match(declared.strip()))


_FIXED = re.compile(
    r"(?:n?char|character|bpchar)\s*\(\s*(?:32|40|56|60|64|96|97|98|128)\s*\)|varchar\s*\(\s*60\s*\)", re.IGNORECASE
)
"""Lengths of digests in hexadecimal or base64, and of bcrypt's."""


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(word for text in rulebook.part("words")["secrets.yaml"][kind] for word in words_of(text))
