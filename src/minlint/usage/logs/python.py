"""Programs in Python: SQL in the strings that are given to functions that read."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from minlint.usage.files import opened
from minlint.usage.queries import Query, is_reading, purposes_in, statements

_READING = frozenset(
    (
        *("read_sql", "read_sql_query", "read_sql_table", "read_database", "read_gbq", "sql", "query", "table", "text"),
        *("execute", "executemany", "run", "fetch", "fetchrow", "fetchval", "raw", "scalars", "from_query"),
    )
)
_TABLES = frozenset(("read_sql_table", "table"))


def claims(name: str, head: str) -> bool:  # noqa: ARG001
    return name.endswith(".py")


def queries(path: str, head: str) -> Iterator[Query]:  # noqa: ARG001
    """What it asks; none where it isn't Python."""
    with opened(path) as text:
        content = text.read()
    said = purposes_in(content)
    yield from (Query(asked, (path,), purposes=purposes_in(asked) or said) for asked in asked_in(content))


def asked_in(source: str) -> Iterator[str]:
    """The queries in a program's calls; what stands in braces of an f-string counts as a parameter."""
    plain = "\n".join("" if line.lstrip().startswith(("%", "!")) else line for line in source.splitlines())
    try:
        tree = ast.parse(plain)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    named = {
        target.id: text
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and (text := _text(node.value))
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        name = _called(node) if isinstance(node, ast.Call) else ""
        if name not in _READING or not isinstance(node, ast.Call) or not node.args:
            continue
        first = node.args[0]
        text = named.get(first.id, "") if isinstance(first, ast.Name) else _text(first)
        if name in _TABLES and text.replace(".", "").replace("_", "").isalnum():
            yield f"SELECT * FROM {text}"
        else:
            yield from (statement for statement in statements(text) if is_reading(statement))


def _called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def _text(node: ast.expr) -> str:
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "NULL" for part in node.values)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left, right = _text(node.left), _text(node.right)
        return left + right if left else ""
    if isinstance(node, ast.Call) and node.args and _called(node) in ("dedent", "text", "format", "strip"):
        return _text(node.args[0])
    return ""
