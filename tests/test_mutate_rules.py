"""Each rule's own examples notice a change of its condition."""

from __future__ import annotations

import pytest

from benchmarks import mutate_rules
from benchmarks.mutate_rules import mutants, parse, written
from minlint.judge import rules
from minlint.judge.conditions import Condition

CODES = sorted(rules.default())


@pytest.mark.slow
@pytest.mark.parametrize("code", CODES)
def test_no_change_of_a_condition_goes_unnoticed(code: str) -> None:
    rule = rules.default()[code]
    asis = mutate_rules.Mutant("as it is", rule.condition.text)
    assert mutate_rules.survives(rule, asis, rules.default())
    assert [mutant for _, mutant in mutate_rules.survivors(rules.default(), [code])] == []


@pytest.mark.parametrize("code", CODES)
def test_conditions_are_written_as_they_were_parsed_and_their_mutants_compile(code: str) -> None:
    condition = rules.default()[code].condition
    assert written(parse(condition.text)).replace(" ", "") == "".join(condition.text.split()).replace(" ", "")
    for mutant in mutants(condition.text):
        assert Condition(mutant.text, condition.types).error() is None, mutant


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("a.b", ["!(a.b)"]),
        ("a && !b", ["!(a && !b)", "!b", "a", "a && b"]),
        ("a || b && c", ["!(a || b && c)", "b && c", "a", "a || c", "a || b"]),
        ("(a || b) && c", ["!((a || b) && c)", "c", "(b) && c", "(a) && c", "(a || b)"]),
        ("a ? b : c", ["!(a ? b : c)", "(b)", "(c)"]),
        ('x in ["p", "q"]', ['!(x in ["p", "q"])', 'x in ["q"]', 'x in ["p"]']),
        ('x == "a && b"', ['!(x == "a && b")']),
        (
            "size(a) > 0 && b.startsWith('x)')",
            ["!(size(a) > 0 && b.startsWith('x)'))", "b.startsWith('x)')", "size(a) > 0"],
        ),
    ],
)
def test_what_a_condition_is_changed_into(text: str, changed: list[str]) -> None:
    assert [mutant.text for mutant in mutants(text)] == changed


def test_an_example_that_is_missing_leaves_a_survivor(capsys: pytest.CaptureFixture[str]) -> None:
    rule = rules.default()["X103"]
    examples = {**rule.content["examples"], "silent": ()}
    poorer = {**rules.default(), "X103": rule._replace(content={**rule.content, "examples": examples})}
    left = [mutant.how for _, mutant in mutate_rules.survivors(poorer, ["X103"])]
    assert left and "negated" not in left
    assert mutate_rules.main(["X103"]) == 0
    assert capsys.readouterr().out == "4 changes to 1 conditions; 0 survive.\n"
