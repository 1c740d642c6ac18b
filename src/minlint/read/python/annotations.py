"""What an annotation says of a field: its type, whether it may be None, what it holds, what it is annotated with."""

from __future__ import annotations

import ast

from minlint.model import Reference
from minlint.read.python import values
from minlint.read.python.module import Module
from minlint.tuples import NamedTuple

_OPTIONAL = frozenset(("Optional", "NotRequired"))
_WRAPPERS = frozenset(
    """Annotated Mapped Required ReadOnly Final ClassVar InitVar DynamicMapped WriteOnlyMapped SkipValidation
    """.split()  # noqa: SIM905
)
_LISTS = frozenset(
    """list List set Set frozenset FrozenSet tuple Tuple Sequence MutableSequence Iterable Collection conlist conset
    Deque deque AbstractSet""".split()  # noqa: SIM905
)
_MAPS = frozenset("dict Dict Mapping MutableMapping defaultdict DefaultDict OrderedDict".split())  # noqa: SIM905
_LIMITED = frozenset(("constr", "conint", "confloat", "condecimal", "conbytes", "condate"))
_SKIPPED = frozenset(("ClassVar", "InitVar"))
MAX_DEPTH = 20


class Shape(NamedTuple):
    """``type`` is the innermost type as it is written; ``path`` what follows the field's name: ``[]``, ``.{key}``.

    ``optional``: None is permitted, or the key may be left out; ``key``: the annotation says whether it may be.
    ``extras`` are the calls it is annotated with.
    """

    type: str = ""
    path: str = ""
    optional: bool = False
    enum: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    extras: tuple[ast.Call, ...] = ()
    skipped: bool = False
    required: bool = False
    key: bool = False


def shape(node: ast.expr | None, module: Module, depth: int = 0) -> Shape:
    """What an annotation says; one in quotes is read as what it quotes."""
    if node is None or depth > MAX_DEPTH:
        return Shape()
    if isinstance(node, ast.Constant):
        return _quoted(node, module, depth)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        return _union([node.left, node.right], module, depth)
    if isinstance(node, ast.Subscript):
        return _subscript(node, module, depth)
    if isinstance(node, ast.Call):
        limited = _last(node, module) in _LIMITED
        return Shape(module.source(node), extras=(node,) if limited else ())
    name = module.dotted(node)
    return Shape(module.source(node), enum=tuple(values.members(name, module)), names=(name,) if name else ())


def _quoted(node: ast.Constant, module: Module, depth: int) -> Shape:
    if node.value is None:
        return Shape(optional=True)
    if not isinstance(node.value, str):
        return Shape()
    try:
        inner = ast.parse(node.value, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return Shape(node.value)
    for part in ast.walk(inner):
        if isinstance(part, ast.expr):
            part.end_lineno = None  # it stands nowhere in the file
    return shape(inner, module, depth + 1)


def _union(parts: list[ast.expr], module: Module, depth: int) -> Shape:
    """The first of several that isn't None; its type is told as all of them."""
    found = [shape(part, module, depth + 1) for part in parts]
    real = [item for item in found if item.type or item.enum or item.path]
    first = real[0] if real else Shape()
    return first._replace(
        type=" | ".join(dict.fromkeys(item.type for item in real if item.type)),
        optional=any(item.optional for item in found),
        enum=tuple(dict.fromkeys(word for item in real for word in item.enum)),
        names=tuple(name for item in real for name in item.names),
        extras=tuple(extra for item in found for extra in item.extras),
    )


def _subscript(node: ast.Subscript, module: Module, depth: int) -> Shape:
    last = _last(node.value, module)
    inner = list(node.slice.elts) if isinstance(node.slice, ast.Tuple) else [node.slice]
    if last in _OPTIONAL:
        return shape(inner[0], module, depth + 1)._replace(optional=True, key=last == "NotRequired")
    if last == "Union":
        return _union(inner, module, depth)
    if last == "Literal":
        empty = any(isinstance(item, ast.Constant) and item.value is None for item in inner)
        return Shape(module.source(node), optional=empty, enum=tuple(values.texts(ast.Tuple(inner, ast.Load()))))
    if last in _WRAPPERS:
        found = shape(inner[0], module, depth + 1)
        extras = tuple(item for item in inner[1:] if isinstance(item, ast.Call))
        return found._replace(
            extras=found.extras + extras,
            skipped=found.skipped or last in _SKIPPED,
            required=found.required or last == "Required",
            key=found.key or last == "Required",
        )
    if last in _LISTS and inner:
        found = shape(inner[0], module, depth + 1)
        return found._replace(path="[]" + found.path, optional=False)
    if last in _MAPS and len(inner) == 2:
        found = shape(inner[1], module, depth + 1)
        return found._replace(path=".{key}" + found.path, optional=False)
    return Shape(module.source(node), names=(module.dotted(node.value),))


def _last(node: ast.expr, module: Module) -> str:
    return module.dotted(node).rpartition(".")[2]


def reference(found: Shape, known: frozenset[str]) -> Reference | None:
    """The class of this file that it names, if it names one."""
    return next((Reference(name) for name in found.names if name in known), None)
