"""How well detection does on labelled fields, each repository judged by weights learned from the others.

    .venv/bin/python benchmarks/accuracy.py --gold PATH [--write]

Prints docs/accuracy.md, or writes it. The gold file (see gold.py) isn't part of the project.
"""

from __future__ import annotations

import argparse
import importlib.util
import pathlib
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import ModuleType
from typing import cast

import gold as labelled
import train_weights
from gold import COUNTS_FROM, Gold, Judged

from minlint.detect import detect
from minlint.detect.combine import weights
from minlint.taxonomy import default

ROOT = pathlib.Path(__file__).parent.parent
PAGE = ROOT / "docs" / "accuracy.md"
FIRST_RUN = {"cases": 406, "right": 284, "personal": 233, "found": 141, "silent": 145, "false alarms": 14}


def judge(gold: Gold, repository: str) -> Iterator[Judged]:
    """The labelled fields of one repository, with what detection says of them by the weights as they are."""
    for source, rows in gold.sources[repository]:
        said = {
            (record.record.name, item.field.path): item.detections
            for record in detect(source, default()).records
            for item in record.readings
            if item.field
        }
        for place, row in rows.items():
            yield Judged(row, [found for found in said.get(place, ()) if found.confidence >= COUNTS_FROM])


def left_out(gold: Gold) -> list[Judged]:
    """Every labelled field, its repository judged by weights learned without it."""
    found = train_weights.examples(gold)
    own = [item for items in train_weights.own_examples().values() for item in items]
    shipped = dict(weights())
    start = train_weights.by_hand()
    judged: list[Judged] = []
    for repository in gold.sources:
        others = [item for name, items in found.items() if name != repository for item in items]
        learned = train_weights.fit([*others, *own], start, train_weights.ROUNDS, train_weights.HOLD)
        _use({**start, **learned})
        judged += judge(gold, repository)
        _use(shipped)
    return judged


def _use(values: Mapping[str, float]) -> None:
    cast("dict[str, float]", weights()).update(values)


def page(gold: Gold) -> str:
    """docs/accuracy.md."""
    judged = left_out(gold)
    sure = [item for item in judged if item.row["confidence"] == "sure"]
    return "\n".join(
        [
            "# How well names are read",
            "",
            "Made by `benchmarks/accuracy.py` from schema fields of public repositories, labelled by hand; the",
            "labelled file isn't part of the project. Each repository is judged by weights learned from the others.",
            "*Sure* are the fields on whose label careful people agree. A field counts from confidence 0.5.",
            "",
            *_table(("", "sure", "all"), _figures(labelled.scores(sure, gold), labelled.scores(judged, gold))),
            "",
            "## Confidence",
            "",
            "Of the best categories said at a confidence, so many are right (sure fields):",
            "",
            *_table(("confidence", "fields", "right"), _reliability(sure, gold)),
            "",
            "## By format, domain and language",
            "",
            *_table(("", "fields", "personal F1", "category F1"), _slices(judged, gold)),
            "",
            "## Hard cases",
            "",
            "The first 406 of `tests/detect/hard_cases.yaml` were written and labelled before the detector had",
            "seen them; what was added since had been seen to fail.",
            "",
            *_table(("", "right", "personal found", "false alarms"), _hard_cases()),
            "",
            "## Speed",
            "",
            f"{_speed(gold):,.0f} fields a second in one process where names have been seen before;",
            f"{_speed(gold, cold=True):,.0f} where every name is new.",
            "",
        ]
    )


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'|'.join(['---', *['---:'] * (len(head) - 1)])}|"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _figures(sure: Mapping[str, float], every: Mapping[str, float]) -> Iterator[Sequence[str]]:
    for key, value in sure.items():
        form = ".0f" if key == "fields" else ".1f" if key.endswith("100") else ".3f"
        yield key.replace("_", " "), format(value, form), format(every[key], form)


def _reliability(judged: Iterable[Judged], gold: Gold) -> Iterator[Sequence[str]]:
    for start, count, share in labelled.reliability(judged, gold):
        yield f"{start:.1f} to {start + 0.1:.1f}", str(count), f"{share:.2f}"


def _slices(judged: Sequence[Judged], gold: Gold) -> Iterator[Sequence[str]]:
    for kind in ("format", "domain", "language"):
        groups: dict[str, list[Judged]] = {}
        for item in judged:
            groups.setdefault(_slice(item, kind), []).append(item)
        for name, items in sorted(groups.items()):
            found = labelled.scores(items, gold)
            figures = f"{found['personal_f1']:.2f}", f"{found['category_micro_f1']:.2f}"
            yield f"{kind}: {name.replace('_', ' ')}", str(len(items)), *figures


def _slice(item: Judged, kind: str) -> str:
    if kind == "language":
        return "Dutch" if item.row["format"].endswith("_nl") else "English"
    return item.row[kind]


def _hard_cases() -> Iterator[Sequence[str]]:
    cases = _module(ROOT / "tests" / "detect" / "test_hard_cases.py")
    now: Counter[str] = cases.outcomes()
    for name, found in (("first run", FIRST_RUN), ("now", now)):
        right = f"{found['right']} of {found['cases']}"
        yield name, right, f"{found['found']} of {found['personal']}", f"{found['false alarms']} of {found['silent']}"


def _module(path: pathlib.Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _speed(gold: Gold, cold: bool = False) -> float:
    """Fields a second of processor time over all sources: the best of three, or the first with empty caches."""
    from minlint.detect.lexicon import lexicon
    from minlint.detect.reading import reader

    sources = [source for found in gold.sources.values() for source, _ in found]
    fields = sum(len(record.fields) for source in sources for record in source.records)
    best = 0.0
    for _ in range(1 if cold else 3):
        if cold:
            lexicon.cache_clear()
            reader.cache_clear()
        start = time.process_time()
        for source in sources:
            detect(source, default())
        best = max(best, fields / (time.process_time() - start))
    return best


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=pathlib.Path, required=True)
    parser.add_argument("--write", action="store_true", help="write docs/accuracy.md")
    asked = parser.parse_args()
    text = page(labelled.load(asked.gold))
    if asked.write:
        PAGE.write_text(text, encoding="utf-8")
    else:
        print(text)


if __name__ == "__main__":
    main()
