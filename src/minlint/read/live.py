"""What live databases share: the parameters that are ours, and the tables, one after the other."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from minlint.errors import Unreadable
from minlint.model import Problem, Record
from minlint.read.datasets import shortened
from minlint.read.declared import filled
from minlint.tuples import NamedTuple

SECONDS = 60.0
"""How long one statement may take, unless the address says otherwise."""

GRACE = 10.0
"""Seconds after which a server that doesn't end a statement itself is given up."""

LONGEST = 4_000
"""Characters and bytes fetched of one value."""

BATCH = 8 << 20
"""About how many bytes of rows are turned into columns at once."""


class Asked(NamedTuple):
    """What an address asks of minlint itself: the schemas to read (none: all), and seconds for each statement."""

    schemas: tuple[str, ...] = ()
    seconds: float = SECONDS


def asked(address: str) -> tuple[str, Asked]:
    """An address without the parameters that are ours, and what they say. Raises `Unreadable` for a wrong one."""
    from urllib.parse import parse_qsl, urlencode

    bare, mark, query = address.partition("?")
    said = parse_qsl(query, keep_blank_values=True)
    rest = [(key, value) for key, value in said if key not in ("schema", "timeout")]
    schemas = tuple(name for key, value in said if key == "schema" for name in value.split(",") if name)
    seconds = [value for key, value in said if key == "timeout"]
    try:
        wait = float(seconds[-1]) if seconds else SECONDS
    except ValueError:
        wait = 0.0
    if not 0 < wait < 1e6:
        raise Unreadable("timeout is a number of seconds")
    return bare + (mark + urlencode(rest) if rest else ""), Asked(schemas, wait)


def driver(name: str, extra: str) -> Any:
    """A database's driver. Raises `Unreadable`, which says how to get it."""
    try:
        return importlib.import_module(name)
    except ImportError:
        raise Unreadable(f"that takes {name}, which isn't installed: pip install 'minlint[{extra}]'") from None


class Lost(Exception):
    """A table's rows can't be read, or not all of them; ``held`` is what was read of them."""

    def __init__(self, reason: str, held: Record | None = None) -> None:
        super().__init__(reason)
        self.reason, self.held = reason, held


def tables(
    names: Iterable[str], declared: Mapping[str, Record], held: Callable[[str], Record]
) -> tuple[tuple[Record, ...], tuple[Problem, ...]]:
    """Each table as it is declared, with its values. One whose rows can't be read is a problem, and judged by what is
    declared."""
    records: list[Record] = []
    problems: list[Problem] = []
    for name in names:
        table = declared.get(name.casefold(), Record(name, ()))._replace(name=name)
        try:
            table = filled(table, held(name))
        except Lost as lost:
            problems.append(Problem("E002", f"{name}: {lost.reason}"))
            table = filled(table, lost.held) if lost.held else table
        except Unreadable as error:
            problems.append(Problem("E002", f"{name}: {error.reason}"))
        records.append(table)
    return tuple(records), shortened(problems)
