"""Permissions-Policy and Feature-Policy where servers and hosts are told to send them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from minlint.model import Field, Kind, Problem, Record, Source
from minlint.read.input import Input
from minlint.tuples import NamedTuple

if TYPE_CHECKING:
    from minlint.located import Node, Places
    from minlint.read import Options
    from minlint.read.devices.policy import Feature
    from minlint.read.margins import Comment, Margins

NAME = "permissions-policy"
TITLE = "Permissions-Policy and Feature-Policy headers of nginx, Apache, Caddy, Netlify, Vercel, Firebase and others"
KIND: Kind = "schema"
_TREES = ("vercel.json", "now.json", "firebase.json", "staticwebapp.config.json", "serve.json")
SUFFIXES = (".conf", ".nginx", ".htaccess", "caddyfile", ".caddy", "_headers", "netlify.toml", *_TREES)
MARKS = ("ermissions-Policy", "eature-Policy", "ermissions-policy", "eature-policy")
READS = """The features that a header lets a page or those whom it embeds use, each labelled with the category that it
gives access to (`camera`, `geolocation`, …): of `add_header` (nginx), `Header set` (Apache), `header` (Caddy), lines of
`_headers` (Netlify, Cloudflare), `netlify.toml`, and the headers of `vercel.json`, `firebase.json` and
`staticwebapp.config.json`. All headers of a file make one record. Pages are read as HTML, with `allow` of their frames,
manifests of web apps as such."""
IDIOM = """`# minlint: purpose=ID` above a header or in the file's head, `# minlint: allow CODE until DATE because …` on
a header's line or the line above it; in JSON `x-purpose` and `x-minlint` of the document."""
LIMITS = """What a header denies (`camera=()`) is no field, and a file that only denies is passed over. What a browser
allows by default, and headers that a program sends, aren't seen. A value that is put together from variables isn't
read."""

_HEADER = re.compile(r"(?<![\w-])(?:permissions|feature)-policy(?![\w-])", re.IGNORECASE)
_VALUE = re.compile(
    r"""["'`]?[ \t]*[:=]?[ \t]*(?:\"\"\"(?P<long>.*?)\"\"\"|'''(?P<raw>.*?)'''|"(?P<double>(?:[^"\\\r\n]|\\.)*+)"|"""
    r"""'(?P<single>[^'\r\n]*+)'|`(?P<back>[^`]*+)`|(?P<open>["'`])|(?P<plain>[^\r\n"'`]*+(?:"[^"\r\n]*+"[^\r\n"'`]*+)*+))""",
    re.DOTALL,
)
_PARTS = re.compile(r"""(?P<comment>(?:^|(?<=\s))#[^\r\n]*+)|"(?:[^"\\\r\n]|\\.)*+"|'[^'\r\n]*+'""", re.MULTILINE)
_OPEN = "a policy whose quotes don't close on its line"


class Header(NamedTuple):
    """A policy that is sent, and where it stands; ``named`` is where its name does."""

    policy: str
    start: int
    named: int


def claims(source: Input) -> bool:
    """Whether it has a header that lets somebody use something."""
    from minlint.errors import SyntaxProblem, Unreadable

    try:
        headers, problems = _headers(source)
    except (SyntaxProblem, Unreadable):
        return True
    return bool(problems) or any(True for header in headers for _ in _features(header))


def read(source: Input, options: Options) -> Source:  # noqa: ARG001
    """Read it. Raises `Unreadable` with the place where it isn't valid JSON."""
    from minlint.located import Places
    from minlint.read.attributes import markers
    from minlint.read.margins import Margins
    from minlint.read.trees import opened, tree

    places = Places(source.text)
    in_tree = source.suffix == ".json"
    said = tuple(markers(opened(source), places, "x-purpose", "x-minlint")) if in_tree else ()
    margins = None if in_tree else Margins(source.text, _comments(source.text), places)
    headers, lost = _headers(source)
    stem = os.path.basename(source.name).lstrip("._").partition(".")[0]
    if margins:  # what is one record, a purpose anywhere in it binds
        lines = range(1, places.at(len(source.text))[0] + 1)
        said = tuple(each for each in margins.at(lines) if each.kind == "purpose")
    record = Record(stem, tuple(_fields(headers, places, margins)), markers=said, direction="in")
    problems = tree(source).problems if in_tree else tuple(Problem("E002", _OPEN, *places.at(each)) for each in lost)
    head = margins.head() if margins else ()
    kept = (record,) if record.fields else ()
    return Source(source.name, NAME, KIND, kept, problems, head, text=source.text)


def _headers(source: Input) -> tuple[list[Header], list[int]]:
    """The policies of a file, and where one begins that never ends."""
    if source.suffix == ".json":
        from minlint.located import Places
        from minlint.read.trees import opened

        return list(_in_tree(opened(source), Places(source.text), source.text)), []
    text = _blanked(source.text)
    found, lost = [], []
    for match in _HEADER.finditer(text):
        value = _VALUE.match(text, match.end())
        if value and value["open"]:
            lost.append(match.start())
        elif value and value.lastgroup and value[value.lastgroup]:
            found.append(Header(value[value.lastgroup], value.start(value.lastgroup), match.start()))
    return found, lost


def _in_tree(root: Node, places: Places, text: str) -> Iterator[Header]:
    """The headers of a JSON document: by name, or as a key and its value."""
    from minlint.located import nodes

    for node in nodes(root):
        for key, member in node.value.items() if isinstance(node.value, dict) else ():
            named = key if _HEADER.fullmatch(key) else ""
            if not named and key in ("key", "name") and isinstance(member.node.value, str):
                named = member.node.value if _HEADER.fullmatch(member.node.value.strip()) else ""
            value = (member.node if _HEADER.fullmatch(key) else node.get("value")) if named else None
            if value and isinstance(value.value, str):
                span = places.bare(value.span)
                start, end = places.offset(*span[:2]), places.offset(*span[2:])
                yield Header(text[start:end], start, start)


def _fields(headers: list[Header], places: Places, margins: Margins | None) -> list[Field]:
    """The features, each at the first place that allows it."""
    from minlint.read.devices.policy import field

    found: dict[str, Field] = {}
    for header in headers:
        for feature in _features(header):
            span = places.span(header.start + feature.start, header.start + feature.end)
            lines = (places.at(header.named)[0], span.line)
            said = tuple(each for each in margins.at(lines) if each.kind != "purpose") if margins else ()
            found.setdefault(feature.name, field(feature, "permissions policy", span)._replace(markers=said))
    return sorted(found.values(), key=lambda each: each.span or (0,))


def _features(header: Header) -> Iterator[Feature]:
    from minlint.read.devices.policy import allowed

    return allowed(header.policy)


def _comments(text: str) -> list[Comment]:
    from minlint.read.margins import Comment

    return [Comment(*match.span()) for match in _PARTS.finditer(text) if match["comment"]]


def _blanked(text: str) -> str:
    """A text of the same length without its comments, in which headers may be switched off."""
    return _PARTS.sub(lambda match: " " * len(match[0]) if match["comment"] else match[0], text)
