"""What people label fields with in mappings and lists."""

from __future__ import annotations

import pytest

from minlint.located import parse_yaml
from minlint.read.labels import labels


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("[pii, finance]", ("pii", "finance")),
        ("restricted", ("restricted",)),
        ("{contains_pii: true}", ("contains_pii",)),
        ("{pii: 'yes', owner: care}", ("pii",)),
        ("{pii: email}", ("pii.email",)),
        ("{pii: user.contact.email}", ("user.contact.email",)),
        ("{pii: false, is_pii: 'no', privacy: none}", ()),
        ("{data_categories: [user.name, user.contact]}", ("user.name", "user.contact")),
        ("{fides: {data_categories: [user.name]}}", ("user.name",)),
        ("{classification: [restricted, restricted]}", ("restricted",)),
        ("{owner: care, steward: nurse}", ()),
        ("3", ()),
    ],
)
def test_what_is_a_label(said: str, expected: tuple[str, ...]) -> None:
    assert labels(parse_yaml(said, "labels.yaml")) == expected


def test_parts_together_each_once_and_nothing_where_there_is_nothing() -> None:
    assert labels(None, parse_yaml("[a, b]", "x"), parse_yaml("{category: b}", "x")) == ("a", "b")
