"""The manifest, `minlint.yaml`: purposes, bindings and waivers as objects, every error with its place."""

from __future__ import annotations

from minlint.manifest.loading import NAMES, empty, find, load, parse
from minlint.manifest.match import Bound, FieldBound, resolve, waives

__all__ = ["NAMES", "Bound", "FieldBound", "empty", "find", "load", "parse", "resolve", "waives"]
