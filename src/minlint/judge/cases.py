"""The examples that a rule carries, as they are written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from minlint.errors import RuleError
from minlint.tuples import NamedTuple


class Example(NamedTuple):
    """A source with what a person says about it, and where the rule fires in it (nowhere, for a near miss).

    ``format`` is a reader's name, ``text`` what it reads, ``source`` the name that its file gets, empty where any will
    do; ``manifest`` is what the manifest says, as plain data.
    ``before`` is what stood there, where the rule is about a change; ``part`` says that more is bound than was given.
    ``notice`` is what is told to people, ``beside`` are further files with their texts, ``usage`` is a script of those
    who read the data.
    """

    name: str
    format: str
    source: str
    text: str
    manifest: Mapping[str, Any]
    expect: tuple[str, ...] = ()
    today: str | None = None
    before: Example | None = None
    part: bool = False
    notice: str = ""
    beside: tuple[tuple[str, str], ...] = ()
    usage: str = ""


SAID = frozenset(("purpose", "manifest"))
KEYS = SAID | {"name", "file", "today", "expect", "before", "part", "notice", "rows", "beside", "usage"}
"""What an example says beside its source, which stands under the name of its format."""


def example(item: Mapping[str, Any], file: str, at: tuple[str | int, ...] = ()) -> Example:
    """An example from its mapping. Raises `RuleError` where it has no name, or not one source.

    Its ``before`` says what was otherwise: the source, what the manifest said, or both.
    """
    forms = [str(key) for key in item if key not in KEYS]
    if len(forms) != 1 or "name" not in item:
        raise RuleError("an example has a `name` and one source, under the name of its format", file, at=at)
    for key in ("manifest", "purpose", "before", "beside"):
        if not isinstance(item.get(key, {}), Mapping):
            raise RuleError(f"`{key}` of an example is a mapping", file, at=(*at, key))
    said, form = _text(item[forms[0]], item.get("rows")), forms[0]
    expect = tuple(str(place) for place in item.get("expect") or ())
    today = str(item["today"]) if "today" in item else None
    made = Example(str(item["name"]), form, str(item.get("file", "")), said, _manifest(item), expect, today)
    part, notice = bool(item.get("part")), str(item.get("notice", ""))
    beside = tuple((str(name), str(text)) for name, text in item.get("beside", {}).items())
    used = str(item.get("usage", ""))
    return made._replace(before=_before(item, file, at), part=part, notice=notice, beside=beside, usage=used)


def _text(said: Any, rows: int | None) -> str:
    """A source's text; of columns with their values, so many rows of comma-separated ones."""
    if isinstance(said, str):
        return said
    if rows is None:
        import json

        return json.dumps(said)
    lines = (",".join(str(values[i % len(values)]) for values in said.values()) for i in range(rows))
    return "\n".join((",".join(said), *lines)) + "\n"


def _before(item: Mapping[str, Any], file: str, at: tuple[str | int, ...]) -> Example | None:
    """What an example says of before, with everything else as it is now."""
    if "before" not in item:
        return None
    was = item["before"]
    kept = {key: value for key, value in item.items() if key not in ("before", "expect")}
    if not SAID.isdisjoint(was):
        kept = {key: value for key, value in kept.items() if key not in SAID}
    if not KEYS.issuperset(was):
        kept = {key: value for key, value in kept.items() if key in KEYS}
    return example({**kept, **was}, file, at)


def _manifest(item: Mapping[str, Any]) -> Mapping[str, Any]:
    """What an example says about its source: a whole manifest, or one purpose that is bound to all of it."""
    if "manifest" in item:
        return {"version": 1, **item["manifest"]}
    if "purpose" not in item:
        return {}
    purpose = {"statement": "An example.", **item["purpose"]}
    return {"version": 1, "purposes": {"example": purpose}, "bindings": [{"source": "*", "purposes": ["example"]}]}
