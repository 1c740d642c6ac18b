"""The category a field holds."""

from __future__ import annotations

from minlint.judge.records import FieldContext
from minlint.judge.words import within_sentence


def key(at: FieldContext) -> str:
    """Its key, such as `user.contact.email`."""
    return at.category.key


def name(at: FieldContext) -> str:
    """The last step of its key."""
    return at.category.key.rpartition(".")[2]


def title(at: FieldContext) -> str:
    """Its title."""
    return at.category.title


def words(at: FieldContext) -> str:
    """Its title as it reads within a sentence."""
    return within_sentence(at.category.title)


def sensitive(at: FieldContext) -> bool:
    """Whether it is among the sensitive ones."""
    return at.category.sensitive


def must_be_named(at: FieldContext) -> bool:
    """Whether only an entry for this part of the tree covers it."""
    return at.category.must_be_named


def marks(at: FieldContext) -> list[str]:
    """The classes of law it falls into, such as `gdpr-9`."""
    return list(at.category.marks)
