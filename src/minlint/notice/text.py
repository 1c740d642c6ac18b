"""The sentences of a notice, Markdown, HTML or plain, each with its line and what stands above it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from minlint.tuples import NamedTuple


class Passage(NamedTuple):
    """A sentence, item of a list or cell of a table. ``line`` counts from 1.

    ``heading`` is the nearest heading above it; ``lead`` the sentence with a colon that opens its list, else empty.
    """

    text: str
    line: int
    heading: str = ""
    lead: str = ""


class _Block(NamedTuple):
    """A heading, paragraph, item or row as it stands in the source."""

    kind: str
    text: str
    line: int


def passages(text: str, name: str) -> list[Passage]:
    """The sentences of a notice, in order; its form is told from the ending of its name, and from its first letter."""
    form = name.lower().rpartition(".")[2]
    html = form in ("html", "htm", "xhtml") or text.lstrip().lower().startswith(("<!doctype", "<html", "<body"))
    found, heading, lead = [], "", ""
    for block in _html(text) if html else _lines(text):
        if block.kind == "heading":
            heading, lead = block.text, ""
            found.append(Passage(block.text, block.line, "", ""))
            continue
        if block.kind != "item":
            lead = ""
        found += [Passage(said, block.line, heading, lead) for said in _sentences(block.text)]
        if block.kind != "item" and block.text.rstrip().endswith(":"):
            lead = _sentences(block.text)[-1]
    return found


_SENTENCE = re.compile(
    r"(?<=[.!?])(?<!\be\.g\.)(?<!\bi\.e\.)(?<!\bArt\.)(?<!\bNo\.)(?<!\bz\.B\.)(?<!\bbzw\.)\s+(?=[^\sa-z])"
)


def _sentences(text: str) -> list[str]:
    return [part.strip() for part in _SENTENCE.split(" ".join(text.split())) if part.strip()] or [""]


_HEADING = re.compile(r"^ {0,3}(#{1,6})\s+(.*?)\s*#*$")
_ITEM = re.compile(r"^\s*(?:[-*+•‣–]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s+(.*)$")
_RULE = re.compile(r"^\s*(?:[-=*_]\s*){3,}$|^\s*\|?[\s:|-]+\|?\s*$")
_MARKS = re.compile(r"!?\[([^\]]*)\]\([^)]*\)|<[^>\n]{1,200}>|[*_`~]{1,3}|\{[^}\n]{0,80}\}")


def _lines(text: str) -> Iterator[_Block]:
    """The blocks of Markdown or plain text. A short line alone, without an end, is a heading in plain text."""
    kind, said, start, fenced = "", [""], 0, False
    lines = [*text.splitlines(), ""]
    for number, line in enumerate(lines, start=1):
        fence = line.lstrip().startswith(("```", "~~~"))
        fenced ^= fence
        heading, item = _HEADING.match(line), _ITEM.match(line)
        row = line.lstrip().startswith("|")
        opens = fence or not line.strip() or heading or item or row or _RULE.match(line)
        if kind and opens:
            yield _closed(kind, said, start, underlined=bool(line.strip() and set(line.strip()) <= {"=", "-"}))
            kind = ""
        if fence or fenced or not line.strip() or _RULE.match(line):
            continue
        if heading:
            yield _Block("heading", _plain(heading[2]), number)
        elif row:
            yield from (
                _Block("item", _plain(cell), number) for cell in line.strip().strip("|").split("|") if cell.strip()
            )
        elif kind:
            said.append(line)
        else:
            kind, said, start = ("item", [item[1]], number) if item else ("text", [line], number)


def _closed(kind: str, said: list[str], start: int, *, underlined: bool) -> _Block:
    text = _plain(" ".join(said))
    short = kind == "text" and len(said) == 1 and len(text) < 70 and not text.endswith((".", ":", ",", ";", "!", "?"))
    return _Block("heading" if short or (underlined and len(said) == 1) else kind, text, start)


def _plain(text: str) -> str:
    return " ".join(_MARKS.sub(lambda match: match[1] or " ", text).split())


def _html(text: str) -> Iterator[_Block]:
    parser = _Parser()
    parser.feed(text)
    parser.close()
    parser.flush()
    return iter(parser.blocks)


_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "summary", "caption", "legend", "title"))
_ITEMS = frozenset(("li", "td", "th", "dd", "dt"))
_BLOCKS = (
    _HEADINGS
    | _ITEMS
    | {"p", "div", "section", "article", "main", "body", "ul", "ol", "dl", "table", "tr", "br", "blockquote"}
)
_UNREAD = frozenset(("script", "style", "template", "noscript", "svg", "nav"))


class _Parser(HTMLParser):
    """The text between block tags, with the kind of the innermost of them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[_Block] = []
        self._kind, self._said, self._line, self._unread = "text", "", 1, 0

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        if tag in _UNREAD:
            self._unread += 1
        if tag in _BLOCKS:
            self.flush()
            self._kind = "heading" if tag in _HEADINGS else "item" if tag in _ITEMS else "text"

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNREAD:
            self._unread = max(0, self._unread - 1)
        if tag in _BLOCKS:
            self.flush()
            self._kind = "text"

    def handle_data(self, data: str) -> None:
        if self._unread:
            return
        if not self._said.strip():
            self._said, self._line = "", self.getpos()[0] + _blank_lines(data)
        self._said += data

    def flush(self) -> None:
        """End the block that is being read."""
        if text := " ".join(self._said.split()):
            self.blocks.append(_Block(self._kind, text, self._line))
        self._said = ""


def _blank_lines(data: str) -> int:
    """How many lines of a text pass before its first word."""
    return data[: len(data) - len(data.lstrip())].count("\n")
