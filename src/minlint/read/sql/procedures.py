"""T-SQL's procedures that say something of tables and columns, or call them otherwise."""

from __future__ import annotations

import re
from collections.abc import Sequence

from minlint.read.sql.alter import rename_column, rename_table
from minlint.read.sql.cursor import Cursor, Name, split
from minlint.read.sql.lexer import Token
from minlint.read.sql.statement import Statement

_DESCRIBING = ("SP_ADDEXTENDEDPROPERTY", "SP_UPDATEEXTENDEDPROPERTY")
_PARAMETERS = ("name", "value", "level0type", "level0name", "level1type", "level1name", "level2type", "level2name")
_RENAMED = ("objname", "newname", "objtype")
_PART = re.compile(r"\[((?:[^\]]|\]\])*+)\]|([^.\[\]]++)")


def execute(statement: Statement) -> None:
    """Read a call: descriptions are what the schema itself says, as COMMENT ON is elsewhere."""
    cursor = statement.cursor
    if cursor.peek(1).key == "=":  # ``EXEC @result = …``
        cursor.position += 2
    name = cursor.name()
    called = name.last.upper() if name else ""
    if called in _DESCRIBING:
        _describe(statement, _arguments(statement, cursor, _PARAMETERS))
    elif called == "SP_RENAME":
        _rename(statement, _arguments(statement, cursor, _RENAMED))


def keep_variables(statement: Statement) -> None:
    """Remember the strings that a script keeps for a later call."""
    tokens = statement.tokens
    for name, sign, value in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if sign.key == "=" and value.kind == "string" and name.value.startswith("@"):
            statement.schema.variables[name.key] = value.value


def _arguments(statement: Statement, cursor: Cursor, parameters: Sequence[str]) -> dict[str, Token]:
    """The call's arguments by parameter, given by name or in order; variables replaced by what they hold."""
    found: dict[str, Token] = {}
    for index, part in enumerate(split(cursor.left())):
        named = len(part) > 2 and part[1].key == "=" and part[0].value.startswith("@")
        parameter = part[0].value[1:].lower() if named else parameters[index] if index < len(parameters) else ""
        token = part[2] if named else part[0]
        if token.value.startswith("@"):
            token = token._replace(kind="string", value=statement.schema.variables.get(token.key, ""))
        found[parameter] = token
    return found


def _describe(statement: Statement, given: dict[str, Token]) -> None:
    words = {parameter: token.value for parameter, token in given.items()}
    if words.get("name", "").lower() not in ("ms_description", "description"):
        return
    if words.get("level1type", "").upper() not in ("TABLE", "VIEW"):
        return
    parts = tuple(words[level] for level in ("level0name", "level1name") if words.get(level))
    table = statement.schema.tables.get(parts) if parts else None
    on_column = words.get("level2type", "").upper() == "COLUMN"
    subject = table.columns.get((words.get("level2name", ""),)) if table and on_column else table
    if subject and (on_column or not words.get("level2type")) and given["value"].kind == "string":
        subject.said = words["value"]


def _rename(statement: Statement, given: dict[str, Token]) -> None:
    if "objname" not in given or "newname" not in given:
        return
    old = tuple(match.group(1) or match.group(2) for match in _PART.finditer(given["objname"].value))
    token = given["newname"]
    new = Name((token.value,), token.start + 1, token.end - 1)
    kind = given["objtype"].value.upper() if "objtype" in given else "OBJECT"
    if kind == "COLUMN" and len(old) > 1:
        rename_column(statement, Name(old[:-1], new.start, new.end), Name(old[-1:], new.start, new.end), new)
    elif kind == "OBJECT" and old:
        rename_table(statement, Name(old, new.start, new.end), new)
