"""The record that is judged, or whose field is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minlint.judge.records import RecordContext
from minlint.taxonomy import is_within

if TYPE_CHECKING:
    from minlint.judge.mosaic import Mosaic
    from minlint.measures import Telling


def name(at: RecordContext) -> str:
    """Its name: a table's, message's, model's, or a data file's stem."""
    return at.reading.record.name


def subject(at: RecordContext) -> str:
    """What a row is about: person, device, thing, log or unknown."""
    return at.reading.subject


def direction(at: RecordContext) -> str:
    """Which way an interface moves it: in (collected), out (only given out), both; empty where none is said."""
    return at.reading.record.direction


def bound(at: RecordContext) -> bool:
    """Whether any purpose is bound to it."""
    return bool(at.purposes)


def purposes(at: RecordContext) -> list[str]:
    """The purposes bound to it."""
    return [purpose.id for purpose in at.purposes]


def personal(at: RecordContext) -> int:
    """How many of its fields hold personal data."""
    return len({item.field.path for item in at.judged if item.field})


def unstated(at: RecordContext) -> list[str]:
    """The categories it holds in fields for which no purpose is stated."""
    return sorted({item.category.key for item in at.unstated})


def unstated_titles(at: RecordContext) -> list[str]:
    """Up to three of those categories by title, the sensitive first, and how many more there are."""
    ranked = sorted({(not item.category.sensitive, item.category.title) for item in at.unstated})
    titles = [title for _, title in ranked]
    return titles[:3] + [f"{len(titles) - 3} more"] * (len(titles) > 3)


def unstated_fields(at: RecordContext) -> int:
    """How many of its fields hold personal data for which no purpose is stated."""
    return len({item.field.path for item in at.unstated if item.field})


def enforcement(at: RecordContext) -> list[str]:
    """Its fields that hold enforcement data: flags, priorities, allegations, affiliations, detention."""
    return [item.field.path for item in at.judged if item.field and is_within(item.category.key, "user.enforcement")]


def stored(at: RecordContext) -> bool:
    """Whether its rows are kept: those of a table or a data file, not the messages of an interface or a form."""
    return at.source.kind == "data" or at.source.stored


def undated(at: RecordContext) -> list[str]:
    """The purposes whose period ends and can't be counted from anything in it, or in a record that it leads to."""
    from minlint.judge import clocks

    return clocks.undated(at)


def kept(at: RecordContext) -> list[str]:
    """How long those purposes keep data, in their words."""
    from minlint.judge import clocks

    wanted = {purpose.id: purpose for purpose in at.served}
    return list(dict.fromkeys(said.text for id_ in clocks.undated(at) if (said := wanted[id_].retention)))


def copy(at: RecordContext) -> str:
    """The name, of it or of its folders, that says it is a copy of real data for trying something out; else empty."""
    from minlint.judge import copies

    return copies.copy(at)


def telling(at: RecordContext) -> list[str]:
    """The fewest fields that single people out, where nothing in it names them.

    Measured on its rows: more than 1 in 100 lie in groups smaller than 5. Else birth date, postcode and gender.
    """
    if not at.purposes:
        return []
    from minlint.judge import singling

    return singling.telling(at)


def extent(at: RecordContext) -> str:
    """What those fields do, in words: put a measured share of the rows into small groups, else single most out."""
    from minlint.judge import singling

    return singling.extent(at)


def k(at: RecordContext) -> int:
    """Of how many rows a group must be, or it counts as small; 0 where nothing was measured."""
    found = _telling(at)
    return found.k if found else 0


def small(at: RecordContext) -> float:
    """The share of the rows looked at that lie in small groups by those fields, to three digits; 0 where nothing was
    measured."""
    found = _telling(at)
    return round(found.share, 3) if found else 0.0


def small_of_all(at: RecordContext) -> float:
    """The same share of all rows: as estimated where a sample was looked at, by how many rows a group may have among
    those that weren't drawn."""
    found = _telling(at)
    return round(found.share if found.estimated is None else found.estimated, 3) if found else 0.0


def smallest(at: RecordContext) -> int:
    """The rows of the smallest group by those fields; 0 where nothing was measured."""
    found = _telling(at)
    return found.smallest if found else 0


def diversity(at: RecordContext) -> int:
    """The least number of different values that a sensitive field has in such a group (l-diversity); 0 where none was
    measured."""
    measures = at.reading.measures
    return min((item.kinds for item in measures.spreads), default=0) if measures else 0


def closeness(at: RecordContext) -> float:
    """How far a sensitive field's values in such a group are at most spread otherwise than in all rows (t-closeness),
    from 0 to 1, to three digits; 0 where none was measured."""
    measures = at.reading.measures
    return round(max((item.distance for item in measures.spreads), default=0.0), 3) if measures else 0.0


def _telling(at: RecordContext) -> Telling | None:
    measures = at.reading.measures
    return measures.telling[0] if measures and measures.telling else None


def oldest(at: RecordContext) -> str:
    """The month in which its oldest rows were made, slips aside; empty where nothing tells."""
    from minlint.judge import singling

    found = singling.oldest(at)
    return found.isoformat()[:7] if found else ""


def expired(at: RecordContext) -> list[str]:
    """The purposes whose period has passed: for rows, by their times; else by the year in its name. Only what is kept
    counts."""
    if not (at.purposes and stored(at)):
        return []
    from minlint.judge import singling

    return singling.expired(at)


def mosaic_of(at: RecordContext) -> list[str]:
    """The second-level categories that it, with records joined by a key, brings together; none below the thresholds."""
    return list(_mosaic(at).categories)


def mosaic_sensitive(at: RecordContext) -> list[str]:
    """Those among them that hold sensitive data."""
    return list(_mosaic(at).sensitive)


def mosaic_in(at: RecordContext) -> list[str]:
    """The records in which they stand."""
    return list(_mosaic(at).records)


def _mosaic(at: RecordContext) -> Mosaic:
    from minlint.judge import mosaic

    return mosaic.of(at)
