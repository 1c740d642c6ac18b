"""From Avro's JSON to records."""

from __future__ import annotations

from collections.abc import Iterator

from minlint.located import Node, Places
from minlint.model import Field, Marker, Problem, Record, Reference
from minlint.read import attributes
from minlint.read.avro.tree import is_protocol, is_record, text
from minlint.read.ways import Sent, directed
from minlint.tuples import NamedTuple

_TOO_DEEP = 40
_MOST_FIELDS = 20_000
_PRIMITIVE = frozenset(("null", "boolean", "int", "long", "float", "double", "bytes", "string"))


class Type(NamedTuple):
    """What a field holds: its type in words, and what the branches of a union come to.

    ``steps`` lead to the elements of arrays and maps; ``records`` are the records at their end.
    """

    words: str
    optional: bool = False
    logical: str = ""
    enum: tuple[str, ...] = ()
    steps: str = ""
    records: tuple[Node, ...] = ()
    named: str | None = None
    inner: str = ""
    said: tuple[Node, ...] = ()


class Within(NamedTuple):
    """What a field stands in: the path before it, its namespace, purposes, the records around it."""

    prefix: str
    space: str
    markers: tuple[Marker, ...] = ()
    around: tuple[int, ...] = ()
    demanded: bool = True


class Schema:
    """One file's records: those that stand at the top; a record defined in a field is that field's parts."""

    def __init__(self, root: Node, source_text: str) -> None:
        self._root, self._places = root, Places(source_text)
        self.problems: list[Problem] = []
        self._named: dict[str, Node] = {}
        self._count = 0
        said = root.get("types") if is_protocol(root) else None
        listed = said.value if said and isinstance(said.value, list) else root.value
        items = root.get("items")
        tops = listed if isinstance(listed, list) else [items] if items and is_record(items) else [root]
        self._tops = [node for node in tops if is_record(node)]
        self._records = {id(node): text(node, "name") for node in self._tops}
        for node in tops:
            self._name(node, text(root, "namespace"), 0)

    def head(self) -> tuple[Marker, ...]:
        """The words for minlint on a protocol as a whole."""
        return self._markers(self._root) if is_protocol(self._root) else ()

    def records(self) -> tuple[Record, ...]:
        """Every record, in the file's order."""
        space = text(self._root, "namespace")
        found = [self._record(node, space) for node in self._tops]
        messages = self._root.get("messages") if is_protocol(self._root) else None
        sent: list[Sent] = []
        for name, member in messages.value.items() if messages and isinstance(messages.value, dict) else ():
            request = member.node.get("request")
            asked = request.value if request and isinstance(request.value, list) else []
            fields = [field for each in asked for field in self._field(each, Within("", space))]
            span = self._places.bare(member.key)
            comment, markers = text(member.node, "doc"), self._markers(member.node)
            found.append(Record(name, tuple(fields), span, comment, markers=markers, direction="in"))
            if answer := member.node.get("response"):
                sent += [Sent(each, "out") for each in self._answered(answer, space)]
        return tuple(record for record in directed(found, sent) if record.fields)

    def _name(self, node: Node, space: str, depth: int) -> None:
        """Note every named type, so that it is known wherever it is used."""
        if depth > _TOO_DEEP:
            return
        if isinstance(node.value, list):
            for item in node.value:
                self._name(item, space, depth + 1)
        elif isinstance(node.value, dict):
            if name := text(node, "name"):
                space = _space(node, space)
                if text(node, "type") in ("record", "error", "enum", "fixed"):
                    self._named.setdefault(_full(name, space), node)
            for key in ("type", "items", "values", "fields"):
                if (inner := node.get(key)) and not isinstance(inner.value, str):
                    self._name(inner, space, depth + 1)

    def _record(self, node: Node, space: str) -> Record:
        markers, within = self._markers(node), Within("", _space(node, space), around=(id(node),))
        fields = [field for each in node.value["fields"].node.value for field in self._field(each, within)]
        span = self._places.bare(node.value["name"].node.span)
        return Record(text(node, "name"), tuple(fields), span, text(node, "doc"), markers=markers)

    def _field(self, node: Node, within: Within) -> Iterator[Field]:
        """A field, and what it holds."""
        name, said = text(node, "name"), node.get("type")
        if not name or said is None:
            self._problem("a field without a name or without a type", node)
            return
        self._count += 1
        if self._count > _MOST_FIELDS:
            self._problem("more fields than are read, with records written out: the rest is left out", self._root)
            return
        type_ = self._type(said, within.space, 0)
        default = node.get("default") is not None
        own = self._markers(node) + tuple(each for part in type_.said for each in self._markers(part))
        path = within.prefix + name + type_.steps.partition(".{key}")[0]
        field = Field(
            path,
            type_.words,
            self._places.bare(node.value["name"].node.span),
            mandatory=within.demanded and not type_.optional and not default,
            comment=text(node, "doc"),
            enum=type_.enum,
            references=Reference(type_.named) if type_.named else None,
            format=type_.logical or text(node, "logicalType"),
            default=default,
            markers=_with_purposes(own, within.markers),
        )
        parts = [each for each in type_.records if id(each) not in within.around and len(within.around) < _TOO_DEEP]
        inside = within.prefix + name + type_.steps
        if inside != path:  # a map: its values are a field of their own
            yield field._replace(container=True, references=None, enum=(), format="")
            field = field._replace(path=inside, type=type_.inner, mandatory=False, default=False)
        yield field._replace(container=bool(parts))
        below = within._replace(
            prefix=f"{inside}.", markers=field.markers, demanded=bool(field.mandatory) and not type_.steps
        )
        for record in parts:
            holder = below._replace(space=_space(record, within.space), around=(*within.around, id(record)))
            markers = _with_purposes(self._markers(record), below.markers)
            for each in record.value["fields"].node.value:
                yield from self._field(
                    each, holder._replace(markers=markers, demanded=below.demanded and len(parts) == 1)
                )

    def _type(self, node: Node, space: str, depth: int) -> Type:
        if depth > _TOO_DEEP:
            self._problem("types nested too deep", node)
            return Type("")
        if isinstance(node.value, str) or node.value is None:  # YAML's own null
            return self._known(node.value or "null", space)
        if isinstance(node.value, list):
            return self._union([self._type(item, space, depth + 1) for item in node.value])
        if not isinstance(node.value, dict):
            self._problem("a type that is no name, list or mapping", node)
            return Type("")
        return self._complex(node, space, depth)

    def _complex(self, node: Node, space: str, depth: int) -> Type:
        kind, said = text(node, "type"), (node,) if node.get("minlint") else ()
        inner = node.get("items") if kind == "array" else node.get("values") if kind == "map" else None
        if inner:
            found = self._type(inner, space, depth + 1)
            steps = ("[]" if kind == "array" else ".{key}") + found.steps
            return found._replace(words=f"{kind}<{found.words}>", inner=found.words, steps=steps, optional=False)
        if is_record(node) or kind == "enum":
            return self._definition(node)._replace(said=said)
        nested = node.get("type")
        if nested is None:
            self._problem("a type is missing", node)
            return Type("")
        if kind == "fixed":
            return Type(text(node, "name") or "fixed", logical=text(node, "logicalType") or "fixed", said=said)
        found = self._type(nested, space, depth + 1)
        return found._replace(logical=text(node, "logicalType") or found.logical, said=(*said, *found.said))

    def _known(self, name: str, space: str) -> Type:
        node = None if name in _PRIMITIVE else self._named.get(_full(name, space)) or self._named.get(name)
        return Type(name) if node is None else self._definition(node, name)

    def _definition(self, node: Node, name: str = "") -> Type:
        """What a definition comes to where it is used."""
        name = name or text(node, "name")
        if id(node) in self._records:
            return Type(name, named=self._records[id(node)])
        if is_record(node):
            return Type(name, records=(node,))
        symbols = node.get("symbols")
        listed = symbols.value if symbols and isinstance(symbols.value, list) else []
        return Type(name, enum=tuple(str(item.value) for item in listed), logical=text(node, "logicalType"))

    def _union(self, branches: list[Type]) -> Type:
        """A union: optional where null is among it; what it holds is what its branches hold."""
        words = "|".join(branch.words for branch in branches)
        open_ = [branch for branch in branches if branch.words != "null"]
        if len(open_) == 1:
            inner = open_[0].inner
            return open_[0]._replace(words=words, optional=len(open_) < len(branches), inner=inner)
        return Type(
            words,
            optional=len(open_) < len(branches),
            enum=tuple(value for branch in open_ for value in branch.enum),
            records=tuple(record for branch in open_ if not branch.steps for record in branch.records),
            named=next((branch.named for branch in open_ if branch.named), None),
        )

    def _answered(self, node: Node, space: str) -> Iterator[str]:
        for item in node.value if isinstance(node.value, list) else [node]:
            if named := self._type(item, space, 0).named:
                yield named

    def _markers(self, node: Node) -> tuple[Marker, ...]:
        return tuple(attributes.either(node.get("minlint"), self._places))

    def _problem(self, reason: str, node: Node) -> None:
        problem = Problem("E002", reason, node.span.line, node.span.column)
        if problem not in self.problems:
            self.problems.append(problem)


def _space(node: Node, space: str) -> str:
    """The namespace within a named type: its own, that of its full name, or the one around it."""
    name = text(node, "name")
    if "." in name:
        return name.rpartition(".")[0]
    return text(node, "namespace") if node.get("namespace") else space


def _full(name: str, space: str) -> str:
    return name if "." in name or not space else f"{space}.{name}"


def _with_purposes(own: tuple[Marker, ...], inherited: tuple[Marker, ...]) -> tuple[Marker, ...]:
    """Its own words, with the purposes of what it stands in where it names none."""
    if any(marker.kind == "purpose" for marker in own):
        return own
    return own + tuple(marker for marker in inherited if marker.kind == "purpose")
