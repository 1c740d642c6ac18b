"""The purpose profiles as a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from minlint.manifest.model import Entry
from minlint.pages import _markdown as md
from minlint.profiles import Profile, limits

ABOUT = (
    "What purposes of a common kind usually need; made by `minlint docs`. A purpose that names one "
    "(`profile: newsletter`) starts from its entries, rungs and retention. What a profile says is no verdict: "
    "only what such a purpose can usually do without, and what that rests on."
)


def page(profiles: Iterable[Profile]) -> str:
    """Every profile with what it needs, may ask for and can do without, and what that rests on."""
    known = sorted(profiles, key=lambda profile: profile.id)
    parts = [
        "# Purpose profiles",
        ABOUT,
        md.table(("profile", "rests on", "statement"), [_row(profile) for profile in known]),
    ]
    for profile in known:
        parts += _profile(profile)
    return "\n\n".join(parts) + "\n"


def _row(profile: Profile) -> tuple[str, str, str]:
    return f"[{profile.id}](#{profile.id})", profile.anchor_status, profile.statement


def _profile(profile: Profile) -> Iterator[str]:
    yield f"## {profile.id}"
    yield f"{profile.title}. {' '.join(profile.statement.split())}"
    rows = [
        ("needs", _entries(profile.necessary)),
        ("may ask for", _entries(profile.optional)),
        ("can do without", _entries(profile.beyond, beyond=True)),
        ("as nearly any purpose can", _entries(profile.usually)),
        ("kept", profile.retention.text if profile.retention else "not said"),
        (f"rests on ({profile.anchor_status})", profile.anchor),
        ("reviewed", profile.reviewed.isoformat()),
    ]
    if profile.strict:
        rows.append(("strict", "every field must be classified; what could not be is a gap"))
    if profile.notes:
        rows.append(("notes", profile.notes))
    rows += [(f"beyond it ({code}), for example", _listed(examples)) for code, examples in profile.fires.items()]
    rows.append(("within it, for example", _listed(profile.silent)))
    yield md.table(("", ""), rows)


def _entries(entries: tuple[Entry, ...], *, beyond: bool = False) -> str:
    return "; ".join(_entry(entry, beyond) for entry in entries) or "nothing"


def _entry(entry: Entry, beyond: bool) -> str:
    named = " or ".join(f"`{key}`" for key in entry.categories) + limits(entry, beyond=beyond)
    return f"{named}: {entry.because.rstrip('.')}" if entry.because else named


def _listed(examples: tuple[str, ...]) -> str:
    return "; ".join(f"`{example}`" for example in examples)
