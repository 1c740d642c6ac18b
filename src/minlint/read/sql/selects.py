"""The columns that a query gives, as far as it names them: for views, and for tables made from one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from minlint.read.sql.cursor import Cursor, Name, split
from minlint.read.sql.lexer import Token
from minlint.read.sql.schema import Column, Names, Table
from minlint.read.sql.statement import Statement, may_copy
from minlint.read.sql.vocabulary import BEHIND_LIST
from minlint.tuples import NamedTuple

MOST_DEPTH = 8
"""How many queries within each other are followed."""

_JOINS = frozenset(
    [
        "JOIN",
        "INNER",
        "LEFT",
        "RIGHT",
        "FULL",
        "CROSS",
        "NATURAL",
        "OUTER",
        "STRAIGHT_JOIN",
        "LATERAL",
        "ON",
        "USING",
        "APPLY",
    ]
)
BEFORE_QUERY = frozenset({"SELECT", "WITH", "TABLE", "VALUES", "(", "FROM"})
"""What stands behind AS where a query does."""

_STARS = frozenset({"EXCEPT", "EXCLUDE"})
_NO_ALIAS = frozenset(["END", "NULL", "TRUE", "FALSE", "CURRENT_DATE", "CURRENT_TIMESTAMP", "CURRENT_USER"])

MOST_NAMED = 200
"""How many queries of one WITH are kept."""

MOST_SOURCES = 64
"""Among how many tables a name without a qualifier is looked for."""


class Given(NamedTuple):
    """The columns that a table or a query gives; not the ``whole`` of them where some have no name."""

    columns: Names[Column]
    whole: bool = True


Scope = dict[str, Given]
"""The queries that WITH names: what columns they give."""


class _Sources:
    """What stands behind FROM: columns by alias, None where they aren't known."""

    def __init__(self) -> None:
        self.tables: dict[str, Given | None] = {}

    def put(self, alias: str, given: Given | None) -> None:
        self.tables[alias or f"({len(self.tables)})"] = given

    def find(self, parts: Sequence[str]) -> Column | None:
        """The column that a plain name means, if one alone can be meant."""
        if len(parts) > 1:
            given = self.tables.get(parts[-2].lower())
            return given.columns.get(tuple(parts[-1:])) if given else None
        if len(self.tables) > MOST_SOURCES:
            return None
        found = [column for given in self.tables.values() if given and (column := given.columns.get(tuple(parts)))]
        return found[0] if len(found) == 1 else None


class Selected(NamedTuple):
    """One column of a query's list; ``column`` is None where it has no name or its table isn't known."""

    tokens: Sequence[Token]
    column: Column | None


def is_query(tokens: Sequence[Token]) -> bool:
    """Whether a query stands here, not a word that only begins like one."""
    return any(token.key in ("SELECT", "VALUES") for token in tokens)


def selected(
    statement: Statement, tokens: Sequence[Token], scope: Scope | None = None, depth: int = 0
) -> list[Selected]:
    """The columns of a query, in its order; those of its first part where several are put together."""
    cursor, scope = Cursor(tokens), dict(scope or {})
    cursor.take("AS")
    while cursor.take("("):
        continue
    if cursor.take("WITH"):
        _named_queries(statement, cursor, scope, depth)
    while not cursor.done and not cursor.at("SELECT"):
        if cursor.group() is None:
            cursor.next()
    cursor.next()
    _skip_top(cursor)
    items = _upto(cursor, BEHIND_LIST)
    sources = _sources(statement, cursor, scope, depth) if cursor.take("FROM") else _Sources()
    return [found for part in split(items) for found in _item(statement, part, sources)]


def _skip_top(cursor: Cursor) -> None:
    while cursor.take("DISTINCT") or cursor.take("ALL"):
        if cursor.take("ON"):
            cursor.group()
    if cursor.take("TOP"):
        if cursor.group() is None:
            cursor.next()
        cursor.take("PERCENT")


def _upto(cursor: Cursor, ends: frozenset[str]) -> Sequence[Token]:
    """The tokens before one of these words outside parentheses."""
    start, depth = cursor.position, 0
    while not cursor.done and (depth > 0 or cursor.peek().key not in ends or _leaves_out(cursor)):
        key = cursor.next().key
        depth += (key == "(") - (key == ")")
    return cursor.tokens[start : cursor.position]


def _leaves_out(cursor: Cursor) -> bool:
    """BigQuery's ``* EXCEPT (…)`` ends no list."""
    return cursor.at("EXCEPT", "(") and cursor.peek(-1).key == "*" and cursor.peek(2).key not in BEFORE_QUERY


def _named_queries(statement: Statement, cursor: Cursor, scope: Scope, depth: int) -> None:
    """The queries that WITH names."""
    cursor.take("RECURSIVE")
    while name := cursor.name():
        listed = cursor.group() if cursor.at("(") else None
        cursor.take("AS")
        cursor.take("NOT")
        cursor.take("MATERIALIZED")
        query = cursor.group()
        if query is None:
            return
        if depth < MOST_DEPTH and len(scope) < MOST_NAMED:
            items = selected(statement, query, scope, depth + 1)
            columns = renamed(
                [item.column for item in items if item.column], [Cursor(part).name() for part in split(listed or ())]
            )
            scope[name.last.lower()] = Given(_by_name(columns), bool(listed) or all(item.column for item in items))
        if not cursor.take(","):
            return


def _by_name(columns: Sequence[Column]) -> Names[Column]:
    found: Names[Column] = Names()
    for column in columns:
        found.put(column)
    return found


def renamed(columns: Sequence[Column], names: Sequence[Name | None]) -> list[Column]:
    """Columns under other names, where these are given."""
    found = []
    for index, name in enumerate(names):
        if name:
            column = columns[index].copy() if index < len(columns) and len(columns) == len(names) else Column(name)
            column.key, column.start, column.end = name.parts[-1:], name.start, name.end
            found.append(column)
    return found if names else list(columns)


def _sources(statement: Statement, cursor: Cursor, scope: Scope, depth: int) -> _Sources:
    found = _Sources()
    for part in split(_upto(cursor, BEHIND_LIST)):
        for piece in _joined(part):
            found.put(*_source(statement, Cursor(piece), scope, depth))
    return found


def _joined(part: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """The tables among joins; conditions begin with ON and are left to `_source`, which reads no further."""
    start = depth = 0
    for index, token in enumerate(part):
        depth += (token.key == "(") - (token.key == ")")
        if depth == 0 and token.key in ("JOIN", "STRAIGHT_JOIN", "APPLY"):
            yield part[start:index]
            start = index + 1
    yield part[start:]


def _source(statement: Statement, cursor: Cursor, scope: Scope, depth: int) -> tuple[str, Given | None]:
    cursor.take("LATERAL")
    cursor.take("ONLY")
    given: Given | None = None
    name = None
    while cursor.at("(") and not (cursor.at("(", "SELECT") or cursor.at("(", "WITH") or cursor.at("(", "VALUES")):
        cursor.next()  # MySQL puts joins into parentheses
    if (query := cursor.group()) is not None:
        if depth < MOST_DEPTH:
            items = selected(statement, query, scope, depth + 1)
            given = Given(
                _by_name([item.column for item in items if item.column]),
                bool(items) and all(item.column for item in items),
            )
    elif (name := cursor.name()) and not cursor.at("("):
        given = scope.get(name.last.lower()) if len(name.parts) == 1 else None
        if given is None and (table := statement.schema.tables.get(name.parts)):
            given = Given(table.columns)
    cursor.take("AS")
    if cursor.peek().kind in ("word", "quoted", "double") and cursor.peek().key not in _JOINS | BEHIND_LIST:
        name = cursor.name()
    return (name.last.lower() if name else "", given)


def _item(statement: Statement, part: Sequence[Token], sources: _Sources) -> Iterator[Selected]:
    """The columns of one item: several where it is a star."""
    for star in (0, 2):
        if len(part) > star and part[star].key == "*" and (star == 0 or part[1].key == "."):
            yield from _star(statement, part, star, sources)
            return
    name, plain = _named(part)
    if name is None:
        yield Selected(part, None)
        return
    base = sources.find(plain) if plain else None
    column = base.copy() if base else Column(name)
    column.key, column.start, column.end = name.parts[-1:], name.start, name.end
    yield Selected(part, column)


def _star(statement: Statement, part: Sequence[Token], star: int, sources: _Sources) -> Iterator[Selected]:
    chosen = [sources.tables.get(part[0].value.lower())] if star else list(sources.tables.values())
    cursor = Cursor(part[star + 1 :])
    left_out = set()
    if cursor.peek().key in _STARS:
        cursor.next()
        left_out = {token.value.lower() for token in cursor.group() or [cursor.peek()]}
    if not chosen or not all(given and given.whole for given in chosen):
        yield Selected(part, None)
    for given in chosen:
        if given and may_copy(statement, len(given.columns)):
            yield from (
                Selected(part, column.copy())
                for column in list(given.columns)
                if column.key[-1].lower() not in left_out
            )


def _named(part: Sequence[Token]) -> tuple[Name | None, Sequence[str]]:
    """The name of an item, and the plain column it is, if it is one."""
    cursor = Cursor(part)
    name = cursor.name() if part[0].kind in ("word", "quoted", "double") else None
    if name and cursor.done and name.last.upper() not in _NO_ALIAS:
        return name, name.parts
    if name and len(name.parts) == 1 and cursor.at("="):  # T-SQL's ``alias = expression``
        value = Cursor(part[2:])
        plain = value.name() if value.peek().kind in ("word", "quoted") else None
        return name, plain.parts if plain and value.done else ()
    if name and cursor.at(":", ":") and cursor.peek(3).key != "AS" and len(part) < cursor.position + 4:
        return name, ()
    last, before = part[-1], part[-2] if len(part) > 1 else None
    if last.kind not in ("word", "quoted", "double") or last.key in _NO_ALIAS or before is None:
        return None, ()
    if before.key in ("AS", ")") or before.kind != "sign":
        alias = Name((last.value,), last.start, last.end)
        ends = cursor.position + (cursor.peek().key == "AS") == len(part) - 1
        return alias, name.parts if name and ends else ()
    return None, ()


def as_given(column: Column, keeps: bool) -> Column:
    """A column as a query gives it: no key, and what it asks for only where a dialect ``keeps`` that."""
    column.not_null, column.default = keeps and (column.not_null or column.primary), keeps and column.default
    column.primary = column.unique = False
    column.markers, column.rules = [], []
    return column


def put_selected(
    statement: Statement, table: Table, query: Sequence[Token], declared: Sequence[Column]
) -> list[Selected]:
    """Give a table or view the columns of a query, under the names declared for them; the items without a name."""
    items = selected(statement, query)
    columns = [item.column for item in items]
    lost = [] if declared else [item for item in items if item.column is None]
    for index, own in enumerate(declared):
        given = columns[index] if len(columns) == len(declared) else None
        if given:
            own.type, own.base = own.type or given.type, own.base or given.base
            own.enum, own.members, own.steps = given.enum, given.members or own.members, given.steps or own.steps
            own.references, own.said = given.references, own.said or given.said
            own.comments = own.comments or list(given.comments)
        table.columns.put(own)
    for item in items if not declared else ():
        if item.column and table.columns.get(item.column.key) is None:
            found = as_given(item.column, statement.dialect.keeps)
            within = item.tokens[0].start <= found.start <= item.tokens[-1].end
            statement.elements += [(item.tokens[0].start, found)] if within else []
            table.columns.put(found)
    return lost
