"""Plain expressions: a function of Python says of every fact what the CEL library says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minlint import profiles, taxonomy
from minlint.judge import examples, rules
from minlint.judge.conditions import Condition
from minlint.judge.expressions import plain

TYPES = {
    "a.yes": "bool",
    "a.no": "bool",
    "b.word": "str",
    "b.other": "str",
    "c.n": "int",
    "c.x": "float",
    "d.l": "list[str]",
}
WORDS = ("", "x", "user.name", "it's", 'a "quote"', "ß→字")
RULES = list(rules.default().values())


def by_library(condition: Condition, values: Mapping[str, Any]) -> bool:
    """What the CEL library says."""
    return bool(condition._compiled.eval(data={name: values[name] for name in condition.types}).value())


def quoted(word: str) -> str:
    return f"'{word}'" if '"' in word else f'"{word}"'


words = st.sampled_from(WORDS)
texts = words.map(quoted) | st.sampled_from(["b.word", "b.other"])
numbers = st.sampled_from(["c.n", "0", "1", "40", "9223372036854775807", "size(d.l)", "size(b.word)", "2 * c.n"])
lists = st.lists(words.map(quoted), min_size=1, max_size=3).map(lambda items: f"[{', '.join(items)}]") | st.just("d.l")
simple = st.one_of(
    st.sampled_from(["a.yes", "!a.no", "true", "false", "c.x > 0.5", "c.x == 1.0", "a.yes == a.no", "a.yes != true"]),
    st.tuples(texts, st.sampled_from(["==", "!="]), texts).map(" ".join),
    st.tuples(numbers, st.sampled_from(["==", "!=", "<", "<=", ">", ">="]), numbers).map(" ".join),
    st.tuples(texts, st.just("in"), lists).map(" ".join),
    st.tuples(st.sampled_from(["startsWith", "endsWith", "contains"]), texts).map(lambda p: f"b.word.{p[0]}({p[1]})"),
)
expressions = st.recursive(
    simple,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["&&", "||"]), inner).map(" ".join),
        inner.map(lambda text: f"!({text})"),
        inner.map(lambda text: f"({text})"),
        st.tuples(inner, inner, inner).map(lambda p: f"({p[0]} ? {p[1]} : {p[2]})"),
    ),
    max_leaves=8,
)
values = st.fixed_dictionaries(
    {
        "a.yes": st.booleans(),
        "a.no": st.booleans(),
        "b.word": words,
        "b.other": words,
        "c.n": st.sampled_from([0, 1, 2, 40, -3, 2**62, 2**63 - 1]),
        "c.x": st.sampled_from([0.0, 0.5, 0.75, 1.0]),
        "d.l": st.lists(words, max_size=3),
    }
)


def said(ask: Any) -> bool | None:
    """An answer; None where there is none, as of a number that leaves 64 bits."""
    try:
        return bool(ask())
    except (ValueError, RuntimeError):
        return None


@given(text=expressions, facts=values)
def test_an_expression_means_the_same(text: str, facts: dict[str, Any]) -> None:
    condition = Condition(text, TYPES)
    assert plain(text, TYPES) is not None
    assert condition.error() is None
    found = condition._compiled.eval(data=facts)
    library = bool(found.value()) if found.type().name() == "BOOL" else None
    assert said(lambda: condition.holds(facts)) == library


NOT_PLAIN = [
    "d.l.exists(w, w == 'x')",
    "b.word + b.other == 'x'",
    "b.word == 'a\\'b'",
    "b.word == r'a'",
    "b.word == '''a'''",
    "b.word == 'a' 'b'",
    "b.word < b.other",
    "c.n == 1.0",
    "c.n * 1.5 > 1.0",
    "c.n == 0x10",
    "c.n > -1",
    "c.n == 99999999999999999999",
    "b.word == b.other == true",
    "size(d.l)",
    "a.yes && c.n",
    "a.yes ? 'x' : 1",
    "a.yes ? a.no : a.no : a.no",
    "!b.word",
    "d.l == ['x']",
    "[] == d.l",
    "'x' in []",
    "unknown.fact",
    "b.word.matches('x')",
    "a.yes // so",
    "a.yes &&",
    "(a.yes",
    "__import__('os')",
    "a.yes if a.no else a.no",
    "",
    "(" * 500 + "a.yes" + ")" * 500,
]


@pytest.mark.parametrize("text", NOT_PLAIN)
def test_what_is_not_plain_is_left_to_the_library(text: str) -> None:
    assert plain(text, TYPES) is None


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: str(rule.code))
def test_the_rules_are_plain(rule: rules.Rule) -> None:
    assert plain(rule.condition.text, rule.condition.types) is not None


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: str(rule.code))
@given(data=st.data())
def test_the_rules_mean_the_same(rule: rules.Rule, data: st.DataObject) -> None:
    """Of facts drawn from what the rule itself compares them with, and of others."""
    named = [*re.findall(r'"([^"]*)"', rule.condition.text), "", "another", "user.biometric.face"]
    kinds: dict[str, st.SearchStrategy[Any]] = {
        "bool": st.booleans(),
        "str": st.sampled_from(named),
        "int": st.sampled_from([0, 1, 2, 3, 4, 5, 40, 41]),
        "float": st.floats(0, 1),
        "list[str]": st.lists(st.sampled_from(named), max_size=4),
    }
    facts = {name: data.draw(kinds[kind], name) for name, kind in rule.condition.types.items()}
    assert rule.condition.holds(facts) == by_library(rule.condition, facts)


@pytest.mark.slow
def test_the_examples_of_all_rules_mean_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    holds, seen = Condition.holds, [0, 0]

    def held(self: Condition, facts: Mapping[str, Any]) -> bool:
        found = holds(self, facts)
        assert by_library(self, facts) == found, self.text
        seen[found] += 1
        return found

    monkeypatch.setattr(Condition, "holds", held)
    assert not examples.check_examples(rules.default(), taxonomy.default(), profiles.all())
    assert min(seen) > 300
