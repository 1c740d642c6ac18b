"""The documentation that is made from what minlint knows: a page a rule, and one each of categories, profiles, facts
and recognisers.

Whoever has a pack makes the same pages of it (`minlint docs`).
"""

from __future__ import annotations

from collections.abc import Iterator

from minlint.addresses import file
from minlint.book import Book
from minlint.judge import facts
from minlint.pages import categories, profiles, recognisers, rules


def pages(book: Book) -> Iterator[tuple[str, str]]:
    """Every page, as its path below the documentation's folder and its text."""
    live = [rule for rule in book.rules.values() if rule.status != "removed"]
    for rule in live:
        yield file(rule.code, rule.name), rules.page(rule, book.laws)
    yield "rules/README.md", rules.index(live)
    yield "categories.md", categories.page(book.taxonomy)
    yield "profiles.md", profiles.page(book.profiles.values())
    yield "facts.md", facts.document()
    yield "recognisers.md", recognisers.page()
