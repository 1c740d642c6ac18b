"""Which columns a statement reads, by sqlglot's scopes: a column that a subquery hands on and nothing uses isn't read.

Anything that writes is turned into what it reads: an UPDATE reads its condition and the values that it sets.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError
from sqlglot.optimizer.qualify import qualify
from sqlglot.optimizer.scope import Scope, traverse_scope

from minlint.usage.queries import LONGEST

Columns = Mapping[str, Mapping[str, str]]
"""The columns of relations by the keys that tables are bound to."""

Reads = dict[str, set[str]]
"""The columns that are read of relations by key; `*` for all."""

ALL = "*"

_DIALECTS = {"sqlserver": "tsql", "fabric": "tsql", "synapse": "tsql", "mariadb": "mysql", "glue": "spark"}
_TRIED = ("", "postgres", "mysql", "bigquery", "snowflake", "tsql", "spark", "oracle")

logging.getLogger("sqlglot").disabled = True  # what it warns of, it quotes


def parsed(text: str, dialect: str) -> Any | None:
    """A statement as a tree with names in lower case; None where no dialect reads it."""
    if len(text) > LONGEST:
        return None
    first = _DIALECTS.get(dialect, dialect)
    for each in dict.fromkeys((first, *_TRIED) if first else _TRIED):
        try:
            tree = sqlglot.parse_one(text, dialect=each)
        except (SqlglotError, ValueError, RecursionError):
            continue
        if not isinstance(tree, exp.Command):
            return _lowered(tree)
    return None


def _lowered(tree: Any) -> Any:
    for name in tree.find_all(exp.Identifier):
        name.set("this", str(name.this).casefold())
        name.set("quoted", False)
    return tree


def bound(tree: Any, key_of: Callable[[tuple[str, ...]], str]) -> Any:
    """The tree with each table under the key of its relation, going by the name that it had."""
    own = {cte.alias for cte in tree.find_all(exp.CTE)}
    for table in list(tree.find_all(exp.Table)):
        named = [part.name for part in table.parts] if isinstance(table.this, exp.Identifier) else []
        parts = tuple(step for name in named for step in _steps(name))
        if not parts or (len(parts) == 1 and parts[0] in own):
            continue
        if not table.alias:
            table.set("alias", exp.TableAlias(this=exp.to_identifier(parts[-1])))
        table.set("this", exp.to_identifier(key_of(parts)))
        table.set("db", None)
        table.set("catalog", None)
    for column in tree.find_all(exp.Column):
        column.set("db", None)
        column.set("catalog", None)
    return tree


def _steps(name: str) -> list[str]:
    """The steps of a name in quotes that holds them all; a file that is queried goes by its stem."""
    if found := _FILE.search(name):
        return [found[1]]
    return name.split(".")


_FILE = re.compile(r"(?:^|/)([^/]+?)\.(?:csv|tsv|parquet|json|jsonl|ndjson|orc|avro|arrow|feather)(?:\.gz)?$")


def created(tree: Any) -> str:
    """The name of the view or table that a statement makes from a query; empty where it makes none."""
    if not isinstance(tree, exp.Create) or not isinstance(tree.expression, exp.Query):
        return ""
    made = tree.find(exp.Table)
    return ".".join(part.name for part in made.parts) if made else ""


def tables(tree: Any) -> set[str]:
    """The keys of the relations that a bound tree names, but for those that it writes."""
    written = tree.find(exp.Table) if isinstance(tree, (exp.Create, exp.Insert)) else None
    return {table.name for table in tree.find_all(exp.Table) if table is not written}


def reads(tree: Any, columns: Columns, wanted: frozenset[str] | None = None) -> Reads:
    """What a bound tree reads, where its outputs of these names are used (None: all)."""
    query = _reading(tree.copy())
    if query is None:
        return {}
    try:
        query = qualify(
            query, schema=dict(columns), validate_qualify_columns=False, identify=False, quote_identifiers=False
        )
        return _of_scopes(list(traverse_scope(query)), columns, wanted)
    except (SqlglotError, RecursionError, AttributeError, KeyError, IndexError, ValueError):
        return _by_names(query, columns)


def outputs(tree: Any, columns: Columns) -> tuple[str, ...] | None:
    """The names of a definition's columns; None where they can't be told."""
    query: Any = _reading(tree.copy())
    if query is None:
        return None
    try:
        query = qualify(
            query, schema=dict(columns), validate_qualify_columns=False, identify=False, quote_identifiers=False
        )
        names = tuple(str(name).casefold() for name in query.named_selects)
    except (SqlglotError, RecursionError, AttributeError, KeyError, IndexError, ValueError):
        return None
    return None if ALL in names or not all(names) else names


def _reading(tree: Any) -> Any | None:
    """The query that reads what a statement reads; None where it reads nothing."""
    if isinstance(tree, exp.Query):
        return tree
    above = tree.args.get("with_") or tree.args.get("with")
    if isinstance(tree, (exp.Create, exp.Insert)):
        query = tree.expression if isinstance(tree.expression, exp.Query) else None
    elif isinstance(tree, (exp.Update, exp.Delete)):
        query = _changing(tree)
    elif isinstance(tree, exp.Merge):
        query = _merging(tree)
    else:
        query = next(tree.find_all(exp.Query), None)
    if query is not None and above is not None and not (query.args.get("with_") or query.args.get("with")):
        query.set("with_" if "with_" in query.arg_types else "with", above)
    return query


def _changing(tree: Any) -> Any:
    """An UPDATE or DELETE as the query of what it needs: conditions, and the values that are set."""
    values = [item.expression for item in tree.expressions if isinstance(item, exp.EQ)]
    returning = tree.args.get("returning")
    asked = [*values, *(returning.expressions if returning else ())] or [exp.Literal.number(1)]
    query = exp.select(*asked, copy=False).from_(tree.this, copy=False)
    more = tree.args.get("from_") or tree.args.get("from")
    others = [more.this] if more is not None else list(tree.args.get("using") or ())
    for other in others:
        query.join(other, copy=False)
    if where := tree.args.get("where"):
        query.where(where.this, copy=False)
    return query


def _merging(tree: Any) -> Any:
    """A MERGE as the query of its condition, and of the values that its branches set or insert."""
    values = [
        part
        for when in (tree.args["whens"].expressions if "whens" in tree.args else tree.expressions)
        for then in (when.args.get("then"),)
        if isinstance(then, (exp.Update, exp.Insert))
        for part in _set(then)
    ]
    asked = [item for item in values if isinstance(item, exp.Expression)] or [exp.Literal.number(1)]
    query = exp.select(*asked, copy=False).from_(tree.this, copy=False)
    return query.join(tree.args["using"], on=tree.args.get("on"), copy=False)


def _set(then: Any) -> list[Any]:
    if isinstance(then, exp.Insert):
        return list(then.expression.expressions) if isinstance(then.expression, exp.Tuple) else []
    return [item.expression for item in then.expressions if isinstance(item, exp.EQ)]


def _of_scopes(scopes: list[Any], columns: Columns, wanted: frozenset[str] | None) -> Reads:
    """From the outermost scope in: what each needs of its sources, and of which outputs something is needed."""
    needed: dict[int, set[str] | None] = {id(scopes[-1]): None if wanted is None else set(wanted)}
    found: Reads = {}
    for scope in reversed(scopes):
        if _is_existence(scope.expression):
            needed[id(scope)] = set()
        _hand_on(scope, needed)
        used = _used(scope, needed.get(id(scope), None if id(scope) in _whole(scope) else set()))
        for table, name in used:
            _note(scope, table, name, columns, needed, found)
    return found


def _whole(scope: Any) -> tuple[int, ...]:
    """A subquery in an expression is used whole, unlike a table that is made of a query."""
    return () if scope.is_cte or scope.is_derived_table else (id(scope),)


def _hand_on(scope: Any, needed: dict[int, set[str] | None]) -> None:
    """What is needed of a union is needed of its branches, by position."""
    branches = _branches(scope)
    if not branches:
        return
    names = [name.casefold() for name in scope.expression.named_selects]
    want = needed.get(id(scope), None if id(scope) in _whole(scope) else set())
    everything = want is None or ALL in want or bool(scope.expression.args.get("distinct"))
    places = [place for place, name in enumerate(names) if everything or name in (want or ())]
    for branch in branches:
        own = branch.expression.named_selects
        picked = {own[place].casefold() for place in places if place < len(own)}
        if everything:
            needed[id(branch)] = None
        elif (before := needed.get(id(branch), set())) is not None:
            needed[id(branch)] = before | picked


def _branches(scope: Any) -> list[Any]:
    return list(getattr(scope, "set_operation_scopes", None) or getattr(scope, "union_scopes", None) or ())


def _is_existence(expression: Any) -> bool:
    """Whether a subquery is only asked whether it finds anything."""
    parent = expression.parent
    while isinstance(parent, (exp.Subquery, exp.Paren)):
        parent = parent.parent
    return isinstance(parent, exp.Exists)


def _used(scope: Any, want: set[str] | None) -> Iterator[tuple[str, str]]:
    """The columns that a scope uses: in conditions always, in outputs where those are needed; with their sources."""
    expression = scope.expression
    if not isinstance(expression, exp.Select):
        for column in [] if isinstance(expression, exp.SetOperation) else scope.columns:
            yield column.table, column.name
        return
    aside: set[int] = set()
    keyed = {column.name for column in scope.columns if not column.table}
    if want is not None and not expression.args.get("distinct"):
        for item in expression.selects:
            if item.alias_or_name.casefold() not in want | keyed and not item.find(exp.Star):
                aside |= {id(column) for column in item.find_all(exp.Column)}
    for column in scope.columns:
        if id(column) not in aside:
            yield column.table, ALL if isinstance(column.this, exp.Star) else column.name
    if any(isinstance(item, exp.Star) for item in expression.selects) and (want is None or want):
        yield from ((name, ALL) for name in scope.selected_sources)


def _note(
    scope: Any, table: str, name: str, columns: Columns, needed: dict[int, set[str] | None], found: Reads
) -> None:
    """A column is read of the relation that its source is, or needed of the scope."""
    named = {table: scope.sources[table]} if table in scope.sources else {} if table else dict(scope.sources)
    for source in named.values():
        if isinstance(source, Scope):
            inner: Any = source.expression
            before = needed.get(id(source), set())
            if name == ALL:
                needed[id(source)] = None
            elif before is not None and (table or name in inner.named_selects):
                needed[id(source)] = before | {name.casefold()}
        elif isinstance(source, exp.Table) and (table or _may_hold(columns.get(source.name), name)):
            found.setdefault(source.name, set()).add(name.casefold())


def _may_hold(columns: Mapping[str, str] | None, name: str) -> bool:
    """Whether a column that is named without its table may be of this one."""
    return columns is None or any(each.replace("_", "") == name.casefold().replace("_", "") for each in columns)


def _by_names(query: Any, columns: Columns) -> Reads:
    """Where scopes can't be told: whatever is named may be read of every table that is."""
    names = {column.name.casefold() for column in query.find_all(exp.Column)}
    stars = any(not isinstance(star.parent, exp.Count) for star in query.find_all(exp.Star))
    keys = {table.name for table in query.find_all(exp.Table)}
    held = {key: {name for name in names if _may_hold(columns.get(key), name)} for key in keys}
    return {key: {ALL} if stars else found for key, found in held.items()}
