"""The paths of a Mongoose schema's definition: types, objects, arrays, maps and schemas within each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from minlint.model import Field, Reference
from minlint.read.script.classes import named
from minlint.read.script.module import Entry, Module, arguments, returned
from minlint.tuples import NamedTuple

if TYPE_CHECKING:
    from tree_sitter import Node

_SCHEMA = re.compile(r"(?:^|\.)Schema$")
_PREFIX = re.compile(r"^(?:\w+\.)+")
_WRITTEN = re.compile(r"['\"`]")
_DEEPEST = 12


class Path(NamedTuple):
    """One definition: what it is of, and what is said beside its type (``required``, ``enum``)."""

    value: Node | None
    options: dict[str, Node]
    module: Module


def definition(node: Node | None, module: Module) -> tuple[Node, Module] | None:
    """The object that a schema is made of: ``new Schema({…})``, or a variable that holds one, also of a file beside."""
    plain = module.plain(node)
    if plain and plain.type == "identifier" and (other := module.other(module.code.words(plain))):
        return definition(other[0].constants.get(other[1]), other[0])
    if plain is None or plain.type not in ("new_expression", "call_expression"):
        return None
    made = plain.child_by_field_name("constructor") or plain.child_by_field_name("function")
    given = arguments(plain)
    inner = module.plain(given[0]) if given else None
    if inner and inner.type == "call_expression":  # a function that may change the object it is given
        inner = next(
            (each for each in map(module.plain, arguments(inner)[::-1]) if each and each.type == "object"), None
        )
    return (inner, module) if inner and _SCHEMA.search(module.code.words(made)) else None


def paths(entry: Entry, prefix: str, at: Module, depth: int = 0) -> Iterator[Field]:
    """A property of a definition as fields; those in another file than ``at`` have no place."""
    field, inner = _named(entry.name, Path(entry.value, {}, entry.module))
    if entry.module is at:
        comment, markers = at.code.said(entry.node, entry.key if inner else entry.node)
        field = field._replace(span=at.code.within(entry.key), comment=comment, markers=markers)
    yield from below(field, inner, prefix, at, depth)


class Inner(NamedTuple):
    """What stands within a path: an object's properties, those of the class ``of``, or one ``item`` of a map."""

    node: Node | None
    module: Module
    of: str = ""
    item: tuple[Field, Inner | None] | None = None


def below(field: Field, inner: Inner | None, prefix: str, at: Module, depth: int) -> Iterator[Field]:
    """A field with its path, and the fields within it."""
    path = prefix + field.path
    yield field._replace(path=path)
    if inner and inner.node and depth < _DEEPEST:
        for entry in inner.module.entries(inner.node):
            yield from paths(entry, f"{path}.", at, depth + 1)
    elif inner and inner.item and depth < _DEEPEST:
        item, within = inner.item
        yield from below(item._replace(span=field.span), within, f"{path}.", at, depth + 1)
    elif inner and inner.of and depth < _DEEPEST:
        from minlint.read.mongoose.props import properties

        if found := named(inner.module, inner.of):
            yield from properties(found, f"{path}.", at, depth + 1)


def _named(name: str, path: Path) -> tuple[Field, Inner | None]:
    """What a definition says: a type, an object with a type, an object of paths, an array of these."""
    module, value = path.module, path.module.plain(path.value)
    options = module.options(value) if value and value.type == "object" else {}
    if "type" in options and not _is_path_type(options["type"], module):
        return _typed(name, Path(options["type"], options, module))
    if value and value.type == "object":
        return Field(name, "object", container=True), Inner(value, module)
    return _typed(name, Path(value, path.options, module))


def _is_path_type(node: Node, module: Module) -> bool:
    """Whether what stands under ``type`` is itself a path of that name: ``{type: {type: String}}``."""
    plain = module.plain(node)
    return plain is not None and plain.type == "object" and "type" in module.options(plain)


def _typed(name: str, path: Path) -> tuple[Field, Inner | None]:
    module, value = path.module, path.module.plain(path.value)
    if value and value.type == "array":
        return _array(name, value, path)
    if value and value.type == "object":
        return _finish(Field(name, "object", container=True), path), Inner(value, module)
    if value and value.type == "call_expression" and type_name(value, module) == "raw":
        return _typed(name, path._replace(value=next(iter(arguments(value)), None)))
    if made := definition(value, module):
        return _finish(Field(name, "object", container=True), path), Inner(made[0], made[1])
    if value and value.type == "arrow_function":
        return _typed(name, path._replace(value=returned(value)))
    words = type_name(value, module)
    if words == "Array":
        return _finish(Field(f"{name}[]", "Array"), path), None
    if words == "Map":
        item, inner = _named("{key}", Path(path.options.get("of"), {}, module))
        return _finish(Field(name, "Map", container=True), path), Inner(None, module, item=(item, inner))
    return _finish(Field(name, words), path), None


def _array(name: str, value: Node, path: Path) -> tuple[Field, Inner | None]:
    """``[String]``, ``[{at: Date}]``, ``[VisitSchema]``; an empty one holds anything."""
    module = path.module
    items = [node for node in value.named_children if node.type != "comment"]
    if not items:
        return _finish(Field(f"{name}[]", "Mixed[]"), path), None
    field, inner = _named(name, Path(items[0], {}, module))
    merged = path._replace(options={**module.options(items[0]), **path.options})
    if inner:
        return _finish(Field(f"{name}[]", f"{field.type}[]", container=True), path), inner
    made = _finish(Field(f"{name}[]", f"{field.type}[]"), merged)
    return made._replace(enum=made.enum or field.enum, references=made.references or field.references), None


def type_name(value: Node | None, module: Module) -> str:
    """A type by its last name: ``mongoose.Schema.Types.ObjectId`` is ``ObjectId``; a string names one, too."""
    if value is None:
        return ""
    if value.type == "call_expression":
        value = value.child_by_field_name("function")
    words = module.text(value) or _PREFIX.sub("", module.code.words(value))
    return "" if _WRITTEN.search(words) or len(words) > 60 else words


def _finish(field: Field, path: Path) -> Field:
    """A field with what its options say."""
    module, options = path.module, path.options
    required, given = options.get("required"), "default" in options
    needed = module.flag(required)
    if required is not None and needed is None:
        plain = module.plain(required)
        needed = True if plain and plain.type == "string" else None
    mandatory = (None if required is not None else False) if needed is None else needed and not given
    ref = returned(options.get("ref"))
    target = (module.text(ref) or module.code.words(ref).rpartition(".")[2]) if ref else ""
    bare = field.type.removesuffix("[]")
    return field._replace(
        mandatory=False if given else mandatory,
        default=given,
        enum=_choices(options.get("enum"), module),
        unique=module.flag(options.get("unique")) is True,
        references=Reference(target) if target else None,
        format="date-time" if bare in ("Date", "Date | null") and not field.path.endswith("[]") else "",
        length=_length(options, module),
    )


def typed(name: str, kind: Node, options: dict[str, Node], module: Module) -> tuple[Field, Inner | None]:
    """What a type says with its options beside it: a field, and what stands within."""
    return _typed(name, Path(kind, options, module))


def finished(field: Field, options: dict[str, Node], module: Module) -> Field:
    """A field with what options say of it."""
    return _finish(field, Path(None, options, module))


def _length(options: dict[str, Node], module: Module) -> int | None:
    node = module.plain(options.get("maxlength") or options.get("maxLength"))
    first = node.named_children[0] if node and node.type == "array" and node.named_children else node
    return module.number(first)


def _choices(node: Node | None, module: Module) -> tuple[str, ...]:
    """The values of ``enum``: a list, an enum, or ``{values: […], message: …}``."""
    plain = module.plain(node)
    if plain and plain.type == "object" and "values" in (said := module.options(plain)):
        return module.texts(said["values"])
    return module.texts(node) if node is not None else ()
