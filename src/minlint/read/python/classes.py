"""The classes of a Python module: their ancestors, decorators and attributes."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

from minlint.model import Field, Marker, Record, Span
from minlint.once import cached_property
from minlint.read.python.module import Module
from minlint.tuples import NamedTuple


class Attribute(NamedTuple):
    """A name that a class's body gives an annotation, a value, or both; ``says`` is the string right below it."""

    name: str
    target: ast.expr
    annotation: ast.expr | None
    value: ast.expr | None
    says: str = ""

    @property
    def lines(self) -> range:
        """The lines it stands on."""
        last = self.value or self.annotation or self.target
        return range(self.target.lineno, (last.end_lineno or last.lineno) + 1)


class Class:
    """A class with its name (``Outer.Inner`` for one within another).

    ``is_extended`` says whether another class of its file extends it.
    """

    def __init__(self, node: ast.ClassDef, name: str, module: Module, known: dict[str, Class]) -> None:
        self.node, self.name, self.module, self._known = node, name, module, known
        self.is_extended = False

    @cached_property
    def parents(self) -> tuple[Class, ...]:
        """Those of its bases that stand in this file."""
        found = (self._known.get(self.module.dotted(base)) for base in self.node.bases)
        return tuple(parent for parent in found if parent and parent is not self)

    @cached_property
    def line(self) -> tuple[Class, ...]:
        """It and its ancestors in this file, nearest first, each once."""
        found: dict[Class, None] = {}
        waiting = [self]
        while waiting:
            one = waiting.pop(0)
            if one not in found:
                found[one] = None
                waiting += one.parents
        return tuple(found)

    def mixed_in(self, apart: Callable[[Class], bool]) -> Iterator[tuple[Class, Attribute]]:
        """Its attributes, then those of its ancestors in this file, up to those that are ``apart``; each name once."""
        seen, waiting, done = set[str](), [self], set[Class]()
        while waiting:
            one = waiting.pop(0)
            if one in done or (one is not self and apart(one)):
                continue
            done.add(one)
            waiting += one.parents
            for item in one.attributes:
                if item.name not in seen:
                    seen.add(item.name)
                    yield one, item

    @cached_property
    def bases(self) -> frozenset[str]:
        """The full names of all its bases, those of its ancestors in this file among them."""
        return frozenset(self.module.dotted(base) for one in self.line for base in one.node.bases) - {""}

    @cached_property
    def decorators(self) -> frozenset[str]:
        """The full names of its decorators."""
        return frozenset(map(self.module.dotted, self.node.decorator_list)) - {""}

    def keyword(self, name: str) -> ast.expr | None:
        """What the class statement says under a keyword: ``table=True``."""
        return next((said.value for said in self.node.keywords if said.arg == name), None)

    @cached_property
    def attributes(self) -> tuple[Attribute, ...]:
        """What its body declares, in order; a name declared twice counts as the last."""
        found: dict[str, Attribute] = {}
        body = self.node.body
        for index, node in enumerate(body):
            says = _string(body[index + 1]) if index + 1 < len(body) else ""
            for attribute in _attributes(node, says):
                found.pop(attribute.name, None)
                found[attribute.name] = attribute
        return tuple(found.values())

    def constant(self, name: str) -> ast.expr | None:
        """What its body assigns to a name."""
        return next((item.value for item in self.attributes if item.name == name), None)

    def inner(self, name: str) -> dict[str, ast.expr]:
        """What the body of a class within it assigns: Django's ``Meta``."""
        for node in self.node.body:
            if isinstance(node, ast.ClassDef) and node.name == name:
                return {item.name: item.value for part in node.body for item in _attributes(part, "") if item.value}
        return {}

    @property
    def says(self) -> str:
        """Its docstring's first paragraph, or the comment above it."""
        words = (ast.get_docstring(self.node) or "").partition("\n\n")[0]
        return " ".join(words.split()) or self.module.margins.words(self._start)

    @property
    def _start(self) -> int:
        first = self.node.decorator_list[0] if self.node.decorator_list else self.node
        return first.lineno

    @property
    def span(self) -> Span:
        """The place of its name."""
        column = self.module.column(self.node.lineno, self.node.col_offset)
        found = self.module.text.find(
            self.node.name, self.module.places.offset(self.node.lineno, column) + len("class")
        )
        return self.module.places.span(found, found + len(self.node.name))

    def record(self, fields: Iterator[tuple[Attribute, Field]], name: str = "") -> Record:
        """It as a record: comments give its fields and itself the words for minlint that they hold."""
        margins, taken, given = self.module.margins, set[int](), list[Field]()
        own = {item.target for item in self.attributes}
        for attribute, field in fields:
            taken.update(attribute.lines if attribute.target in own else ())
            said = tuple(marker for marker in margins.at(attribute.lines) if marker.kind != "purpose")
            comment = (
                field.comment
                or attribute.says
                or margins.words(attribute.lines[-1])
                or margins.words(attribute.lines[0])
            )
            given.append(field._replace(comment=comment, markers=said))
        return Record(name or self.name, tuple(given), self.span, self.says, markers=self._markers(taken))

    def _markers(self, taken: set[int]) -> tuple[Marker, ...]:
        """The purposes within and right above it, and what else stands at none of its fields."""
        lines = range(self._start, (self.node.end_lineno or self.node.lineno) + 1)
        if not self.module.margins.at(lines):
            return ()
        inner = {line for node in ast.walk(self.node) if isinstance(node, ast.ClassDef) and node is not self.node
                 for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)}  # fmt: skip
        margins = self.module.margins
        return tuple(
            marker
            for line in lines
            if line not in inner
            for marker in margins.at([line])
            if marker.kind == "purpose" or line not in taken
        )


def classes(module: Module) -> list[Class]:
    """Every class of a module, however deep it stands."""
    known: dict[str, Class] = {}
    found = [Class(node, name, module, known) for name, node in _classes(module.tree, "")]
    for one in found:
        known.setdefault(one.node.name, one)
        known.setdefault(one.name, one)
    for parent in (parent for one in found for parent in one.parents):
        parent.is_extended = True
    return found


def _classes(tree: ast.AST, prefix: str) -> Iterator[tuple[str, ast.ClassDef]]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.ClassDef):
            yield prefix + node.name, node
            yield from _classes(node, f"{prefix}{node.name}.")
        elif isinstance(node, ast.stmt):
            yield from _classes(node, prefix)


def _attributes(node: ast.stmt, says: str) -> Iterator[Attribute]:
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        yield Attribute(node.target.id, node.target, node.annotation, node.value, says)
    elif isinstance(node, ast.Assign):
        for target in node.targets:
            if isinstance(target, ast.Name):
                yield Attribute(target.id, target, None, node.value, says)
    elif isinstance(node, ast.FunctionDef) and node.name[:2] != "__" and any(map(_declares, node.decorator_list)):
        given = next((part.value for part in node.body if isinstance(part, ast.Return)), None)
        target = ast.Name(node.name, lineno=node.lineno, col_offset=node.col_offset + len("def "))
        yield Attribute(node.name, target, node.returns if given else None, given, "")


def _declares(decorator: ast.expr) -> bool:
    """Whether a method is an attribute of each class that is made with its own: SQLAlchemy's ``declared_attr``."""
    while isinstance(decorator, ast.Attribute) and decorator.attr != "declared_attr":
        decorator = decorator.value
    return "declared_attr" in (getattr(decorator, "attr", ""), getattr(decorator, "id", ""))


def _string(node: ast.stmt) -> str:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
        return " ".join(node.value.value.split())
    return ""
