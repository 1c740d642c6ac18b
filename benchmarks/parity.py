"""Presidio's own answer about many values: how fast it is reached exactly, and as shares with their intervals.

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
    began = time.process_time()
    shares = exact.estimates(values)
    capped = len(values) / (time.process_time() - began)
    print(f"shares, 200 asked each:   {capped:10,.0f} values/s, {capped / rate:.0f} times")
    for entity, share in sorted(shares.items(), key=lambda item: -item[1].share):
        true = len({text for text, named, _ in ours if named == entity}) / len(values)
        print(f"  {entity:20} {share.share:.4f} ({share.low:.4f} to {share.high:.4f}), exactly {true:.4f}")


if __name__ == "__main__":
    main()
