"""A hook is handed the changed files: what is passed is what is reported."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Tree

BIRTHDAY = "db/subscribers.sql:4:3 X101"
DEAD = '  - {source: "old/*.sql", purposes: [newsletter]}\n'
UNUSED = "waivers: [{field: subscribers.email, rules: [X101], because: It was new., until: 2099-01-31}]\n"


@pytest.fixture
def repository(newsletter: Tree) -> Tree:
    """Two schemas, a binding that is dead and a waiver that is unused."""
    text = (newsletter.root / "minlint.yaml").read_text()
    newsletter.write("minlint.yaml", text + DEAD + UNUSED)
    newsletter.write("db/readers.sql", "CREATE TABLE readers (\n  email text,\n  religion text\n);\n")
    return newsletter


def of(tree: Tree, *said: str) -> set[str]:
    """The findings of the rules that matter here."""
    return {place for place in tree.check(*said).places if place.split()[-1] in ("X101", "P004", "P005", "P009")}


def test_the_whole(repository: Tree) -> None:
    found = of(repository)
    assert {BIRTHDAY, "db/readers.sql:3:3 X101"} <= found
    assert {place.split()[-1] for place in found} == {"X101", "P005", "P009"}


def test_only_what_is_passed_is_reported(repository: Tree) -> None:
    assert of(repository, "db/subscribers.sql") == {BIRTHDAY}
    assert of(repository, "db/readers.sql") == {"db/readers.sql:3:3 X101"}
    assert of(repository, "db") == {BIRTHDAY, "db/readers.sql:3:3 X101"}
    assert of(repository, "db/*.sql") == {BIRTHDAY, "db/readers.sql:3:3 X101"}


def test_what_needs_the_whole_tree_keeps_still_in_a_part(repository: Tree) -> None:
    assert of(repository, "minlint.yaml", "db/readers.sql") == {"db/readers.sql:3:3 X101"}
    told = of(repository, "--whole", "minlint.yaml", "db/readers.sql", "db/subscribers.sql")
    assert {place.split()[-1] for place in told} == {"X101", "P005", "P009"}
    assert of(repository, "--exclude", "db/readers.sql") == {BIRTHDAY}


def test_a_manifest_alone_is_judged_for_itself(repository: Tree) -> None:
    assert of(repository, "minlint.yaml") == set()
    text = (repository.root / "minlint.yaml").read_text()
    repository.write("minlint.yaml", text.replace("2030-06-30", "2020-01-31").replace("    retention: 1 year\n", ""))
    codes = {place.split()[-1] for place in repository.check("minlint.yaml").places}
    assert "P008" in codes
    assert all(place.startswith("minlint.yaml:") for place in repository.check("minlint.yaml").places)
    repository.write("minlint.yaml", text.replace("statement", "statment"))
    assert repository.check("minlint.yaml").status == 2
    assert repository.check("db/readers.sql").status == 2


def test_findings_about_the_manifest_are_left_out_where_only_data_is_passed(repository: Tree) -> None:
    text = (repository.root / "minlint.yaml").read_text()
    repository.write("minlint.yaml", text.replace("2030-06-30", "2020-01-31"))
    assert all(place.startswith("db/readers.sql:") for place in repository.check("db/readers.sql").places)


def test_a_waiver_beside_the_data_is_told_in_any_part(repository: Tree) -> None:
    note = "  email text, -- minlint: allow X101 until 2099-01-31 because it was new"
    repository.write("db/readers.sql", f"CREATE TABLE readers (\n{note}\n  nickname text\n);\n")
    assert "db/readers.sql:2:18 P009" in of(repository, "db/readers.sql")
    assert "db/readers.sql:2:18 P009" not in of(repository, "db/subscribers.sql")


def test_a_file_that_is_gone_or_no_source(repository: Tree) -> None:
    repository.write("README.md", "# Readers\n")
    assert repository.check("README.md").status == 0
    assert repository.check("README.md", "--strict").status == 2
    assert repository.check("db/gone.sql").status == 2
