"""The book in force: the categories, profiles, laws and rules that a manifest is read and judged by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from minlint import taxonomy
from minlint.errors import PlacedError, RuleErrors

if TYPE_CHECKING:
    from minlint.caps import Cap
    from minlint.judge.rules import Rule
    from minlint.laws import Provision
    from minlint.manifest.scope import Knowledge
    from minlint.profiles import Profile
    from minlint.taxonomy import Taxonomy


class Book:
    """What ships with minlint. Each part is read when it is first asked for."""

    def __init__(self) -> None:
        self.folders: tuple[str, ...] = ()
        self.files: dict[str, Any] = {}
        self._widened: dict[tuple[str, ...], Book] = {}
        self.own_profiles: Mapping[str, Profile] | None = None

    @cached_property
    def taxonomy(self) -> Taxonomy:
        """Categories and ladders."""
        return taxonomy.default()

    @cached_property
    def laws(self) -> Mapping[str, Provision]:
        """Provisions, by id."""
        from minlint import laws

        return laws.default()

    @cached_property
    def caps(self) -> tuple[Cap, ...]:
        """How long laws let data be kept at most."""
        from minlint import caps

        return caps.default()

    @cached_property
    def profiles(self) -> Mapping[str, Profile]:
        """Purpose profiles, by id."""
        from minlint import profiles

        return profiles.all() if self.own_profiles is None else self.own_profiles

    @cached_property
    def rules(self) -> Mapping[str, Rule]:
        """Rules, by code."""
        from minlint.judge import rules

        return rules.default()

    @cached_property
    def words(self) -> frozenset[str]:
        """The codes and slugs of all rules."""
        return frozenset((*self.rules, *(rule.name for rule in self.rules.values())))

    def knowledge(self) -> Knowledge:
        """What a manifest's words are held against."""
        from minlint.manifest.scope import Knowledge

        named = frozenset(provision.law for provision in self.laws.values())
        return Knowledge(self.taxonomy, self.own_profiles, self.words, named)

    def widened(self, folders: tuple[str, ...]) -> Book:
        """This book with what the packs in some folders, absolute paths, add.

        Raises `RuleErrors` with everything wrong in any of them.
        """
        from minlint.packs.adding import added

        if folders not in self._widened:
            wider, errors = self, list[PlacedError]()
            for folder in (folder for folder in folders if folder not in self.folders):
                try:
                    wider = added(wider, folder)
                except RuleErrors as wrong:
                    errors += wrong.errors
            if errors:
                raise RuleErrors(errors, folders)
            self._widened[folders] = wider
        return self._widened[folders]


@cache
def shipped() -> Book:
    """The book without any pack."""
    return Book()


def joined(books: Iterable[Book]) -> Book:
    """What explains the findings of several books: of two things of one name, that of the later book."""
    apart = list(dict.fromkeys(books)) or [shipped()]
    if len(apart) == 1:
        return apart[0]
    one = Book()
    one.rules = {code: rule for known in apart for code, rule in known.rules.items()}
    categories = {item.key: item for known in apart for item in known.taxonomy}
    ladders = {name: ladder for known in apart for name, ladder in known.taxonomy.ladders.items()}
    one.taxonomy = taxonomy.Taxonomy(categories, ladders)
    return one
