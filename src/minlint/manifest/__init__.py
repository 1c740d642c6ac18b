"""The manifest, `minlint.yaml`: purposes, bindings and waivers as objects, every error with its place.

What reads one is loaded when there is one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from minlint.manifest.match import Bound, FieldBound, resolve, waives
from minlint.manifest.model import empty

if TYPE_CHECKING:
    from minlint.manifest.loading import load, parse

__all__ = ["Bound", "FieldBound", "empty", "load", "parse", "resolve", "waives"]


def __getattr__(name: str) -> Any:
    if name not in ("load", "parse"):
        raise AttributeError(name)
    from minlint.manifest import loading

    return getattr(loading, name)
