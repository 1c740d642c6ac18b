"""Plain command lines: read without click, they are what click makes of them."""

from __future__ import annotations

from typing import Any

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from minlint.cli import plain, running
from minlint.cli.check import command
from minlint.errors import UsageError

PLAIN = [
    *plain._FLAGS,
    *(word for option, (_, choices) in plain._CHOICES.items() for value in choices for word in [f"{option}={value}"]),
    *(f"--{name}=a b.txt" for name in plain._TEXTS),
    *("a.sql", "db/*.sql", "ärger.json", " ", "postgresql://h/d"),
]
OTHER = [
    *("--help", "--today=2026-01-01", "--select", "X101", "--persona", "audit", "commit", "--format", "-", "--", "-qv"),
    *(
        "--strict=yes",
        "--manifest",
        "--manifest=",
        "--persona=nobody",
        "--stric",
        "",
        "--sample=3",
        "-j2",
        "--no-such",
        "--isolated",
        "--verbose",
    ),
]


def by_click(arguments: list[str]) -> dict[str, Any] | None:
    """What a check is told where click reads them; None where it ends instead."""
    told: dict[str, Any] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(running, "run", lambda _, said: told.update(said))
        try:
            command.main(list(arguments), standalone_mode=False, obj=[])
        except (click.ClickException, UsageError):
            return None
    return told or None


@given(st.lists(st.sampled_from(PLAIN), max_size=8))
def test_plain_lines_are_read_as_click_reads_them(arguments: list[str]) -> None:
    assert plain.read(["check", *arguments]) == by_click(arguments) is not None


@given(st.lists(st.sampled_from([*PLAIN, *OTHER]), max_size=8))
def test_any_other_line_is_left_to_click_or_read_alike(arguments: list[str]) -> None:
    assert plain.read(["check", *arguments]) in (None, by_click(arguments))


@pytest.mark.parametrize(
    "arguments",
    [
        ["--strict=yes", "a.sql"],
        ["--manifest"],
        ["--persona=nobody"],
        ["--stric"],
        ["--help"],
        ["--select", "X101"],
        ["-"],
    ],
)
def test_what_is_wrong_or_rare_is_left_to_click(arguments: list[str]) -> None:
    assert plain.read(["check", *arguments]) is None


def test_other_commands_are_not_read() -> None:
    assert plain.read([]) is plain.read(["--version"]) is plain.read(["inventory", "a.sql"]) is None


def test_the_day_is_that_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINLINT_TODAY", "2026-01-02")
    assert plain.read(["check"]) == by_click([])
    monkeypatch.setenv("MINLINT_TODAY", "soon")
    assert plain.read(["check"]) is by_click([]) is None


def test_shells_that_complete_a_line_are_left_to_click(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_MINLINT_COMPLETE", "bash_source")
    assert plain.read(["check"]) is None
