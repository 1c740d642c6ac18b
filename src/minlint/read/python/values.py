"""What expressions in a class's body say: words, numbers, choices."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from minlint.read.python.module import Module

_ENUMERATIONS = frozenset(("Enum", "StrEnum", "IntEnum", "TextChoices", "IntegerChoices", "Choices", "Flag", "IntFlag"))


def keyword(call: ast.expr | None, *names: str) -> ast.expr | None:
    """What a call passes under the first of some keywords that it uses."""
    said = {item.arg: item.value for item in call.keywords} if isinstance(call, ast.Call) else {}
    return next((said[name] for name in names if name in said), None)


def is_true(node: ast.expr | None) -> bool:
    """Whether it is ``True``."""
    return isinstance(node, ast.Constant) and node.value is True


def is_false(node: ast.expr | None) -> bool:
    """Whether it is ``False``."""
    return isinstance(node, ast.Constant) and node.value is False


def number(node: ast.expr | None) -> int | None:
    """The whole number that it is, if above 0."""
    value = node.value if isinstance(node, ast.Constant) else None
    return value if type(value) is int and value > 0 else None


def words(node: ast.expr | None) -> str:
    """The text that it is, also within a call that translates it; empty where it is none."""
    if isinstance(node, ast.Call) and len(node.args) == 1:
        node = node.args[0]
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return " ".join(node.value.split())
    return ""


def texts(node: ast.expr | None) -> Iterator[str]:
    """The plain values of a list or a tuple, as text."""
    for item in node.elts if isinstance(node, (ast.List, ast.Tuple, ast.Set)) else ():
        if isinstance(item, ast.Constant) and item.value is not None:
            yield str(item.value)


def choices(node: ast.expr | None, module: Module) -> tuple[str, ...]:
    """The values, and the words for them, that ``choices=`` permits: pairs, groups of pairs, an enumeration."""
    return tuple(dict.fromkeys(_choices(node, module, 0)))


def _choices(node: ast.expr | None, module: Module, depth: int) -> Iterator[str]:
    if node is None or depth > 4:
        return
    if isinstance(node, (ast.List, ast.Tuple, ast.Set)):
        for item in node.elts:
            yield from _choices(item, module, depth + 1)
    elif isinstance(node, ast.Dict):
        for key, value in zip(node.keys, node.values, strict=True):
            yield from _choices(key, module, depth + 1)
            yield from _choices(value, module, depth + 1)
    elif isinstance(node, ast.Constant):
        if isinstance(node.value, (str, int, float)) and not isinstance(node.value, bool):
            yield str(node.value)
    elif isinstance(node, ast.Call):
        yield words(node) or next(_choices(node.args[0] if node.args else None, module, depth + 1), "")
    elif isinstance(node, (ast.Name, ast.Attribute)):
        yield from _named(node, module, depth)


def _named(node: ast.Name | ast.Attribute, module: Module, depth: int) -> Iterator[str]:
    name = ast.unparse(node).removesuffix(".choices")
    if found := module.constant(name):
        yield from _choices(found, module, depth + 1)
    else:
        yield from members(name, module)


def members(name: str, module: Module) -> Iterator[str]:
    """The values of an enumeration that stands in the file, with Django's labels; nothing for any other class."""
    node = module.classes.get(name.rpartition(".")[2])
    if node and is_enumeration(node, module):
        for part in node.body:
            if isinstance(part, ast.Assign):
                yield from filter(None, _choices(part.value, module, 0))


def is_enumeration(node: ast.ClassDef, module: Module) -> bool:
    """Whether a class lists choices."""
    return not _ENUMERATIONS.isdisjoint(module.dotted(base).rpartition(".")[2] for base in node.bases)
