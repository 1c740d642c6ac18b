"""The recognisers: a module a family, each with its ``KINDS``; a module that is put here is asked."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from minlint.detect.values.kinds import Kind


@cache
def kinds() -> tuple[Kind, ...]:
    """Every kind of value that is looked for, by the modules' names."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return tuple(kind for name in names for kind in importlib.import_module(f"{__name__}.{name}").KINDS)
