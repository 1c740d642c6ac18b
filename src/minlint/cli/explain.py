"""``minlint explain``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from minlint import checking, profiles, taxonomy
from minlint.book import Book
from minlint.cli import asking, options
from minlint.cli.explain_field import explained, names
from minlint.cli.explain_notice import is_notice, told
from minlint.cli.streams import put
from minlint.errors import UsageError
from minlint.manifest.model import Entry
from minlint.manifest.near import hint

if TYPE_CHECKING:
    from minlint.judge.rules import Rule


@click.command("explain")
@click.argument("what", metavar="CODE|CATEGORY|PROFILE|FIELD|NOTICE")
@options.paths
@options.reading
@options.manifest
@options.packs
def command(what: str, book: Book, **said: Any) -> None:
    """Explain a rule, a category, a profile; why a field got its category and its findings; what a notice says.

    A field is named as findings name it: `patients.birth_date`, or with its source,
    `db/schema.sql:patients.birth_date`.
    It is looked for in the PATHs, by default in the current folder. A notice is a file: `docs/privacy.md`.
    """
    rule = next((rule for rule in book.rules.values() if what.lower() in (rule.code.lower(), rule.name)), None)
    if rule:
        put(_rule(rule, book))
    elif what in book.taxonomy:
        put(_category(book.taxonomy[what], book.taxonomy))
    elif what in book.profiles:
        put(_profile(book.profiles[what]))
    elif is_notice(what):
        put(told(what, book.taxonomy))
    else:
        judging = checking.Judging(said["today"], said["manifest"], said["policy"], said["isolated"], persona="audit")
        checked = checking.check(asking.asked(said), judging)
        pieces = list(explained(what, checked))
        if not pieces:
            raise UsageError(
                f"{what} is no rule, category or profile, and no field of what was read{_hint(what, checked, book)}"
            )
        put(pieces)


def _hint(what: str, checked: checking.Checked, book: Book) -> str:
    fields = {name for reading in checked.result.readings for name in names(reading)}
    return hint(what, fields | book.words | {category.key for category in book.taxonomy} | set(book.profiles))


def _rule(rule: Rule, book: Book) -> Iterator[str]:
    from minlint.judge.rules import page

    yield page(rule, book.laws)


def _category(category: taxonomy.Category, tree: taxonomy.Taxonomy) -> Iterator[str]:
    yield f"{category.key}: {category.title}\n\n{category.description}\n\n"
    if category.sensitive:
        yield "Sensitive: an entry must name it, with why, for a purpose to hold it.\n"
    elif category.must_be_named:
        yield "Must be named: an entry above it in the tree doesn't permit it.\n"
    for label, said in (
        ("Marks of law", category.marks),
        ("Also counts as", category.same_as),
        ("DPV terms", category.dpv),
        ("Below it", tuple(item.key for item in tree if item.key.startswith(category.key + "."))),
    ):
        if said:
            yield f"{label}: {', '.join(said)}\n"
    if category.fallback != category.key:
        yield f"In fideslang: {category.fallback}\n"
    ladder = tree.ladder(category.key)
    yield f"\nPrecision ({ladder.title.lower()}), finest first:\n"
    yield from (f"  {rung.code}  {rung.name:14} {rung.title}\n" for rung in ladder.rungs)


def _profile(profile: profiles.Profile) -> Iterator[str]:
    yield f"{profile.id}: {profile.title}\n\n{profile.statement}\n\n"
    yield from _entries("Needs", profile.necessary)
    yield from _entries("May ask for", profile.optional)
    yield from _entries("Can do without", profile.beyond, beyond=True)
    yield from _entries("Can do without, as nearly any purpose can", profile.usually, beyond=True)
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


def _entries(title: str, entries: tuple[Entry, ...], *, beyond: bool = False) -> Iterator[str]:
    yield f"{title}:\n"
    for entry in entries:
        why = f": {entry.because}" if entry.because else ""
        yield f"  {' or '.join(entry.categories)}{profiles.limits(entry, beyond=beyond)}{why}\n"
    yield "\n" if entries else "  nothing\n\n"
