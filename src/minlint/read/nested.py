"""Columns of JSON text as nested columns, and columns of base64 as bytes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

_LONGEST = 100_000  # characters of a structure; what is larger has data for keys all over


def unfolded(connection: Any, table: Any, nested: Sequence[str], packed: Sequence[str] = ()) -> Any:
    """A table of the engine with some columns taken apart: JSON into structs and lists, base64 into bytes.

    A column whose JSON has no common structure stays text.
    """
    if not nested and not packed:
        return table
    view = connection.create_view("minlint_folded", table, overwrite=True)
    run = connection.con
    parts = [f"from_base64({_quoted(name)}) AS {_quoted(name)}" for name in packed]
    for name in nested:
        quoted = _quoted(name)
        try:
            asked = f"SELECT json_group_structure({quoted}::JSON)::VARCHAR FROM minlint_folded"
            ((structure,),) = run.execute(asked).fetchall()
        except Exception as error:
            if type(error).__module__.partition(".")[0] not in ("duckdb", "_duckdb"):
                raise
            continue  # some of it is no JSON
        if structure and structure[0] in "{[" and len(structure) <= _LONGEST:
            literal = structure.replace("'", "''")
            parts.append(f"from_json({quoted}::JSON, '{literal}') AS {quoted}")
    if not parts:
        return table
    replaced = f"SELECT * REPLACE ({', '.join(parts)}) FROM {view.get_name()}"
    run.execute(f"CREATE OR REPLACE TEMP TABLE minlint_unfolded AS {replaced}").fetchall()
    return connection.table("minlint_unfolded")


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
