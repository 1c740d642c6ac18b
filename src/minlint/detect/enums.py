"""What the values a field may take say of it. The values themselves are never repeated."""

from __future__ import annotations

import re
from functools import lru_cache

from minlint.detect.words import words
from minlint.model import Field
from minlint.once import pattern

_TYPE = pattern(r"^\s*(?:enum|set)\s*\((.*)\)?\s*$|\benum\(([^)]*)\)", re.IGNORECASE | re.DOTALL)


def categories(field: Field) -> dict[str, str]:
    """Categories whose usual values most of the field's are, with what to call those values."""
    values = field.enum or (_in_type(field.type) if "(" in field.type else ())
    return _categories(tuple(values[:40])) if values else {}


def _in_type(declared: str) -> tuple[str, ...]:
    match = _TYPE.search(declared[:2000]) if "enum" in declared[:60].lower() else None
    text = (match.group(1) or match.group(2) or "") if match else ""
    return tuple(part.strip(" '\"") for part in text.split(","))


@lru_cache(maxsize=4096)
def _categories(values: tuple[str, ...]) -> dict[str, str]:
    said = {re.sub(r"[^a-z0-9]+", " ", value.lower()).strip() for value in values} - {
        "",
        "other",
        "unknown",
        "none",
        "null",
    }
    found = {}
    for key, group in words().enums.items():
        known = said & group.values
        if len(known) >= group.least and len(known) * 2 >= len(said):
            found[key] = group.title
    return found
