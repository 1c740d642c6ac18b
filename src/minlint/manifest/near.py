"""What a person may have meant: near misses of keys, ids and categories."""

from __future__ import annotations

from collections.abc import Collection

from minlint.taxonomy import Category, Taxonomy

LONGEST_QUOTED = 60

_LOOKS = str.maketrans("oilsbz", "011582")
"""Letters that are taken for digits."""


def quoted(text: str) -> str:
    """A short word as an error may show it; a long one, or one that can't be printed, isn't shown."""
    return f"`{text}`" if len(text) <= LONGEST_QUOTED and text.isprintable() else "(too long to show)"


def hint(word: str, known: Collection[str]) -> str:
    """``; did you mean …?`` for the nearest known word, or nothing."""
    found = nearest(word, known)
    return f"; did you mean `{found}`?" if found else ""


MEANT = {
    "because": "reason why rationale justification note comment",
    "until": "expires expiry expiration end ends end_date valid_until",
    "approved_by": "approver approved approved signed_by said_by by",
    "rules": "rule code codes checks",
    "field": "fields column path",
    "fields": "columns properties",
    "source": "file files path paths sources",
    "records": "record table tables model models",
    "lint": "settings config configuration options check minlint",
    "statement": "description purpose text goal",
    "necessary": "required needs needed permits allowed allow categories",
    "optional": "may_have nice_to_have",
    "forbidden": "prohibited denied deny disallowed barred",
    "retention": "keep kept keep_for storage ttl",
    "lawful_basis": "legal_basis basis",
    "review_by": "review reviewed next_review review_date",
    "include": "includes import imports extends",
    "controller": "company organisation organization",
    "precision": "granularity rung level",
    "purposes": "goals",
    "bindings": "bind sources datasets",
    "waivers": "exceptions ignores exemptions suppressions allowlist",
}
"""What people write for a manifest's keys, by the key."""


def key_hint(word: str, known: Collection[str]) -> str:
    """``; did you mean …?`` for a key: by what it is called elsewhere, then by its spelling."""
    meant = {other: key for key, words in MEANT.items() if key in known for other in words.split()}
    spelt = nearest(word, known, _SURE)
    called = None if spelt else nearest(word, meant, _SURE)
    found = spelt or (meant[called] if called else nearest(word, known))
    return f"; did you mean `{found}`?" if found else ""


_SURE = 0.8


def rule_hint(word: str, known: Collection[str]) -> str:
    """``; did you mean …?`` for the nearest code or slug of a rule; where there is none, who lists them."""
    return hint(word, known) or "; `minlint rules` lists them"


def nearest(word: str, known: Collection[str], cutoff: float = 0.6) -> str | None:
    """The known word that is most like this one, None where none is like it.

    First of all one that looks the same: ``X1O1`` is `X101`.
    """
    import difflib

    if len(word) > LONGEST_QUOTED:
        return None
    folded = {item.lower().replace("_", "-"): item for item in sorted(known)}
    asked = word.lower().replace("_", "-")
    alike = next((item for plain, item in folded.items() if plain.translate(_LOOKS) == asked.translate(_LOOKS)), None)
    found = [] if alike else difflib.get_close_matches(asked, folded, 1, cutoff)
    return folded[found[0]] if found else alike


def category_hint(key: str, book: Taxonomy) -> str:
    """``; did you mean …?`` for a category: by what it goes by, then by its spelling."""
    keys = {category.key for category in book}
    found = _by_name(key, book) or nearest(key, keys, 0.75) or _by_last_step(key, keys)
    return f"; did you mean `{found}`?" if found else ""


def _by_name(key: str, book: Taxonomy) -> str | None:
    words = key.rpartition(".")[2].replace("_", " ").replace("-", " ").strip().lower()
    found = [category.key for category in book if words and words in _names(category)]
    return min(found, key=lambda other: (-_shared(key, other), other.count("."), other)) if found else None


def _names(category: Category) -> set[str]:
    step = category.key.rpartition(".")[2].replace("_", " ")
    said = (word for names in category.names.values() for word in (*names.always, *names.person))
    return {step, category.title.lower(), *said}


def _shared(key: str, other: str) -> int:
    """How many leading steps two keys share."""
    pairs = zip(key.split("."), other.split("."), strict=False)
    return next((i for i, (one, two) in enumerate(pairs) if one != two), min(key.count("."), other.count(".")) + 1)


def _by_last_step(key: str, keys: Collection[str]) -> str | None:
    steps: dict[str, str] = {}
    for other in sorted(keys, key=lambda item: (item.count("."), item)):
        steps.setdefault(other.rpartition(".")[2], other)
    found = nearest(key.rpartition(".")[2], steps, 0.75)
    return steps[found] if found else None
