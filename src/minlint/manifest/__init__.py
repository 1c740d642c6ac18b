"""The manifest, `minlint.yaml`: purposes, bindings and waivers as objects, every error with its place."""

from __future__ import annotations

from minlint.manifest.loading import empty, load, parse
from minlint.manifest.match import Bound, FieldBound, resolve, waives

__all__ = ["Bound", "FieldBound", "empty", "load", "parse", "resolve", "waives"]
