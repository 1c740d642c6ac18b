"""GitHub workflow commands, read back as the runner reads them."""

from __future__ import annotations

import pathlib
import re
from typing import NamedTuple

import pytest

from minlint.model import Finding, Result, Severity, Span, Summary
from minlint.report import View, github

COMMAND = re.compile(r"::(?P<kind>[a-z]+) (?P<properties>.*?)::(?P<data>.*)")


class Command(NamedTuple):
    """A command as the runner understands it."""

    kind: str
    properties: dict[str, str]
    data: str


def parsed(line: str) -> Command:
    """A line split and unescaped as in the runner's ActionCommand."""
    found = COMMAND.fullmatch(line)
    assert found, line
    pairs = (part.split("=", 1) for part in found["properties"].split(","))
    properties = {name: unescaped(value, "%3A%2C") for name, value in pairs}
    return Command(found["kind"], properties, unescaped(found["data"], ""))


def unescaped(text: str, more: str) -> str:
    codes = {"%0D": "\r", "%0A": "\n"} | ({"%3A": ":", "%2C": ","} if more else {})
    for code, char in codes.items():
        text = text.replace(code, char)
    return text.replace("%25", "%")


def commands(found: list[Finding], view: View | None = None, waived: tuple[Finding, ...] = ()) -> list[Command]:
    said = "".join(github.findings(Result(found, waived, (), Summary()), view or View()))
    return [parsed(line) for line in said.split("\n")[:-1]]


def test_a_finding_in_full(excess: Finding) -> None:
    assert commands([excess]) == [
        Command(
            "error",
            {
                "title": "X101 excess-category",
                "file": "db/schema.sql",
                "line": "3",
                "endLine": "3",
                "col": "3",
                "endColumn": "13",
            },
            "patients.birth_date holds a date of birth; newsletter can do without it\n"
            "Drop it, or say why it is needed:\n  - category: user.demographic.date_of_birth\n    because: …",
        )
    ]


def test_what_would_end_a_command_or_a_property_is_escaped(excess: Finding) -> None:
    finding = excess._replace(source="a,b:c%0A.sql", message="100%0A ::error::, of it", suggestion="one\r\ntwo%25")
    line = "".join(github.findings(Result([finding], (), (), Summary()), View()))
    assert line == (
        "::error title=X101 excess-category,file=a%2Cb%3Ac%250A.sql,line=3,endLine=3,col=3,endColumn=13"
        "::100%250A ::error::, of it%0Aone%0Atwo%2525\n"
    )
    (command,) = commands([finding])
    assert (command.properties["file"], command.data) == ("a,b:c%0A.sql", "100%0A ::error::, of it\none\ntwo%25")


@pytest.mark.parametrize(
    ("span", "place"),
    [
        (Span(3, 5, 6, 2), {"line": "3", "endLine": "3", "col": "5"}),
        (None, {}),
    ],
)
def test_places(excess: Finding, span: Span | None, place: dict[str, str]) -> None:
    properties = commands([excess._replace(span=span)])[0].properties
    assert {name: value for name, value in properties.items() if name not in ("title", "file")} == place


def many(excess: Finding, errors: int, warnings: int, infos: int) -> list[Finding]:
    """Findings of each severity, mingled."""
    counts: dict[Severity, int] = {"info": infos, "warning": warnings, "error": errors}
    severities = [severity for severity, count in counts.items() for _ in range(count)]
    return [
        excess._replace(severity=severity, message=f"number {n}", span=Span(n + 1, 1, n + 1, 2))
        for n, severity in enumerate(severities)
    ]


@pytest.mark.parametrize(
    ("there", "kinds", "left"),
    [
        ((1, 1, 1), "ewn", None),
        ((10, 10, 10), "e" * 10 + "w" * 10 + "n" * 10, None),
        ((11, 0, 0), "e" * 10 + "n", "1 more finding left out"),
        ((0, 12, 10), "w" * 10 + "n" * 10, "3 more findings left out"),
        ((250, 3, 40), "e" * 10 + "www" + "n" * 10, "271 more findings left out"),
    ],
)
def test_the_gravest_come_first_and_the_rest_is_counted(
    excess: Finding, there: tuple[int, int, int], kinds: str, left: str | None
) -> None:
    found = commands(many(excess, *there))
    assert "".join(command.kind[0] for command in found) == kinds
    *_, last = found
    if left is None:
        assert last.data.startswith("number")
    else:
        assert (last.kind, last.properties) == ("notice", {"title": "minlint"})
        assert last.data.startswith(f"{left}, as GitHub shows 10 of a kind for each step")


def test_of_one_kind_those_come_first_that_stand_first(excess: Finding) -> None:
    found = commands(many(excess, 12, 0, 0))[:-1]
    assert [command.data.partition("\n")[0] for command in found] == [f"number {n}" for n in range(10)]


def test_waived_findings_are_notices(excess: Finding) -> None:
    (command,) = commands([], View(show_waived=True), (excess._replace(waived=True),))
    assert (command.kind, command.properties["title"]) == ("notice", "X101 excess-category (waived)")


def test_paths_are_relative_to_the_root(
    excess: Finding, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "apps").mkdir()
    monkeypatch.chdir(tmp_path / "apps")
    (command,) = commands([excess], View(root=str(tmp_path)))
    assert command.properties["file"] == "apps/db/schema.sql"


def test_nothing_found_says_nothing() -> None:
    assert commands([]) == []
