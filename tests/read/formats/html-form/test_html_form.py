"""Forms read from HTML, against the standard library's parser, and against the forms that were written."""

from __future__ import annotations

import html
import pathlib
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minlint.read import Options, read
from minlint.read.input import Input

GOOD = [
    path
    for path in sorted((pathlib.Path(__file__).parent / "good").glob("*.html"))
    if not path.name.endswith(".component.html")  # whose controls have no names
]


class Names(HTMLParser):
    """The names of the controls of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag in ("input", "select", "textarea") and said.get("type") not in ("submit", "button", "reset", "image"):
            self.found.add(said.get("name") or "")


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.name)
def test_the_same_controls_as_the_standard_librarys_parser(path: pathlib.Path) -> None:
    source = read(Input(path.name, str(path)), Options())
    assert source
    fields = [field for record in source.records for field in record.fields]
    assert {field.path for field in fields if field.type != "permissions policy"} == Names(path.read_text()).found


NAMES = st.from_regex(r"[a-zé][\w-]{0,8}", fullmatch=True)
WORDS = st.text(st.characters(codec="utf-8", exclude_characters="{}%\0\r"), max_size=20).map(str.strip)
CONTROLS = st.tuples(st.sampled_from(["text", "email", "date", "number"]), st.booleans(), WORDS)


@given(fields=st.dictionaries(NAMES, CONTROLS, min_size=1, max_size=6), quote=st.sampled_from("\"'"))
def test_what_is_written_is_read(fields: dict[str, tuple[str, bool, str]], quote: str) -> None:
    lines = ["<form name=f>"]
    for name, (kind, required, label) in fields.items():
        said = html.escape(label)
        lines.append(
            f"<INPUT {'required ' * required}aria-label={quote}{said}{quote} type = {kind} name={quote}{name}{quote}>"
        )
    text = "\n".join([*lines, "</form>"])
    source = read(Input("a.html", data=text.encode()), Options())
    assert source
    (record,) = source.records
    assert (record.name, record.direction) == ("f", "in")
    assert {field.path: (field.type, field.mandatory) for field in record.fields} == {
        name: (kind, required) for name, (kind, required, _) in fields.items()
    }
    rows = text.split("\n")
    for field in record.fields:
        assert field.span
        assert rows[field.span.line - 1][field.span.column - 1 : field.span.end_column - 1] == field.path
