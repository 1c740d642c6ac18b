"""A form's fields: the nodes that it sends, with their binds and the controls in which they are answered."""

from __future__ import annotations

from collections.abc import Iterator

from minlint.model import Field, Marker, Record, Span
from minlint.read import beside
from minlint.read.elements import Element, Markup
from minlint.read.margins import Margins
from minlint.read.members import meaning
from minlint.read.xforms.model import SPACE, Model
from minlint.read.xforms.paths import Steps, steps
from minlint.tuples import NamedTuple

_CONTROLS = frozenset(
    "input secret textarea upload select select1 rank range trigger group repeat".split()  # noqa: SIM905
)
_SPACES = (SPACE, "http://www.opendatakit.org/xforms")
_MACHINERY = frozenset(("instanceID", "instanceName", "deprecatedID"))


class Node(NamedTuple):
    """Something that a form sends: where it is declared, and what stands in it."""

    path: Steps
    element: Element
    holds: bool


class Form:
    """One text's form."""

    def __init__(self, markup: Markup) -> None:
        self._markup, self._model = markup, Model(markup.root)
        self._margins = Margins(markup.text, markup.comments, markup.places, begins=markup.root.start)
        self._controls: dict[Steps, Element] = {}
        self._repeated: set[Steps] = set()
        self._walk(markup.root, ())
        self._lines: set[int] = set()

    def head(self) -> tuple[Marker, ...]:
        """The words for minlint about the whole file."""
        return self._margins.head()

    def record(self, name: str) -> Record:
        """The form, by its id, else by the name of what it sends, else by the one given."""
        root = self._model.root
        fields = tuple(self._field(node) for node in self._nodes() if not self._is_shown(node))
        holding = {field.path.rpartition(".")[0] for field in fields}
        fields = tuple(field for field in fields if not field.container or field.path in holding)
        first, last = self._markup.lines(self._markup.root)
        return Record(
            (root.attributes.get("id") or root.tag) if root else name,
            fields,
            self._place(root) if root else None,
            markers=beside.record(self._margins, first, last, self._lines),
            direction="in",
        )

    def _walk(self, above: Element, context: Steps) -> None:
        """Find the controls, each at the node that it is about."""
        for element in above.children:
            path = context
            if element.space == SPACE and element.tag in ("model", "label", "hint", "itemset", "item"):
                continue
            if (
                element.space in _SPACES
                and element.tag in _CONTROLS
                and (found := self._about(element, context)) is not None
            ):
                path = found
                if element.tag == "repeat":
                    self._repeated.add(path)
                self._controls.setdefault(path, element)
            self._walk(element, path)

    def _about(self, control: Element, context: Steps) -> Steps | None:
        said = control.attributes
        if "bind" in said:
            return self._model.by_id.get(said["bind"])
        ref = said.get("ref") or said.get("nodeset")
        return steps(ref, context) if ref else None

    def _nodes(self) -> Iterator[Node]:
        """The nodes of the first instance in order, each once; of a form without one, those of its controls."""
        root = self._model.root
        if root is None:
            for path, control in self._controls.items():
                if path:
                    yield Node(path, control, control.tag in ("group", "repeat"))
            return
        seen: set[Steps] = set()
        waiting = [Node((child.tag,), child, bool(child.children)) for child in reversed(root.children)]
        while waiting:
            node = waiting.pop()
            if node.path not in seen:
                seen.add(node.path)
                yield node
            inner = reversed(node.element.children)
            waiting += [Node((*node.path, child.tag), child, bool(child.children)) for child in inner]

    def _is_shown(self, node: Node) -> bool:
        """Whether nothing is answered: a note, or what names the submission itself."""
        bind = self._model.binds.get(node.path)
        said = bind.attributes if bind else {}
        makes = "calculate" in said or any(key.endswith(("preload", "preloadParams")) for key in said)
        return node.path[-1] in _MACHINERY or (said.get("readonly") == "true()" and not makes)

    def _field(self, node: Node) -> Field:
        bind, control = self._model.binds.get(node.path), self._controls.get(node.path)
        said = bind.attributes if bind else {}
        required = said.get("required", "false()").strip()
        places = dict.fromkeys(each for each in map(self._opening, (node.element, bind, control)) if each)
        lines = [line for place in places for line in place]
        self._lines.update(lines)
        return Field(
            self._path(node.path),
            self._type(node, bind, control),
            self._place(node.element),
            mandatory={"true()": True, "false()": False}.get(required),
            comment=self._comment(control),
            enum=self._model.choices(control) if control and not node.holds else (),
            format=control.attributes.get("mediatype", "") if control else "",
            container=node.holds,
            default=not node.holds and bool(node.element.text) and self._model.root is not None,
            markers=beside.field(self._margins, lines),
            direction="in",
        )

    def _opening(self, element: Element | None) -> range | None:
        return self._markup.opening(element) if element else None

    def _path(self, path: Steps) -> str:
        ends = range(1, len(path) + 1)
        return ".".join(path[end - 1] + "[]" * (path[:end] in self._repeated) for end in ends)

    def _type(self, node: Node, bind: Element | None, control: Element | None) -> str:
        if node.holds:
            return "repeat" if node.path in self._repeated else "group"
        said = bind.attributes.get("type", "") if bind else ""
        return said or (control.tag if control else "")

    def _comment(self, control: Element | None) -> str:
        if control is None:
            return ""
        return meaning(*(self._model.words(control.get(part)) for part in ("label", "hint")))

    def _place(self, element: Element) -> Span:
        """Where an element's name stands."""
        end = element.start + 1
        while (
            end < len(self._markup.text) and not self._markup.text[end].isspace() and self._markup.text[end] not in "/>"
        ):
            end += 1
        return self._markup.places.span(element.start + 1, end)
