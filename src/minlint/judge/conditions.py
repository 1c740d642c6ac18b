"""A rule's condition: an expression of the Common Expression Language over the facts the rule declares."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from minlint.judge.expressions import Plain, function, plain, source
from minlint.once import cached_property, pattern
from minlint.tuples import NamedTuple


class Told(NamedTuple):
    """What a condition is in Python, and so the first of the expressions that it joins; None where it isn't plain."""

    whole: str | None
    first: str | None


def tell(text: str, types: Mapping[str, str]) -> Told:
    """What a condition is in Python."""
    whole = source(text, types)
    return Told(whole, whole and source(conjuncts(text)[0], types))


class Condition:
    """An expression with the types of its facts; compiled when it is first asked for.

    A plain one is a function of Python, any other is the library's. One of these that joins several by ``&&`` is asked
    one after the other: what follows one that doesn't hold counts for nothing, and its facts needn't be computed.
    """

    def __init__(self, text: str, types: Mapping[str, str], told: Told | None = None) -> None:
        self.text, self.types, self._told = text, types, told
        self._known: dict[tuple[Any, ...], bool] = {}

    @cached_property
    def _compiled(self) -> Any:
        from cel_expr_python import cel

        kinds = {
            "bool": cel.Type.BOOL,
            "str": cel.Type.STRING,
            "int": cel.Type.INT,
            "float": cel.Type.DOUBLE,
            "list[str]": cel.Type.List(cel.Type.STRING),
        }
        return cel.NewEnv(variables={name: kinds[kind] for name, kind in self.types.items()}).compile(self.text)

    def wrong(self) -> tuple[str, int | None, int | None] | None:
        """What is wrong with the expression, and at which line and column of it; None where nothing is."""
        try:
            compiled = self._compiled
        except RuntimeError as error:
            return _first(str(error))
        returned = compiled.return_type().name()
        return None if returned == "BOOL" else (f"it gives {returned}, not a yes or no", None, None)

    def error(self) -> str | None:
        """What is wrong with the expression, in words; None where nothing is."""
        found = self.wrong()
        if found is None or found[1] is None:
            return found and found[0]
        return f"{found[0]} (line {found[1]}, column {found[2]})"

    def holds(self, values: Mapping[str, Any]) -> bool:
        """Whether it is true of the facts' values. Raises `ValueError` where it can't be told."""
        if self._plain:
            try:
                return self._plain(values)
            except OverflowError:  # where the library knows what counts
                return self._whole(values)
        if not self._parts:
            return self._whole(values)
        try:
            return all(part.holds(values) for part in self._parts)
        except ValueError:  # another part may say no all the same
            return self._whole(values)

    @cached_property
    def first(self) -> Plain | None:
        """What must hold, if it is to hold: the first of the expressions that a plain one joins."""
        told = self._told or tell(self.text, self.types)
        return None if told.first is None or "times(" in told.first else function(told.first)

    @cached_property
    def _plain(self) -> Plain | None:
        return function(self._told.whole) if self._told and self._told.whole else plain(self.text, self.types)

    @cached_property
    def _parts(self) -> tuple[Condition, ...]:
        parts = conjuncts(self.text)
        return tuple(Condition(part, self._named(part)) for part in parts) if len(parts) > 1 else ()

    def _named(self, part: str) -> dict[str, str]:
        return {name: kind for name, kind in self.types.items() if re.search(rf"\b{re.escape(name)}\b", part)}

    def _whole(self, values: Mapping[str, Any]) -> bool:
        said = {name: values[name] for name in self.types}
        asked = tuple([tuple(value) if type(value) is list else value for value in said.values()])
        known = self._known.get(asked)
        if known is None:  # the fields of a schema differ in few facts
            found = self._compiled.eval(data=said)
            if found.type().name() != "BOOL":
                raise ValueError("the condition can't be evaluated")
            known = self._known[asked] = bool(found.value())
        return known


_TOKEN = pattern(r"""r?"(?:[^"\\\n]|\\.)*"|r?'(?:[^'\\\n]|\\.)*'|&&|\|\||[()\[\]{}?]|\"{3}|'{3}|.""", re.DOTALL)


def conjuncts(text: str) -> list[str]:
    """The expressions that an expression joins by ``&&``; itself alone where anything else joins them."""
    parts, depth = [""], 0
    for token in _TOKEN.findall(text):
        if token in ('"', "'") or (depth == 0 and token in ("||", "?")):
            return [text]
        if depth == 0 and token == "&&":
            parts.append("")
            continue
        depth += (token in "([{") - (token in ")]}")
        parts[-1] += token
    return [part.strip() for part in parts]


def _first(error: str) -> tuple[str, int | None, int | None]:
    """The binding's message: ``INVALID_ARGUMENT: ERROR: <input>:1:1: what is wrong (in container '')``."""
    head = error.partition("\n")[0].removeprefix("INVALID_ARGUMENT: ERROR: <input>:")
    line, _, rest = head.partition(":")
    column, _, reason = rest.partition(":")
    reason = reason.replace("(in container '')", "").strip()
    if not (reason and line.isdigit() and column.isdigit()):
        return head, None, None
    return reason, int(line), int(column)
