"""What is begun for an author runs as it stands; and the shell completes commands."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Tree


def test_what_is_begun_holds_as_it_stands(tree: Tree) -> None:
    for said in (
        "rule acme/001 sensitive-beyond",
        "category user.financial.loyalty_tier",
        "profile kyc-onboarding",
    ):
        ran = tree.run("new", *said.split())
        assert (ran.status, ran.out) == (0, "")
        assert ran.err.startswith("Wrote privacy-rules/")
    files = sorted(str(path.relative_to(tree.root)) for path in tree.root.rglob("*.yaml"))
    assert files == [
        "privacy-rules/checks/acme-001-sensitive-beyond.yaml",
        "privacy-rules/profiles/kyc-onboarding.yaml",
        "privacy-rules/taxonomy/loyalty_tier.yaml",
    ]
    assert tree.run("rules", "test", "privacy-rules") == (0, "", "Ran 6 examples: 0 failures.\n")
    again = tree.run("new", "profile", "kyc-onboarding")
    assert (again.status, "is there already" in again.err) == (2, True)


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("rule A001 sensitive-beyond", "such as acme/001"),
        ("rule acme/001 Sensitive", "kebab-case"),
        ("category risk", "a key is dotted"),
        ("profile KYC", "kebab-case"),
        ("profile kyc --pack minlint.yaml", "can't be made"),
    ],
)
def test_a_name_that_is_none(tree: Tree, said: str, answer: str) -> None:
    tree.write("minlint.yaml", "version: 1\n")
    ran = tree.run("new", *said.split())
    assert (ran.status, ran.out) == (2, "")
    assert answer in ran.err
    assert os.listdir(tree.root) == ["minlint.yaml"]


@pytest.mark.parametrize(
    ("words", "index", "answer"),
    [
        ("minlint ", 1, "plain,check"),
        ("minlint inv", 1, "plain,inventory"),
        ("minlint check --pol", 2, "plain,--policy"),
    ],
)
def test_the_shell_completes(tree: Tree, words: str, index: int, answer: str) -> None:
    ran = tree.run(_MINLINT_COMPLETE="bash_complete", COMP_WORDS=words, COMP_CWORD=str(index))
    assert answer in ran.out.splitlines()
    assert "complete" in tree.run(_MINLINT_COMPLETE="bash_source").out
