"""Accepted findings: written, read, kept up."""

from __future__ import annotations

from minlint.judge import baseline
from minlint.judge.fingerprint import fingerprint
from minlint.model import Finding


def finding(field: str, code: str = "X101", category: str = "user.contact.email") -> Finding:
    key = fingerprint(code, category, "db/schema.sql", f"users.{field}")
    return Finding(
        code, "slug", "error", "", "db/schema.sql", None, "users", field, category, (), (), "", 1.0, {}, (), key
    )


ONE, TWO, THREE = finding("one"), finding("two"), finding("three", "S201", "user.health_and_medical")


def test_lines_are_sorted_and_say_what_they_are() -> None:
    text = baseline.create([TWO, ONE, ONE])
    lines = text.splitlines()
    assert lines == sorted(lines)
    assert f"{ONE.fingerprint} X101 db/schema.sql users.one user.contact.email" in lines
    assert len(lines) == 2
    assert text.endswith("\n")
    assert baseline.create([]) == ""


def test_split() -> None:
    text = baseline.create([ONE])
    assert baseline.split([ONE, TWO], text) == ([TWO], [ONE])
    assert baseline.split([ONE], "") == ([ONE], [])


def test_only_the_first_word_of_a_line_counts() -> None:
    assert baseline.split([ONE], f"# accepted in May\n\n{ONE.fingerprint}\n") == ([], [ONE])


def test_update_adds_and_keeps() -> None:
    text = baseline.create([ONE])
    moved = TWO._replace(source="schema.sql")
    assert baseline.update(text, [ONE._replace(source="elsewhere.sql"), moved]) == baseline.create([ONE, moved])


def test_prune_drops_what_is_gone() -> None:
    assert baseline.prune(baseline.create([ONE, TWO]), [TWO, THREE]) == baseline.create([TWO])


def test_mandatory_findings_cannot_be_accepted() -> None:
    assert baseline.create([ONE, THREE], ["S2"]) == baseline.create([ONE])
    assert baseline.update("", [THREE], ["@user.health_and_medical"]) == ""
    assert baseline.split([THREE], baseline.create([THREE]), ["special-category", "S201"]) == ([THREE], [])


def test_fingerprints_tell_rule_category_source_and_place_apart() -> None:
    base = ("X101", "user.name", "db/a.sql", "users.name")
    others = [("X102", *base[1:]), ("X101", None, *base[2:]), (*base[:2], "a.sql", base[3]), (*base[:3], "users.n")]
    found = {fingerprint(*parts) for parts in (base, *others)}
    assert len(found) == 5
