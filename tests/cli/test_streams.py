"""Readers that leave, streams that are closed or full, and interruptions end a run quietly with the right status."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Tree

MINLINT = f"{sys.executable} -m minlint"


def shell(tree: Tree, line: str) -> tuple[str, str]:
    done = subprocess.run(["bash", "-c", line], cwd=tree.root, capture_output=True, text=True, timeout=120)
    return done.stdout.strip(), done.stderr


@pytest.mark.parametrize(
    "command", ["--version", "--help", "categories", "check -q", "check -q --format sarif", "inventory -q"]
)
def test_a_reader_that_leaves_is_no_error(newsletter: Tree, command: str) -> None:
    _, err = shell(newsletter, f"{{ sleep 0.2; {MINLINT} {command} 2>err; }} | true; cat err >&2")
    assert "Traceback" not in err and "Exception ignored" not in err and "error:" not in err


def test_head_gets_its_lines(newsletter: Tree) -> None:
    out, err = shell(newsletter, f"{MINLINT} check -q | head -n 1")
    assert (out, err) == ("db/subscribers.sql:4:3  subscribers.birth_date", "")


def test_closed_streams_leave_the_status(newsletter: Tree) -> None:
    line = f"{MINLINT} check >&-; echo $?; {MINLINT} check 2>&- >/dev/null; echo $?; {MINLINT} rules >&- 2>&-; echo $?"
    out, err = shell(newsletter, line)
    assert out.split() == ["1", "1", "0"]
    assert err.splitlines()[0] == "Found 1 error, 0 warnings."


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="Linux alone has /dev/full")
def test_a_full_disk_is_said(newsletter: Tree) -> None:
    out, err = shell(newsletter, f"{MINLINT} check >/dev/full; echo $?")
    assert (out, err) == ("2", "error: standard output can't be written: No space left on device\n")


def test_an_interruption_ends_with_130(tree: Tree) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "minlint", "check", "-", "--stdin-filename", "a.sql"],
        cwd=tree.root,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a job in the background ignores it
    ) as run:
        time.sleep(3)  # it waits for its input by then
        run.send_signal(signal.SIGINT)
        out, err = run.communicate(timeout=20)
    assert (run.returncode, out, err.split()) == (130, b"", [b"interrupted"])


@pytest.mark.skipif(sys.platform != "linux", reason="a group of processes is stopped as a terminal does it")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interruption_leaves_no_copy_of_the_data(
    tree: Tree, tmp_path_factory: pytest.TempPathFactory, jobs: str
) -> None:
    """Copies of what has to be set right lie in a private folder while they are read."""
    scratch = tmp_path_factory.mktemp("scratch")
    ragged = "email,town\n" + "ada@mail.example,Delft,too many\nben@mail.example,Delft\n" * 400_000
    for name in ("a.csv", "b.csv"):
        tree.write(name, ragged)
    run = subprocess.Popen(
        [sys.executable, "-m", "minlint", "check", "--no-cache", "-j", jobs, "."],
        cwd=tree.root,
        env={**os.environ, "TMPDIR": str(scratch)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    end = time.monotonic() + 60
    while not any(scratch.glob("minlint-*/*")):
        assert time.monotonic() < end and run.poll() is None
        time.sleep(0.02)
    os.killpg(run.pid, signal.SIGINT)
    out, err = run.communicate(timeout=60)
    assert (run.returncode, out, err.split()) == (130, b"", [b"interrupted"])
    assert list(scratch.iterdir()) == []


FORKING = """
import os, signal, sys
from minlint.__main__ import main
signal.signal(signal.SIGINT, signal.default_int_handler)
os.register_at_fork(after_in_parent=lambda: os.kill(os.getpid(), signal.SIGINT))
sys.argv = ["minlint", "check", "--no-cache", "-j", "2"]
main()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere processes are started anew")
def test_an_interruption_while_processes_start(newsletter: Tree) -> None:
    """The first has begun, the second hasn't."""
    newsletter.write("db/readers.sql", "CREATE TABLE readers (phone text);\n")
    done = subprocess.run([sys.executable, "-c", FORKING], cwd=newsletter.root, capture_output=True, timeout=20)
    assert (done.returncode, done.stdout, done.stderr.strip()) == (130, b"", b"interrupted")


def test_standard_input_that_is_closed(tree: Tree) -> None:
    out, err = shell(tree, f"{MINLINT} check - --stdin-filename a.sql <&-; echo $?")
    assert (out, err) == ("2", "error: `-` takes standard input, which is closed\n")


def test_a_crash_prints_one_line_without_values(newsletter: Tree) -> None:
    code = (
        "import sys, minlint.pipeline as p\n"
        "def broken(*_, **__): raise RuntimeError('a value: 555-0100')\n"
        "p.classify = broken\n"
        "sys.argv = ['minlint', 'check']\n"
        "from minlint.__main__ import main\nmain()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=newsletter.root, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("error: internal error, please report it: RuntimeError at pipeline.py:")
    assert done.stderr.count("\n") == 1 and "555-0100" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="terminals of this kind are Unix's")
def test_lines_break_between_words_on_a_narrow_terminal(newsletter: Tree) -> None:
    import pty

    ours, theirs = pty.openpty()
    environ = {**os.environ, "COLUMNS": "40"}
    command = [sys.executable, "-m", "minlint", "check", "--no-cache"]
    subprocess.run(command, cwd=newsletter.root, stdout=subprocess.DEVNULL, stderr=theirs, env=environ, check=False)
    os.close(theirs)
    with os.fdopen(ours, "rb", buffering=0) as terminal:
        lines = terminal.read(4096).decode().splitlines()
    assert lines == [
        "Found 1 error, 0 warnings.",
        "Read 3 fields in 1 record of 1 source: 3",
        "  personal, 1 beyond purpose; 0",
        "  unreadable.",
    ]
