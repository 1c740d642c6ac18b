"""A privacy notice held against what is collected, both ways: what it leaves out, and what it says for nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from minlint.judge.contexts import About, Place, Run
from minlint.model import Span
from minlint.taxonomy import is_within

if TYPE_CHECKING:
    from minlint.judge.records import FieldContext, RecordContext
    from minlint.manifest.model import Purpose
    from minlint.notice import Disclosure, Notice


class NoticeContext:
    """One difference between a notice and what is collected.

    Either a ``field`` whose category isn't disclosed, a ``disclosure`` of what nobody collects, or a ``purpose`` that
    keeps data longer than the notice says anywhere. Where the notice is what a store is told: a ``field`` that only
    gives ``access`` to what isn't told, or one that is ``declared`` though nothing asks for it.
    """

    def __init__(
        self,
        run: Run,
        notice: Notice,
        *,
        field: FieldContext | None = None,
        disclosure: Disclosure | None = None,
        purpose: Purpose | None = None,
        declared: FieldContext | None = None,
        access: bool = False,
    ) -> None:
        self.run, self.notice = run, notice
        self.field, self.disclosure, self.purpose = field, disclosure, purpose
        self.declared, self.access = declared, access

    def part(self, namespace: str) -> object:
        return self.run if namespace == "manifest" else self

    @property
    def place(self) -> Place:
        if item := self.field or self.declared:
            return item.place
        if self.purpose:
            span = self.purpose.places.get("retention", self.purpose.span)
            return Place(self.purpose.file or self.run.manifest.path, span, f"purposes.{self.purpose.id}.retention")
        line = self.disclosure.passage.line if self.disclosure else 1
        return Place(self.notice.path, Span(line, 1, line, 2), f"notice.{self.key}")

    @property
    def key(self) -> str:
        """The category that it is about; empty where it is about a period."""
        if item := self.field or self.declared:
            return item.category.key
        return self.disclosure.category if self.disclosure else ""

    @property
    def about(self) -> About:
        if item := self.field or self.declared:
            return item.about._replace(purposes=tuple(purpose.id for purpose in item.purposes))
        return About(self.key or None, (self.purpose.id,) if self.purpose else ())


def differences(run: Run, notice: Notice, records: Sequence[RecordContext]) -> Iterator[NoticeContext]:
    """Every difference: fields in their order, then the notice's sentences, then the purposes."""
    collected = [item for record in records for item in record.judged]
    held = {item.category.key for item in collected}
    omitted = {key for key in held if not _kept_silent(key) and not notice.discloses(key, run.taxonomy)}
    for item in collected:
        if not item.own and item.category.key in omitted:
            yield NoticeContext(run, notice, field=item)
    seen: set[str] = set()
    for disclosure in notice.disclosed:
        key = disclosure.category
        if key not in seen and not any(meet(key, other, run) for other in held):
            seen.add(key)
            yield NoticeContext(run, notice, disclosure=disclosure)
    longest = max((period.days for period in notice.periods), default=None)
    for purpose in run.manifest.purposes.values():
        days = purpose.retention.days if purpose.retention else None
        if longest is not None and days is not None and days > longest:
            yield NoticeContext(run, notice, purpose=purpose)


def _kept_silent(category: str) -> bool:
    """What keeps an account safe, and a row's key, needs no line of its own in a notice."""
    return any(is_within(category, key) for key in ("user.authorization", "user.unique_id"))


def meet(key: str, other: str, run: Run) -> bool:
    """Whether one category stands at, above or below the other, by any of their words."""
    words = run.taxonomy.synonyms(key)
    return any(is_within(other, word) or is_within(word, other) for word in words)
