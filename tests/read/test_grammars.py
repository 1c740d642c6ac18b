"""Source files as trees: places in code points, and a mistake that stays in its part."""

from __future__ import annotations

import pathlib
import time

from hypothesis import given
from hypothesis import strategies as st

from minlint.read import Options, read
from minlint.read.grammars import Code
from minlint.read.input import Input

LETTERS = st.text(st.sampled_from("aé𝄞ß\u2028字"), max_size=6)


@given(st.lists(st.tuples(LETTERS, st.sampled_from(("\n", "\r\n", "  ")))))
def test_a_node_stands_where_its_words_do(parts: list[tuple[str, str]]) -> None:
    text = "".join(f"const a{number} = '{words}';{end}" for number, (words, end) in enumerate(parts))
    code = Code(text, "typescript")
    lines = text.replace("\r\n", "\n").split("\n")
    found = code.find("(string) @it")
    assert [code.words(node) for node in found] == [f"'{words}'" for words, _ in parts]
    for node in found:
        span = code.span(node)
        assert lines[span.line - 1][span.column - 1 : span.end_column - 1] == code.words(node)


def test_a_mistake_stays_in_its_part() -> None:
    broken = "class A {\n  a = 1\n}\n\nfunction f( {\n}\n\nclass Bé {\n  é = ({\n}\n\nclass C { 𝄞c = 2 }\n"
    code = Code(broken, "typescript")
    names = [(code.words(node), code.span(node)[:2]) for node in code.find("(type_identifier) @it")]
    assert ("A", (1, 7)) in names and ("C", (12, 7)) in names


def test_a_comment_is_found_by_its_line() -> None:
    code = Code("// é minlint: purpose=x\n\nclass A {\n  b = 1 // 𝄞 words\n}\n", "typescript")
    assert code.margins.words(4) == "𝄞 words"
    assert [(marker.text, marker.span and marker.span[:2]) for marker in code.margins.head()] == [("x", (1, 6))]


def test_what_nests_without_end_is_told_in_one_line() -> None:
    text = f"const {{Schema}} = require('mongoose');\nconst s = new Schema({{a: {'[' * 5000}String{']' * 5000}}});\n"
    source = read(Input("a.js", data=text.encode()), Options())
    assert source and [problem.reason for problem in source.problems] == ["nested too deeply to be read"]


def test_a_program_that_cant_be_opened_is_passed_over(tmp_path: pathlib.Path) -> None:
    for name in ("a.js", "a.py", "a.sql"):
        (tmp_path / name).symlink_to("nowhere")
    found = [read(Input(name, str(tmp_path / name)), Options()) for name in ("a.js", "a.py", "a.sql")]
    assert [source and source.format for source in found] == [None, None, "sql"]


def test_twice_the_models_take_twice_as_long() -> None:
    def seconds(number: int) -> float:
        text = "const {Schema, model} = require('mongoose');\n" + "".join(
            f"const s{i} = new Schema({{a: String}});\nmodel('S{i}', s{i});\n" for i in range(number)
        )
        start = time.process_time()
        assert read(Input("a.js", data=text.encode()), Options())
        return time.process_time() - start

    seconds(50)
    assert seconds(800) < 8 * seconds(200) + 0.2
