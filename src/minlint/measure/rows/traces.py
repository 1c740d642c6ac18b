"""What traces of positions give away: how few points single one out, and where somebody lives and works.

Sources: Y.-A. de Montjoye et al., "Unique in the Crowd: The privacy bounds of human mobility", Scientific Reports 3
(2013).
"""

from __future__ import annotations

from typing import Any

from minlint.kinds import kind_of
from minlint.measure.rows import SURE
from minlint.measures import Trace
from minlint.model import Field, Joint, RecordReading
from minlint.shares import interval
from minlint.taxonomy import is_within
from minlint.tuples import NamedTuple

POINTS = 4
"""Points of a trace that somebody may know."""

OTHERS = (2, 3, 4, 5, 6)
"""Numbers of points for which it is also told how many traces they single out."""

_TRACES = 1_000  # traces whose points are looked for among all
_DIGITS = 3  # of degrees: cells of about 100 m
_CELL = 7  # letters of a geohash: cells of about 150 m
_NIGHTS = 3  # days on which somebody must have been seen
_HELD = "minlint_traces"


class Columns(NamedTuple):
    """The columns that make a trace: whose it is, when, and where."""

    subject: str
    time: str
    place: tuple[str, ...]


def columns_of(reading: RecordReading, joint: Joint) -> Columns | None:
    """The columns of a record's traces; None where one of the three is missing."""
    fields = [item for item in reading.readings if item.field and item.field.path in joint.columns]
    found = [(item.field, item.detections[0]) for item in fields if item.field and item.detections]
    sure = [(field, best.category) for field, best in found if best.confidence >= SURE]
    times = [item.field.path for item in fields if item.field and _is_time(item.field)]
    subject = next((field.path for field, key in sure if any(is_within(key, branch) for branch in _SUBJECTS)), None)
    places = [field for field, key in sure if is_within(key, "user.location") and not _is_time(field)]
    pair = [field.path for field in places if kind_of(field.type).name in ("decimal", "integer")]
    cell = [field.path for field in places if kind_of(field.type).name == "text"]
    place = tuple(pair[:2]) if len(pair) >= 2 else tuple(cell[:1])
    return Columns(subject, times[0], place) if subject and times and place else None


_SUBJECTS = (
    "user.unique_id",
    "user.device",
    "user.name",
    "user.account",
    "user.contact",
    "user.government_id",
    "user.vehicle",
)


def _is_time(field: Field) -> bool:
    return kind_of(field.type).name == "datetime"


def measured(table: Any, columns: Columns, points: int = POINTS) -> Trace | None:
    """What the traces of a table give away; None where fewer than two have as many points."""
    engine = table.get_backend()
    engine.raw_sql(f"DROP TABLE IF EXISTS {_HELD}")
    rows = engine.create_table(_HELD, _rows(table, columns), temp=True)
    one, count = told = unicity(rows, points)
    if count < 2:
        return None
    others = {number: told if number == points else unicity(rows, number) for number in sorted({*OTHERS, points})}
    low, high = interval(one, count)
    curve = ((p, one / count, *interval(one, count)) for p, (one, count) in others.items() if count > 1)
    return Trace(count, points, one / count, low, high, homes(rows), spacing(rows), tuple(curve))


def _rows(table: Any, columns: Columns) -> Any:
    """Rows with whose they are, when, and the cell: places to about 100 m, times as they are."""
    place = [table[name] for name in columns.place]
    if len(place) == 2:
        parts = [item.try_cast("float64").round(_DIGITS).cast("string") for item in place]
        cell = parts[0] + "/" + parts[1]
    else:
        cell = place[0].cast("string").left(_CELL)
    time = table[columns.time].try_cast("timestamp")
    named = table.select(subject=table[columns.subject].cast("string"), time=time, cell=cell)
    return named.drop_null()


def unicity(rows: Any, points: int) -> tuple[int, int]:
    """How many of the traces looked at are the only ones with some points of theirs, and how many were looked at.

    A point is a cell within an hour. The points are drawn by their hashes: the same on every run.
    """
    import ibis

    places = rows.select("subject", point=rows.cell + "@" + rows.time.truncate("h").cast("string")).distinct()
    order = (places.point + "|" + places.subject).hash()
    window = ibis.window(group_by=places.subject, order_by=[order, places.point])
    drawn = places.mutate(rank=ibis.row_number().over(window))
    drawn = drawn.filter(drawn["rank"] < points)
    long = drawn.group_by("subject").agg(n=drawn.count())
    long = long.filter(long.n == points)
    long = long.order_by([long.subject.hash(), long.subject]).limit(_TRACES).select(who="subject")
    picked = drawn.join(long, drawn.subject == long.who).select("who", "point")
    met = picked.join(places, "point")
    shared = met.group_by(["who", "subject"]).agg(n=met.count())
    shared = shared.filter(shared.n == points)
    crowds = shared.group_by("who").agg(n=shared.count())
    answer = crowds.aggregate(one=(crowds.n == 1).cast("int64").sum(), count=crowds.count())
    found = answer.to_pyarrow().to_pylist()[0]
    return found["one"] or 0, found["count"]


def homes(rows: Any) -> float:
    """The share of traces that show one cell at night and another by day: a place of most nights, one of most work
    days."""
    hour, day = rows.time.hour(), rows.time.day_of_week.index()
    night = _regular(rows.filter((hour >= 22) | (hour < 6)), "home")
    work = _regular(rows.filter((hour >= 9) & (hour < 17) & (day < 5)), "work")
    both = night.join(work, "subject")
    told = both.filter(both.home != both.work).count().to_pyarrow().as_py()
    every = rows.subject.nunique().to_pyarrow().as_py()
    return told / every if every else 0.0


def _regular(rows: Any, name: str) -> Any:
    """The cell in which a trace is on most of its days, where there are some."""
    import ibis

    days = rows.select("subject", "cell", day=rows.time.date()).distinct()
    cells = days.group_by(["subject", "cell"]).agg(n=days.count())
    seen = days.group_by("subject").agg(days=days.day.nunique())
    window = ibis.window(group_by=cells.subject, order_by=[cells.n.desc(), cells.cell])
    best = cells.mutate(rank=ibis.row_number().over(window))
    best = best.filter(best["rank"] == 0)
    met = best.join(seen, "subject")
    met = met.filter((met.days >= _NIGHTS) & (met.n * 2 > met.days))
    return met.select("subject", **{name: met.cell})


def spacing(rows: Any) -> float:
    """The seconds between one position of a trace and the next, in the middle; 0 where no trace has two."""
    import ibis

    window = ibis.window(group_by=rows.subject, order_by=rows.time)
    epoch = rows.time.epoch_seconds()
    gaps = rows.select(gap=epoch - epoch.lag().over(window))
    gaps = gaps.filter(gaps.gap > 0)
    return float(gaps.gap.median().to_pyarrow().as_py() or 0.0)
