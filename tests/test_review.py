"""The walk in docs/review.md, followed literally: its files are written, its commands run, and print what it shows."""

from __future__ import annotations

import os
import pathlib
import re
import subprocess
import sys
import tempfile

import pytest

PAGE = pathlib.Path(__file__).parent.parent / "docs" / "review.md"
BLOCK = re.compile(r"^```(?P<kind>\w+)(?: (?P<file>\S+))?\n(?P<body>.*?)^```$", re.DOTALL | re.MULTILINE)
SHELL = {
    "MINLINT_TODAY": "2026-11-24",
    "NO_COLOR": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    **{f"GIT_{who}_{what}": "officer@clinic.example" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
}


def commands(body: str) -> list[str]:
    """The commands of a console block."""
    return [line[2:] for line in body.splitlines() if line.startswith("$ ")]


def followed(text: str, folder: pathlib.Path) -> str:
    """The page as it is when somebody follows it in an empty folder."""
    (folder / "bin").mkdir()
    tool = folder / "bin" / "minlint"
    tool.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m minlint "$@"\n')
    tool.chmod(0o755)
    place = folder / "clinic"
    place.mkdir()
    own = {key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "MINLINT_TODAY"))}
    env = {**own, **SHELL, "PATH": f"{tool.parent}{os.pathsep}{os.environ['PATH']}"}

    def step(block: re.Match[str]) -> str:
        if block["file"]:
            path = place / block["file"]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block["body"], encoding="utf-8")
        if block["kind"] != "console":
            return block[0]
        return f"```console\n{''.join(printed(command, place, env) for command in commands(block['body']))}```"

    return BLOCK.sub(step, text)


def printed(command: str, place: pathlib.Path, env: dict[str, str]) -> str:
    """A command and what it prints, as a terminal shows it."""
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=place,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=120,
    )
    return f"$ {command}\n{done.stdout}"


def test_the_walk_shows_what_happens(tmp_path: pathlib.Path) -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert followed(text, tmp_path) == text, "`python tests/test_review.py` writes the page anew"


@pytest.mark.parametrize(
    "command",
    ["init", "check", "waivers list", "check --against main", "diff main --format markdown", "export art30"],
)
def test_the_walk_takes_every_step(command: str) -> None:
    steps = [step for block in BLOCK.finditer(PAGE.read_text(encoding="utf-8")) for step in commands(block["body"])]
    assert any(step.partition(";")[0] == f"minlint {command}" for step in steps)


def test_the_walk_ends_as_its_text_says() -> None:
    shown = re.findall(
        r"^\$ minlint (check[^;\n]*);.*?^exit status (\d)$", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    assert shown == [
        ("check", "1"),
        ("check", "0"),
        ("check --today 2027-02-01 --format concise", "1"),
        ("check --against main", "1"),
    ]


if __name__ == "__main__":  # python tests/test_review.py writes the page anew
    with tempfile.TemporaryDirectory() as folder:
        PAGE.write_text(followed(PAGE.read_text(encoding="utf-8"), pathlib.Path(folder)), encoding="utf-8")
