"""``minlint explain newsletter``: a purpose profile as a page."""

from __future__ import annotations

from collections.abc import Iterator

from minlint import profiles
from minlint.manifest.model import Entry


def page(profile: profiles.Profile) -> Iterator[str]:
    """A profile as a page."""
    yield f"{profile.id}: {profile.title}\n\n{profile.statement}\n\n"
    yield from entries("Needs", profile.necessary)
    yield from entries("May ask for", profile.optional)
    yield from entries("Can do without", profile.beyond, beyond=True)
    yield from entries("Can do without, as nearly any purpose can", profile.usually, beyond=True)
    kept = profile.retention
    counted = f", counted from: {kept.trigger}" if kept and kept.trigger else ""
    yield f"Kept: {kept.text}{counted}\n" if kept else "Kept: it names no period, so the manifest has to\n"
    yield f"Rests on ({profile.anchor_status}): {profile.anchor}\nReviewed: {profile.reviewed.isoformat()}\n"
    if profile.strict:
        yield "Strict: a field that could not be classified is reported as a gap.\n"
    if profile.notes:
        yield f"\n{profile.notes}\n"
    for code, examples in profile.fires.items():
        yield f"\nBeyond it, for example ({code}):\n"
        yield from (f"  {example}\n" for example in examples)
    yield "\nWithin it, for example:\n"
    yield from (f"  {example}\n" for example in profile.silent)


def entries(title: str, entries: tuple[Entry, ...], *, beyond: bool = False) -> Iterator[str]:
    """What is permitted, one a line; or that nothing is."""
    yield f"{title}:\n"
    for entry in entries:
        why = f": {entry.because}" if entry.because else ""
        yield f"  {' or '.join(entry.categories)}{profiles.limits(entry, beyond=beyond)}{why}\n"
    yield "\n" if entries else "  nothing\n\n"
