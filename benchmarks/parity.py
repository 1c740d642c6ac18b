"""Presidio's own answer about many values: how fast it is reached exactly, and how fast the verdicts on columns
are, whose shares are estimated with their intervals.

    .venv/bin/python benchmarks/parity.py [--values 200000] [--beside 3000]

The values are those of ``planted.py``, all distinct. Presidio is called on ``--beside`` of them, spread evenly;
its answers must be the same. Times are the processor's own seconds. Needs Faker.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from pathlib import Path

import tldextract

sys.path.insert(0, str(Path(__file__).resolve().parent))

import planted

from minlint.detect.values import exact
from minlint.detect.values.columns import detections
from minlint.detect.values.kinds import Context
from minlint.detect.values.presidio import snapshot
from minlint.detect.values.spread import spread


def texts(count: int) -> list[str]:
    """So many distinct values of people and of things, shuffled."""
    rows, found = count // 700, {}
    while len(found) < count:
        rows += rows // 2 + 10
        made = (str(value) for table in planted.tables(rows) for column in table.columns for value in column.values)
        found = dict.fromkeys(made)
    listed = list(found)
    random.Random(1).shuffle(listed)
    return listed[:count]


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--values", type=int, default=200_000)
    asked.add_argument("--beside", type=int, default=3_000)
    options = asked.parse_args()
    tldextract.extract = snapshot()  # the engine would fetch the list of public suffixes
    from presidio_analyzer import AnalyzerEngine
    from presidio_analyzer.nlp_engine import NoOpNlpEngine

    engine = AnalyzerEngine(
        nlp_engine=NoOpNlpEngine([{"lang_code": "en", "model_name": "none"}]), supported_languages=["en"]
    )
    values = texts(options.values)
    few = spread(values, options.beside)
    engine.analyze(values[0], "en")
    set(exact.answers(values[:200]))
    began = time.process_time()
    theirs = {(text, hit.entity_type, hit.score) for text in few for hit in engine.analyze(text, "en")}
    rate = len(few) / (time.process_time() - began)
    print(f"AnalyzerEngine.analyze:   {rate:10,.0f} values/s (over {len(few):,})")
    began = time.process_time()
    ours = set(exact.answers(values))
    exactly = len(values) / (time.process_time() - began)
    print(f"exact:                    {exactly:10,.0f} values/s (over {len(values):,}), {exactly / rate:.1f} times")
    chosen = set(few)
    same = {item for item in ours if item[0] in chosen} == theirs
    print(f"  {len(theirs):,} answers about those {len(few):,}: {'the same' if same else 'DIFFERENT'}")
    seconds, said = verdicts(columns := columned())
    count = sum(map(len, columns))
    print(f"verdicts over columns:    {count / seconds:10,.0f} values/s, {count / seconds / rate:.0f} times, all kinds")
    for line in said[:6]:
        print(f"  {line}")


def columned() -> list[list[str]]:
    """Columns of 2,000 values, as a check keeps them of a column of any length."""
    tables = planted.tables(2_000, locales=("en_US", "de_DE", "fr_FR"))
    return [[str(value) for value in column.values] for table in tables for column in table.columns]


def verdicts(columns: list[list[str]]) -> tuple[float, list[str]]:
    """The seconds that the kinds' verdicts on columns take, and some that are estimated, in words."""
    began = time.process_time()
    found = [item for texts in columns for item in detections(texts, frozenset(), Context(people=True))]
    said = [item.evidence[0].detail for item in found]
    return time.process_time() - began, [line for line in said if " to " in line]


if __name__ == "__main__":
    main()
