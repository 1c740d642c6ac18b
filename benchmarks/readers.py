"""Reading time per megabyte, for inputs of 1, 10 and 100 MB: linear where the last column stays level.

    .venv/bin/python benchmarks/readers.py [FORMAT [MEGABYTES ...]]

Each input is read in a process of its own, as a command would read it, and timed without start-up.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import NamedTuple


class Input(NamedTuple):
    """A file to be read: its name, and its text piece by piece, without end."""

    name: str
    parts: Callable[[], Iterator[str]]


def ddl() -> Iterator[str]:
    """Tables, views and changes, with comments; nothing else."""
    number = 0
    while True:
        yield (
            f"-- people of branch {number}\nCREATE TABLE branch.customer_{number} (\n  id bigint NOT NULL,\n"
            "  email varchar(120) NOT NULL, -- where bills go\n  birth_date date,\n  note text DEFAULT 'it''s',\n"
            "  status text CHECK (status IN ('new', 'old')),\n  created_at timestamp with time zone\n);\n"
            f"ALTER TABLE ONLY branch.customer_{number} ADD CONSTRAINT pk_{number} PRIMARY KEY (id);\n"
            f"CREATE VIEW branch.born_{number} AS SELECT id, birth_date FROM branch.customer_{number};\n"
        )
        number += 1


def dump() -> Iterator[str]:
    """A table and its rows, over and over."""
    number = 0
    while True:
        yield f"CREATE TABLE `t{number}` (\n  `id` int NOT NULL,\n  `n` varchar(3)\n) ENGINE=InnoDB;\n"
        for row in range(500):
            yield f"INSERT INTO `t{number}` VALUES ({row},'it\\'s; (a)'),({row},'-- b');\n"
        number += 1


FORMATS: dict[str, tuple[Input, ...]] = {"sql": (Input("ddl.sql", ddl), Input("dump.sql", dump))}


def text_of(source: Input, size: int) -> str:
    """At least so many characters of it."""
    parts, length = [], 0
    for part in source.parts():
        parts.append(part)
        length += len(part)
        if length >= size:
            break
    return "".join(parts)


def measure(name: str, number: int, megabytes: int) -> None:
    """Read one input in this process and print what it took."""
    from minlint.read import Options, read
    from minlint.read.input import Input as File

    source = FORMATS[name][number]
    data = text_of(source, megabytes * 1_000_000).encode()
    start = time.perf_counter()
    found = read(File(source.name, data=data), Options())
    seconds = time.perf_counter() - start
    fields = sum(len(record.fields) for record in found.records) if found else 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{source.name:20} {megabytes:5} MB {fields:9,} fields {seconds:8.2f} s {peak:7,.0f} MB of memory", end="")
    print(f" {seconds / megabytes:7.3f} s/MB", flush=True)


def main() -> None:
    """Each format asked for, each of its inputs, each size."""
    if sys.argv[1:2] == ["--one"]:
        measure(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
        return
    sizes = sys.argv[2:] or ["1", "10", "100"]
    for name in sys.argv[1:2] or FORMATS:
        for number in range(len(FORMATS[name])):
            for size in sizes:
                subprocess.run([sys.executable, __file__, "--one", name, str(number), size], check=True)


if __name__ == "__main__":
    main()
