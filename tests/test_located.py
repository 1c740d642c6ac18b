"""Located YAML and JSON: the same values as the standard parsers give, and places that point at the text."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from minlint.errors import SyntaxProblem
from minlint.located import MAX_DEPTH, Node, Places, nodes, parse_json, parse_yaml
from minlint.model import Span

WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)
NUMBERS = st.integers(-(10**20), 10**20) | st.floats(allow_nan=False, allow_infinity=False)
SCALARS = st.none() | st.booleans() | NUMBERS | WORDS
TREES = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4))


def lines_of(text: str) -> list[str]:
    """Lines as editors count them."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def text_at(text: str, span: Span) -> str:
    """What stands at a place within one line."""
    assert span.line == span.end_line
    return lines_of(text)[span.line - 1][span.column - 1 : span.end_column - 1]


def keys(node: Node) -> list[tuple[str, Span]]:
    if isinstance(node.value, list):
        return [pair for item in node.value for pair in keys(item)]
    if not isinstance(node.value, dict):
        return []
    return [pair for key, member in node.value.items() for pair in ((key, member.key), *keys(member.node))]


@given(TREES, st.sampled_from([None, 0, 2]), st.booleans())
def test_json_reads_as_the_standard_library_does(tree: Any, indent: int | None, ascii_only: bool) -> None:
    text = json.dumps(tree, indent=indent, ensure_ascii=ascii_only)
    root = parse_json(text, "a.json")
    assert root.plain == json.loads(text)
    for key, span in keys(root):
        assert json.loads(text_at(text, span)) == key


@given(TREES, st.sampled_from([None, True, False]))
def test_yaml_reads_as_pyyaml_does(tree: Any, flow: bool | None) -> None:
    text = yaml.safe_dump(tree, default_flow_style=flow, allow_unicode=True, width=10_000)
    root = parse_yaml(text, "a.yaml")
    assert (root.plain if root else None) == yaml.safe_load(text)


@given(st.dictionaries(st.from_regex(r"[a-z\u00e4-\u00fc\U0001f600-\U0001f610]{1,8}", fullmatch=True), st.integers()))
def test_yaml_key_places_point_at_the_keys_text(mapping: dict[str, int]) -> None:
    text = "\r\n".join(f'  "{key}": {value}' if value % 2 else f"  {key}: {value}" for key, value in mapping.items())
    root = parse_yaml(text, "a.yaml")
    places = Places(text)
    for key, span in keys(root) if root else ():
        assert text_at(text, places.bare(span)) == key


@given(st.text())
def test_any_text_is_read_or_refused_with_a_place(text: str) -> None:
    for parse in (parse_json, parse_yaml):
        try:
            parse(text, "file")
        except SyntaxProblem as problem:
            assert problem.line is None or 1 <= problem.line <= len(lines_of(text)) + 1
            assert problem.column is None or problem.column >= 1


def test_places_of_keys_and_values() -> None:
    text = '{"näme": {"\\u0061ge": 3},\n "🎉": [true, "x"]}'
    root = parse_json(text, "a.json")
    party = root.value["🎉"]
    assert root.value["näme"].key == Span(1, 2, 1, 8)
    assert party.key == Span(2, 2, 2, 5)
    assert party.node.value[1].span == Span(2, 14, 2, 17)
    assert root.value["näme"].node.value["age"].key == Span(1, 11, 1, 21)


def test_a_line_separator_that_no_editor_breaks_at_is_no_line() -> None:
    root = parse_yaml("note: 'a\u2028b\x85c'\nname: 1\n", "a.yaml")
    assert root is not None
    assert root.value["name"].key == Span(2, 1, 2, 5)


def test_a_byte_order_mark_moves_nothing() -> None:
    root = parse_yaml("\ufeffname: 1\nage: 2\n", "a.yaml")
    assert root is not None
    assert [span for _, span in keys(root)] == [Span(1, 1, 1, 5), Span(2, 1, 2, 4)]
    assert parse_json('\ufeff{"name": 1}', "a.json").plain == {"name": 1}


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("name: 1", "name"),
        ("'first name': 1", "first name"),
        ('"a\\"b": 1', 'a\\"b'),
        ("&anchor !!str 'name': 1", "name"),
        ("!!str name: 1", "name"),
        ("'': 1", ""),
    ],
)
def test_a_bare_place_leaves_out_quotes_anchors_and_tags(text: str, bare: str) -> None:
    root = parse_yaml(text, "a.yaml")
    assert root is not None
    ((_, span),) = keys(root)
    assert text_at(text, Places(text).bare(span)) == bare


def test_keys_that_are_no_strings_are_words_as_they_are_written() -> None:
    root = parse_yaml("on: 1\nnull: 2\n3: 4\n2027-01-02: 5\nNo: 6\n0x10: 7", "a.yaml")
    assert root is not None
    assert root.plain == {"on": 1, "null": 2, "3": 4, "2027-01-02": 5, "No": 6, "0x10": 7}


def test_an_impossible_date_stays_text() -> None:
    root = parse_yaml("until: 2027-02-30", "a.yaml")
    assert root is not None
    assert root.plain == {"until": "2027-02-30"}


def test_merged_keys_keep_the_place_they_were_written_at() -> None:
    root = parse_yaml("base: &base {a: 1, b: 2}\nown:\n  <<: *base\n  b: 3\n", "a.yaml")
    assert root is not None
    own = root.get("own")
    assert own is not None
    assert own.plain == {"a": 1, "b": 3}
    assert own.value["a"].key.line == 1
    assert own.value["b"].key == Span(4, 3, 4, 4)


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, 1),
        ("a: [1, 2\nb: 3", 2, 2),
        ("a: *secret", 1, 4),
        ("a: !secret x", 1, 4),
        ("a: 1\n--- \nb: 2", 2, 1),
        ("a: se\x00cret", 1, 6),
        ("? [secret]\n: 1", 1, 3),
        ("a:\n\t- secret", 2, 1),
        ("&a [*a]", 1, 1),
    ],
)
def test_yaml_errors_have_a_place_and_quote_nothing(text: str, line: int, column: int) -> None:
    with pytest.raises(SyntaxProblem) as caught:
        parse_yaml(text, "a.yaml")
    assert (caught.value.line, caught.value.column) == (line, column)
    assert str(caught.value).startswith(f"a.yaml:{line}:{column}: ")
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("", 1, 1),
        ('{"a": 1,\n "b": secret}', 2, 7),
        ('{"a": 1\n "b": 2}', 2, 2),
        ('{"a": "secret', 1, 7),
        ("{'secret': 1}", 1, 2),
        ('{"a" 1}', 1, 6),
        ("[1, 2,]", 1, 7),
        ('{"a": 1} secret', 1, 10),
        ('{"a": "\\q"}', 1, 7),
        ("[NaN]", 1, 2),
    ],
)
def test_json_errors_have_a_place_and_quote_nothing(text: str, line: int, column: int) -> None:
    with pytest.raises(SyntaxProblem) as caught:
        parse_json(text, "a.json")
    assert (caught.value.line, caught.value.column) == (line, column)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("opening", ["[", '{"a":', "- ", "{a: "])
def test_hostile_nesting_is_refused(opening: str) -> None:
    parsers = [parse_yaml] if opening in ("- ", "{a: ") else [parse_yaml, parse_json]
    for parse in parsers:
        with pytest.raises(SyntaxProblem):
            parse(opening * 50_000, "deep")


def test_nesting_up_to_the_limit_is_read() -> None:
    text = "[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1)
    assert parse_json(text, "a").plain == json.loads(text)
    with pytest.raises(SyntaxProblem, match=f"deeper than {MAX_DEPTH}"):
        parse_json(f"[{text}]", "a")


def test_an_alias_bomb_stays_small() -> None:
    bomb = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 40))
    root = parse_yaml(bomb, "bomb.yaml")
    assert root is not None
    last = root.get("a39")
    assert last is not None
    assert all(item is last.value[0] for item in last.value)


def test_a_name_said_twice_in_json_keeps_the_last_as_json_does() -> None:
    assert parse_json('{"a": 1, "a": 2}', "a").plain == {"a": 2}


def test_an_empty_yaml_text_is_nothing() -> None:
    assert parse_yaml("# only a remark\n", "a.yaml") is None


def test_what_is_doubtful_is_noted_where_somebody_listens() -> None:
    doubts: list[SyntaxProblem] = []
    root = parse_yaml("a: 1\n? [x]\n: 2\nb: !Sub ${secret}\na: &n 3\nc: {<<: {a: 1}, a: *n}\n", "a.yaml", doubts)
    assert root is not None
    assert root.plain == {"a": 3, "b": "${secret}", "c": {"a": 3}}
    assert [str(doubt) for doubt in doubts] == [
        "a.yaml:2:3: a mapping's key must be a word",
        "a.yaml:5:1: the same key twice in one mapping",
    ]
    assert parse_json('{"a": 1,\n "a": 2}', "a", doubts).plain == {"a": 2}
    assert (doubts[2].line, doubts[2].column) == (2, 2)


def test_every_node_is_walked_once() -> None:
    root = parse_yaml("a: &x {b: 1, c: [2, 3]}\nd: *x\ne: [*x]\n", "x.yaml")
    assert root is not None
    found = [node.value for node in nodes(root) if not isinstance(node.value, (dict, list))]
    assert sorted(found) == [1, 2, 3]
    assert len(list(nodes(root))) == len({id(node) for node in nodes(root)}) == 7
