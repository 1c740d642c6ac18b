"""A policy from outside the repository (``--policy``): what nothing within it loosens."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from minlint import book, manifest
from minlint.book import Book
from minlint.judge.engine import CONFIDENCE, Verdict, in_order
from minlint.judge.rules import Rule
from minlint.judge.select import selects
from minlint.manifest.model import Manifest, Policy
from minlint.model import PERSONAS, SEVERITIES, Finding, Persona
from minlint.tuples import NamedTuple

if TYPE_CHECKING:
    from minlint.manifest.files import Files
    from minlint.manifest.scope import Knowledge

_LEVELS = ("never", *SEVERITIES)

Judge = Callable[[Persona, float | None, Mapping[str, Rule]], Verdict]
"""Judges once more at a persona and a confidence, by some rules."""


class Lock(NamedTuple):
    """What a policy says, and the book that ships with its packs; without one, nothing."""

    policy: Policy
    lint: Mapping[str, Any]
    laws: tuple[str, ...] | None
    book: Book

    def persona(self, asked: Persona) -> Persona:
        """The wider of the persona that is asked for and its own."""
        own: Persona = self.lint.get("persona", asked)
        return max(asked, own, key=PERSONAS.index)

    def confidence(self, asked: float | None, persona: Persona) -> float | None:
        """The lower of the confidence that is asked for and its own; None leaves it to the persona."""
        own: float | None = self.lint.get("min-confidence")
        return asked if own is None else min(own, CONFIDENCE[persona] if asked is None else asked)

    def fail_on(self, asked: str) -> str:
        """The lighter of the severities that fail: the one that is asked for, and its own."""
        return max(asked, str(self.lint.get("fail-on", "never")), key=_LEVELS.index)

    @property
    def strict(self) -> bool:
        """Whether it asks for ``--strict``."""
        return says(self.lint, "strict")

    @property
    def preview(self) -> bool:
        """Whether it asks for ``--preview``."""
        return says(self.lint, "preview")

    def with_laws(self, said: Manifest) -> Manifest:
        """A manifest whose laws are its own and the policy's; naming none means all."""
        laws = None if self.laws is None or said.laws is None else tuple(dict.fromkeys((*self.laws, *said.laws)))
        return said._replace(laws=laws)


def says(lint: Mapping[str, Any], flag: str) -> bool:
    """Whether a ``lint`` block says yes to something."""
    return str(lint.get(flag, "")).lower() == "true"


def load(path: str | None, today: datetime.date) -> Lock:
    """The policy in a file, or none. Raises `ManifestErrors` and `RuleErrors` for one that is wrong."""
    if path is None:
        return Lock(Policy(), {}, None, book.shipped())
    from minlint.manifest import grammar

    said, known = read(path, today, book.shipped(), shape=grammar.LOCK)
    return Lock(said.policy._replace(waivers=said.waivers), said.lint, said.laws, known)


def read(path: str, today: datetime.date, base: Book, files: Files | None = None, **said: Any) -> tuple[Manifest, Book]:
    """A manifest or a policy, and the book that its packs and the base make together."""
    books = [base]

    def widen(folders: tuple[str, ...]) -> Knowledge:
        books.append(base.widened(folders))
        return books[-1].knowledge()

    known = base.knowledge()
    found = manifest.load(
        path,
        taxonomy=known.taxonomy,
        profiles=known.profiles,
        known_codes=known.codes,
        known_laws=known.laws,
        today=today,
        files=files,
        packs=widen,
        **said,
    )
    return found, books[-1]


def names_any(words: Iterable[str], finding: Finding) -> bool:
    """Whether some words, such as what the policy makes mandatory, name a finding."""
    return any(selects(word, finding) for word in words)


def with_mandatory(
    verdict: Verdict, lock: Lock, policy: Policy, known: Book, asked: tuple[Persona, float | None], again: Judge
) -> Verdict:
    """A verdict with the mandatory findings that a narrower persona or a higher confidence left out.

    Mandatory rules that are named run at any persona; what is mandatory for its category is found at least as a review
    finds it, or as the policy's own ``lint`` says.
    """
    persona, confidence = asked
    sure = CONFIDENCE[persona] if confidence is None else confidence
    widest: Persona = max(persona, lock.lint.get("persona", "review"), key=PERSONAS.index)
    lowest = min(sure, lock.lint.get("min-confidence", CONFIDENCE[widest]))
    rules = dict(_named(policy.mandatory, known.rules, widest))
    if not any(PERSONAS.index(rule.persona) > PERSONAS.index(persona) for rule in rules.values()) and lowest == sure:
        return verdict
    found = again("audit", lowest, rules)
    there = {(finding.fingerprint, finding.span) for finding in verdict.findings}
    more = [
        finding
        for finding in found.findings
        if names_any(policy.mandatory, finding) and (finding.fingerprint, finding.span) not in there
    ]
    return verdict._replace(
        findings=tuple(in_order((*verdict.findings, *more))),
        crashes=tuple(dict.fromkeys((*verdict.crashes, *found.crashes))),
    )


def _named(words: tuple[str, ...], rules: Mapping[str, Rule], persona: Persona) -> Iterable[tuple[str, Rule]]:
    """The rules that words name by code or slug; where a word names categories, all that the persona sees."""
    categories = any(word.startswith("@") for word in words)
    for code, rule in rules.items():
        seen = categories and PERSONAS.index(rule.persona) <= PERSONAS.index(persona)
        if seen or any(code.startswith(word) or word == rule.name for word in words):
            yield code, rule
