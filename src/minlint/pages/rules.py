"""A rule as a page, and the index of all."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from minlint.addresses import file
from minlint.judge import facts
from minlint.judge.cases import Example
from minlint.judge.engine import CONFIDENCE
from minlint.judge.rules import Rule, marked
from minlint.laws import Provision
from minlint.pages import _markdown as md

FAMILIES = {
    "P": "The purpose itself",
    "X": "Excess",
    "S": "Sensitive by nature",
    "G": "Granularity",
    "R": "Retention",
    "L": "Linkage and singling out",
    "I": "Inference and decisions",
    "A": "Accountability",
    "D": "Drift, with `--against`",
    "E": "The reading itself",
    "V": "What only values show",
}
"""What the letter of a code stands for."""


def index(rules: Sequence[Rule]) -> str:
    """All rules, family by family."""
    lines = [
        "# Rules",
        "",
        "A page a rule, made by `minlint docs`; `minlint explain CODE` prints one without its examples' text.",
    ]
    letters = list(FAMILIES)
    for family, found in groupby(sorted(rules, key=lambda rule: _rank(rule, letters)), key=_family):
        lines += ["", f"## {family}", "", "| code | name | severity | persona | fires when |", "|---|---|---|---|---|"]
        lines += [md.row(_linked(rule), rule.name, rule.severity, rule.persona, marked(rule)) for rule in found]
    return "\n".join(lines) + "\n"


def _rank(rule: Rule, letters: list[str]) -> tuple[bool, int]:
    """Ours in the order of their families, then an organisation's own."""
    own = "/" in rule.code
    return own, 0 if own else letters.index(rule.code[0])


def _family(rule: Rule) -> str:
    prefix, slash, _ = rule.code.partition("/")
    return f"Of {prefix}" if slash else FAMILIES[rule.code[0]]


def _linked(rule: Rule) -> str:
    return f"[{rule.code}]({file(rule.code, rule.name).removeprefix('rules/')})"


def page(rule: Rule, laws: Mapping[str, Provision]) -> str:
    """Everything that a rule's file says, its examples in full."""
    parts = [*_head(rule), *_section("Why it matters", rule.why), *_section("What to do instead", rule.remedy)]
    parts += [*_section("Known false alarms", rule.false_alarms), *_decides(rule), *_choosing(rule)]
    parts += [*_cited(rule, laws), "## Examples"]
    for example in (*rule.fires, *rule.silent):
        parts += _example(example)
    return "\n\n".join(parts) + "\n"


def _head(rule: Rule) -> Iterator[str]:
    yield f"# {rule.code} {rule.name}"
    yield rule.summary
    yield md.table(
        ("severity", "first persona", "scope", "categories", "status"),
        [
            (
                rule.severity,
                rule.persona,
                rule.scope,
                ", ".join(f"`{key}` and below" for key in rule.applies_to) or "any",
                f"{rule.status} since {rule.since}",
            )
        ],
    )
    if rule.status == "preview":
        yield "It runs only with `--preview`, or `lint: {preview: true}` in the manifest."


def _section(title: str, text: str) -> Iterator[str]:
    yield f"## {title}"
    yield text.strip()


def _decides(rule: Rule) -> Iterator[str]:
    yield "## When it fires"
    yield md.fence("cel", rule.condition.text.strip())
    yield md.table(("fact", "what it says"), [(f"`{name}`", facts.fact(name).description) for name in rule.facts])
    if rule.eased:
        severity, condition = rule.eased
        yield f"It is only `{severity}` where this holds:"
        yield md.fence("cel", condition.text.strip())
    if rule.sooner:
        persona, condition = rule.sooner
        yield f"It speaks at the persona `{persona}` already where this holds:"
        yield md.fence("cel", condition.text.strip())
    if rule.shows:
        yield "Figures of a finding (`facts` in JSON):"
        shown = [(f"`{key}`", facts.fact(name).description) for key, name in rule.shows.items()]
        yield md.table(("figure", "what it says"), shown)


def _choosing(rule: Rule) -> Iterator[str]:
    """How it is chosen and left out; what it asks of confidence."""
    yield "## Choosing and waiving it"
    same = "the code and the name mean the same, also in the manifest's `lint` block"
    lines = [f"- `--select {rule.code}`, `--ignore {rule.name}`: {same}."]
    if rule.scope in ("field", "record"):
        lines.append(
            f"- `minlint: allow {rule.code} until 2027-04-30 because …` beside the data waives it until that day, "
            "and so does an entry of the manifest's `waivers`."
        )
    if rule.scope == "field":
        shares = ", ".join(f"{share:g} ({name})" for name, share in CONFIDENCE.items())
        lines.append(f"- A category is judged from a confidence on: {shares}; `--min-confidence` sets it.")
    yield "\n".join(lines)


def _cited(rule: Rule, laws: Mapping[str, Provision]) -> Iterator[str]:
    known = [laws[law] for law in rule.laws if law in laws]
    if not known:
        return
    yield "## Relevant to"
    yield "What a finding is relevant to, in our words; whether something is allowed is not minlint's to say."
    rows = [(f"[{law.cite}]({law.link})", law.says, "verified" if law.verified else "unverified") for law in known]
    yield md.table(("provision", "says", "wording"), rows)


def _example(example: Example) -> Iterator[str]:
    yield f"### {'Fires' if example.expect else 'Silent'}: {example.name}"
    if example.manifest:
        yield md.fence("yaml", md.yaml(example.manifest))
    if example.before:
        yield "Before:"
        if example.before.manifest != example.manifest:
            yield md.fence("yaml", md.yaml(example.before.manifest))
        yield md.fence(*_text(example.before))
        yield "After:"
    yield md.fence(*_text(example))
    day = f" On {example.today}." if example.today else ""
    yield f"Fires at {', '.join(f'`{place}`' for place in example.expect)}.{day}" if example.expect else f"Silent.{day}"


def _text(example: Example) -> tuple[str, str]:
    """The source with the name of its language."""
    if example.text.lstrip().startswith("{") and example.format != "jsonl":
        return "json", json.dumps(json.loads(example.text), indent=2, ensure_ascii=False)
    lines = example.text.strip("\n").splitlines()
    if len(lines) > _LINES:
        lines = [*lines[:_FIRST], f"… and {len(lines) - _FIRST} more lines"]
    return example.format.replace("_", "-"), "\n".join(lines)


_LINES, _FIRST = 40, 6  # lines from which an example is cut, and what is left of it
