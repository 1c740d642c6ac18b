"""Start-up and lint times as ratios to ``python -c "import click"``, measured in one run.

    .venv/bin/python benchmarks/startup.py [RUNS]

Each command is a whole process; the runs of all commands are interleaved, and the fastest run of each counts. Compiled
modules and the cache are in a folder of their own, as an installation has them. What isn't called unchanged is judged
anew (``--no-cache``).
"""

from __future__ import annotations

import os
import pathlib
import subprocess
import sys
import tempfile
import time

COLUMNS = ["id bigint PRIMARY KEY", "email text NOT NULL", "birth_date date", "note text", "created_at timestamptz"]


CHANGED = """\
import os, pathlib, subprocess, sys
path = pathlib.Path("hundred/050.sql")
path.write_text(path.read_text() + "-- changed\\n")
os.utime(path, (os.stat(path).st_mtime - 60,) * 2)
sys.exit(subprocess.run(sys.argv[1:]).returncode)
"""
"""Changes one of the files, then runs the rest of the command line; that costs a start of Python more."""


def ddl(lines: int) -> str:
    """DDL of about so many lines."""
    tables = []
    while sum(table.count("\n") for table in tables) < lines:
        body = ",\n".join(f"  {column}" for column in COLUMNS)
        tables.append(f"CREATE TABLE customer_{len(tables)} (\n{body}\n);\n")
    return "".join(tables)


def json_schema(lines: int) -> str:
    """A JSON Schema of about so many lines."""
    names = ("email", "birth_date", "city", "topic", "phone")
    properties = ",\n".join(f'  "{names[n % 5]}_{n}": {{"type": "string"}}' for n in range(lines - 4))
    head = '{"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "customers", "type": "object",\n'
    return head + ' "properties": {\n' + properties + "\n}}\n"


def prepare(folder: pathlib.Path) -> dict[str, list[str]]:
    """Write the inputs; the commands by name."""
    (folder / "one.sql").write_text(ddl(300))
    (folder / "one.schema.json").write_text(json_schema(300))
    for name in ("hundred", "unrelated"):
        (folder / name).mkdir()
    for n in range(100):
        (folder / "hundred" / f"{n:03}.sql").write_text(ddl(300))
    for n in range(500):
        (folder / "unrelated" / f"{n:03}.json").write_text('{"name": "x", "version": "1.0.0", "files": ["a", "b"]}\n')
        (folder / "unrelated" / f"{n:03}.yaml").write_text("on: push\njobs:\n  build: {runs-on: linux, steps: []}\n")
    minlint = [sys.executable, "-m", "minlint"]
    anew = [*minlint, "check", "--no-cache"]
    return {
        "import click": [sys.executable, "-c", "import click"],
        "--version": [*minlint, "--version"],
        "one JSON Schema, 300 lines": [*anew, "one.schema.json"],
        "- unchanged": [*minlint, "check", "one.schema.json"],
        "one DDL file, 300 lines": [*anew, "one.sql"],
        "- unchanged ": [*minlint, "check", "one.sql"],
        "100 DDL files, 300 lines each": [*anew, "hundred"],
        "- unchanged  ": [*minlint, "check", "hundred"],
        "- 1 of them changed": [sys.executable, "-c", CHANGED, *minlint, "check", "hundred"],
        "1,000 unrelated YAML and JSON files": [*anew, "unrelated"],
        "- unchanged   ": [*minlint, "check", "unrelated"],
    }


def environment(folder: pathlib.Path) -> dict[str, str]:
    """The environment of every run: modules are compiled once, and nothing of another run is found."""
    told = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "MINLINT"))}
    return {**told, "PYTHONPYCACHEPREFIX": str(folder / "compiled"), "MINLINT_CACHE_DIR": str(folder / "cache")}


def seconds(command: list[str], folder: pathlib.Path, environ: dict[str, str]) -> float:
    """Wall time of one run."""
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, env=environ, capture_output=True, check=False)
    return time.perf_counter() - start


def main() -> None:
    """Measure and print the table."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    with tempfile.TemporaryDirectory() as place, tempfile.TemporaryDirectory() as aside:
        folder, environ = pathlib.Path(place), environment(pathlib.Path(aside))
        commands = prepare(folder)
        best = {name: seconds(command, folder, environ) for name, command in commands.items()}
        for _ in range(runs):
            for name, command in commands.items():
                best[name] = min(best[name], seconds(command, folder, environ))
    base = best["import click"]
    for name, value in best.items():
        print(f"{name:40} {1000 * value:8.0f} ms  {value / base:6.2f}")


if __name__ == "__main__":
    main()
