"""``minlint profiles``."""

from __future__ import annotations

import click

from minlint import profiles
from minlint.book import Book
from minlint.cli import options
from minlint.cli.console import as_json, list_option, table
from minlint.cli.streams import put
from minlint.manifest.model import Entry


@click.command("profiles")
@list_option
@options.packs
def command(form: str, book: Book) -> None:
    """List the purpose profiles: what purposes of a common kind need, may ask for, and can do without."""
    found = book.profiles.values()
    if form == "json":
        put([as_json([as_object(profile) for profile in found])])
        return
    put(table((profile.id, profile.title, words(profile.necessary)) for profile in found))


def words(entries: tuple[Entry, ...]) -> str:
    """Entries as a line: ``user.name, user.contact.email or user.contact.phone_number``."""
    return ", ".join(" or ".join(entry.categories) + rung(entry) for entry in entries) or "nothing"


def rung(entry: Entry) -> str:
    """The rung of an entry, in words."""
    return f" (no finer than {entry.precision})" if entry.precision else ""


def as_object(profile: profiles.Profile) -> dict[str, object]:
    """A profile as JSON."""
    lists = {"necessary": profile.necessary, "optional": profile.optional, "beyond": profile.beyond}
    return {
        "id": profile.id,
        "title": profile.title,
        "statement": profile.statement,
        **{name: [_entry(entry) for entry in entries] for name, entries in lists.items()},
        "retention": profile.retention.text if profile.retention else None,
        "anchor": profile.anchor,
        "anchor_status": profile.anchor_status,
        "reviewed": profile.reviewed.isoformat(),
        "notes": profile.notes,
    }


def _entry(entry: Entry) -> dict[str, object]:
    found: dict[str, object] = {"any_of": list(entry.categories)} if entry.any_of else {"category": entry.categories[0]}
    return {**found, "precision": entry.precision} if entry.precision else found
