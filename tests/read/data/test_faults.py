"""What goes wrong with files of rows: each a clear message, in bounded memory, and the others are read."""

from __future__ import annotations

import gzip
import json
import resource
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from minlint.read import Options, lines, read
from minlint.read.input import Input

GIGABYTE = 1_000


def write(path: Path, before: bytes, after: bytes, blocks: int) -> None:
    with path.open("wb") as file:
        file.write(before)
        for _ in range(blocks):
            file.write(b"x" * (1 << 20))
        file.write(after)


LINES = {
    "line.csv": (b"email,note\nada@mail.example,", b"\nben@mail.example,short\n"),
    "line.jsonl": (b'{"email": "ada@mail.example", "note": "', b'"}\n{"email": "ben@mail.example"}\n'),
    "line.json": (b'[{"email": "ada@mail.example", "note": "', b'"}]\n'),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", LINES)
def test_a_line_of_a_gigabyte(tmp_path: Path, name: str) -> None:
    """In less memory than the line takes."""
    write(tmp_path / name, *LINES[name], GIGABYTE)
    command = [sys.executable, "-m", "minlint", "inventory", "--format", "json", "-q", name]
    code = f"""
import resource, subprocess
done = subprocess.run({command!r}, capture_output=True, text=True)
print(done.stdout, done.stderr, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, sep='@@')"""
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    out, err, most = done.stdout.split("@@")
    told = json.loads(out)
    assert err == "" and int(most) < 800_000
    found = [field["field"] for field in told["fields"]]
    assert "email" in found or [item["source"] for item in told["unreadable"]] == [name]


def test_a_line_that_is_too_long_costs_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "LONGEST", 1 << 20)
    for name in ("line.csv", "line.jsonl"):
        write(tmp_path / name, *LINES[name], 3)
        source = read(Input(name, str(tmp_path / name)), Options())
        assert source and [problem.code for problem in source.problems] == ["E002"]
        assert source.records[0].rows == 1
        assert set(source.records[0].fields[0].values or ()) == {"ben@mail.example"}


def test_two_encodings_in_one_file(tmp_path: Path) -> None:
    rows = [f"ada{n}@mail.example,Zürich\n".encode("utf-8" if n < 9_000 else "cp1252") for n in range(9_100)]
    (tmp_path / "x.csv").write_bytes(b"email,town\n" + b"".join(rows))
    source = read(Input("x.csv", str(tmp_path / "x.csv")), Options())
    assert source and source.records[0].rows == 9_100 and source.problems == ()


@pytest.mark.parametrize(
    "content", [b"", b"\x1f\x8b\x08\0garbage", gzip.compress(b"email\n" * 9_000, mtime=0)[:60], b"plain,text\n"]
)
def test_malformed_gzip(tmp_path: Path, content: bytes) -> None:
    for name in ("x.csv.gz", "x.jsonl.gz"):
        (tmp_path / name).write_bytes(content)
        source = read(Input(name, str(tmp_path / name)), Options())
        assert source and (content == b"" or [problem.code for problem in source.problems] == ["E001"])


def test_truncated_parquet(tmp_path: Path) -> None:
    parquet.write_table(pa.table({"email": ["ada@mail.example"] * 500}), tmp_path / "x.parquet")
    (tmp_path / "x.parquet").write_bytes((tmp_path / "x.parquet").read_bytes()[:-9])
    source = read(Input("x.parquet", str(tmp_path / "x.parquet")), Options())
    assert source and "cut off" in source.problems[0].reason


def limited() -> None:
    """Let no file grow: as if the disk were full."""
    import signal

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4_096, 4_096))


def test_no_room_on_the_disk(tmp_path: Path) -> None:
    """Neither for a private copy nor for the cache: what needs none is read all the same."""
    (tmp_path / "ragged.csv").write_text(
        "email,town\n" + "ada@mail.example,Delft,too many\nben@mail.example,Delft\n" * 500
    )
    (tmp_path / "people.sql").write_text("CREATE TABLE people (id int PRIMARY KEY, email text NOT NULL);\n" * 1)
    command = [sys.executable, "-m", "minlint", "check", "--format", "json", "."]
    subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)  # compiles what it needs
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, preexec_fn=limited)
    told = json.loads(done.stdout)
    assert "Traceback" not in done.stderr and done.returncode == 1
    found = {(item["source"], item["code"]) for item in told["findings"]}
    assert {("people.sql", "P001"), ("ragged.csv", "E001")} <= found
    assert "the disk refuses" in done.stdout
