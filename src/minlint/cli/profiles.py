"""``minlint profiles``."""

from __future__ import annotations

import click

from minlint import profiles
from minlint.book import Book
from minlint.cli import options
from minlint.cli.console import as_json, table
from minlint.cli.streams import put
from minlint.manifest.model import Entry


@click.command("profiles")
@options.list_option
@options.packs
def command(form: str, book: Book) -> None:
    """List the purpose profiles: what purposes of a common kind need, may ask for, and can do without."""
    found = book.profiles.values()
    if form == "json":
        put([as_json([as_object(profile) for profile in found])])
        return
    put(table((item.id, item.anchor_status, _kept(item), item.title) for item in found))


def _kept(profile: profiles.Profile) -> str:
    return profile.retention.text if profile.retention else "no period"


def as_object(profile: profiles.Profile) -> dict[str, object]:
    """A profile as JSON."""
    lists = {"necessary": profile.necessary, "optional": profile.optional, "beyond": profile.beyond}
    kept = profile.retention
    return {
        "id": profile.id,
        "title": profile.title,
        "statement": profile.statement,
        **{name: [_entry(entry) for entry in entries] for name, entries in lists.items()},
        "beyond_any": [key for entry in profile.usually for key in entry.categories],
        "strict": profile.strict,
        "retention": kept.text if kept else None,
        "retention_trigger": kept.trigger if kept else None,
        "anchor": profile.anchor,
        "anchor_status": profile.anchor_status,
        "reviewed": profile.reviewed.isoformat(),
        "notes": profile.notes,
        "examples": {"fires": profile.fires, "silent": profile.silent},
    }


def _entry(entry: Entry) -> dict[str, object]:
    named = {"any_of": list(entry.categories)} if entry.any_of else {"category": entry.categories[0]}
    limits = {"precision": entry.precision, "interval": entry.interval, "because": entry.because}
    return {**named, **{key: said for key, said in limits.items() if said}}
