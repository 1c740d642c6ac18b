"""Change each rule's condition and see whether the rule's own examples notice.

    .venv/bin/python benchmarks/mutate_rules.py [CODE…]

Of each condition's syntax tree: the whole negated, each operand of an ``&&`` or ``||`` dropped, each ``!`` taken away,
each choice of a ``? :`` taken without the question, each item dropped from a list after ``in``. A change that no
example notices survives: an example is missing, or that part of the condition is idle. Exits with 1 where any does.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from minlint import taxonomy
from minlint.errors import MinlintError
from minlint.judge import examples
from minlint.judge.cases import Example
from minlint.judge.conditions import Condition
from minlint.judge.rules import Rule, default


class Tree(NamedTuple):
    """An expression by how its parts are joined: ``&&``, ``||``, ``!``, ``?``, ``()``, ``in [``, or text as it is."""

    kind: str
    parts: tuple[Tree, ...] = ()
    text: str = ""


class Mutant(NamedTuple):
    """A rule's condition, changed: how, and into what."""

    how: str
    text: str


_TOKEN = re.compile(r"""r?"(?:[^"\\]|\\.)*"|r?'(?:[^'\\]|\\.)*'|&&|\|\||!=|\bin\s+\[|\s+|[\w.]+|.""", re.DOTALL)
_CLOSING = {"(": ")", "[": "]", "{": "}"}


def parse(text: str) -> Tree:
    """The tree of a CEL expression, as far as yes and no are joined in it."""
    return _choice(_TOKEN.findall(" ".join(text.split())))


def _split(tokens: list[str], *marks: str) -> list[list[str]]:
    """Tokens apart at marks that stand in no bracket."""
    parts: list[list[str]] = [[]]
    depth = 0
    for token in tokens:
        depth += (token[-1] in _CLOSING) - (token in _CLOSING.values())
        if depth == 0 and token in marks:
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _choice(tokens: list[str]) -> Tree:
    parts = _split(tokens, "?", ":")
    if len(parts) == 3:
        return Tree("?", tuple(map(_choice, parts)))
    return _joined(tokens, "||", "&&")


def _joined(tokens: list[str], mark: str, *tighter: str) -> Tree:
    parts = _split(tokens, mark)
    inner = [_joined(part, *tighter) if tighter else _unary(part) for part in parts]
    return Tree(mark, tuple(inner)) if len(inner) > 1 else inner[0]


def _unary(tokens: list[str]) -> Tree:
    tokens = _trimmed(tokens)
    if tokens[0] == "!":
        return Tree("!", (_unary(tokens[1:]),))
    if tokens[0] == "(" and tokens[-1] == ")" and len(_split(tokens[1:-1], ")")) == 1:
        return Tree("()", (_choice(tokens[1:-1]),))
    start = next((at for at, token in enumerate(tokens) if token.startswith("in") and token.endswith("[")), None)
    if start is not None and tokens[-1] == "]":
        items = [Tree("", text="".join(part).strip()) for part in _split(tokens[start + 1 : -1], ",")]
        return Tree("in [", tuple(items), "".join(tokens[:start]))
    return Tree("", text="".join(tokens))


def _trimmed(tokens: list[str]) -> list[str]:
    words = [at for at, token in enumerate(tokens) if not token.isspace()]
    return tokens[words[0] : words[-1] + 1]


def written(tree: Tree) -> str:
    """A tree as an expression."""
    parts = [written(part) for part in tree.parts]
    match tree.kind:
        case "&&" | "||":
            return f" {tree.kind} ".join(parts)
        case "!":
            return f"!{parts[0]}"
        case "()":
            return f"({parts[0]})"
        case "?":
            return f"{parts[0]} ? {parts[1]} : {parts[2]}"
        case "in [":
            return f"{tree.text}in [{', '.join(parts)}]"
        case _:
            return tree.text


def mutants(text: str) -> Iterator[Mutant]:
    """What a condition is changed into."""
    tree = parse(text)
    yield Mutant("negated", f"!({written(tree)})")
    yield from (Mutant(how, written(changed)) for how, changed in _changes(tree))


def _changes(tree: Tree) -> Iterator[tuple[str, Tree]]:
    """Every tree that differs in one place, with what was done there."""
    for at, part in enumerate(tree.parts):
        if tree.kind in ("&&", "||", "in [") and len(tree.parts) > 1:
            kept = tree.parts[:at] + tree.parts[at + 1 :]
            yield (
                f"without `{written(part)}`",
                tree._replace(parts=kept) if tree.kind == "in [" else _group(tree.kind, kept),
            )
        if tree.kind == "?" and at:
            yield f"always `{written(part)}`", Tree("()", (part,))
        if tree.kind == "!":
            yield f"`{written(tree)}` turned round", part
        yield from (
            (how, tree._replace(parts=(*tree.parts[:at], new, *tree.parts[at + 1 :]))) for how, new in _changes(part)
        )


def _group(kind: str, parts: tuple[Tree, ...]) -> Tree:
    return Tree("()", (Tree(kind, parts),)) if len(parts) > 1 else parts[0]


def survives(rule: Rule, mutant: Mutant, rules: Mapping[str, Rule]) -> bool:
    """Whether every example of a rule comes out as before under the changed condition."""
    changed = rule._replace(condition=Condition(mutant.text, rule.condition.types))
    pack = {**rules, rule.code: changed}
    return all(_same(changed, example, pack) for example in (*rule.fires, *rule.silent))


def _same(rule: Rule, example: Example, pack: Mapping[str, Rule]) -> bool:
    try:
        return sorted(examples.places(rule, example, pack, taxonomy.default())) == sorted(example.expect)
    except MinlintError:
        return False


def survivors(rules: Mapping[str, Rule], codes: list[str]) -> Iterator[tuple[str, Mutant]]:
    """The changes that no example notices, by code."""
    for code in codes:
        for mutant in mutants(rules[code].condition.text):
            if survives(rules[code], mutant, rules):
                yield code, mutant


def main(asked: list[str]) -> int:
    """Try the rules of some codes, by default all."""
    rules = default()
    codes = asked or list(rules)
    tried = sum(len(list(mutants(rules[code].condition.text))) for code in codes)
    wrong = [code for code in codes if not survives(rules[code], Mutant("as it is", rules[code].condition.text), rules)]
    if wrong:
        print(f"the examples of {', '.join(wrong)} don't hold as they are: see `minlint rules test`")
        return 1
    found = list(survivors(rules, codes))
    for code, mutant in found:
        print(f"{code} {mutant.how}: {mutant.text}")
    print(f"{tried} changes to {len(codes)} conditions; {len(found)} survive.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
