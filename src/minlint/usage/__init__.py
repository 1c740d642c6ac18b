"""Who reads what: query logs, dbt models, notebooks and views against the records that were read (`--usage`).

Files -> queries (`logs`) -> the columns that each reads (`lineage`) -> through views and models to the records
(`readers`). Only names come out: of fields, of those who read them, and how many queries there were.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from minlint.model import SourceReading
from minlint.tuples import NamedTuple


class Consumer(NamedTuple):
    """Who reads: a database user, an application, a model, a view, or a file of queries.

    ``names`` are all that it goes by; ``purposes`` those that it names itself.
    """

    names: tuple[str, ...]
    purposes: tuple[str, ...] = ()


class Usage(NamedTuple):
    """What was read by whom: of each record's fields, by their names in lower case, the consumers.

    ``queries`` counts the different ones, ``unread`` those among them that couldn't be parsed: these are taken to read
    all that they name.
    """

    reads: Mapping[tuple[str, str], frozenset[Consumer]] = {}
    queries: int = 0
    unread: int = 0
    files: int = 0

    @property
    def told(self) -> str:
        """What was read, in a sentence."""
        lost = f"; {self.unread:,} of them can't be parsed, and count as reading all they name" if self.unread else ""
        return f"Read usage: {self.asked} of {self.files} file{'s' * (self.files != 1)}{lost}."

    @property
    def asked(self) -> str:
        """How many queries there were, in words."""
        return f"{self.queries:,} {'query' if self.queries == 1 else 'queries'}"

    def of(self, record: str, path: str) -> frozenset[Consumer]:
        """Who reads a field of a record, or something that it lies in."""
        return self.reads.get((record.casefold(), plain(path)), frozenset())


def plain(path: str) -> str:
    """A field's outermost name as queries have it: without underscores, as models of object mappers lack them."""
    return path.partition(".")[0].partition("[")[0].replace("_", "").casefold()


def of_sql(text: str, readings: Sequence[SourceReading]) -> Usage:
    """What a script reads of the records."""
    from minlint.usage.queries import Query, purposes_in, statements
    from minlint.usage.readers import gathered

    asked = (Query(part, ("script",), purposes=purposes_in(part)) for part in statements(text))
    return gathered(asked, readings, 1)


def load(patterns: Sequence[str], readings: Sequence[SourceReading]) -> Usage:
    """What the files behind some paths and globs read of the records. Raises `UsageError` where there is none."""
    from minlint.usage.files import files_of
    from minlint.usage.logs import found
    from minlint.usage.readers import gathered

    files = files_of(patterns)
    return gathered((query for file in files for query in found(file)), readings, len(files))


def only_logs(patterns: Sequence[str]) -> tuple[str, ...]:
    """Those of the files that hold queries and nothing else: no schema, and no dataset to be read."""
    from minlint.usage.files import files_of
    from minlint.usage.logs import is_log

    return tuple(file for file in files_of(patterns) if is_log(file))
