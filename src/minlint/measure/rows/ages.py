"""How old the rows are: the oldest moments of each column of times."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from minlint.kinds import kind_of
from minlint.model import Joint, RecordReading

_TIMES = ("date", "datetime")
_BEGINS = datetime.date(1971, 1, 2)
"""Days before it stand for none: 1970-01-01, 1900-01-01."""

_AMONG = 0.01  # the share of rows that may be slips


def times(joint: Joint, reading: RecordReading) -> Iterator[tuple[str, str]]:
    """Each column of times with the day before which 1 in 100 of its rows lie, as ISO 8601 has it."""
    names = [
        field.path
        for field in reading.record.fields
        if field.path in joint.columns and kind_of(field.type).name in _TIMES
    ]
    if not names:
        return
    table = joint.table
    moments = {f"t{i}": table[name].try_cast("timestamp") for i, name in enumerate(names)}
    told = table.select(**moments)
    asked = {}
    for key in moments:
        real = (told[key] >= _BEGINS.isoformat()).ifelse(told[key], None)
        asked[key] = real.epoch_seconds().quantile(_AMONG)
    answer = told.aggregate(**asked).to_pyarrow().to_pylist()[0]
    for key, name in zip(moments, names, strict=True):
        if answer[key] is not None:
            yield name, _day(answer[key]).isoformat()


def _day(seconds: float) -> datetime.date:
    return (datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC) + datetime.timedelta(seconds=float(seconds))).date()
