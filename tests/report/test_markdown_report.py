"""Markdown, rendered by a CommonMark parser."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from minlint.model import Evidence, Finding, Problem, Result, SourceReading, Summary
from minlint.report import View, markdown
from minlint.report._terminal import one_line
from minlint.taxonomy import default

PLAIN = {"text", "code_inline", "strong_open", "strong_close"}


def inlines(text: str) -> Iterator[Token]:
    """The paragraphs and headings of a document."""
    return (token for token in MarkdownIt("commonmark").parse(text) if token.type == "inline")


def lines(text: str) -> list[str]:
    """What a reader sees of each paragraph and heading; only words, code and bold print may stand there."""
    found = []
    for token in inlines(text):
        children = token.children or []
        assert {child.type for child in children} <= PLAIN
        found.append("".join(child.content for child in children))
    return found


def rendered(result: Result, view: View | None = None) -> list[str]:
    return lines("".join(markdown.findings(result, view or View())))


def one(finding: Finding) -> str:
    return "".join(markdown.findings(Result([finding], (), (), Summary()), View()))


def test_what_a_reader_sees(clinic: Result) -> None:
    assert rendered(clinic) == [
        "minlint",
        "Found 6 errors, 1 warning.",
        "db/schema.sql",
        "patients, line 1",
        "error P001 purpose-missing: patients holds personal data and no purpose is bound to it",
        "patients (home lat, birth_date), line 1",
        "error S204 location-history: patients (home lat, birth_date) makes up a location history",
        "because: a place, a time and a person together",
        "no need in: newsletter, badge",
        "patients.birth_date, line 3",
        "error X101 excess-category: patients.birth_date holds a date of birth; newsletter can do without it",
        "warning G301 precision-excess: patients.birth_date is kept to the day where newsletter needs the year",
        'because: the name says "birth date"',
        "instead: Drop it, or say why it is needed:",
        "patients.visa, line 5",
        "error S206 immigration-status: patients.visa holds an immigration status",
        "because: 2 of 2 choices are visa classes",
        "no need in: newsletter",
        "instead: Keep it where the purpose that needs it is.",
        "exports/people.parquet",
        "people.face",
        "error X102 forbidden-category: people.face holds a face template, which newsletter forbids",
        "minlint.yaml",
        "line 3",
        "error R401 retention-missing: newsletter says nothing about how long the data is kept",
        "instead: Add `retention: 1 year`.",
    ]


def test_the_outline(clinic: Result) -> None:
    tokens = MarkdownIt("commonmark").parse("".join(markdown.findings(clinic, View())))
    headings = [token.tag for token in tokens if token.type == "heading_open"]
    assert headings == ["h1", "h2", "h2", "h2"]
    items = [token.level for token in tokens if token.type == "list_item_open"]
    assert items.count(1) == 6 and items.count(3) == 15


def test_lines_for_pasting_are_a_code_block(excess: Finding) -> None:
    suggestion = "Say so:\n  - because: ```\n    x: 1\nOr leave_it_out."
    tokens = MarkdownIt("commonmark").parse(one(excess._replace(suggestion=suggestion)))
    (block,) = [token for token in tokens if token.type == "fence"]
    assert (block.content, block.level) == ("  - because: ```\n    x: 1\n", 4)
    assert lines(one(excess._replace(suggestion=suggestion)))[-1] == "Or leave_it_out."


def test_waived_findings_say_so(clinic: Result) -> None:
    said = rendered(clinic, View(show_waived=True))
    assert said[1] == "Found 6 errors, 1 warning, 1 waived."
    assert "waived X103 mandatory-optional: patients.home lat is mandatory" in said


def test_nothing_found() -> None:
    assert rendered(Result((), (), (), Summary())) == ["minlint", "Found nothing."]


def test_a_finding_about_a_whole_file(excess: Finding) -> None:
    said = lines(one(excess._replace(record=None, field=None, span=None)))
    assert said[3] == "the file"


@pytest.mark.parametrize(
    "name", ["@octocat", "https://x.example", "www.x.example", "a@b.example", "#12", "x/y#3", "WWW.x.example"]
)
def test_names_mention_and_link_nobody(excess: Finding, name: str) -> None:
    finding = excess._replace(source=name, record="t", field=name, message=f"t.{name} is", purposes=(name,))
    finding = finding._replace(evidence=(Evidence("name", f"see {name}"),), suggestion=f"drop {name}")
    text = one(finding)
    words = [child for token in inlines(text) for child in token.children or [] if child.type == "text"]
    assert not [child.content for child in words if name in child.content]
    assert {f"error X101 excess-category: t.{name} is", f"because: see {name}", f"instead: drop {name}"} <= {
        *lines(text)
    }


@given(st.text(max_size=30), st.text("`*_[]()<>!&;|~$\\# \n-+1.@", max_size=30))
def test_any_name_is_shown_as_it_is(name: str, marks: str) -> None:
    for text in (name, marks):
        finding = Finding(
            *("X101", "n", "error", f"it is {text}", "a.sql", None, "t", text or "f", None, (), ()),
            *("drop " + one_line(text), None, {}, (), "0"),
        )
        _, _, source, subject, message, instead = lines(one(finding))
        assert source == "a.sql"
        assert subject.strip() == one_line(f"t.{text or 'f'}")
        assert message == f"error X101 n: it is {one_line(text)}".rstrip()
        assert instead == f"instead: drop {one_line(text)}".rstrip()


def test_the_inventory(inventory: Sequence[SourceReading]) -> None:
    source = inventory[0].source._replace(problems=(Problem("E002", "not SQL", 7, 1), Problem("E002", "cut off")))
    said = "".join(markdown.inventory([inventory[0]._replace(source=source)], View(taxonomy=default())))
    assert lines(said) == [
        "minlint inventory",
        "db/schema.sql",
        "patients",
        "birth_date",
        'Date of birth (user.demographic.date_of_birth), 0.98, day: the name says "birth date"',
        "home lat",
        'Precise location (user.location.precise), 0.71, sensitive: the name says "home lat"',
        "home lat, birth_date",
        "Location history (user.location.history), 0.60, sensitive",
        "not personal: id, visa",
        "E002, line 7: not SQL",
        "E002: cut off",
    ]
