"""The JSON Schema of the manifest accepts what the parser accepts, and refuses what it refuses."""

from __future__ import annotations

import json
import pathlib
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from minlint.located import parse_json, parse_yaml
from minlint.manifest.grammar import INCLUDED, MANIFEST
from minlint.manifest.schema import schema
from minlint.manifest.shapes import Choice, Day, Either, Flag, Free, Keys, Many, Named, Number, Shape, Text, read

SCHEMA = schema()
CONTRACT = (pathlib.Path(__file__).parent / "contract.yaml").read_text(encoding="utf-8")
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker(["date"]))


def faults(shape: Shape, value: Any) -> list[str]:
    """What the parser says of a value's structure."""
    found: list[str] = []
    read(shape, parse_json(json.dumps(value), "m.json"), "it", lambda _, message: found.append(message))
    return found


def test_it_is_a_json_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_the_manifest_of_the_contract_is_valid() -> None:
    from_yaml = parse_yaml(CONTRACT, "minlint.yaml")
    assert from_yaml is not None
    as_json = json.loads(json.dumps(from_yaml.plain, default=str))
    assert list(VALIDATOR.iter_errors(as_json)) == []
    assert faults(MANIFEST, as_json) == []


def test_every_key_says_what_it_is_for() -> None:
    def described(node: Any) -> bool:
        if isinstance(node, dict):
            keys = node.get("properties", {})
            return all("description" in key for key in keys.values()) and all(map(described, node.values()))
        return all(map(described, node)) if isinstance(node, list) else True

    assert described(SCHEMA)


def test_an_included_file_needs_no_version() -> None:
    included = jsonschema.Draft202012Validator({"$ref": "#/$defs/included", "$defs": SCHEMA["$defs"]})
    assert included.is_valid({"laws": ["gdpr"]})
    assert faults(INCLUDED, {"laws": ["gdpr"]}) == []
    assert not VALIDATOR.is_valid({"laws": ["gdpr"]})


words = st.sampled_from(["user.name", "patients.*", "1 year", "X101", "appointment-booking", "none", "2027-06-30", ""])
anything = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 400) | st.sampled_from([0.5, 1.0, 1.5]) | words,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(words, inner, max_size=2),
    max_leaves=4,
)


def values(shape: Shape) -> st.SearchStrategy[Any]:
    """Values that mostly have a shape: some of their parts are anything at all."""
    fitting = _values(shape)
    return st.one_of(fitting, fitting, fitting, anything)


def _values(shape: Shape) -> st.SearchStrategy[Any]:
    match shape:
        case Keys():
            known = {name: values(key.shape) for name, key in shape.keys.items()}
            needed = {name: known[name] for name, key in shape.keys.items() if key.required}
            valid = st.fixed_dictionaries(needed, optional={name: known[name] for name in known if name not in needed})
            return valid | st.tuples(valid, st.dictionaries(words, anything, max_size=1)).map(
                lambda two: two[0] | two[1]
            )
        case Free():
            return st.dictionaries(words, anything, max_size=1)
        case Named():
            return st.dictionaries(words, values(shape.item), max_size=2)
        case Many():
            items = values(shape.item)
            return st.lists(items, max_size=2) | items
        case Either():
            return st.one_of([values(item) for item in shape.shapes])
        case Choice():
            return st.sampled_from(shape.values)
        case Number():
            return st.integers(0, 3) | st.sampled_from([0.5, 1.0])
        case Flag():
            return st.booleans()
        case Day():
            return st.sampled_from(["2027-06-30", "2027-02-30", "soon"])
        case Text():
            return words


MANIFESTS = values(MANIFEST)


@given(MANIFESTS)
def test_parser_and_schema_agree(value: Any) -> None:
    assert VALIDATOR.is_valid(value) is (faults(MANIFEST, value) == [])


@pytest.mark.parametrize("name", sorted(MANIFEST.keys))
def test_they_agree_on_each_key(name: str) -> None:
    @given(values(MANIFEST.keys[name].shape))
    def agree(value: Any) -> None:
        whole = {"version": 1, name: value}
        assert VALIDATOR.is_valid(whole) is (faults(MANIFEST, whole) == [])

    agree()
