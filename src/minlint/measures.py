"""What rows tell together, as figures: how they fall into groups, what traces give away, how fields are filled."""

from __future__ import annotations

from collections.abc import Mapping

from minlint.tuples import NamedTuple


class Telling(NamedTuple):
    """Columns that together put a share of the rows into groups smaller than ``k``.

    ``estimated`` is the share among all rows where these are a sample, None where they are all.
    """

    columns: tuple[str, ...]
    share: float
    smallest: int
    k: int
    estimated: float | None = None


class Sketch(NamedTuple):
    """Some of a field's values, those that come first in an order made by hashes, as keyed hashes with their places.

    All values up to the place ``upto`` are there. Never shown, never kept.
    """

    path: str
    places: Mapping[bytes, int]
    upto: int

    def __repr__(self) -> str:
        return f"<a sketch of {self.path}>"

    def shares(self, other: Sketch) -> tuple[int, float]:
        """How many values both have of those that can be compared, and of the one that has fewer the share that is."""
        upto = min(self.upto, other.upto)
        own = {mark for mark, place in self.places.items() if place <= upto}
        theirs = {mark for mark, place in other.places.items() if place <= upto}
        both, fewer = len(own & theirs), min(len(own), len(theirs))
        return both, both / fewer if fewer else 0.0


class Spread(NamedTuple):
    """How the values of a sensitive field are spread over the ``groups`` of rows that are alike in some columns.

    ``kinds`` is the least number of different values in a group (l-diversity), ``distance`` the most that the values of
    a group are spread otherwise than those of all rows, from 0 to 1 (t-closeness).
    """

    of: str
    columns: tuple[str, ...]
    kinds: int
    distance: float
    groups: int


class Trace(NamedTuple):
    """What traces of positions give away.

    ``unicity`` is the share of ``traces`` that some ``points`` of theirs single out, between ``low`` and ``high`` with
    95 in 100; ``homes`` the share that shows one place at night and another by day; ``spacing`` is in seconds.
    ``curve`` has points, unicity, low and high for other numbers of points.
    """

    traces: int
    points: int
    unicity: float
    low: float
    high: float
    homes: float
    spacing: float
    curve: tuple[tuple[int, float, float, float], ...] = ()


class Fill(NamedTuple):
    """How a field is filled: of so many rows how many hold something, and how many different things those are."""

    path: str
    rows: int
    filled: int
    distinct: int


class Share(NamedTuple):
    """How a field is filled in a part of the rows: those in which the field ``by`` says yes, no, female or male."""

    path: str
    by: str
    says: str
    rows: int
    filled: int


class Stays(NamedTuple):
    """The places where ``staying`` of ``traces`` stayed for a while: ``number`` times, by keyed hashes of cells."""

    number: int
    staying: int
    traces: int
    cells: Mapping[bytes, int]

    def __repr__(self) -> str:
        return f"<{self.number} stays, not shown>"


class Sites(NamedTuple):
    """Cells around sensitive places, by keyed hashes, with the kind of place: `a clinic`."""

    cells: Mapping[bytes, str]

    def __repr__(self) -> str:
        return f"<{len(self.cells)} cells, not shown>"


class Measures(NamedTuple):
    """What a record's rows tell together; ``times`` are columns with the day before which 1 in 100 rows lie.

    ``telling`` is None where there are too few rows to tell; ``alike`` are all columns by which others may look
    somebody up, ``spreads`` what groups of them tell of sensitive fields. ``births`` are columns with the earliest year
    of birth, ``areas`` those with the number of rows from areas of few people: neither is ever shown. ``fills`` are the
    fields whose values were looked at, ``shares`` how those that hold personal data are filled in parts of the rows;
    ``sketches`` are those by whose values others may be joined. ``stays`` are those of traces, ``sites`` the sensitive
    places that a record lists.
    """

    telling: tuple[Telling, ...] | None = None
    trace: Trace | None = None
    times: tuple[tuple[str, str], ...] = ()
    births: tuple[tuple[str, int], ...] = ()
    areas: tuple[tuple[str, int], ...] = ()
    fills: tuple[Fill, ...] = ()
    shares: tuple[Share, ...] = ()
    alike: Telling | None = None
    spreads: tuple[Spread, ...] = ()
    sketches: tuple[Sketch, ...] = ()
    stays: Stays | None = None
    sites: Sites | None = None
