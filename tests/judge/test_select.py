"""Selecting, ignoring, and what the policy keeps."""

from __future__ import annotations

import pytest

from minlint import taxonomy
from minlint.errors import UsageError
from minlint.judge import rules
from minlint.judge.select import Selection, apply, check, selects
from minlint.model import Finding


def finding(code: str = "X101", name: str = "excess-category", category: str | None = "user.contact.email") -> Finding:
    return Finding(
        code, name, "error", "", "a.sql", None, "users", "x", category, (), (), "", 1.0, {}, (), code + (category or "")
    )


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("X101", True),
        ("X", True),
        ("X10", True),
        ("excess-category", True),
        ("excess", False),
        ("S", False),
        ("@user.contact.*", True),
        ("@user.contact", True),
        ("@user.contact.email", True),
        ("@user.*.email", True),
        ("@user.contactless", False),
        ("@user.name", False),
    ],
)
def test_words(word: str, expected: bool) -> None:
    assert selects(word, finding()) == expected


def test_what_has_no_category_matches_none() -> None:
    assert not selects("@user", finding("P001", "purpose-missing", None))


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        (Selection(), True),
        (Selection(select=("S",)), False),
        (Selection(select=("S",), extend_select=("X1",)), True),
        (Selection(ignore=("X",)), False),
        (Selection(select=("X101",), ignore=("X",)), True),
        (Selection(select=("excess-category",), ignore=("X",)), True),
        (Selection(select=("X",), ignore=("X101",)), False),
        (Selection(select=("X",), ignore=("excess-category",)), False),
        (Selection(select=("X101",), ignore=("X101",)), False),
        (Selection(ignore=("X",), extend_select=("X101",)), True),
        (Selection(select=("@user.contact.*",)), True),
        (Selection(select=("X101",), ignore=("@user.contact.*",)), False),
        (Selection(select=("@user.contact.*",), ignore=("X",)), False),
    ],
)
def test_selection(selection: Selection, expected: bool) -> None:
    assert selection.wants(finding()) == expected


def test_mandatory_findings_stay() -> None:
    child = finding("S207", "child-data", "user.childrens")
    assert apply([child, finding()], Selection(ignore=("S", "X")), ["S2"]) == [child]
    assert apply([child, finding()], Selection(select=("E",)), ["@user.childrens.*"]) == [child]


@pytest.mark.parametrize("word", ["X101", "X", "excess-category", "@user.contact.*", "@user.*"])
def test_known_words_pass(word: str) -> None:
    check([word], rules.default(), taxonomy.default())


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("X999", "unknown rule `X999`"),
        ("exces-category", "unknown rule `exces-category`; did you mean `excess-category`?"),
        ("", "unknown rule ``"),
        ("@user.contact.emial", "no category matches `@user.contact.emial`; did you mean `user.contact.email`?"),
    ],
)
def test_unknown_words_are_named(word: str, expected: str) -> None:
    with pytest.raises(UsageError) as error:
        check([word], rules.default(), taxonomy.default())
    assert str(error.value).startswith(expected)
