"""A table of a million people and twenty columns: a check of it beside DuckDB counting it, and ten times the rows.

    .venv/bin/python benchmarks/tall.py [--rows 1000000] [--times 10]

Each run is a process of its own: its wall clock, its processor's seconds and its peak memory are told. DuckDB computes
count, nulls and distinct values of every column of the same Parquet file. `benchmarks/values.py` prints this as well.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

COUNTING = """
import duckdb, sys
con = duckdb.connect(); con.execute("SET enable_progress_bar = false")
names = [row[0] for row in con.execute(f"DESCRIBE SELECT * FROM '{sys.argv[1]}'").fetchall()]
asked = (f'count("{n}"), count(*) - count("{n}"), count(DISTINCT "{n}")' for n in names)
con.execute(f"SELECT count(*), {', '.join(asked)} FROM '{sys.argv[1]}'").fetchall()
"""


class Cost(NamedTuple):
    """What a process took: seconds by the clock and of the processor, and megabytes at most."""

    wall: float
    processor: float
    memory: float

    def __str__(self) -> str:
        return f"{self.wall:6.1f} s by the clock, {self.processor:6.1f} s of the processor, {self.memory:6,.0f} MB"


def cost(command: list[str]) -> Cost:
    """Run a command to its end."""
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        raise SystemExit(f"failed: {' '.join(command[:6])}")
    return Cost(time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def write(path: Path, rows: int) -> None:
    """The table, made by DuckDB from hashes of row numbers."""
    import duckdb

    def of(salt: int, most: int) -> str:
        return f"(hash(i * 31 + {salt}) % {most})::INT"

    made = {
        "id": "i",
        "full_name": f"'Ada' || chr(97 + {of(1, 26)}) || ' Novak' || chr(97 + {of(2, 26)}) || chr(97 + {of(3, 26)})",
        "first_name": f"'Ada' || chr(97 + {of(1, 26)})",
        "last_name": f"'Novak' || chr(97 + {of(2, 26)}) || chr(97 + {of(3, 26)})",
        "email": f"'ada' || {of(4, 9_999_999)} || '@mail.example.org'",
        "phone": f"printf('+1 %03d-555-%04d', 201 + {of(5, 700)}, {of(6, 10_000)})",
        "street": f"{of(7, 999)} || ' Oak Street ' || {of(8, 400)}",
        "city": f"'Town ' || chr(65 + {of(9, 26)}) || chr(97 + {of(10, 26)})",
        "postcode": f"printf('%05d', {of(11, 99_999)})",
        "date_of_birth": f"DATE '1940-01-01' + {of(12, 24_000)}",
        "gender": f"['male', 'female'][1 + {of(13, 2)}]",
        "ip_address": f"printf('%d.%d.%d.%d', 20 + {of(14, 180)}, {of(15, 256)}, {of(16, 256)}, {of(17, 256)})",
        "token": "md5('x' || i)",
        "created_at": f"TIMESTAMP '2020-01-01' + to_seconds({of(18, 150_000_000)})",
        "balance": f"{of(19, 100_000_000)} / 100.0",
        "status": f"['open', 'closed', 'held', 'new'][1 + {of(20, 4)}]",
        "visits": of(21, 50),
        "order_number": f"printf('ORD-%08d', {of(22, 100_000_000)})",
        "ssn": f"printf('%03d-%02d-%04d', 100 + {of(23, 500)}, 1 + {of(24, 98)}, 1 + {of(25, 9_998)})",
        "note": f"CASE WHEN {of(26, 4)} > 0 THEN 'The visit went well and the bill of ' || {of(27, 5_000)} || "
        f"' was paid on day ' || {of(28, 300)} || ' by card' END",
    }
    columns = ", ".join(f"{said} AS {name}" for name, said in made.items())
    duckdb.connect().execute(f"COPY (SELECT {columns} FROM range({rows}) t(i)) TO '{path}' (FORMAT parquet)")


def report(rows: int, times: int) -> None:
    """Prints what a check costs beside DuckDB, and what more rows cost."""
    check = [sys.executable, "-m", "minlint", "check", "--no-cache", "--isolated", "--exit-zero"]
    with tempfile.TemporaryDirectory() as folder:
        one, many = Path(folder, "people.parquet"), Path(folder, "more.parquet")
        write(one, rows)
        cost([*check, str(one)])  # what is compiled once is
        ours, theirs = cost([*check, str(one)]), cost([sys.executable, "-c", COUNTING, str(one)])
        print(f"\n{rows:,} rows x 20 columns\n  check:   {ours}\n  DuckDB:  {theirs}")
        print(f"  {ours.processor / theirs.processor:.1f} times DuckDB's seconds of the processor")
        if times > 1:
            write(many, rows * times)
            for title, more in (("check", []), ("check --full", ["--full"])):
                base, large = cost([*check, *more, str(one)]), cost([*check, *more, str(many)])
                print(f"  {title}, {times} times the rows: {large}; {large.processor / base.processor:.1f} times")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--rows", type=int, default=1_000_000)
    asked.add_argument("--times", type=int, default=10)
    options = asked.parse_args()
    report(options.rows, options.times)


if __name__ == "__main__":
    main()
