"""Comments of a source text, by the line they are about."""

from __future__ import annotations

import re

from minlint.read.margins import Comment, Margins

TEXT = """\
// minlint: purpose=whole

/* What a person is.

   minlint: purpose=care */
type Person {
  name: String  // as on the card
  // minlint: allow X101 until 2030-01-01 because asked for
  // the day
  born: Date

  // nobody's

  sex: String // eslint-disable-line
}
"""


def margins(text: str) -> Margins:
    found = re.finditer(r"//[^\n]*|/\*.*?\*/", text, re.DOTALL)
    return Margins(text, (Comment(*match.span()) for match in found))


def test_comments_are_told_by_the_line_they_are_about() -> None:
    found = margins(TEXT)
    assert [marker.text for marker in found.head()] == ["whole"]
    assert found.words(6) == "What a person is."
    assert [(marker.text, marker.span and marker.span.line) for marker in found.at([6])] == [("care", 5)]
    assert found.words(7) == "as on the card"
    assert found.words(10) == "the day"
    (waiver,) = found.at([10, 10])
    assert waiver.span and (waiver.kind, waiver.span[:2]) == ("allow", (8, 6))
    assert found.words(14) == ""


def test_a_comment_that_nothing_follows_is_about_nothing() -> None:
    assert margins("a = 1\n// the end\n").words(1) == ""
