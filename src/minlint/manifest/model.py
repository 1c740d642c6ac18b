"""What a manifest says, as objects. Paths and globs are kept as written; ``span`` is where a thing stands."""

from __future__ import annotations

import datetime
import os
from collections.abc import Mapping
from typing import Any, Literal

from minlint.model import Span
from minlint.tuples import NamedTuple

DETAILS = ("method", "error_rate", "human_review", "expires")
"""What is said of an inference: how it is made, how often it is wrong, who looks at it, when it ends (I601)."""


class Entry(NamedTuple):
    """A permission: one category, or any one of several (``any_of``), as a purpose needs it.

    ``precision`` is the name of the finest rung allowed, ``interval`` the closest spacing in seconds.
    ``details`` holds what I601 asks of inferred data: method, error_rate, human_review, expires.
    """

    categories: tuple[str, ...]
    span: Span | None = None
    any_of: bool = False
    precision: str | None = None
    interval: float | None = None
    because: str | None = None
    details: Mapping[str, Any] = {}
    from_profile: bool = False


class Retention(NamedTuple):
    """How long data is kept: the words as written, the period in days where they name one, trigger and field."""

    text: str
    days: float | None = None
    trigger: str | None = None
    field: str | None = None
    span: Span | None = None
    because: str | None = None

    @property
    def said(self) -> str:
        """The words, with what the period counts from where they don't name it."""
        apart = self.trigger and self.trigger not in self.text
        return f"{self.text}, counted from {self.trigger}" if apart else self.text

    @property
    def bounded(self) -> bool:
        """Whether the words name a period that ends."""
        return self.days is not None


class Origin(NamedTuple):
    """Where data obtained elsewhere comes from, and what it was collected for there."""

    name: str
    original_purpose: str | None = None
    span: Span | None = None


class Ground(NamedTuple):
    """What a purpose's profile says by itself: what it permits, what it can do without, how long data are kept."""

    entries: tuple[Entry, ...]
    beyond: tuple[Entry, ...]
    retention: Retention | None


class Purpose(NamedTuple):
    """One stated purpose, with its profile's entries, rungs and retention already merged in.

    ``places`` gives the span of each key that was written, for findings about the manifest itself.
    ``strict``: its profile asks that every field be classified (CONTRACT 3, gap). ``ground`` is that profile.
    """

    id: str
    statement: str = ""
    profile: str | None = None
    subjects: tuple[str, ...] = ()
    authority: str | None = None
    necessary: tuple[Entry, ...] = ()
    optional: tuple[Entry, ...] = ()
    forbidden: tuple[tuple[str, Span | None], ...] = ()
    retention: Retention | None = None
    lawful_basis: str | None = None
    special_category_basis: str | None = None
    recipients: tuple[str, ...] = ()
    sources: tuple[Origin, ...] = ()
    owner: str | None = None
    assessment: str | None = None
    contest: str | None = None
    review_by: datetime.date | None = None
    span: Span | None = None
    places: Mapping[str, Span] = {}
    strict: bool = False
    file: str = ""
    ground: Ground | None = None

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Everything it permits, the necessary before the optional."""
        return self.necessary + self.optional


class FieldBinding(NamedTuple):
    """What a person says of a field: its categories (``none`` alone: not personal), or purposes of its own."""

    field: str
    categories: tuple[str, ...] = ()
    purposes: tuple[str, ...] | None = None
    because: str | None = None
    span: Span | None = None
    approved_by: str | None = None


class Binding(NamedTuple):
    """Which purposes a source's records serve. ``records`` empty means all of them."""

    source: str
    records: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    fields: tuple[FieldBinding, ...] = ()
    span: Span | None = None
    file: str = ""


class Waiver(NamedTuple):
    """A finding that a person accepts until a day, that day included."""

    field: str
    rules: tuple[str, ...]
    because: str
    until: datetime.date
    source: str | None = None
    approved_by: str | None = None
    span: Span | None = None
    file: str = ""


class Consumer(NamedTuple):
    """Globs on those who read data (users, applications, models, files), and the purposes that they serve."""

    names: tuple[str, ...]
    purposes: tuple[str, ...]
    span: Span | None = None


class Policy(NamedTuple):
    """What nobody below may switch off. Only ``waivers``, those of a policy from outside, waive what is mandatory.

    ``category_none_in`` are lists of globs on files; in a file that one of each matches, ``category: none`` may stand.
    ``category_none_by`` are lists of globs on persons, one of each of whom has to say so. ``forbidden`` pairs globs on
    purposes with categories that those may not permit.
    """

    mandatory: tuple[str, ...] = ()
    inline_waivers: bool = True
    inline_bindings: bool = True
    max_waiver_days: int | None = None
    category_none: bool = True
    waivers: tuple[Waiver, ...] = ()
    category_none_in: tuple[tuple[str, ...], ...] = ()
    category_none_by: tuple[tuple[str, ...], ...] = ()
    forbidden: tuple[tuple[str, str], ...] = ()

    def not_by(self, who: str) -> tuple[str, ...]:
        """The persons who alone may say ``category: none``, where this isn't one of them; else none."""
        from minlint.manifest.globs import compiled

        out = (globs for globs in self.category_none_by if not any(compiled(glob).match(who.strip()) for glob in globs))
        return next(out, ())

    def over(self, below: Policy) -> Policy:
        """This policy with what another one below it adds: nothing of it is loosened."""
        days = [item.max_waiver_days for item in (self, below) if item.max_waiver_days is not None]
        return Policy(
            tuple(dict.fromkeys((*self.mandatory, *below.mandatory))),
            self.inline_waivers and below.inline_waivers,
            self.inline_bindings and below.inline_bindings,
            min(days, default=None),
            self.category_none and below.category_none,
            self.waivers,
            (*self.category_none_in, *below.category_none_in),
            (*self.category_none_by, *below.category_none_by),
            tuple(dict.fromkeys((*self.forbidden, *below.forbidden))),
        )


def last_day(today: datetime.date, days: int) -> datetime.date:
    """The last day that a waiver may hold which may reach some days ahead."""
    return today + datetime.timedelta(min(days, (datetime.date.max - today).days))


class Manifest(NamedTuple):
    """A manifest with everything it includes. ``path`` is relative to the working folder, ``folder`` absolute.

    ``locales`` are the codes of the countries where the people live, none where it isn't said.
    """

    path: str
    folder: str
    purposes: Mapping[str, Purpose] = {}
    bindings: tuple[Binding, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    consumers: tuple[Consumer, ...] = ()
    controller: Mapping[str, Any] = {}
    notice: str | None = None
    laws: tuple[str, ...] | None = None
    locales: frozenset[str] = frozenset()
    packs: tuple[str, ...] = ()
    policy: Policy = Policy()
    lint: Mapping[str, Any] = {}
    span: Span | None = None


class Setting(NamedTuple):
    """An option that a manifest's ``lint:`` block may set, with the values it takes.

    ``type``: words, flag, count (a whole number from 1), share (a number from 0 to 1), size,
    seconds, or table (words by a glob).
    ``says`` tells what it is for where there is no such option.
    """

    name: str
    values: tuple[str, ...] = ()
    many: bool = False
    type: Literal["words", "flag", "count", "share", "size", "seconds", "table"] = "words"
    says: str = ""


LINT_SETTINGS: tuple[Setting, ...] = (
    Setting("select", many=True),
    Setting("ignore", many=True),
    Setting("extend-select", many=True),
    Setting("exclude", many=True),
    Setting("per-file-ignores", type="table", says="Rules that are ignored in the sources that a glob matches."),
    Setting("persona", ("commit", "review", "audit")),
    Setting("min-confidence", type="share"),
    Setting("fail-on", ("error", "warning", "info", "never")),
    Setting("kind", ("schema", "data")),
    Setting("sample", type="count"),
    Setting("max-file-size", type="size"),
    Setting("timeout-per-file", type="seconds"),
    Setting("preview", ("true", "false"), type="flag"),
    Setting("strict", ("true", "false"), type="flag"),
    Setting("baseline"),
    Setting("mosaic-categories", type="count", says="From how many second-level categories on one person L505 speaks."),
    Setting(
        "small-group", type="count", says="From how many rows on a group of people who look alike isn't small (L502)."
    ),
    Setting("small-share", type="share", says="The share of rows that may lie in smaller groups (L502)."),
    Setting("mosaic-sensitive", type="count", says="How many of those must be sensitive."),
)


def empty(folder: str) -> Manifest:
    """The manifest that judges where there is none: it states no purpose."""
    return Manifest(path="", folder=os.path.abspath(folder))
