"""The rules: one YAML file each below ``rules/checks/``, read and checked."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from typing import Any, NamedTuple

from minlint import laws as provisions
from minlint import rulebook, taxonomy
from minlint.errors import RuleError
from minlint.judge import facts, messages
from minlint.judge.conditions import Condition
from minlint.manifest.near import hint
from minlint.model import PERSONAS, SEVERITIES, Persona, Severity
from minlint.taxonomy import Taxonomy

STATUSES = ("preview", "stable", "deprecated", "removed")


class Example(NamedTuple):
    """A source with what a person says about it, and where the rule fires in it (nowhere, for a near miss).

    ``source`` is a file's name, ``text`` its content; ``manifest`` is what the manifest says, as plain data.
    """

    name: str
    source: str
    text: str
    manifest: Mapping[str, Any]
    expect: tuple[str, ...] = ()
    today: str | None = None


class Rule(NamedTuple):
    """What the documentation, the reports and the judge know of a rule.

    ``summary`` says when it fires; ``shows`` are the figures of its findings, by the fact that gives them.
    """

    code: str
    name: str
    status: str
    since: str
    scope: str
    applies_to: tuple[str, ...]
    facts: tuple[str, ...]
    condition: Condition
    severity: Severity
    persona: Persona
    summary: str
    message: str
    suggestion: str
    shows: Mapping[str, str]
    why: str
    remedy: str
    false_alarms: str
    laws: tuple[str, ...]
    fires: tuple[Example, ...]
    silent: tuple[Example, ...]
    file: str


@cache
def default() -> Mapping[str, Rule]:
    """The rules that ship with minlint, by code."""
    return build(rulebook.load()["checks"], taxonomy.default(), provisions.default())


def build(files: Mapping[str, Any], book: Taxonomy, laws: Collection[str]) -> Mapping[str, Rule]:
    """The rules of a folder's files, by code. Raises `RuleError` for the first that says something it can't.

    Expressions are compiled when they are used; `compile_all` does it at once.
    """
    found: dict[str, Rule] = {}
    for file, content in files.items():
        rule = _rule(content, file, book, laws)
        if rule.code in found:
            raise RuleError(f"{rule.code} is the code of {found[rule.code].file} already", file)
        found[rule.code] = rule
    return dict(sorted(found.items()))


def compile_all(rules: Mapping[str, Rule]) -> None:
    """Compile every condition. Raises `RuleError` for the first that isn't a yes or no over the rule's facts."""
    for rule in rules.values():
        if wrong := rule.condition.error():
            raise RuleError(f"`when`: {wrong}", rule.file)


_NEEDED = ("code", "name", "status", "since", "scope", "facts", "when", "severity", "persona", "summary", "message")
_TEXTS = ("why", "remedy", "false_alarms")
_KEYS = frozenset((*_NEEDED, *_TEXTS, "applies_to", "suggestion", "shows", "laws", "examples"))


def _rule(content: Any, file: str, book: Taxonomy, laws: Collection[str]) -> Rule:
    if not isinstance(content, dict):
        raise RuleError("a rule is a mapping", file)
    for key in content:
        _known("key", str(key), _KEYS, file)
    for key in (*_NEEDED, *_TEXTS, "examples"):
        if not content.get(key):
            raise RuleError(f"`{key}` is missing", file)
    for key, known in _CHOICES.items():
        _known(key, str(content[key]), known, file)
    names = tuple(content["facts"])
    scope = facts.of_scope(content["scope"])
    for name in (*names, *(content.get("shows") or {}).values()):
        _known("fact", name, scope, file)
    for key in content.get("applies_to") or ():
        if key not in book:
            raise RuleError(f"unknown category `{key}`", file)
    for law in content.get("laws") or ():
        _known("law", law, laws, file)
    for key in ("message", "suggestion"):
        for hole in messages.unknown(content.get(key) or "", content["scope"]):
            raise RuleError(f"`{key}` shows {{{hole}}}, which nothing fills{hint(hole, scope)}", file)
    examples = content["examples"]
    rule = Rule(
        code=content["code"],
        name=content["name"],
        status=content["status"],
        since=str(content["since"]),
        scope=content["scope"],
        applies_to=tuple(content.get("applies_to") or ()),
        facts=names,
        condition=Condition(str(content["when"]), {name: scope[name].type for name in names}),
        severity=content["severity"],
        persona=content["persona"],
        summary=_text(content["summary"]),
        message=_text(content["message"]),
        suggestion=str(content.get("suggestion") or "").strip(),
        shows=content.get("shows") or {},
        why=_text(content["why"]),
        remedy=str(content["remedy"]).strip(),
        false_alarms=_text(content["false_alarms"]),
        laws=tuple(content.get("laws") or ()),
        fires=tuple(_example(item, file) for item in examples.get("fires") or ()),
        silent=tuple(_example(item, file) for item in examples.get("silent") or ()),
        file=file,
    )
    _check_examples(rule)
    return rule


_CHOICES: Mapping[str, Collection[str]] = {
    "scope": facts.SCOPES,
    "severity": SEVERITIES,
    "persona": PERSONAS,
    "status": STATUSES,
}


def _known(what: str, word: str, known: Collection[str], file: str) -> None:
    if word not in known:
        raise RuleError(f"unknown {what} `{word}`{hint(word, known)}", file)


def _text(said: Any) -> str:
    return " ".join(str(said).split())


def _check_examples(rule: Rule) -> None:
    if not rule.fires or not rule.silent:
        raise RuleError("a rule carries an example that fires and a near miss that doesn't", rule.file)
    for example in rule.fires:
        if not example.expect:
            raise RuleError(f"the example `{example.name}` doesn't say where it fires (`expect`)", rule.file)


SOURCES = {"sql": "schema.sql", "json_schema": "schema.json", "csv": "data.csv"}
"""The name that an example's source gets, by the key it stands under."""


def _example(item: Mapping[str, Any], file: str) -> Example:
    forms = [form for form in SOURCES if form in item]
    if len(forms) != 1 or "name" not in item:
        raise RuleError(f"an example has a `name` and one source: {', '.join(SOURCES)}", file)
    said, form = item[forms[0]], forms[0]
    if not isinstance(said, str):
        import json

        said = json.dumps(said)
    expect = tuple(str(place) for place in item.get("expect") or ())
    today = str(item["today"]) if "today" in item else None
    return Example(str(item["name"]), str(item.get("file", SOURCES[form])), said, _manifest(item), expect, today)


def _manifest(item: Mapping[str, Any]) -> Mapping[str, Any]:
    """What an example says about its source: a whole manifest, or one purpose that is bound to all of it."""
    if "manifest" in item:
        return {"version": 1, **item["manifest"]}
    if "purpose" not in item:
        return {}
    purpose = {"statement": "An example.", **item["purpose"]}
    return {"version": 1, "purposes": {"example": purpose}, "bindings": [{"source": "*", "purposes": ["example"]}]}
