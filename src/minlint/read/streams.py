"""Files of record batches that the engine reads from the beginning as often as it asks, so that they needn't fit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from minlint.errors import Unreadable
from minlint.read.batches import Batches, told
from minlint.read.parts import keys


class Again:
    """The rows of files, one file after the other, as a table that is streamed anew for each query.

    What can't be read ends its file: that it can't was told when it was read first.
    """

    def __init__(self, files: Sequence[str], batches: Batches) -> None:
        import pyarrow

        self._files, self._batches = files, batches
        heads = [self._with(next(iter(batches(path))), keys(path)).schema for path in files]
        self.schema = pyarrow.unify_schemas(heads, promote_options="permissive")

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        """The rows from the first on, by Arrow's protocol."""
        import pyarrow

        reader = pyarrow.RecordBatchReader.from_batches(self.schema, self._rows())
        return reader.__arrow_c_stream__(requested_schema)

    def _rows(self) -> Iterator[Any]:
        import pyarrow

        for path in self._files:
            try:
                with told():
                    for rows in self._batches(path):
                        table = pyarrow.Table.from_batches([rows]) if isinstance(rows, pyarrow.RecordBatch) else rows
                        yield from self._fitted(self._with(table, keys(path))).to_batches()
            except Unreadable:
                continue

    def _fitted(self, table: Any) -> Any:
        """A part of the rows with the columns and types of all of them."""
        import pyarrow

        known = set(table.column_names)
        columns = [
            table.column(field.name).cast(field.type)
            if field.name in known
            else pyarrow.nulls(table.num_rows, field.type)
            for field in self.schema
        ]
        return pyarrow.table(columns, schema=self.schema)

    @staticmethod
    def _with(table: Any, more: Mapping[str, str]) -> Any:
        """Rows with the columns that a part's folders tell."""
        import pyarrow

        if isinstance(table, pyarrow.RecordBatch):
            table = pyarrow.Table.from_batches([table])
        for name, value in more.items():
            if name not in table.column_names:
                table = table.append_column(name, pyarrow.repeat(pyarrow.scalar(value), table.num_rows))
        return table
