"""The stages import in one direction only (docs: DESIGN, import direction)."""

from __future__ import annotations

import ast
import pathlib

import pytest

SOURCE = pathlib.Path(__file__).parent.parent / "src" / "minlint"

LAYERS = {
    "errors": 0,
    "cache": 0,
    "watching": 1,
    "workers": 2,
    "once": 0,
    "tuples": 0,
    "hashing": 0,
    "places": 0,
    "scratch": 0,
    "answers": 8,
    "shelf": 9,
    "packed": 8,
    "shares": 0,
    "measures": 0,
    "model": 1,
    "values": 0,
    "located": 1,
    "rulebook": 1,
    "taxonomy": 2,
    "kinds": 2,
    "laws": 2,
    "locales": 2,
    "profiles": 4,
    "manifest": 4,
    "read": 5,
    "detect": 5,
    "notice": 5,
    "usage": 5,
    "exchange": 8,
    "modes": 5,
    "measure": 5,
    "judge": 6,
    "draft": 6,
    "addresses": 0,
    "adding": 8,
    "reviewed": 8,
    "caps": 5,
    "limits": 5,
    "examples": 7,
    "pages": 8,
    "against": 8,
    "checking": 8,
    "cases": 8,
    "validating": 8,
    "book": 7,
    "lock": 7,
    "packs": 7,
    "pipeline": 7,
    "report": 7,
    "cli": 9,
    "__main__": 10,
    "__init__": 0,
}
MIDDLE = {"read", "detect", "measure"}


def stage(module: str) -> str:
    """The stage a dotted module below minlint belongs to."""
    return module.split(".")[1] if "." in module else "__init__"


def imported(path: pathlib.Path) -> set[str]:
    """Every minlint module a file imports, at the top or inside a function."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names if alias.name.startswith("minlint")}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("minlint"):
            found |= {f"minlint.{a.name}" for a in node.names} if node.module == "minlint" else {str(node.module)}
    return {name for name in found if name != "minlint.__version__"}


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda path: str(path.relative_to(SOURCE)))
def test_imports_only_what_lies_below(path: pathlib.Path) -> None:
    own = path.relative_to(SOURCE).parts[0].removesuffix(".py")
    for module in imported(path):
        other = stage(module)
        assert LAYERS[other] <= LAYERS[own], f"{own} imports {module}, which lies above it"
        assert not (other != own and {own, other} <= MIDDLE), f"{own} imports {module}: the middle stages stay apart"
        if own == "judge" and other in {"read", "detect"} and path.name != "examples.py":
            pytest.fail(f"judge imports {module}; it is handed readings")


def test_only_the_command_line_knows_click() -> None:
    for path in SOURCE.rglob("*.py"):
        if "cli" not in path.parts and path.name != "__main__.py":
            assert "import click" not in path.read_text(encoding="utf-8"), path


def test_files_stay_readable() -> None:
    long = {str(p.relative_to(SOURCE)): n for p in SOURCE.rglob("*.py") if (n := len(p.read_text().splitlines())) > 450}
    assert not long
