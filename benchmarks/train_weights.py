"""Learn the weights of detection's signals from labelled fields, and write them to rules/words/weights.yaml.

    .venv/bin/python benchmarks/train_weights.py --gold PATH [--write] [--rounds N] [--hold L2]

A logistic regression over the signals of every candidate, drawn to the weights in the file: a signal with few
examples keeps the weight it was given by hand. Reports the log-loss with each repository left out in turn.
"""

from __future__ import annotations

import argparse
import math
import pathlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import gold as labelled

from minlint.detect.combine import Candidate, weights
from minlint.detect.fields import candidates
from minlint.detect.lexicon import lexicon
from minlint.detect.reading import reader
from minlint.detect.surroundings import of_source
from minlint.taxonomy import default

FILE = pathlib.Path(__file__).parent.parent / "rules" / "words" / "weights.yaml"
ARGUABLE = 0.5  # what a row on which careful people differ counts


class Example(NamedTuple):
    """A candidate: its signals, what adds to them that isn't learned, whether it is right, and what it counts."""

    signals: Mapping[str, float]
    offset: float
    right: bool
    counts: float


def examples(gold: labelled.Gold) -> dict[str, list[Example]]:
    """Every candidate of every labelled field, by repository."""
    found: dict[str, list[Example]] = defaultdict(list)
    names = lexicon(default())
    words = reader(names)
    for repository, sources in gold.sources.items():
        for source, rows in sources:
            for place in of_source(source, names, words):
                for field in place.record.fields:
                    row = rows.get((place.record.name, field.path))
                    if row and field.path not in place.relations:
                        made = candidates(field, place, default(), names, words)
                        found[repository] += _examples(list(made), row, gold)
    return found


def _examples(made: Sequence[Candidate], row: labelled.Row, gold: labelled.Gold) -> Iterable[Example]:
    counts = 1.0 if row["confidence"] == "sure" else ARGUABLE
    for candidate in made:
        signals: dict[str, float] = defaultdict(float)
        for signal in candidate.signals:
            if signal.name:
                signals[signal.name] += signal.times
        offset = sum(signal.weight for signal in candidate.signals if not signal.name)
        yield Example(signals, offset, gold.right(candidate.category, row), counts)


def fit(sample: Sequence[Example], start: Mapping[str, float], rounds: int, hold: float) -> dict[str, float]:
    """Weights that make the sample likely and stay near where they start: ``hold`` is the price of leaving it."""
    learned = {name: start.get(name, 0.0) for item in sample for name in item.signals}
    squares = dict.fromkeys(learned, 1e-6)
    for _ in range(rounds):
        slope = {name: hold * (value - start.get(name, 0.0)) for name, value in learned.items()}
        for item in sample:
            miss = (_sure(item, learned) - item.right) * item.counts
            for name, times in item.signals.items():
                slope[name] += miss * times
        for name, value in slope.items():
            squares[name] += value * value
            learned[name] -= 0.5 * value / math.sqrt(squares[name])
    return learned


def _sure(item: Example, learned: Mapping[str, float]) -> float:
    odds = item.offset + sum(learned.get(name, 0.0) * times for name, times in item.signals.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


def loss(sample: Iterable[Example], learned: Mapping[str, float]) -> float:
    """Mean log-loss of the candidates."""
    total = weight = 0.0
    for item in sample:
        sure = min(max(_sure(item, learned), 1e-9), 1 - 1e-9)
        total -= item.counts * math.log(sure if item.right else 1 - sure)
        weight += item.counts
    return total / weight if weight else 0.0


def left_out(found: Mapping[str, Sequence[Example]], start: Mapping[str, float], rounds: int, hold: float) -> None:
    """Print the log-loss on each repository, by the weights as they are and by those learned from all the others."""
    before = after = 0.0
    for repository, own in found.items():
        others = [item for name, items in found.items() if name != repository for item in items]
        learned = {**start, **fit(others, start, rounds, hold)}
        was, now = loss(own, start), loss(own, learned)
        print(f"{repository:45}{len(own):6}{was:9.3f}{now:9.3f}")
        before, after = before + was * len(own), after + now * len(own)
    total = sum(map(len, found.values()))
    print(f"{'all, each left out':45}{total:6}{before / total:9.3f}{after / total:9.3f}")


def write(learned: Mapping[str, float]) -> None:
    """Put the weights into the file, where each stands; a branch that has none gets a line of its own."""
    text = FILE.read_text(encoding="utf-8")
    for name, value in sorted(learned.items()):
        *above, key = name.split("/")
        text = _replaced(text, above, key, f"{value:.2f}")
    FILE.write_text(text, encoding="utf-8")


def _replaced(text: str, above: Sequence[str], key: str, value: str) -> str:
    """The text of the file with one weight in place: in a table of a line, or on a line of its own."""
    row = re.search(rf"^ *{re.escape(above[-1])}: *\{{[^}}]*\}}", text, re.MULTILINE)
    if row:
        line = row.group()
        new = re.sub(rf"\b{re.escape(key)}: *-?[\d.]+", f"{key}: {value}", line)
        if new == line and not re.search(rf"\b{re.escape(key)}:", line):
            new = line.replace("{", f"{{{key}: {value}, ", 1)
        return text.replace(line, new, 1)
    return re.sub(rf"^(  {re.escape(key)}:) *-?[\d.]+", rf"\g<1> {value}", text, count=1, flags=re.MULTILINE)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=pathlib.Path, required=True)
    parser.add_argument("--rounds", type=int, default=150)
    parser.add_argument("--hold", type=float, default=2.0, help="how strongly weights stay where they are")
    parser.add_argument("--write", action="store_true", help="write the weights learned from all of it")
    asked = parser.parse_args()
    found = examples(labelled.load(asked.gold))
    start = dict(weights())
    left_out(found, start, asked.rounds, asked.hold)
    if asked.write:
        write(fit([item for items in found.values() for item in items], start, asked.rounds, asked.hold))


if __name__ == "__main__":
    main()
