"""Learn the weights of detection's signals from labelled fields, and write them to rules/words/weights.yaml.

    .venv/bin/python benchmarks/train_weights.py --gold PATH [--write] [--rounds N] [--hold L2]

A logistic regression over the signals of every candidate, drawn to weights_by_hand.yaml: a signal with few examples
keeps the weight it was given there. Beside the gold file it learns from the project's own labelled schemas
(tests/detect/corpus) and from the examples of the categories. Reports the log-loss with each repository left out.
"""

from __future__ import annotations

import argparse
import math
import pathlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

import gold as labelled
import yaml

from minlint.detect.combine import Candidate, flat
from minlint.detect.examples import parse
from minlint.detect.fields import candidates
from minlint.detect.lexicon import Lexicon, lexicon
from minlint.detect.reading import Reader, reader
from minlint.detect.surroundings import of_source
from minlint.model import Field, Record, Source
from minlint.taxonomy import default, is_within

BY_HAND = pathlib.Path(__file__).parent / "weights_by_hand.yaml"
ROUNDS, HOLD = 80, 3.0
FILE = pathlib.Path(__file__).parent.parent / "rules" / "words" / "weights.yaml"
CORPUS = pathlib.Path(__file__).parent.parent / "tests" / "detect" / "corpus"
EXAMPLE = 0.5  # what an example counts that its category gives: it was chosen to be clear
HELD = (  # what judgement keeps firm
    *("base/always/", "base/person/person", "literal/thing"),
    *("signals/killing", "signals/type_misfits", "signals/foreign_key_weak"),
)
FIRM = 12.0  # how much more strongly
ARGUABLE = 0.5  # what a row on which careful people differ counts


class Example(NamedTuple):
    """A candidate: its signals, what adds to them that isn't learned, whether it is right, and what it counts."""

    signals: Mapping[str, float]
    offset: float
    right: bool
    counts: float


def by_hand() -> dict[str, float]:
    """The weights that learning starts from and stays near."""
    return dict(flat(yaml.safe_load(BY_HAND.read_text(encoding="utf-8"))))


def own_examples() -> dict[str, list[Example]]:
    """The candidates of the project's own labelled schemas, and of what its categories give as examples."""
    found: dict[str, list[Example]] = {}
    for path in sorted(CORPUS.glob("*.yaml")):
        found[f"corpus/{path.stem}"] = list(_of_corpus(yaml.safe_load(path.read_text(encoding="utf-8"))["records"]))
    found["examples of categories"] = [
        item
        for category in default()
        for texts, fires in ((category.fires, True), (category.silent, False))
        for text in texts
        for item in _of_text(text, category.key, fires)
    ]
    return found


def _of_corpus(records: Mapping[str, Mapping[str, Any]]) -> Iterable[Example]:
    made = tuple(
        Record(name, tuple(Field(*key.partition(" ")[::2]) for key in fields)) for name, fields in records.items()
    )
    for place in of_source(Source("corpus", "sql", "schema", made), *_words()):
        labels = {key.partition(" ")[0]: label for key, label in records[place.record.name].items()}
        for field in place.record.fields:
            keys = [labels[field.path]] if isinstance(labels[field.path], str) else labels[field.path]
            if "maybe" not in keys:
                for candidate in candidates(field, place, default(), *_words()):
                    yield _example(candidate, _is_within(candidate.category, keys), 1.0)


def _of_text(text: str, key: str, fires: bool) -> Iterable[Example]:
    try:
        record, asked = parse(text)
    except ValueError:
        return
    place = of_source(Source("example", "example", "schema", (record,)), *_words())[0]
    for field in record.fields:
        if field.path == asked:
            for candidate in candidates(field, place, default(), *_words()):
                if _is_within(candidate.category, [key]):
                    yield _example(candidate, fires, EXAMPLE)


def _is_within(category: str, keys: Iterable[str]) -> bool:
    own = {same for key in keys if key != "none" for same in default().synonyms(key)}
    return any(is_within(category, key) for key in own)


@cache
def _words() -> tuple[Lexicon, Reader]:
    names = lexicon(default())
    return names, reader(names)


def examples(gold: labelled.Gold) -> dict[str, list[Example]]:
    """Every candidate of every labelled field, by repository."""
    found: dict[str, list[Example]] = defaultdict(list)
    for repository, sources in gold.sources.items():
        for source, rows in sources:
            for place in of_source(source, *_words()):
                for field, written in zip(place.record.fields, place.written.fields, strict=True):
                    row = rows.get((place.record.name, written.path))
                    if row and field.path not in place.relations:
                        counts = 1.0 if row["confidence"] == "sure" else ARGUABLE
                        made = candidates(field, place, default(), *_words())
                        found[repository] += [_example(item, gold.right(item.category, row), counts) for item in made]
    return found


def _example(candidate: Candidate, right: bool, counts: float) -> Example:
    signals: dict[str, float] = defaultdict(float)
    for signal in candidate.signals:
        if signal.name:
            signals[signal.name] += signal.times
    return Example(signals, sum(signal.weight for signal in candidate.signals if not signal.name), right, counts)


def fit(sample: Sequence[Example], start: Mapping[str, float], rounds: int, hold: float) -> dict[str, float]:
    """Weights that make the sample likely and stay near where they start: ``hold`` is the price of leaving it."""
    learned = {name: start.get(name, 0.0) for item in sample for name in item.signals}
    squares = dict.fromkeys(learned, 1e-6)
    price = {name: hold * (FIRM if name.startswith(HELD) else 1.0) for name in learned}
    for _ in range(rounds):
        slope = {name: price[name] * (value - start.get(name, 0.0)) for name, value in learned.items()}
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


def left_out(
    found: Mapping[str, Sequence[Example]], own: Sequence[Example], start: Mapping[str, float], rounds: int, hold: float
) -> None:
    """Print the log-loss on each repository, by the weights as they are and by those learned from all the others."""
    before = after = 0.0
    for repository, left in found.items():
        others = [item for name, items in found.items() if name != repository for item in items]
        learned = {**start, **fit([*others, *own], start, rounds, hold)}
        was, now = loss(left, start), loss(left, learned)
        print(f"{repository:45}{len(left):6}{was:9.3f}{now:9.3f}")
        before, after = before + was * len(left), after + now * len(left)
    total = sum(map(len, found.values()))
    print(f"{'all, each left out':45}{total:6}{before / total:9.3f}{after / total:9.3f}")


_HEAD = """\
# How much each signal moves the log-odds that a field holds a category: made by benchmarks/train_weights.py from the
# weights by hand that stand beside it and from labelled fields.
"""


def write(learned: Mapping[str, float]) -> None:
    """Put the weights into the file that ships, laid out as the one by hand."""
    text = _HEAD + BY_HAND.read_text(encoding="utf-8").partition("\n")[2]
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
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--hold", type=float, default=HOLD, help="how strongly weights stay where they are")
    parser.add_argument("--write", action="store_true", help="write the weights learned from all of it")
    asked = parser.parse_args()
    found = examples(labelled.load(asked.gold))
    own = [item for items in own_examples().values() for item in items]
    start = by_hand()
    left_out(found, own, start, asked.rounds, asked.hold)
    if asked.write:
        everything = [*own, *(item for items in found.values() for item in items)]
        write(fit(everything, start, asked.rounds, asked.hold))


if __name__ == "__main__":
    main()
