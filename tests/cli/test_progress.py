"""How far a run is shows on a terminal, and nowhere else."""

from __future__ import annotations

import io
import os
import pty
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from minlint.cli.progress import Progress

if TYPE_CHECKING:
    from tests.cli.conftest import Tree


def test_a_line_that_goes_again() -> None:
    stream = io.StringIO()
    progress = Progress(stream, patience=0)
    progress(3, 12, "data/\x1b[31mvisits.parquet")
    progress(12, 12, "")
    first, gone = stream.getvalue().split("\x1b[K")[:2]
    assert first.startswith("\r█████░") and "3 of 12: data/" in first and "\x1b" not in first
    assert gone == "\r"


def test_a_short_run_shows_nothing() -> None:
    stream = io.StringIO()
    progress = Progress(stream)
    progress(0, 2, "a.csv")
    progress(2, 2, "")
    assert stream.getvalue() == ""


def test_silent_in_a_pipe(newsletter: Tree) -> None:
    ran = newsletter.check("--jobs", "1")
    assert "\r" not in ran.err + ran.out


@pytest.mark.slow
def test_a_long_run_shows_how_far_it_is_on_a_terminal_alone(newsletter: Tree) -> None:
    for name in ("a.csv", "b.csv"):
        newsletter.write(name, "email,town\n" + "ada@mail.example,Delft,too many\nben@mail.example,Delft\n" * 150_000)
    command = [sys.executable, "-m", "minlint", "check", "--format", "json", "--no-cache", "-j", "1", "."]
    piped = subprocess.run(command, cwd=newsletter.root, capture_output=True, check=False)
    assert b"\r" not in piped.stderr and "░".encode() not in piped.stderr
    main, other = pty.openpty()
    with subprocess.Popen(command, cwd=newsletter.root, stdout=subprocess.PIPE, stderr=other) as run:
        out, _ = run.communicate(timeout=120)
    os.close(other)
    told = os.read(main, 1 << 16).decode()
    os.close(main)
    assert out == piped.stdout
    assert "b.csv" in told and "░" in told and told.count("\r\x1b[K") == 1


def test_on_a_terminal_the_report_is_the_same(newsletter: Tree) -> None:
    main, other = pty.openpty()
    command = [sys.executable, "-m", "minlint", "check", "--format", "json", "--no-cache", "-j", "1"]
    done = subprocess.run(command, cwd=newsletter.root, stdout=subprocess.PIPE, stderr=other, check=False)
    os.close(other)
    os.close(main)
    assert done.stdout.decode() == newsletter.check("--no-cache").out
