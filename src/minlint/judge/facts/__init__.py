"""Facts: what a rule's condition can ask, computed only for the rules that ask.

A fact is a public function of a module here: ``field.personal`` is ``personal`` in ``field.py``. Its argument is the
context of the module's scope, its type and its description are the function's own.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from functools import cache
from types import ModuleType
from typing import Any

from minlint.tuples import NamedTuple

SCOPES: Mapping[str, tuple[str, ...]] = {
    "field": (
        *(
            "field",
            "category",
            "coverage",
            "person",
            "secret",
            "site",
            "feeding",
            "link",
            "pseudonym",
            "use",
        ),
        *("beside", "record", "manifest"),
    ),
    "record": ("record", "beside", "manifest"),
    "purpose": ("purpose", "manifest"),
    "entry": ("entry", "purpose", "manifest"),
    "manifest": ("statement", "manifest"),
    "source": ("problem", "manifest"),
    "change": ("change", "manifest"),
    "notice": ("notice", "manifest"),
}
"""Which facts a rule of each scope can ask for, by the word before the dot."""


class Fact(NamedTuple):
    """A fact's name, the type of its value (bool, str, int, float, list[str]), its description and its function."""

    name: str
    type: str
    description: str
    compute: Callable[[Any], Any]


@cache
def known() -> Mapping[str, Fact]:
    """Every fact by name."""
    namespaces = dict.fromkeys(namespace for scope in SCOPES.values() for namespace in scope)
    return {name: fact for namespace in namespaces for name, fact in _of(namespace).items()}


@cache
def of_scope(scope: str) -> Mapping[str, Fact]:
    """The facts that a rule of a scope can ask for."""
    return {name: fact for namespace in SCOPES[scope] for name, fact in _of(namespace).items()}


def fact(name: str) -> Fact:
    """A fact that is there; only its own part is loaded."""
    return _of(name.partition(".")[0])[name]


def value(name: str, context: Any) -> Any:
    """A fact's value in a context of a scope that has it."""
    namespace, compute = _computed(name)
    return compute(context.part(namespace))


@cache
def _computed(name: str) -> tuple[str, Callable[[Any], Any]]:
    namespace, _, own = name.partition(".")
    return namespace, getattr(_module(namespace), own)


def _module(namespace: str) -> ModuleType:
    return importlib.import_module(f"{__name__}.{namespace}")


class Said(dict[str, Any]):
    """The facts of one context, each computed when it is first asked for."""

    def __init__(self, context: Any) -> None:
        super().__init__()
        self.context = context

    def __missing__(self, name: str) -> Any:
        self[name] = value(name, self.context)
        return self[name]


def document() -> str:
    """The facts as a page of documentation, part by part."""
    lines = ["# Facts", "", "What a rule's `when` can ask and its messages can show. Made from the facts' own code."]
    for namespace in dict.fromkeys(name.partition(".")[0] for name in known()):
        scopes = ", ".join(scope for scope, names in SCOPES.items() if namespace in names)
        lines += ["", f"## {namespace}", "", f"For rules of scope {scopes}.", ""]
        lines += ["| fact | type | what it says |", "|---|---|---|"]
        lines += [f"| `{fact.name}` | {fact.type} | {fact.description} |" for fact in _of(namespace).values()]
    return "\n".join(lines) + "\n"


@cache
def _of(namespace: str) -> Mapping[str, Fact]:
    module = _module(namespace)
    found = (
        Fact(f"{namespace}.{name}", str(made.__annotations__["return"]), " ".join((made.__doc__ or "").split()), made)
        for name, made in vars(module).items()
        if not name.startswith("_") and getattr(made, "__module__", "") == module.__name__
    )
    return {fact.name: fact for fact in found}
