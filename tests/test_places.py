"""Places in JSON and YAML: texts written key by key, each place noted as it is written, then read back."""

from __future__ import annotations

import json
from typing import Any

import yaml
from hypothesis import given
from hypothesis import strategies as st

from minlint.errors import SyntaxProblem
from minlint.located import Member, Node, Places, parse_json, parse_yaml
from minlint.model import Span
from minlint.read.input import Input

CHARS = st.characters(exclude_categories=["Cs"])
KEYS = st.text(CHARS, max_size=8) | st.sampled_from(
    ["\U0001f600", "a\u2028b", "tab\there", "\x85", "\u0130", "a" * 3000]
)
LEAVES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | KEYS
TREES = st.dictionaries(
    KEYS,
    st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3)),
    max_size=4,
)
GAPS = st.sampled_from(["", " ", "\t", "\n", "\r\n", "\r", "\n\n  ", " \r\n\t"])


class Writer:
    """Writes JSON with odd spaces and escapes, counting lines and columns itself."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw, self.text, self.keys = draw, "", list[tuple[str, Span]]()

    def place(self) -> tuple[int, int]:
        lines = self.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        return len(lines), len(lines[-1]) + 1

    def gap(self) -> None:
        gap = self.draw(GAPS)
        if self.text.endswith("\r") and gap.startswith("\n"):
            gap = " " + gap  # else two line ends would make one
        self.text += gap

    def string(self, text: str) -> None:
        def written(char: str) -> str:
            how = self.draw(st.sampled_from("rrrue")) if char >= " " and char not in '"\\' else "u"
            plain = json.dumps(char, ensure_ascii=False)[1:-1]
            units = char.encode("utf-16-be")
            escaped = "".join(f"\\u{units[i]:02x}{units[i + 1]:02X}" for i in range(0, len(units), 2))
            return {"r": plain, "e": json.dumps(char)[1:-1], "u": escaped}[how]

        self.text += '"' + (text if len(text) > 99 else "".join(map(written, text))) + '"'

    def value(self, tree: Any) -> None:
        if isinstance(tree, dict):
            self.several("{}", [(key, value) for key, value in tree.items()])
        elif isinstance(tree, list):
            self.several("[]", [(None, item) for item in tree])
        elif isinstance(tree, str):
            self.string(tree)
        else:
            self.text += json.dumps(tree)

    def several(self, brackets: str, items: list[tuple[str | None, Any]]) -> None:
        self.text += brackets[0]
        for index, (key, value) in enumerate(items):
            self.text += "," if index else ""
            self.gap()
            if key is not None:
                start = self.place()
                self.string(key)
                self.keys.append((key, Span(*start, *self.place())))
                self.gap()
                self.text += ":"
                self.gap()
            self.value(value)
            self.gap()
        self.text += brackets[1]


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, Any, list[tuple[str, Span]]]:
    """A text, what it means, and where its keys stand."""
    writer, tree = Writer(draw), draw(TREES)
    writer.gap()
    writer.value(tree)
    writer.gap()
    return writer.text, tree, writer.keys


def members(node: Node) -> list[tuple[str, Member]]:
    """The entries of every mapping, in the order of the text."""
    if isinstance(node.value, list):
        return [pair for item in node.value for pair in members(item)]
    pairs = node.value.items() if isinstance(node.value, dict) else ()
    return [found for key, member in pairs for found in ((key, member), *members(member.node))]


@given(documents(), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"]))
def test_json_keys_stand_where_they_were_written(
    document: tuple[str, Any, list[tuple[str, Span]]], encoding: str
) -> None:
    text, tree, keys = document
    assert json.loads(text) == tree
    source = Input("a.json", data=text.encode(encoding))
    root = parse_json(source.text if encoding[-2:] in ("-8", "ig", "16") else text, "a.json")
    assert root.plain == tree
    assert [(key, member.key) for key, member in members(root)] == keys


SCALARS = [
    "plain",
    "'it''s # no comment'",
    '"\\u00e9\\U0001F600 \\x41\\ttab"',
    "|\n{0}  block: # not a comment\n{0}  two",
    ">-\n{0}  folded\n\n{0}  words",
    "3",
    "2027-02-30",
    "~",
    "deep",
    "!!str 12",
    "[one,\n{0}  {{two: 3,\n{0}   'four': [5]}}]",
    '{{a: 1, "b\\tc": {{d: e}}}}',
]
WORDS = ["name", "'first name'", '"e\\u0301 \U0001f600"', "no", "null", "12", "? asked\n{0}", "größe", "x" * 900]
NAMES = st.sampled_from(WORDS)


@st.composite
def yaml_texts(draw: st.DrawFn, indent: str = "", depth: int = 0) -> str:
    """Mappings in block style with every kind of key and value, and remarks between them."""
    lines = []
    for number in range(draw(st.integers(1, 4))):
        key = draw(NAMES).replace("{0}", indent)
        key = key.replace("name", f"name{number}").replace("asked", f"asked{number}").replace("no", f"no{number}")
        if draw(st.booleans()):
            lines.append(f"{indent}# minlint: a remark\n")
        if depth < 3 and draw(st.integers(0, 3)) == 0:
            lines.append(f"{indent}{key}:\n{draw(yaml_texts(indent + '  ', depth + 1))}")
        elif draw(st.integers(0, 5)) == 0:
            below = draw(yaml_texts(indent + "  ", depth + 4))
            lines.append(f"{indent}{key}:\n{indent}- {below.removeprefix(indent + '  ').lstrip()}")
        else:
            value = draw(st.sampled_from(SCALARS))
            value = value.format(indent) if "{" in value else value
            lines.append(f"{indent}{key}: {value}\n")
    return "".join(lines)


@given(yaml_texts(), st.sampled_from(["\n", "\r\n", "\r"]), st.booleans())
def test_yaml_keys_stand_where_pyyaml_marks_them(text: str, end: str, marked: bool) -> None:
    text = text.replace("\n", end)
    try:
        expected = list(marks(yaml.compose(text, yaml.SafeLoader)))
    except yaml.YAMLError:
        expected = []
    doubts: list[SyntaxProblem] = []
    root = parse_yaml("\ufeff" * marked + text, "a.yaml", doubts) if expected else None
    places = Places(text)
    found = [
        (key, places.offset(*member.key[:2]), places.offset(*member.key[2:]))
        for key, member in (members(root) if root else [])
    ]
    if not doubts:  # a key said twice is there once
        assert found == expected


def marks(node: Any) -> list[tuple[str, int, int]]:
    """PyYAML's keys with the offsets of its own marks, in the order of the text."""
    if isinstance(node, yaml.SequenceNode):
        return [mark for item in node.value for mark in marks(item)]
    if not isinstance(node, yaml.MappingNode):
        return []
    return [
        mark
        for key, value in node.value
        for mark in ((key.value, key.start_mark.index, key.end_mark.index), *marks(value))
    ]
