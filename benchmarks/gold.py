"""Labelled fields as sources, and how detection fares on them: what accuracy.py and train_weights.py share.

The gold file is a CSV of one row a field (``source_repo source_path container field declared_type comment label
secondary_label sensitive confidence``, and ``format domain``), with ``labels.json`` beside it: the category keys that
count as each label.
"""

from __future__ import annotations

import csv
import json
import pathlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from minlint import read
from minlint.model import Detection, Source
from minlint.read.input import Input
from minlint.taxonomy import default, is_within

COUNTS_FROM = 0.5
Row = Mapping[str, str]


class Gold(NamedTuple):
    """Sources by repository, their rows by (container, field), and the keys that count as each label."""

    sources: Mapping[str, Sequence[tuple[Source, Mapping[tuple[str, str], Row]]]]
    labels: Mapping[str, Sequence[str]]

    def truth(self, row: Row) -> list[str]:
        """The labels that are right for a row."""
        return [label for label in (row["label"], row["secondary_label"]) if label and label != "none"]

    def right(self, category: str, row: Row) -> bool:
        """Whether a category counts as one of a row's labels."""
        return any(is_within(category, key) for label in self.truth(row) for key in self.labels.get(label, ()))


def load(path: pathlib.Path) -> Gold:
    """Read a gold file; each of its sources becomes a data dictionary, read as minlint reads one."""
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    with path.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            groups[row["source_repo"], row["source_path"]].append(row)
    sources: dict[str, list[tuple[Source, Mapping[tuple[str, str], Row]]]] = defaultdict(list)
    for (repository, _), rows in groups.items():
        found = read.read(Input("gold.dictionary.csv", data=_dictionary(rows)), read.Options())
        if found is not None:
            sources[repository].append((found, {(row["container"], row["field"]): row for row in rows}))
    return Gold(sources, json.loads((path.parent / "labels.json").read_text(encoding="utf-8")))


def _dictionary(rows: Iterable[Row]) -> bytes:
    import io

    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["table", "column", "type", "description"])
    writer.writerows([row["container"], row["field"], row["declared_type"], row["comment"]] for row in rows)
    return text.getvalue().encode()


class Judged(NamedTuple):
    """A row with what was detected in it, best first."""

    row: Row
    said: Sequence[Detection]


def scores(judged: Iterable[Judged], gold: Gold) -> dict[str, float]:
    """The figures of docs/accuracy.md, as fractions."""
    count, bins = Counter[str](), defaultdict[int, list[float]](lambda: [0.0, 0.0, 0.0])
    labels: dict[str, Counter[str]] = defaultdict(Counter)
    for item in judged:
        _count(item, gold, count, labels)
        for best in item.said[:1]:
            part = bins[min(9, int(best.confidence * 10))]
            part[0], part[1] = part[0] + 1, part[1] + gold.right(best.category, item.row)
            part[2] += best.confidence
    precision = _ratio(count["tp"], count["tp"] + count["fp"])
    recall = _ratio(count["tp"], count["tp"] + count["fn"])
    said = count["tp"] + count["fp"]
    common = [_f1(_ratio(n["hit"], n["said"]), _ratio(n["hit"], n["true"])) for n in labels.values() if n["true"] >= 4]
    return {
        "fields": sum(count[key] for key in ("tp", "fp", "fn", "tn")),
        "personal_precision": precision,
        "personal_recall": recall,
        "personal_f1": _f1(precision, recall),
        "false_alarms_per_100": 100 * _ratio(count["fp"], count["fp"] + count["tn"]),
        "sensitive_recall": _ratio(count["sensitive found"], count["sensitive"]),
        "sensitive_precision": _ratio(count["sensitive right"], count["sensitive said"]),
        "category_micro_f1": _f1(_ratio(count["hit"], said), _ratio(count["hit"], count["tp"] + count["fn"])),
        "category_macro_f1": _ratio(sum(common), len(common)),
        "calibration_error": _ratio(sum(abs(part[1] - part[2]) for part in bins.values()), said),
    }


def _count(item: Judged, gold: Gold, count: Counter[str], labels: dict[str, Counter[str]]) -> None:
    book, truth = default(), gold.truth(item.row)
    best = item.said[0].category if item.said else None
    hit = best is not None and gold.right(best, item.row)
    count["tp" if truth and best else "fn" if truth else "fp" if best else "tn"] += 1
    count["hit"] += hit
    sensitive = any(book[found.category].sensitive for found in item.said)
    if item.row["sensitive"] == "sensitive":
        count["sensitive"] += 1
        count["sensitive found"] += sensitive or hit
        count["sensitive right"] += sensitive
    count["sensitive said"] += sensitive
    guess = _label(best, truth, gold) if best else "none"
    if truth:
        labels[guess if hit else truth[0]]["true"] += 1
    if best:
        labels[guess]["said"] += 1
        labels[guess]["hit"] += hit


def _label(category: str, truth: Sequence[str], gold: Gold) -> str:
    """The label that a category is counted under: a right one, else the one whose key is the deepest."""
    known = [(len(key), label) for label, keys in gold.labels.items() for key in keys if is_within(category, key)]
    return next((label for _, label in known if label in truth), max(known, default=(0, "other"))[1])


def reliability(judged: Iterable[Judged], gold: Gold) -> Iterator[tuple[float, int, float]]:
    """Confidences by tenths: where a tenth begins, how many best categories are in it, and the share that is right."""
    bins: dict[int, list[bool]] = defaultdict(list)
    for item in judged:
        for best in item.said[:1]:
            bins[min(9, int(best.confidence * 10))].append(gold.right(best.category, item.row))
    for tenth, hits in sorted(bins.items()):
        yield tenth / 10, len(hits), sum(hits) / len(hits)


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _f1(precision: float, recall: float) -> float:
    return _ratio(2 * precision * recall, precision + recall)
