"""Objects as JSON text: the same bytes for the same input, whatever the terminal's encoding."""

from __future__ import annotations

import json
from collections.abc import Mapping
from math import isfinite
from typing import Any


def dump(value: Any) -> str:
    """Indented JSON in ASCII, its keys in their own order, with a newline at the end."""
    return json.dumps(value, indent=1, allow_nan=False) + "\n"


def line(value: Any) -> str:
    """JSON in ASCII on one line."""
    return json.dumps(value, allow_nan=False) + "\n"


def plain(value: Any) -> Any:
    """A rule's figures as JSON has them: what isn't a finite number is null, and a date its ISO form."""
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, (set, frozenset)):
        return sorted(map(str, value))
    if isinstance(value, float):
        return value if isfinite(value) else None
    return value if value is None or isinstance(value, (str, int)) else str(value)
