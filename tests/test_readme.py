"""The README's picture is what `make demo` prints."""

from __future__ import annotations

import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).parent.parent
MARKS = re.compile(r"(<!-- picture: [^\n]*-->\n```console\n)(.*?)(```\n<!-- end of picture -->)", re.DOTALL)


def printed() -> str:
    """What a check of the bundled clinic prints in a pipe."""
    command = [sys.executable, "-m", "minlint", "check", "--today", "2026-11-24"]
    done = subprocess.run(command, cwd=ROOT / "examples" / "clinic", capture_output=True, text=True)
    assert done.returncode == 1, done.stderr
    return f"$ minlint check\n{done.stdout}{done.stderr}"


def test_the_picture_is_true() -> None:
    shown = MARKS.search((ROOT / "README.md").read_text(encoding="utf-8"))
    assert shown and shown[2] == printed()


if __name__ == "__main__":  # python tests/test_readme.py draws it anew
    readme = ROOT / "README.md"
    text = readme.read_text(encoding="utf-8")
    readme.write_text(MARKS.sub(lambda found: found[1] + printed() + found[3], text), encoding="utf-8")
