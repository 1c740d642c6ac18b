"""dbt's `manifest.json`: the SQL of models and snapshots, with the purposes that their `meta` names."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from minlint.usage.files import opened
from minlint.usage.queries import Query

_SAYS = re.compile(r'"dbt_schema_version"\s*:\s*"[^"]*/dbt/manifest/')
_ASKING = ("model", "snapshot", "analysis", "sql operation", "operation", "rpc", "saved_query")
_JINJA = re.compile(r"\{[{%#].*?[}%#]\}", re.DOTALL)
_REF = re.compile(r"\{\{\s*(ref|source)\s*\(([^)]*)\)\s*\}\}")


def claims(name: str, head: str) -> bool:
    return name.endswith(".json") and bool(_SAYS.search(head))


def queries(path: str, head: str) -> Iterator[Query]:  # noqa: ARG001
    """What its nodes ask, under the names by which others refer to them, and what its exposures show: all of a model.

    Tests use nothing and aren't among them.
    """
    with opened(path) as text:
        try:
            said = json.load(text)
        except (ValueError, RecursionError):
            return
    dialect = str((said.get("metadata") or {}).get("adapter_type") or "")
    known = {**(said.get("nodes") or {}), **(said.get("sources") or {})}
    for id_, node in (said.get("nodes") or {}).items():
        if isinstance(node, dict) and node.get("resource_type") in _ASKING:
            yield Query(_sql(node, known), _names(node, path), dialect, _relation(node, id_), _purposes(node))
    for source in (said.get("sources") or {}).values():  # the record goes by its source's name, not by its schema's
        named = f"{source.get('source_name')}.{source.get('name')}"
        if relation(source) != named:
            yield Query(f"SELECT * FROM {named}", (), dialect, relation(source))
    for shown in (said.get("exposures") or {}).values():
        for id_ in (shown.get("depends_on") or {}).get("nodes") or ():
            if id_ in known:
                names = (str(shown.get("name", "")), path)
                yield Query(f"SELECT * FROM {relation(known[id_])}", names, dialect, purposes=_purposes(shown))


def _names(node: Mapping[str, Any], path: str) -> tuple[str, ...]:
    tags = (f"tag:{tag}" for tag in node.get("tags") or ())
    return (str(node.get("name", "")), *tags, str(node.get("original_file_path") or path))


def _sql(node: Mapping[str, Any], known: Mapping[str, Any]) -> str:
    """Its compiled SQL; of a project that was only parsed, its text with the references filled in."""
    compiled = node.get("compiled_code") or node.get("compiled_sql")
    if compiled:
        return str(compiled)
    needs = [known.get(id_) or {} for id_ in (node.get("depends_on") or {}).get("nodes") or ()]
    by_name = {str(item.get("name")): item for item in needs if isinstance(item, dict)}

    def filled(match: re.Match[str]) -> str:
        last = re.findall(r"['\"]([^'\"]+)['\"]", match[2])
        return relation(by_name.get(last[-1], {"name": last[-1]})) if last else "NULL"

    return _JINJA.sub("", _REF.sub(filled, str(node.get("raw_code") or node.get("raw_sql") or "")))


def relation(node: Mapping[str, Any]) -> str:
    """The relation that a node or source makes, as queries name it."""
    own = str(node.get("identifier") or node.get("alias") or node.get("name") or "")
    return ".".join(str(part) for part in (node.get("schema"), own) if part)


def _relation(node: Mapping[str, Any], id_: str) -> str:
    return "" if id_.startswith(("analysis.", "operation.")) else relation(node)


def _purposes(node: Mapping[str, Any]) -> tuple[str, ...]:
    """What `meta.purpose` names, also below `config`."""
    for holder in (node, node.get("config") or {}):
        said = (holder.get("meta") or {}).get("purpose")
        if said:
            return tuple(map(str, said)) if isinstance(said, list) else (str(said),)
    return ()
