"""What stores are told that an app collects, held against what it asks access to, both ways."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from minlint.judge.contexts import TOLD_TO_STORES
from minlint.judge.notices import NoticeContext, meet

if TYPE_CHECKING:
    from minlint.judge.contexts import Run
    from minlint.judge.records import FieldContext, RecordContext
    from minlint.notice import Notice

_ALIKE = (
    {"user.location.precise", "user.location.history"},
    {"user.content.private", "user.content.video"},
    {"user.device.device_id", "user.device.advertising_id"},
    {"user.communication.content", "user.communication.metadata"},
    {"user.unique_id", "user.account"},
    {"user.user_sensor", "user.health_and_medical.measurement"},
)
"""Categories for which a store has one word where a system asks for two."""

_ASKED = ("user.location.precise", "user.communication.contacts", "user.content.voice")
"""What no app gets at without asking."""


def differences(run: Run, records: Sequence[RecordContext]) -> Iterator[NoticeContext]:
    """What is asked for and not declared, then what is declared and can't be had without asking, for each system."""
    for told, asking in TOLD_TO_STORES.items():
        declared, asked = _fields(records, told), _fields(records, asking)
        if not declared or not asked:
            continue
        for item in asked:
            if not _stands(item, declared, run):
                yield NoticeContext(run, _of(declared), field=item[0], access=True)
        for item in declared:
            if item[0].category.key in _ASKED and not _stands(item, asked, run):
                yield NoticeContext(run, _of(asked), declared=item[0])


def _fields(records: Sequence[RecordContext], form: str) -> list[list[FieldContext]]:
    """The fields of a format's records, each with the categories that it surely holds, the best first."""
    found: dict[tuple[str, str | None], list[FieldContext]] = {}
    for item in (item for record in records if record.source.format == form for item in record.judged if item.field):
        found.setdefault((item.place.source, item.place.field), []).append(item)
    return list(found.values())


def _stands(item: Sequence[FieldContext], others: Sequence[Sequence[FieldContext]], run: Run) -> bool:
    """Whether a field holds what one of some others holds."""
    keys, held = ({each.category.key for one in group for each in one} for group in ([item], others))
    alike = (pair for pair in _ALIKE if not keys.isdisjoint(pair))
    return any(meet(key, other, run) for key in keys for other in held) or any(
        not held.isdisjoint(pair) for pair in alike
    )


def _of(fields: Sequence[Sequence[FieldContext]]) -> Notice:
    """The file that fields stand in, in place of a notice."""
    from minlint.notice import Notice

    return Notice(fields[0][0].place.source, (), (), ())
