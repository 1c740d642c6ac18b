"""Changes of tables that aren't written in SQL, made in the schema that SQL changes, too."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from minlint.model import Marker, Span
from minlint.read.history import Added, Altered, Dropped, Renamed, Step
from minlint.read.sql.constraints import drop_column
from minlint.read.sql.cursor import Name
from minlint.read.sql.schema import Column, Schema, Table

Place: TypeAlias = Callable[[Span | None], tuple[int, int]]
"""Where a span of a step's own file lies in the text that the schema is read from."""
Moved: TypeAlias = Callable[[tuple[Marker, ...]], list[Marker]]
"""Markers with their places in that text."""


class Changes:
    """The schema, as steps change it whose places are ``place``."""

    def __init__(self, schema: Schema, place: Place, moved: Moved) -> None:
        self.schema, self.place, self.moved = schema, place, moved

    def take(self, step: Step) -> Table | None:
        """Make a change. Returns the table that it names, where it makes or gives something."""
        if isinstance(step, Added):
            return self._add(step)
        if isinstance(step, Renamed):
            return self._rename(step)
        if isinstance(step, Dropped):
            self._drop(step)
        elif isinstance(step, Altered) and (found := self._column(step.table, step.field)):
            _say(found, step)
        return None

    def _table(self, name: str) -> Table | None:
        return self.schema.tables.get(tuple(name.split(".")))

    def _column(self, table: str, field: str) -> Column | None:
        found = self._table(table)
        return found.columns.get((field,)) if found else None

    def _known(self, name: str, span: Span | None, *, fresh: bool = False) -> Table:
        table = None if fresh else self._table(name)
        if table is None:
            table = Table(Name(tuple(name.split(".")), *self.place(span)))
            self.schema.tables.put(table)
        return table

    def _add(self, step: Added) -> Table:
        table = self._known(step.table, step.span, fresh=step.fresh)
        table.said = ": ".join(filter(None, dict.fromkeys((table.said, step.comment))))
        table.markers += self.moved(step.markers)
        for field in step.fields:
            column = Column(Name((field.path,), *self.place(field.span)))
            column.type, column.enum, column.said = field.type, field.enum, field.comment
            column.not_null = field.path in step.needed or field.mandatory is True
            column.primary, column.unique, column.default = field.primary, field.unique, field.default
            column.references, column.direction = field.references, field.direction
            column.markers = self.moved(field.markers)
            table.columns.put(column)
        return table

    def _drop(self, step: Dropped) -> None:
        table = self._table(step.table)
        if table and step.field is None:
            self.schema.tables.drop(table)
        elif table and step.field and (found := table.columns.get((step.field,))):
            drop_column(table, found)

    def _rename(self, step: Renamed) -> Table | None:
        if step.field is None:
            if table := self._table(step.table):
                self.schema.tables.rename(table, tuple(step.to.split(".")))
            return None
        table = self._known(step.table, step.span)
        found, known = table.columns.get((step.field,)), table.columns.get((step.to,))
        if found is None and known is None:  # of a table that was made elsewhere
            found = Column(Name((step.field,), 0, 0))
            table.columns.put(found)
        if found:
            found.start, found.end = self.place(step.span)
            found.said = ": ".join(filter(None, dict.fromkeys((found.said, step.comment))))
            found.markers = self.moved(step.markers)
            table.columns.rename(found, (step.to,))
        return table


_SLOTS = {"type": "type", "default": "default", "comment": "said", "primary": "primary", "unique": "unique"}
"""Attributes of a field, and what they are called of a column."""


def _say(column: Column, step: Altered) -> None:
    for name, value in step.says:
        setattr(column, _SLOTS.get(name, name), value)
    if step.needed is not None:
        column.not_null = step.needed
