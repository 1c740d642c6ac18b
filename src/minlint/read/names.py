"""Names that a model's code and its database give to one thing."""

from __future__ import annotations

import re

_PARTS = re.compile(r"[\W_]+")


def differs(column: str, name: str) -> bool:
    """Whether a column's name says more than a property's: ``first_name`` says what ``firstName`` does."""
    return bool(column) and _PARTS.sub("", column).lower() != _PARTS.sub("", name).lower()
