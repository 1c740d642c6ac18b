"""Where the page about a rule is read."""

from __future__ import annotations

DOCS = "docs/"
"""What addresses of pages begin with: the documentation's folder, or its address once pyproject.toml names one."""


def file(code: str, name: str) -> str:
    """The page's file below the documentation's folder."""
    return f"rules/{code.replace('/', '-')}-{name}.md"


def address(code: str, name: str) -> str | None:
    """Where the page of a rule that ships stands; None for an organisation's own, which stands nowhere yet."""
    return None if "/" in code else DOCS + file(code, name)


def link(code: str, name: str) -> str | None:
    """The page's address where a browser opens it, else None: for reports that are shown with links."""
    found = address(code, name)
    return found if found and "://" in found else None
