"""Flyway: migrations in SQL, versioned, repeatable and baseline, told by their names."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from minlint.model import Kind, Source
from minlint.read.input import Input

if TYPE_CHECKING:
    from minlint.read import Options
    from minlint.read.history import Part, Shown

NAME = "flyway"
TITLE = "Flyway migrations in SQL: `V1__…`, `R__…`, `B1__…`, `U1__…`"
KIND: Kind = "schema"
SUFFIXES = (".sql",)
NAMED = True
READS = """What SQL files hold (see `sql`), all migrations of a folder run one after the other: versions by their
numbers (1.10 after 1.9), then the repeatable ones by their descriptions. A migration gives what it adds that is there
after all, under its latest name: a column that a later one drops is none, one that it adds belongs to the table that
another made. With a baseline (`B5__…`) that and what comes after it count, as on a new database. Undo migrations add
nothing."""
IDIOM = """`-- minlint: purpose=ID` and `-- minlint: allow CODE until DATE because …` (also in `/* … */`), on
the line of what they are about or the line above; a purpose in the file's head binds the whole file."""
LIMITS = """A folder is a history of its own: what another one's migrations drop or rename isn't known. Placeholders
(`${…}`) stand as they are written, other prefixes and separators than the usual ones are plain SQL files, and
migrations in Java aren't read."""

_NAME = re.compile(r"(?:([VBU])([0-9]+(?:[._][0-9]+)*)|(R))__(.*)\.sql\Z", re.DOTALL)
_LAST_OF_ALL = 1, (), 0


def claims(source: Input) -> bool:
    """Whether its name is a migration's."""
    return bool(_NAME.match(os.path.basename(source.name)))


def read(source: Input, options: Options) -> Source:  # noqa: ARG001
    """Read it, in the light of the migrations beside it. Raises `Unreadable` for a binary file."""
    from minlint.read.history import source_of

    if os.path.basename(source.name).startswith("U"):
        return Source(source.name, NAME, KIND, text=source.text, stored=True)
    return source_of(source, NAME, order, _part, _play)


def order(name: str) -> Any:
    """What a migration is ordered by; None for other files, and for those that undo one."""
    match = _NAME.match(name)
    if match is None or match[1] == "U":
        return None
    return (*(_LAST_OF_ALL if match[3] else (0, _version(match[2]), match[1] == "V")), match[4])


def _version(written: str) -> tuple[int, ...]:
    """A version's numbers; ``1.0`` is ``1``."""
    numbers = [int(each) for each in re.split(r"[._]", written)]
    while numbers and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)


def _part(source: Input) -> Part:
    from minlint.read.history import Part, Statements

    return Part((Statements(source.text, whole=True),), text=source.text)


def _play(parts: Sequence[tuple[str, Part]]) -> Mapping[str, Shown]:
    """What the migrations come to, those left out that the latest baseline stands for."""
    from minlint.read.sql.sequence import play

    newest = max((order(name)[:2] for name, _ in parts if name.startswith("B")), default=None)
    return play([each for each in parts if newest is None or _counts(each[0], newest)])


def _counts(name: str, newest: Any) -> bool:
    """Whether a migration is run on a new database that the newest baseline is run on."""
    version = order(name)[:2]
    return bool(version > newest or (version == newest and name.startswith("B")))
