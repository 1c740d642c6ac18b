"""Judging 1,000, 10,000 and 100,000 fields by every rule and 20 purposes, in one process: linear or not.

    .venv/bin/python benchmarks/judging.py [FIELDS ...]

Each size is judged in a process of its own. Reading and detection aren't counted; times are the processor's own
seconds.
"""

from __future__ import annotations

import datetime
import gc
import os
import subprocess
import sys
import tempfile
import time

from minlint import book, lock, pipeline
from minlint.judge.engine import judge
from minlint.model import Field, Record, Reference, Source

SIZES = ("1000", "10000", "100000")
PURPOSES = 20
TODAY = datetime.date(2026, 1, 1)
TABLE = (
    *(("id", "bigint"), ("email", "text"), ("first_name", "text"), ("last_name", "text"), ("birth_date", "date")),
    *(("phone", "text"), ("street", "text"), ("city", "text"), ("postcode", "text"), ("gender", "text")),
    *(("diagnosis", "text"), ("salary", "numeric(10,2)"), ("ip_address", "inet"), ("note", "text")),
    *(("price", "numeric"), ("quantity", "integer"), ("color", "text"), ("status", "text")),
    *(("created_at", "timestamptz"), ("customer_id", "bigint")),
)
CATEGORIES = (
    *("user.name", "user.contact.email", "user.contact.phone_number", "user.demographic.date_of_birth"),
    *("user.contact.address", "user.demographic.gender", "user.health_and_medical", "user.financial.income"),
)


def said() -> str:
    """A manifest of so many purposes, each of some tables and some categories."""
    lines = ["version: 1", "purposes:"]
    for number in range(PURPOSES):
        needed = [CATEGORIES[(number + step) % len(CATEGORIES)] for step in range(3)]
        lines += [
            f"  purpose-{number}:",
            "    statement: Let a customer book, move and cancel a visit, and remind them the day before.",
            f"    necessary: [{', '.join(needed)}]",
            "    retention: 1 year",
        ]
    lines.append("bindings:")
    for number in range(PURPOSES):
        lines += ['  - source: "*.sql"', f'    records: ["customer_*{number:02}"]', f"    purposes: [purpose-{number}]"]
    return "\n".join(lines) + "\n"


def name_of(number: int) -> str:
    """A table's name; its end says which purpose it serves."""
    return f"customer_{number // PURPOSES:04}{number % PURPOSES:02}"


def sources(fields: int) -> list[Source]:
    """Files of 50 tables each, of so many fields together."""
    tables = []
    for number in range(fields // len(TABLE)):
        key = Reference(name_of(number - 1))
        own = (
            Field(name, declared, primary=name == "id", references=key if name == "customer_id" and number else None)
            for name, declared in TABLE
        )
        tables.append(Record(name_of(number), tuple(own)))
    shares = range(0, len(tables), 50)
    return [Source(f"{n}.sql", "sql", "schema", tuple(tables[n : n + 50]), stored=True) for n in shares]


def measure(fields: int) -> None:
    """Judge so many fields in this process and print what it took."""
    gc.set_threshold(200_000, 20, 100)  # as the command line has it
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        with open("minlint.yaml", "w", encoding="utf-8") as file:
            file.write(said())
        wanted, known = lock.read("minlint.yaml", TODAY, book.shipped())
        readings = [pipeline.classify(source, known.taxonomy) for source in sources(fields)]
        start = time.process_time()
        verdict = judge(readings, wanted, persona="audit", today=TODAY, book=known.taxonomy, pack=known.rules)
        seconds = time.process_time() - start
    print(f"{verdict.counts.fields:8,} fields {len(known.rules):4} rules {len(wanted.purposes):3} purposes ", end="")
    print(f"{seconds:7.2f} s {1e6 * seconds / fields:6.0f} µs a field {len(verdict.findings):8,} findings", flush=True)


def main() -> None:
    """Each size that is asked for."""
    if sys.argv[1:2] == ["--one"]:
        measure(int(sys.argv[2]))
        return
    for size in sys.argv[1:] or SIZES:
        subprocess.run([sys.executable, os.path.abspath(__file__), "--one", size], check=True)


if __name__ == "__main__":
    main()
