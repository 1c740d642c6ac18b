"""Every rule that looks at fields or records fires, and has its near miss, in each family of formats that it claims.

The examples of a rule that are written in SQL are written anew in a format of each family (`families.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import pytest

from minlint import read as formats
from minlint.judge import examples, rules
from minlint.judge.cases import Example
from minlint.judge.rules import Rule
from minlint.model import Source
from minlint.read.input import Input
from minlint.taxonomy import default
from tests.judge.families import FAMILIES

RULES = {code: rule for code, rule in rules.default().items() if rule.scope in ("field", "record")}

PASSING = ("json_schema", "openapi", "protobuf", "html_form")
"""What describes messages and forms: nobody says that it is stored."""

UNCLAIMED: Mapping[str, Sequence[str]] = {
    "G303": ("dictionary", "html_form"),  # the words that tell how often stand at the record
    "L506": (*PASSING, "dictionary", "terraform", "csv"),  # what the key is
    "R403": PASSING,  # how long rows are kept
    "R404": PASSING,
    "V902": ("html_form",),  # comments
    "V904": ("html_form",),  # bytes
    "X103": ("protobuf", "csv"),  # what must be given
    "X105": ("protobuf", "html_form"),  # the values that may stand there
    "X109": (*PASSING, "python"),  # a schema's or a file's name, of what is stored
    "X110": ("protobuf",),  # what must be given
    "X111": ("html_form",),  # a password is asked for, and not kept
}
"""The families that don't say what a rule looks at."""


@cache
def read(text: str) -> Source:
    found = formats.read(Input("example.sql", data=text.encode()), formats.Options())
    assert found
    return found


def source_of(example: Example) -> Source:
    return read(example.text)


def sql(listed: Sequence[Example]) -> Iterator[Example]:
    """The examples of tables alone, of which all is said in the fields."""
    for example in listed:
        if example.format == "sql" and example.before is None and not example.source:
            found = source_of(example)
            noted = [*found.markers, *found.problems, *(item.markers for item in found.records if item.markers)]
            if not noted and not any(field.markers for record in found.records for field in record.fields):
                yield example


def holds(rule: Rule, listed: Sequence[Example], family: str) -> bool | None:
    """Whether one of the examples comes out the same in a family; None where none can be written there.

    One that stands in its format already holds, as `minlint rules test` says.
    """
    if any(example.format == family for example in listed):
        return True
    asked = [item for item in sql(listed) if family != "csv" or len(source_of(item).records) == 1]
    for example in asked:
        text, name = FAMILIES[family](source_of(example))
        written = example._replace(format=family, text=text, source=name)
        if sorted(examples.places(rule, written, rules.default(), default())) == sorted(example.expect):
            return True
    return False if asked else None


@pytest.mark.parametrize("code", RULES)
def test_it_fires_and_has_a_near_miss_in_each_family(code: str) -> None:
    rule = RULES[code]
    fires = {family for family in FAMILIES if holds(rule, rule.fires, family) is False}
    assert fires == set(UNCLAIMED.get(code, ()))
    assert [family for family in FAMILIES if family not in fires and holds(rule, rule.silent, family) is False] == []
