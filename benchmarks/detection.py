"""Fields classified a second in one process, after start-up: names that are new to it, and names it has seen.

    .venv/bin/python benchmarks/detection.py [PATH ...]

Without paths the schemas are made up: identifiers of two to four words of categories, abbreviations and common nouns,
no two tables alike, a third of the fields with a comment. With paths what can be read there is classified. Times are
the processor's own seconds.
"""

from __future__ import annotations

import gc
import itertools
import random
import sys
import time
from collections.abc import Iterator, Sequence

from minlint import pipeline, read, taxonomy
from minlint.detect import detect
from minlint.model import Field, Record, Source

TABLES, WIDTH = 2_000, 15
TYPES = ("varchar(80)", "integer", "date", "timestamptz", "numeric(10,2)", "boolean", "text", "uuid", "")
PARTS = (
    "cust usr emp pat acct ord inv prod ship veh dev loc addr tel mob birth first last full home work start end old "
    "new id no cd dt ts nm amt qty flg typ stat desc name date code number status type count email phone street city "
    "zip country gender salary price weight height color model batch queue cache engine valve sensor panel route cargo "
    "diagnosis plate fingerprint policy claim visit course grade donor tenant meter invoice contract approval"
)
NOUNS = "patient customer employee driver order shipment machine batch policy visit tenant course device claim"
COMMENTS = (
    "When it was last changed",
    "As given by the person",
    "The code used by the supplier",
    "Internal, not shown",
)


def made(seed: int) -> list[Source]:
    """Schemas of tables whose names and fields are put together anew."""
    chance = random.Random(seed)
    records = (Record(f"{chance.choice(NOUNS.split())}_{n}_{seed}", tuple(_fields(chance))) for n in range(TABLES))
    return [Source(f"{n}.sql", "sql", "schema", part) for n, part in enumerate(_shares(records))]


def _fields(chance: random.Random) -> Iterator[Field]:
    names = {tuple(chance.choices(PARTS.split(), k=chance.choice((1, 2, 2, 3, 3, 4)))) for _ in range(WIDTH)}
    for number, words in enumerate(sorted(names)):
        name = "_".join(words) if chance.random() < 0.7 else words[0] + "".join(map(str.title, words[1:]))
        comment = chance.choice(COMMENTS) if number % 3 == 0 else ""
        yield Field(name, chance.choice(TYPES), comment=comment)


def _shares(records: Iterator[Record]) -> Iterator[tuple[Record, ...]]:
    while share := tuple(itertools.islice(records, 10)):
        yield share


def found(paths: Sequence[str]) -> list[Source]:
    """What can be read below some paths, without values."""
    files = pipeline.find(pipeline.Reading(tuple(paths)))
    sources = (read.read(item, read.Options(1)) for item in files.inputs if read.may_read(item.name))
    return [_bare(source) for source in sources if source and source.records]


def _bare(source: Source) -> Source:
    records = (
        record._replace(fields=tuple(field._replace(values=None, vector=None) for field in record.fields), vectors=())
        for record in source.records
    )
    return source._replace(records=tuple(records))


def main() -> None:
    """Classify everything twice and print both rates."""
    book = taxonomy.default()
    detect(Source("none", "none", "schema", (Record("none", (Field("none"),)),)), book)
    sources = found(sys.argv[1:]) if sys.argv[1:] else made(0)
    fields = [field for source in sources for record in source.records for field in record.fields]
    print(f"{len(fields):,} fields, {len({field.path for field in fields}):,} different names, ", end="")
    print(f"{sum(bool(field.comment) for field in fields):,} with a comment")
    gc.set_threshold(200_000, 20, 100)  # as the command line has it
    for label in ("new names", "the same again"):
        start = time.process_time()
        for source in sources:
            detect(source, book)
        seconds = time.process_time() - start
        print(f"{label:15} {seconds:6.2f} s {len(fields) / seconds:9,.0f} fields a second", flush=True)


if __name__ == "__main__":
    main()
