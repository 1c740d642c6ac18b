"""``minlint explain``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from minlint import checking, taxonomy
from minlint.book import Book
from minlint.cli import asking, explain_profile, explain_purpose, options
from minlint.cli.explain_field import explained, names
from minlint.cli.explain_notice import is_notice, told
from minlint.cli.streams import put
from minlint.errors import UsageError
from minlint.manifest.near import hint

if TYPE_CHECKING:
    from minlint.judge.rules import Rule


@click.command("explain")
@click.argument("what", metavar="CODE|CATEGORY|PROFILE|PURPOSE|FIELD|NOTICE")
@options.paths
@options.reading
@options.manifest
@options.packs
def command(what: str, book: Book, **said: Any) -> None:
    """Explain a rule, a category, a profile; what is heard in a purpose; why a field got its category and its findings;
    what a notice says.

    A purpose is named by its id, or as `purposes.newsletter` where a profile is called the same.

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
        put(explain_profile.page(book.profiles[what]))
    elif is_notice(what):
        put(told(what, book.taxonomy))
    else:
        judging = checking.Judging(said["today"], said["manifest"], said["policy"], said["isolated"], persona="audit")
        checked = checking.check(asking.asked(said), judging)
        pieces = [*explain_purpose.told(what, checked), *explained(what, checked)]
        if not pieces:
            near = _hint(what, checked, book)
            raise UsageError(f"{what} is no rule, category or profile, and no purpose or field of what was read{near}")
        put(pieces)


def _hint(what: str, checked: checking.Checked, book: Book) -> str:
    fields = {name for reading in checked.result.readings for name in names(reading)}
    fields |= explain_purpose.names(checked)
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
