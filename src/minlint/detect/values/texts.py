"""Free text: that a column is such, and the rows in which an identifier stands within it, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from minlint.detect.values import exact, pipelines
from minlint.detect.values.context import Column
from minlint.detect.values.kinds import Context, Kind
from minlint.detect.values.recognisers import kinds
from minlint.detect.values.spread import spread
from minlint.model import Detection, Evidence, Values
from minlint.shares import interval
from minlint.tuples import NamedTuple

FREE_TEXT = "user.content.free_text"

_BLANKS, _WORDS = 4, 3  # of most texts, from which they are sentences: a shape's corners are no words
_LEAST = 10
_FREE = 0.7
_SURE, _PATTERN = 0.85, 0.65  # confidence in a validated identifier within a text about people, and in a mere pattern
_ELSEWHERE = 0.35  # … in other texts: a shop's own address in a description
_NAMES = """
note notes comment comments remark remarks message messages text body description details reason narrative feedback
memo summary observation observations bemerkung kommentar notiz commentaire remarque notas comentario
"""
_SAID = frozenset(_NAMES.split())


def detections(column: Column, context: Context) -> Iterator[Detection]:
    """What a column's texts are and hold, beside whatever their whole values are."""
    free = _free(column)
    if free and context.people and not column.letters:
        yield Detection(FREE_TEXT, _FREE, (Evidence("values", "texts of several words, nearly all different"),))
    if not free:
        return
    about = context.people or bool(column.words & _SAID)
    if about:
        yield from pipelines.detections(column.texts)
    values = column.field.values
    if values is not None:
        rows, held = _counted(values)
        yield from (Detection(kind.category, _sure(kind, about), (_evidence(kind, each, rows),)) for kind, each in held)


def _free(column: Column) -> bool:
    """Whether most of a column's texts are several words."""
    asked = spread(column.texts, 200)
    return len(asked) >= 1 and sum(map(_is_sentence, asked)) >= 0.5 * len(asked)


def _is_sentence(text: str) -> bool:
    return text.count(" ") >= _BLANKS and sum(part[:2].isalpha() for part in text.split(" ", 40)) >= _WORDS


class Held(NamedTuple):
    """In how many rows a kind stands; where only some texts were asked about, between which bounds 19 times in 20."""

    rows: float
    low: float
    high: float


def _counted(values: Values) -> tuple[int, list[tuple[Kind, Held]]]:
    """How many rows there are, and in how many of them each kind stands within a text."""
    held = values.held()
    if values.counted is not None:
        found = [(kind, values.counted[kind.name]) for kind in kinds() if kind.name in values.counted]
        return values.scanned, [(kind, Held(rows, rows, rows)) for kind, rows in found]
    texts = held if held is not None else {str(text): count for text, count in values.items()}
    counts, asked = _holding(texts.items())
    kept = sum(texts.values())
    if held is None or values.suspected <= kept:
        rows = kept if held is None else values.scanned
        return rows, [(kind, Held(count, count, count)) for kind, (count, _) in counts]
    return values.scanned, [
        (kind, _estimated(count / kept, hits, asked, values.suspected)) for kind, (count, hits) in counts
    ]


def _estimated(share: float, hits: int, asked: int, suspected: int) -> Held:
    low, high = interval(hits, asked)
    return Held(share * suspected, min(low, share) * suspected, max(high, share) * suspected)


def rows_of(texts: Iterable[str]) -> dict[str, int]:
    """How many of some texts hold each kind, by the kinds' names."""
    counts, _ = _holding((text, 1) for text in texts)
    return {kind.name: rows for kind, (rows, _) in counts}


def _holding(texts: Iterable[tuple[str, int]]) -> tuple[list[tuple[Kind, tuple[int, int]]], int]:
    """Of each kind that some texts hold their rows and their number; and how many texts there are.

    What Presidio knows is asked about once a text, all of it together.
    """
    inside = [kind for kind in kinds() if kind.inside]
    rows, hits, asked = Counter[str](), Counter[str](), 0
    for text, count in texts:
        asked += 1
        passed = [kind for kind in inside if kind.sieve.search(text)]
        said = exact.within(text) if any(kind.entity for kind in passed) else {}
        for kind in passed:
            if said.get(kind.entity[0], 0.0) >= kind.entity[1] if kind.entity else kind.find(text):
                rows[kind.name] += count
                hits[kind.name] += 1
    return [(kind, (rows[kind.name], hits[kind.name])) for kind in inside if hits[kind.name]], asked


def _sure(kind: Kind, about: bool) -> float:
    return (_SURE if kind.proof else _PATTERN) if about else _ELSEWHERE


def _evidence(kind: Kind, held: Held, rows: int) -> Evidence:
    count, low, high = (round(number) for number in held)
    said = f"about {count:,} ({low:,} to {high:,})" if low < high else f"{count:,}"
    return Evidence("text", f"{said} of {rows:,} rows hold {kind.what}")
