"""The rules: one YAML file each below ``rules/checks/``, read and checked."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from minlint import addresses, rulebook
from minlint.errors import RuleError
from minlint.judge import facts, messages
from minlint.judge.conditions import Condition, Told, tell
from minlint.manifest.near import category_hint, hint
from minlint.model import PERSONAS, SEVERITIES, Persona, Severity
from minlint.once import Later
from minlint.taxonomy import Taxonomy
from minlint.tuples import NamedTuple

if TYPE_CHECKING:
    from minlint.judge.cases import Example
    from minlint.laws import Provision

STATUSES = ("preview", "stable", "deprecated", "removed")


class Rule(NamedTuple):
    """What the documentation, the reports and the judge know of a rule.

    ``at`` is the key of the purpose at which it is found. ``eased`` is a lesser severity and when it holds, ``sooner``
    an earlier persona and when; ``shows`` are the figures of its findings, by the fact that gives them. ``content`` is
    what its file says.
    """

    code: str
    name: str
    status: str
    since: str
    scope: str
    at: str
    applies_to: tuple[str, ...]
    facts: tuple[str, ...]
    condition: Condition
    severity: Severity
    persona: Persona
    eased: tuple[Severity, Condition] | None
    sooner: tuple[Persona, Condition] | None
    message: str
    suggestion: str
    shows: Mapping[str, str]
    laws: tuple[str, ...]
    file: str
    content: Mapping[str, Any]

    @property
    def summary(self) -> str:
        """When it fires."""
        return _text(self.content["summary"])

    @property
    def why(self) -> str:
        """Why it matters."""
        return _text(self.content["why"])

    @property
    def remedy(self) -> str:
        """What to do instead."""
        return str(self.content["remedy"]).strip()

    @property
    def false_alarms(self) -> str:
        """Where it is known to fire in vain."""
        return _text(self.content["false_alarms"])

    @property
    def fires(self) -> tuple[Example, ...]:
        """Examples in which it fires."""
        return _examples(self.content["examples"], "fires", self.file)

    @property
    def silent(self) -> tuple[Example, ...]:
        """Near misses in which it doesn't."""
        return _examples(self.content["examples"], "silent", self.file)

    def gravity(self, values: Mapping[str, Any]) -> Severity:
        """How grave a finding is, by the facts: its severity, or a lesser one where they ease it."""
        return self.eased[0] if self.eased and self.eased[1].holds(values) else self.severity

    def level(self, values: Mapping[str, Any]) -> Persona:
        """The persona from which a finding is told: the rule's, or an earlier one where the facts are surer."""
        return self.sooner[0] if self.sooner and self.sooner[1].holds(values) else self.persona

    @property
    def first(self) -> Persona:
        """The earliest persona at which it can speak."""
        return self.sooner[0] if self.sooner else self.persona

    @property
    def conditions(self) -> Mapping[str, Condition]:
        """Its conditions by the keys of its file."""
        further = {"eased": self.eased, "sooner": self.sooner}
        return {"when": self.condition, **{key: said[1] for key, said in further.items() if said}}


@cache
def default() -> Mapping[str, Rule]:
    """The rules that ship with minlint, by code."""
    kept = rulebook.compiled("rules", lambda: listed(rulebook.part("checks")), _CODE)
    return {said["code"]: _made(said, file, _apart(file), tuple(map(Told._make, told))) for file, said, told in kept}


_CODE = ("judge/conditions.py", "judge/expressions.py", "judge/facts", "judge/rules.py")


def listed(files: Mapping[str, Any]) -> list[tuple[str, dict[str, Any], tuple[Any, ...]]]:
    """The rules of the packed files, by code, as plain data: what a run needs of each, and its conditions in Python."""
    found = []
    for file, content in files.items():
        said = {key: value for key, value in content.items() if key not in _APART}
        rule = _made(said, file, content)  # the tests have checked them
        told = tuple(tuple(tell(item.text, item.types)) for item in rule.conditions.values())
        found.append((file, said, told))
    return sorted(found, key=lambda item: item[1]["code"])


def _apart(file: str) -> Mapping[str, Any]:
    """What the file of a rule that ships with minlint says, read when somebody asks."""
    return Later(lambda: rulebook.part("checks")[file])


def build(files: Mapping[str, Any], book: Taxonomy, laws: Collection[str]) -> Mapping[str, Rule]:
    """The rules of a folder's files, by code. Raises `RuleError` for the first that says something it can't.

    Expressions are compiled when they are used; `compile_all` does it at once.
    """
    found: dict[str, Rule] = {}
    for file, content in files.items():
        rule = _rule(content, file, book, laws)
        if rule.code in found:
            raise RuleError(f"{rule.code} is the code of {found[rule.code].file} already", file, at=("code",))
        found[rule.code] = rule
    return dict(sorted(found.items()))


def compile_all(rules: Mapping[str, Rule]) -> None:
    """Compile every condition. Raises `RuleError` for the first that isn't a yes or no over the rule's facts."""
    for rule in rules.values():
        for key, condition in rule.conditions.items():
            if wrong := condition.error():
                raise RuleError(f"`{key}`: {wrong}", rule.file)


_NEEDED = ("code", "name", "status", "since", "scope", "facts", "when", "severity", "persona", "summary", "message")
_TEXTS = ("why", "remedy", "false_alarms")
_APART = ("summary", *_TEXTS, "examples")
"""What a run doesn't ask for, but for what it reports."""
_KEYS = frozenset((*_NEEDED, *_TEXTS, "at", "eased", "sooner", "applies_to", "suggestion", "shows", "laws", "examples"))


def _rule(content: Any, file: str, book: Taxonomy, laws: Collection[str]) -> Rule:
    """A rule that may be wrong, checked."""
    for error in wrong(content, file, book, laws):
        raise error
    rule = _made(content, file, content)
    _check_examples(rule)
    return rule


def wrong(content: Any, file: str, book: Taxonomy, laws: Collection[str]) -> Iterator[RuleError]:
    """Everything that a rule's file says and can't, but for its examples and its condition."""
    if not isinstance(content, dict):
        yield RuleError("a rule is a mapping", file)
        return
    for key in content:
        yield from _known("key", str(key), _KEYS, file)
    missing = [key for key in (*_NEEDED, *_TEXTS, "examples") if not content.get(key)]
    yield from (RuleError(f"`{key}` is missing", file) for key in missing)
    for key, known in _CHOICES.items():
        yield from _known(key, str(content.get(key)), known, file) if key not in missing else ()
    if not missing and content["scope"] in facts.SCOPES:
        yield from _misread(content, file, book, laws)


def _misread(content: Mapping[str, Any], file: str, book: Taxonomy, laws: Collection[str]) -> Iterator[RuleError]:
    """What it names that isn't there."""
    scope = facts.of_scope(content["scope"])
    if content.get("at"):
        from minlint.manifest.grammar import PURPOSE

        keys = PURPOSE.keys if content["scope"] == "purpose" else ()
        yield from _known("key of a purpose", content["at"], keys, file, "at")
    for number, name in enumerate(content["facts"]):
        yield from _known("fact", name, scope, file, "facts", number)
    for key, name in (content.get("shows") or {}).items():
        yield from _known("fact", name, scope, file, "shows", key)
    for number, key in enumerate(content.get("applies_to") or ()):
        if key not in book:
            near = category_hint(key, book)
            yield RuleError(f"unknown category `{key}`{near}", file, at=("applies_to", number))
    for number, law in enumerate(content.get("laws") or ()):
        yield from _known("law", law, laws, file, "laws", number)
    for key in ("message", "suggestion"):
        for hole in messages.unknown(content.get(key) or "", content["scope"]):
            yield RuleError(f"`{key}` shows {{{hole}}}, which nothing fills{hint(hole, scope)}", file, at=(key,))


def _made(said: Mapping[str, Any], file: str, content: Mapping[str, Any], told: Sequence[Told] = ()) -> Rule:
    """A rule from what a run needs of it and from all of its content."""
    names, further = tuple(said["facts"]), {key: said[key] for key in ("eased", "sooner") if said.get(key)}
    types = Later(lambda: {name: facts.fact(name).type for name in names})
    known: Sequence[Told | None] = told or [None] * (1 + len(further))
    whole, *less = known
    parts = {
        key: (item["to"], Condition(str(item["when"]), types, plain))
        for (key, item), plain in zip(further.items(), less, strict=True)
    }
    return Rule(
        code=said["code"],
        name=said["name"],
        status=said["status"],
        since=str(said["since"]),
        scope=said["scope"],
        at=said.get("at") or "",
        applies_to=tuple(said.get("applies_to") or ()),
        facts=names,
        condition=Condition(str(said["when"]), types, whole),
        severity=said["severity"],
        persona=said["persona"],
        eased=parts.get("eased"),
        sooner=parts.get("sooner"),
        message=_text(said["message"]),
        suggestion=str(said.get("suggestion") or "").strip(),
        shows=said.get("shows") or {},
        laws=tuple(said.get("laws") or ()),
        file=file,
        content=content,
    )


def _examples(said: Mapping[str, Any], key: str, file: str) -> tuple[Example, ...]:
    from minlint.judge.cases import example

    return tuple(example(item, file, ("examples", key, number)) for number, item in enumerate(said.get(key) or ()))


_CHOICES: Mapping[str, Collection[str]] = {
    "scope": facts.SCOPES,
    "severity": SEVERITIES,
    "persona": PERSONAS,
    "status": STATUSES,
}


def _known(what: str, word: str, known: Collection[str], file: str, *at: str | int) -> Iterator[RuleError]:
    if word not in known:
        yield RuleError(f"unknown {what} `{word}`{hint(word, known)}", file, at=at)


def _text(said: Any) -> str:
    return " ".join(str(said).split())


def _check_examples(rule: Rule) -> None:
    if not rule.fires or not rule.silent:
        raise RuleError("a rule carries an example that fires and a near miss that doesn't", rule.file)
    for number, item in enumerate(rule.fires):
        if not item.expect:
            at = ("examples", "fires", number)
            raise RuleError(f"the example `{item.name}` doesn't say where it fires (`expect`)", rule.file, at=at)


def as_object(rule: Rule) -> dict[str, object]:
    """A rule as JSON, without its examples."""
    told = ("code", "name", "status", "since", "scope", "severity", "persona", "summary", "applies_to", "facts")
    return {
        **{key: getattr(rule, key) for key in told},
        "when": rule.condition.text,
        **{key: getattr(rule, key) for key in ("message", "why", "remedy", "false_alarms", "laws")},
        "url": addresses.address(rule.code, rule.name),
    }


def marked(rule: Rule) -> str:
    """When a rule fires, with a mark where it isn't simply in force."""
    return rule.summary if rule.status == "stable" else f"({rule.status}) {rule.summary}"


def page(rule: Rule, laws: Mapping[str, Provision]) -> str:
    """A rule as a page for a person: when it fires, why it matters, what to do instead."""
    head = f"{rule.code} {rule.name}: {rule.severity}, persona {rule.persona}, {rule.status} since {rule.since}"
    parts = [head, marked(rule), f"Why: {rule.why}", f"Instead:\n{rule.remedy}", f"False alarms: {rule.false_alarms}"]
    if cited := [laws[law] for law in rule.laws if law in laws]:
        lines = [f"  {law.cite}: {law.says}{'' if law.verified else ' (wording unverified)'}" for law in cited]
        parts.append("Relevant to:\n" + "\n".join(lines))
    shown = [*((item, ", ".join(item.expect)) for item in rule.fires), *((item, "silent") for item in rule.silent)]
    parts.append("Examples:\n" + "\n".join(f"  {item.name}: {where}" for item, where in shown))
    if address := addresses.address(rule.code, rule.name):
        parts.append(f"Page: {address}")
    return "\n\n".join(parts) + "\n"
