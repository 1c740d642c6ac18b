"""The rules that ship, and what a rule file can't say."""

from __future__ import annotations

import copy
import pathlib
from typing import Any

import pytest
import yaml

from minlint import laws, taxonomy
from minlint.errors import RuleError
from minlint.judge import facts, rules, words
from minlint.judge.examples import check_examples, count
from minlint.judge.rules import Rule

FILE = "X101-excess-category.yaml"
FOLDER = pathlib.Path(__file__).parents[2] / "rules" / "checks"
RULE = yaml.safe_load((FOLDER / FILE).read_text(encoding="utf-8"))


def built(**change: Any) -> Rule:
    content = {**copy.deepcopy(RULE), **change}
    content = {key: value for key, value in content.items() if value is not None}
    (rule,) = rules.build({FILE: content}, taxonomy.default(), laws.default()).values()
    return rule


def test_every_condition_compiles() -> None:
    rules.compile_all(rules.default())


def test_every_example_holds() -> None:
    assert check_examples(rules.default()) == []
    assert count(rules.default()) >= 2 * len(rules.default())


@pytest.mark.parametrize("rule", rules.default().values(), ids=lambda rule: str(rule.code))
def test_shape(rule: Rule) -> None:
    assert rule.file == f"{rule.code}-{rule.name}.yaml"
    told = " ".join((rule.summary, rule.message, rule.suggestion, rule.why, rule.remedy, rule.false_alarms)).lower()
    assert "unlawful" not in told
    assert "illegal" not in told
    assert len(rule.summary) <= 130
    assert rule.summary.endswith(".")
    assert not rule.message.endswith(".")
    asked = " ".join(condition.text for condition in rule.conditions.values())
    assert set(rule.facts) == {fact for fact in facts.known() if fact in asked}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"message": None}, "`message` is missing"),
        ({"why": ""}, "`why` is missing"),
        ({"colour": "red"}, "unknown key `colour`"),
        ({"severity": "fatal"}, "unknown severity `fatal`"),
        ({"persona": "everyone"}, "unknown persona `everyone`"),
        ({"scope": "fields"}, "unknown scope `fields`; did you mean `field`?"),
        ({"facts": ["field.coverge"]}, "unknown fact `field.coverge`; did you mean `field.coverage`?"),
        ({"facts": ["purpose.personal"]}, "unknown fact `purpose.personal`"),
        ({"shows": {"k": "field.k"}}, "unknown fact `field.k`"),
        ({"applies_to": ["user.faces"]}, "unknown category `user.faces`"),
        ({"laws": ["gdpr-5-1-z"]}, "unknown law `gdpr-5-1-z`; did you mean `gdpr-5-1-"),
        ({"message": "{table} holds it"}, "`message` shows {table}, which nothing fills"),
        ({"suggestion": "{category.titel}"}, "`suggestion` shows {category.titel}, which nothing fills; did you mean"),
        ({"examples": {"fires": RULE["examples"]["fires"]}}, "a rule carries an example that fires and a near miss"),
        ({"examples": {"fires": [{"name": "x"}], "silent": []}}, "an example has a `name` and one source"),
    ],
)
def test_mistakes_are_named(change: dict[str, Any], message: str) -> None:
    with pytest.raises(RuleError) as error:
        built(**change)
    assert error.value.message.startswith(message)
    assert error.value.file == FILE


@pytest.mark.parametrize(
    ("when", "message"),
    [
        ("field.coverage == '' && field.unknown", "`when`: undeclared reference to 'field.unknown'"),
        ("field.coverage", "`when`: it gives STRING, not a yes or no"),
        ("field.coverage &&", "`when`: Syntax error"),
        ("field.coverage > 1", "`when`: found no matching overload"),
    ],
)
def test_expressions_are_checked(when: str, message: str) -> None:
    with pytest.raises(RuleError) as error:
        rules.compile_all({"X101": built(when=when)})
    assert error.value.message.startswith(message)


def test_a_code_is_used_once() -> None:
    with pytest.raises(RuleError, match=f"X101 is the code of {FILE} already"):
        rules.build({FILE: RULE, "Z.yaml": RULE}, taxonomy.default(), laws.default())


def test_examples_that_do_not_hold_are_told() -> None:
    example = {"name": "nothing to see", "sql": "CREATE TABLE t (email text);", "expect": ["t.email"], "purpose": {}}
    wrong = built(
        examples={"fires": [example | {"purpose": {"necessary": ["user.contact.email"]}}], "silent": [example]}
    )
    assert check_examples({"X101": wrong}) == [
        "X101, nothing to see: fires at nothing, not at t.email",
    ]


# The rules that read what people write: statements, periods, notices, and the names of times
READ_WORDS = ["D802", "D803", "D807", "L507", "P002", "P010", "R402", "R403", "R405"]


@pytest.mark.parametrize("code", READ_WORDS)
def test_rules_that_read_words_are_shown_in_their_languages(code: str) -> None:
    rule = rules.default()[code]
    told = " ".join(example.name for example in (*rule.fires, *rule.silent))
    assert [language for language in ("German", "French", "Spanish") if language not in told] == []


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ({"sqll": "CREATE TABLE t (email text);"}, "no format is called `sqll`"),
        ({"json_schema": "not JSON"}, "what stands under `json_schema` isn't of that format"),
        ({"sql": "CREATE TABLE t (email text);", "file": "t.csv"}, "what stands under `sql` isn't of that format"),
    ],
)
def test_an_example_names_its_format(source: dict[str, Any], message: str) -> None:
    fires = [{"name": "x", "expect": ["t.email"], **source}]
    wrong = built(examples={"fires": fires, "silent": RULE["examples"]["silent"]})
    assert check_examples({"X101": wrong}) == [f"X101, x: {FILE}: {message}"]


def test_an_example_may_be_of_any_text_format() -> None:
    purpose = {"necessary": ["user.name"]}
    line = {"name": "a line", "jsonl": '{"email": "a@mail.example", "full_name": "A"}\n', "file": "members.jsonl"}
    table = {"name": "a list", "dictionary": "table,column,type\nmembers,email,text\nmembers,full_name,text\n"}
    fires = [{**item, "purpose": purpose, "expect": ["members.email"]} for item in (line, table)]
    assert check_examples({"X101": built(examples={"fires": fires, "silent": RULE["examples"]["silent"]})}) == []


def test_the_facts_are_documented() -> None:
    page = pathlib.Path(__file__).parents[2] / "docs" / "facts.md"
    assert page.read_text(encoding="utf-8") == facts.document(), "write `facts.document()` to docs/facts.md"
    assert all(fact.description.endswith(".") for fact in facts.known().values())


@pytest.mark.parametrize(
    ("items", "expected"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_lists_in_messages(items: list[str], expected: str) -> None:
    assert words.listed(items) == expected


def test_a_page_cites_what_a_finding_is_relevant_to() -> None:
    page = rules.page(rules.default()["X101"], laws.default())
    assert page.startswith("X101 excess-category: error, persona commit, stable since 0.1\n\n")
    assert "  GDPR Art. 5(1)(c): Data are adequate, relevant and limited to what the purposes need.\n" in page
    assert "  a newsletter asks for a birthday: subscribers.birthday\n" in page


def test_laws_are_objects() -> None:
    found = laws.default()["gdpr-5-1-c"]
    assert (found.law, found.verified) == ("gdpr", True)
    assert found.link.startswith("https://")
    content = {"law": "x", "title": "X", "jurisdiction": "Y", "link": "https://x.example/", "provisions": []}
    one = {"id": "x-1", "cite": "X 1", "says": "It says so.", "verified": False}
    with pytest.raises(RuleError, match="x-1 is said twice"):
        laws.build({"x.yaml": {**content, "provisions": [one, one]}})
    with pytest.raises(RuleError, match="x-1 lacks 'cite'"):
        laws.build({"x.yaml": {**content, "provisions": [{"id": "x-1"}]}})
