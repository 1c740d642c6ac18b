"""What the manifest asks of minlint itself, and what a check would do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minlint import __version__
from minlint.manifest.versions import satisfies

if TYPE_CHECKING:
    from tests.cli.conftest import Tree

BIRTHDAY = "db/subscribers.sql:4:3 X101"
MEMBER = """\
{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "Member",
  "type": "object",
  "properties": {
    "email": {"type": "string"},
    "address": {"type": "object", "properties": {"street": {"type": "string"}}},
    "birth_date": {"type": "string", "format": "date"}
  }
}
"""


def add(tree: Tree, text: str) -> None:
    path = tree.root / "minlint.yaml"
    path.write_text(path.read_text() + text)


def test_a_waiver_by_json_pointer(newsletter: Tree) -> None:
    newsletter.write("db/member.schema.json", MEMBER)
    text = (newsletter.root / "minlint.yaml").read_text().replace("db/*.sql", "db/*")
    newsletter.write("minlint.yaml", text)
    day = ("--today", "2027-01-01", "db")
    assert "db/member.schema.json:8:6 X101" in newsletter.check(*day, "--select", "X101").places
    waiver = 'waivers: [{field: "#/properties/%s", rules: [X101], because: It goes., until: 2027-01-31}]\n'
    newsletter.write("minlint.yaml", text + waiver % "birth_date")
    assert "db/member.schema.json:8:6 X101" not in newsletter.check(*day, "--select", "X101").places
    newsletter.write("minlint.yaml", text + waiver % "birth")
    assert [place.split()[-1] for place in newsletter.check("--today", "2027-01-01").places].count("P005") == 1


def test_rules_ignored_in_some_files(newsletter: Tree) -> None:
    newsletter.write("db/old.sql", "CREATE TABLE readers (\n  email text,\n  birth_date date\n);\n")
    assert newsletter.check("db", "--select", "X101").places == ["db/old.sql:3:3 X101", BIRTHDAY]
    add(newsletter, 'lint: {per-file-ignores: {"db/old*": [X1], "db/subs*": [S]}}\n')
    assert newsletter.check("db", "--select", "X101").places == [BIRTHDAY]
    add(newsletter, "policy: {mandatory: [X101]}\n")
    assert newsletter.check("db", "--select", "X101").places == ["db/old.sql:3:3 X101", BIRTHDAY]


def test_words_in_them_are_checked(newsletter: Tree) -> None:
    add(newsletter, 'lint: {per-file-ignores: {"db/*": [X999]}}\n')
    assert "minlint.yaml:11:36: unknown rule `X999`" in newsletter.check().err


@pytest.mark.parametrize("said", [f"=={__version__}", "'>=0.1'", "'>= 0.1, < 99'", __version__])
def test_a_version_that_may_read_it(newsletter: Tree, said: str) -> None:
    add(newsletter, f"required-version: {said}\n")
    assert newsletter.check("db", "--select", "X101").places == [BIRTHDAY]


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ("'>=99'", f"11:19: this is minlint {__version__}, and >=99 is required"),
        ("'<0.1'", f"11:19: this is minlint {__version__}, and <0.1 is required"),
        ("newest", "11:19: `required-version` must be versions such as `>=0.1, <1`"),
    ],
)
def test_a_version_that_may_not(newsletter: Tree, said: str, error: str) -> None:
    add(newsletter, f"required-version: {said}\n")
    ran = newsletter.check()
    assert (ran.status, f"error: minlint.yaml:{error}" in ran.err) == (2, True)


@given(st.lists(st.integers(0, 99), min_size=1, max_size=4), st.lists(st.integers(0, 99), min_size=1, max_size=4))
def test_versions_are_compared_number_by_number(one: list[int], other: list[int]) -> None:
    version, wanted = (".".join(map(str, numbers)) for numbers in (one, other))
    padded = [numbers + [0] * (4 - len(numbers)) for numbers in (one, other)]
    assert satisfies(version, f">={wanted}") is (padded[0] >= padded[1])
    assert satisfies(version, f"<{wanted}") is (padded[0] < padded[1])
    assert satisfies(version, wanted) is (padded[0] == padded[1])


def test_the_files_that_would_be_read(newsletter: Tree) -> None:
    newsletter.write("README.md", "# News\n")
    newsletter.write("db/members.csv", "email,birth_date\n")
    ran = newsletter.run("check", "--show-files")
    assert ran.status == 0
    assert [line.split() for line in ran.out.splitlines()] == [["db/members.csv", "csv"], ["db/subscribers.sql", "sql"]]
    assert "members" not in newsletter.run("check", "--show-files", "--kind", "schema").out


def test_the_settings_it_would_judge_by(newsletter: Tree) -> None:
    add(newsletter, "lint: {ignore: [S], fail-on: warning}\npolicy: {mandatory: [X101]}\n")
    (said,) = newsletter.run("check", "--show-settings", "--persona", "audit").json
    assert (said["manifest"], said["sources"], said["persona"], said["fail-on"]) == (
        "minlint.yaml",
        1,
        "audit",
        "warning",
    )
    assert (said["ignore"], said["policy"]["mandatory"], said["baseline"]) == (["S"], ["X101"], "minlint-baseline.txt")
    add(newsletter, "purposs: {}\n")
    assert newsletter.run("check", "--show-settings").status == 2
