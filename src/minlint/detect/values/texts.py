"""Free text: that a column is such, and the rows in which an identifier stands within it, counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from minlint.detect.values import pipelines
from minlint.detect.values.context import Column
from minlint.detect.values.kinds import Context, Kind
from minlint.detect.values.recognisers import kinds
from minlint.detect.values.spread import spread
from minlint.model import Detection, Evidence

FREE_TEXT = "user.content.free_text"

_BLANKS, _WORDS = 4, 3  # of most texts, from which they are sentences: a shape's corners are no words
_LEAST = 10
_ASKED = 2_000  # texts that may hold a kind and are asked about
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
    rows, texts, scale = _rows(column)
    if not texts:
        return
    for kind in kinds():
        if kind.inside:
            held = _holding(kind, texts) * scale
            if held:
                yield Detection(kind.category, _sure(kind, about), (_evidence(kind, held, rows, scale),))


def _free(column: Column) -> bool:
    """Whether most of a column's texts are several words."""
    asked = spread(column.texts, 200)
    return len(asked) >= 1 and sum(map(_is_sentence, asked)) >= 0.5 * len(asked)


def _is_sentence(text: str) -> bool:
    return text.count(" ") >= _BLANKS and sum(part[:2].isalpha() for part in text.split(" ", 40)) >= _WORDS


def _rows(column: Column) -> tuple[int, Mapping[str, int], float]:
    """How many rows there are, the texts to ask about with their rows, and how many rows each of those stands for."""
    values = column.field.values
    if values is None:
        return 0, {}, 1.0
    held = values.held()
    if held is None:
        return sum(count for _, count in values.items()), {str(text): count for text, count in values.items()}, 1.0
    kept = sum(held.values())
    return values.scanned, held, values.suspected / kept if kept else 1.0


def _holding(kind: Kind, texts: Mapping[str, int]) -> float:
    """In how many rows the kind stands within a text."""
    passed = [(text, count) for text, count in texts.items() if kind.sieve.search(text)]
    asked = spread(passed, _ASKED)
    found = sum(count for text, count in asked if kind.find(text))
    return found * len(passed) / len(asked) if asked else 0.0


def _sure(kind: Kind, about: bool) -> float:
    return (_SURE if kind.proof else _PATTERN) if about else _ELSEWHERE


def _evidence(kind: Kind, held: float, rows: int, scale: float) -> Evidence:
    count = round(held)
    roughly = "about " if scale > 1 else ""
    return Evidence("text", f"{roughly}{count:,} of {rows:,} rows hold {kind.what}")
