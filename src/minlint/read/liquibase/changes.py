"""The changes of a change log, the same from XML, YAML and JSON."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from minlint.located import Member, Node, Places
from minlint.model import Marker, Problem, Span
from minlint.read.elements import Element, Markup
from minlint.read.elements import parse as parse_xml
from minlint.read.input import Input
from minlint.read.margins import Margins
from minlint.read.notes import Notes
from minlint.tuples import NamedTuple


class Said(NamedTuple):
    """A value as text, and where it stands."""

    text: str
    span: Span


class Thing(NamedTuple):
    """A change, or a column of one: what it says by name, with a column's constraints, and the lines it stands on.

    ``name`` is a change's. ``within`` is the line on which its change set begins.
    """

    name: str
    says: dict[str, Said]
    lines: range
    columns: tuple[Thing, ...] = ()
    within: int = 0

    def text(self, name: str) -> str:
        """What it says under a name; empty where that is nothing."""
        return self.says[name].text.strip() if name in self.says else ""


class Log(NamedTuple):
    """A change log: its changes in order, the files that it includes, and how its comments are asked.

    ``places`` are those of its text.
    """

    things: tuple[Thing, ...]
    includes: tuple[str, ...]
    at: Callable[[Collection[int]], tuple[Marker, ...]]
    words: Callable[[int], str]
    head: tuple[Marker, ...]
    problems: tuple[Problem, ...]
    places: Places


def log(source: Input) -> Log:
    """A file's change log. Raises `Unreadable` with the place where it isn't valid XML, YAML or JSON."""
    return _from_xml(parse_xml(source.text)) if source.suffix == ".xml" else _from_tree(source)


def _from_xml(markup: Markup) -> Log:
    margins = Margins(markup.text, markup.comments, markup.places, begins=markup.root.start)
    sets = [each for each in markup.root.children if each.tag == "changeSet"]
    things = tuple(
        _element(change, markup, markup.lines(each)[0])
        for each in sets
        for change in each.children
        if change.tag != "rollback"
    )
    includes = (each.attributes.get("file", "") for each in markup.root.children if each.tag == "include")
    return Log(things, tuple(includes), margins.at, margins.words, margins.head(), markup.problems, markup.places)


def _element(element: Element, markup: Markup, within: int) -> Thing:
    first, last = markup.lines(element)
    parts = [element, *(each for each in element.children if each.tag == "constraints")]
    says = {name: Said(text, markup.attribute(part, name)) for part in parts for name, text in part.attributes.items()}
    if element.tag == "sql":
        says["sql"] = Said("".join(element.texts), markup.places.span(element.start, element.end[0]))
    columns = tuple(_element(each, markup, within) for each in element.children if each.tag == "column")
    return Thing(element.tag, says, range(first, last + 1), columns, within)


def _from_tree(source: Input) -> Log:
    from minlint.read.trees import opened, tree

    root, places = opened(source), Places(source.text)
    notes = Notes(source.text, root, places)
    entries = list(_listed(root.get("databaseChangeLog")))
    things = tuple(
        _node(name, member, places, each.span.line)
        for each in entries
        if (found := each.get("changeSet"))
        for change in _listed(found.get("changes"))
        if isinstance(change.value, dict)
        for name, member in change.value.items()
    )
    includes = (str(file.value) for each in entries if (found := each.get("include")) and (file := found.get("file")))
    return Log(things, tuple(includes), notes.at, lambda _: "", notes.head(), tree(source).problems, places)


def _listed(node: Node | None) -> Iterator[Node]:
    yield from node.value if node and isinstance(node.value, list) else ()


def _node(name: str, member: Member, places: Places, within: int) -> Thing:
    """What stands under a key. Its lines end with its last value: a YAML mapping itself goes on to the next one."""
    node = member.node
    constraints = node.get("constraints")
    said = [
        each for part in (node, constraints) if part and isinstance(part.value, dict) for each in part.value.items()
    ]
    says = {
        key: Said(_word(inner.node.value), places.bare(inner.node.span))
        for key, inner in said
        if isinstance(inner.node.value, (str, int, float))
    }
    if isinstance(node.value, str):
        says[name] = Said(node.value, places.bare(node.span))
    found = [each.value["column"] for each in _listed(node.get("columns")) if each.get("column")]
    columns = tuple(_node("column", each, places, within) for each in found)
    last = max((*(each.span.end_line for each in says.values()), *(each.lines[-1] for each in columns)), default=0)
    return Thing(name, says, range(member.key.line, max(last, member.key.line) + 1), columns, within)


def _word(value: str | float | bool) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
