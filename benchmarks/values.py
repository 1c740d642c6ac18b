"""What values tell: planted truth in twelve countries, named and opaque columns, and what only looks alike.

    .venv/bin/python benchmarks/values.py [--rows 300] [--beside 20] [--speed 200000] [--tall 1000000]

Prints precision and recall of each category, F1 over personal columns, false alarms in 100 columns of business things,
rows a second and peak memory; what a check of a large file costs beside DuckDB (``tall.py``); then what
presidio-analyzer and presidio-structured say of the same values (``--beside`` of each column; 0 leaves them out).
Needs Faker; presidio-structured and pandas where they are installed.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

os.environ.setdefault("TLDEXTRACT_CACHE", tempfile.gettempdir())
sys.path.insert(0, str(Path(__file__).resolve().parent))

import planted
import pyarrow as pa
import pyarrow.parquet as pq
import tall

from minlint import pipeline, taxonomy
from minlint.taxonomy import is_within

SURE = 0.6  # the confidence at which the default persona judges
Verdicts = Mapping[tuple[str, str], str | None]  # (table, column) -> category


def written(tables: Iterable[planted.Table], folder: Path) -> dict[str, planted.Table]:
    """Each table in a Parquet file of its own."""
    found = {}
    for table in tables:
        path = folder / table.locale / f"{table.name}.parquet"
        path.parent.mkdir(parents=True, exist_ok=True)
        pq.write_table(pa.table({column.name: column.values for column in table.columns}), path)
        found[str(path)] = table
    return found


def ours(tables: Iterable[planted.Table]) -> tuple[Verdicts, float]:
    """The best category of every column, and the seconds it took."""
    with tempfile.TemporaryDirectory() as name:
        files = written(tables, Path(name))
        book = taxonomy.default()
        found: dict[tuple[str, str], str | None] = {}
        began = time.perf_counter()
        for path, table in files.items():
            inputs = pipeline.find(pipeline.Reading((path,))).inputs
            for reading in pipeline.read_all(inputs, pipeline.Reading((path,), jobs=1), book):
                for item in reading.records[0].readings:
                    best = [d for d in item.detections if d.confidence >= SURE and d.category.startswith("user")]
                    if item.field:
                        found[table.name + table.locale, item.field.path] = best[0].category if best else None
        return found, time.perf_counter() - began


def scored(tables: Sequence[planted.Table], said: Verdicts) -> tuple[float, float]:
    """Prints the table of categories; returns F1 over personal columns, and false alarms in 100 distractor columns."""
    right: Counter[str] = Counter()
    truth: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    missed: dict[str, list[str]] = defaultdict(list)
    alarms, harmless = [], 0
    for table in tables:
        for column in table.columns:
            got = said.get((table.name + table.locale, column.name))
            if column.category is None:
                harmless += 1
                if got:
                    alarms.append(f"{table.locale} {_origin(table, column)}: {got}")
                    wrong[got] += 1
                continue
            truth[column.category] += 1
            if got and (is_within(got, column.category) or is_within(column.category, got)):
                right[column.category] += 1
            else:
                missed[column.category].append(table.locale + (f"={got}" if got else ""))
                wrong.update([got] if got else [])
    for category in sorted(truth):
        precision = right[category] / max(1, right[category] + wrong[category])
        print(
            f"  {category:50} P {precision:.2f}  R {right[category] / truth[category]:.2f}  "
            f"{' '.join(missed[category][:6])}"
        )
    for alarm in alarms:
        print("  false alarm:", alarm)
    hits, total = sum(right.values()), sum(truth.values())
    precision = hits / max(1, hits + sum(wrong.values()))
    recall = hits / total
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    per_hundred = 100 * len(alarms) / max(1, harmless)
    print(
        f"  F1 {f1:.3f} (P {precision:.3f}, R {recall:.3f}) over {total} personal columns; "
        f"{len(alarms)} false alarms in {harmless} distractor columns ({per_hundred:.1f} in 100)"
    )
    return f1, per_hundred


def _origin(table: planted.Table, column: planted.Column) -> str:
    return column.name if not column.values else f"{column.name} ({table.name})"


ENTITIES = {
    "PERSON": "user.name",
    "EMAIL_ADDRESS": "user.contact.email",
    "PHONE_NUMBER": "user.contact.phone_number",
    "IP_ADDRESS": "user.device.ip_address",
    "MAC_ADDRESS": "user.device.mac_address",
    "CREDIT_CARD": "user.financial.credit_card",
    "IBAN_CODE": "user.financial.bank_account",
    "US_BANK_NUMBER": "user.financial.bank_account",
    "CRYPTO": "user.financial.bank_account",
    "US_SSN": "user.government_id",
    "US_ITIN": "user.government_id",
    "US_PASSPORT": "user.government_id.passport_number",
    "US_DRIVER_LICENSE": "user.government_id.drivers_license_number",
    "UK_NHS": "user.health_and_medical.record_id",
    "UK_NINO": "user.government_id",
    "MEDICAL_LICENSE": "user.government_id",
}


def presidio(tables: Sequence[planted.Table], most: int) -> tuple[Verdicts, float]:
    """The entity that presidio-analyzer finds in at least half of a column's values, at a score of 0.4."""
    from presidio_analyzer import AnalyzerEngine
    from presidio_analyzer.nlp_engine import NoOpNlpEngine

    engine = AnalyzerEngine(
        nlp_engine=NoOpNlpEngine([{"lang_code": "en", "model_name": "none"}]), supported_languages=["en"]
    )
    found: dict[tuple[str, str], str | None] = {}
    began = time.perf_counter()
    for table in tables:
        for column in table.columns:
            texts = [str(value) for value in dict.fromkeys(column.values)][:most]
            hits: Counter[str] = Counter()
            for text in texts:
                hits.update({hit.entity_type for hit in engine.analyze(text, "en") if hit.score >= 0.4})
            dense = [entity for entity, count in hits.most_common() if count >= len(texts) / 2 and entity in ENTITIES]
            found[table.name + table.locale, column.name] = ENTITIES[dense[0]] if dense else None
    return found, time.perf_counter() - began


def structured(tables: Sequence[planted.Table], most: int) -> tuple[Verdicts, float]:
    """What presidio-structured calls each column."""
    import pandas as pd
    from presidio_analyzer import AnalyzerEngine
    from presidio_analyzer.nlp_engine import NoOpNlpEngine
    from presidio_structured import PandasAnalysisBuilder

    engine = AnalyzerEngine(
        nlp_engine=NoOpNlpEngine([{"lang_code": "en", "model_name": "none"}]), supported_languages=["en"]
    )
    builder = PandasAnalysisBuilder(analyzer=engine, analyzer_score_threshold=0.4)
    found: dict[tuple[str, str], str | None] = {}
    began = time.perf_counter()
    for table in tables:
        frame = pd.DataFrame({column.name: [str(value) for value in column.values[:most]] for column in table.columns})
        for name, entity in builder.generate_analysis(frame).entity_mapping.items():
            found[table.name + table.locale, name] = ENTITIES.get(entity)
    return found, time.perf_counter() - began


def beside(tables: Sequence[planted.Table], most: int) -> None:
    """The two peers over a bounded sample of the same columns."""
    for title, peer in (("presidio-analyzer", presidio), ("presidio-structured", structured)):
        try:
            said, seconds = peer(tables, most)
        except ImportError as error:
            print(f"\n{title}: not installed ({error.name})")
            continue
        cells = sum(min(most, len(column.values)) for table in tables for column in table.columns)
        print(f"\n{title}, {most} values of each opaque column: {cells / seconds:,.0f} values/s")
        scored(tables, said)


def speed(rows: int) -> None:
    """A table of people with so many rows, from the file to its categories."""
    first = next(planted.tables(2_000))
    times = -(-rows // 2_000)
    wide = first._replace(
        columns=tuple(column._replace(values=(column.values * times)[:rows]) for column in first.columns)
    )
    _, seconds = ours([wide])
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\n{rows:,} rows x {len(wide.columns)} columns: {rows / seconds:,.0f} rows/s, peak memory {memory:,.0f} MB")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--rows", type=int, default=300)
    asked.add_argument("--beside", type=int, default=20)
    asked.add_argument("--speed", type=int, default=200_000)
    asked.add_argument("--tall", type=int, default=1_000_000)
    options = asked.parse_args()
    named = list(planted.tables(options.rows))
    opaque = [table.opaque() for table in named]
    for title, tables in (("named columns", named), ("opaque columns", opaque)):
        said, seconds = ours(tables)
        print(f"\n{title}: {len(tables)} tables of {options.rows} rows in {seconds:.1f} s")
        scored(tables, said)
    if options.speed:
        speed(options.speed)
    if options.tall:
        tall.report(options.tall, 10)
    if options.beside:
        beside(opaque, options.beside)


if __name__ == "__main__":
    main()
