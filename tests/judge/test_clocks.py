"""From which field a period of retention could be counted (R403)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from minlint.judge.engine import Verdict
from minlint.model import Span

Judged = Callable[..., Verdict]
MANIFEST = """\
version: 1
purposes:
  news: {statement: News., necessary: [user.contact.email, user.name], retention: RETENTION}
bindings: [{source: "*", purposes: [news]}]
"""


def undated(judged: Judged, sql: str | dict[str, str], retention: str = "1 year", **said: object) -> list[str | None]:
    verdict = judged(sql, MANIFEST.replace("RETENTION", retention).replace('"*"', '"**"'), stated=True, **said)
    assert verdict.crashes == ()
    return [finding.record for finding in verdict.findings if finding.code == "R403"]


@pytest.mark.parametrize(
    ("column", "dated"),
    [
        ("signup date", True),
        ("happened timestamptz", True),
        ("created_at bigint", True),
        ("createdAt integer", True),
        ("expires text", True),
        ("last_login varchar(30)", True),
        ("valid_until text", True),
        ("date_of_birth date", False),
        ("birthday text", False),
        ("opening time", False),
        ("stay interval", False),
        ("updated boolean", False),
        ("format text", False),
        ("status text", False),
    ],
)
def test_what_a_period_can_be_counted_from(judged: Judged, column: str, dated: bool) -> None:
    assert undated(judged, f"CREATE TABLE readers (email text, {column});") == ([] if dated else ["readers"])


def test_a_finding_stands_at_the_record_and_names_the_purposes(judged: Judged) -> None:
    manifest = MANIFEST.replace("RETENTION", "30 days after the visit").replace('"*"', '"**"')
    verdict = judged("CREATE TABLE readers (email text);", manifest, stated=True)
    (found,) = [finding for finding in verdict.findings if finding.code == "R403"]
    assert (found.source, found.span, found.facts) == ("db/schema.sql", Span(1, 14, 1, 21), {"purposes": ["news"]})
    assert found.message == "nothing in readers tells when “30 days after the visit”, the period of news, has passed"


CHAIN = """\
CREATE TABLE d (id int PRIMARY KEY, made_at date);
CREATE TABLE c (id int PRIMARY KEY, d_id int REFERENCES d (id));
CREATE TABLE b (id int PRIMARY KEY, c_id int REFERENCES c (id));
CREATE TABLE a (email text, b_id int REFERENCES b (id));
"""


def test_links_lead_to_a_time_within_three_steps(judged: Judged) -> None:
    assert undated(judged, CHAIN) == []
    longer = CHAIN.replace("CREATE TABLE a", "CREATE TABLE x (email text, a_id int REFERENCES a (id));\nCREATE TABLE a")
    assert undated(judged, longer.replace("a (email", "a (id int PRIMARY KEY, email")) == ["x"]
    assert undated(judged, CHAIN.replace(", made_at date", "")) == ["a"]


def test_links_in_a_circle_and_to_what_was_not_given(judged: Judged) -> None:
    circle = (
        "CREATE TABLE a (email text, b_id int REFERENCES b (id));\nCREATE TABLE b (id int, a_id int REFERENCES a (id));"
    )
    assert undated(judged, circle) == ["a"]
    assert undated(judged, "CREATE TABLE a (email text, b_id int REFERENCES b (id));") == []
    assert undated(
        judged, "CREATE TABLE s.a (email text, b_id int REFERENCES s.b (id));\nCREATE TABLE b (id int);"
    ) == ["s.a"]


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("readers.wave", []),
        ("wave", ["posts"]),
        ("posts.wave", ["readers", "posts"]),
        ("nothing", ["readers", "posts"]),
    ],
)
def test_the_field_that_a_purpose_names(judged: Judged, field: str, expected: list[str]) -> None:
    sql = "CREATE TABLE readers (email text, wave text);\nCREATE TABLE posts (email text);"
    assert undated(judged, sql, f"{{period: 1 year, field: {field}}}") == expected


def test_only_what_is_stored(judged: Judged) -> None:
    schema = '{"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "a", "properties": {"email": {}}}'
    dictionary = "table,column,type,description\nreaders,email,text,where to write to\n"
    sources = {
        "a.schema.json": schema,
        "b.csv": "email\nana@mail.example\n",
        "c.dictionary.csv": dictionary,
        "d.jsonl": '{"email": "ana@mail.example"}\n' * 3,
    }
    assert undated(judged, sources) == ["b", "readers", "d"]


def test_a_time_never_makes_a_record_undated(judged: Judged) -> None:
    """A time added to a record with findings takes R403 away and adds nothing of it elsewhere."""
    for table in ("a", "b"):
        sql = "CREATE TABLE a (email text);\nCREATE TABLE b (email text);"
        more = sql.replace(f"{table} (", f"{table} (made_at date, ")
        assert set(undated(judged, more)) == {"a", "b"} - {table}
