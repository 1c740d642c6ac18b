"""Where a manifest permits more than the profile it names."""

from __future__ import annotations

from collections.abc import Iterator

from minlint.judge.coverage import admits, covers
from minlint.manifest.model import Entry, Ground, Purpose, Retention
from minlint.model import Evidence
from minlint.taxonomy import Taxonomy


def loosened(entry: Entry, ground: Ground, book: Taxonomy) -> str:
    """How an entry goes beyond a profile, in words that the profile's name follows; empty where it doesn't."""
    found = (_loosened(key, entry, ground, book) for key in entry.categories)
    return next((words for words in found if words), "")


def lengthened(retention: Retention, ground: Ground) -> str:
    """How a retention outlasts a profile's, in words that the profile's name follows; empty where it doesn't."""
    usual = ground.retention.days if ground.retention else None
    if usual is None or ground.retention is None or (retention.days is not None and retention.days <= usual):
        return ""
    how = "names no end, against" if retention.days is None else "is longer than"
    return f"{how} {ground.retention.text}, the period of"


def kept_longer(purpose: Purpose) -> Iterator[Evidence]:
    """What shows that a purpose keeps its data longer than its profile does."""
    kept = purpose.retention
    how = lengthened(kept, purpose.ground) if kept and purpose.ground and "retention" in purpose.places else ""
    if kept and how:
        why = "for the reason given" if kept.because else "without a reason"
        yield Evidence("profile", f"{purpose.id} keeps it “{kept.text}”, which {how} {purpose.profile}, {why}")


def _loosened(key: str, entry: Entry, ground: Ground, book: Taxonomy) -> str:
    own = [item for item in ground.entries if any(covers(word, key, book) for word in item.categories)]
    if own:  # within any of them is within the profile
        return min((_finer(key, entry, item, book) for item in own), key=len)
    for item in ground.beyond:
        for word in item.categories:
            part = book.covers(word, key)
            touched = part or covers(key, word, book)
            if touched and (item.precision is None or admits(entry.precision, item.precision, book.ladder(word))):
                return "is beyond" if word == key else f"{'is part of' if part else 'permits'} {word}, which is beyond"
    return ""


def _finer(key: str, entry: Entry, usual: Entry, book: Taxonomy) -> str:
    """How an entry is finer than the profile's own for the category; a rung unsaid counts as the finest."""
    if usual.precision and not admits(usual.precision, entry.precision, book.ladder(key)):
        return f"{'is finer than' if entry.precision else 'names no rung, against'} {usual.precision}, the rung of"
    if usual.interval and (entry.interval or 0) < usual.interval:
        return f"is more frequent than every {usual.interval:g} seconds, the interval of"
    return ""
