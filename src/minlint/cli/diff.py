"""``minlint diff``."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

import click

from minlint import checking
from minlint.against.comparison import Comparison
from minlint.cli import options
from minlint.cli.console import as_json, count
from minlint.cli.streams import note, put
from minlint.model import Finding


@click.command("diff")
@click.argument("old", metavar="A")
@click.argument("new", metavar="[B]", default=".")
@click.option(
    "--format",
    "form",
    type=options.Choice(["text", "markdown", "json"]),
    default="text",
    show_default=True,
    help="Output format.",
)
@click.option("--exit-code", is_flag=True, help="Exit with 1 where anything grew.")
@click.option("--today", metavar="DATE", callback=options.date, help="The day to judge by (also MINLINT_TODAY).")
def command(old: str, new: str, form: str, exit_code: bool, today: datetime.date) -> int:
    """Say what is collected and permitted in B that wasn't in A, and what became less.

    A and B are each a git revision, a folder, or an inventory; B is the current folder by default.
    """
    found = checking.compare(old, new, today)
    put(FORMATS[form](found, old, new))
    note(f"From {old} to {new}: {count(len(found.more), 'change')} for more, {len(found.less)} for less.")
    return 1 if exit_code and found.more else 0


def _json(found: Comparison, old: str, new: str) -> list[str]:
    from minlint.report.json import finding_object

    lost = [{key: finding_object(item)[key] for key in _KEPT} for item in found.less]
    said: dict[str, Any] = {"version": 1, "from": old, "to": new, "more": [finding_object(item) for item in found.more]}
    return [as_json({**said, "less": lost})]


_KEPT = ("code", "name", "source", "record", "field", "category", "purposes", "facts")
"""What is told of what became less: its finding is the other way round, so that its message and place aren't."""


def _text(found: Comparison, old: str, new: str) -> Iterator[str]:
    for title, lines in _sections(found, lambda item: f"{_place(item)}: {item.code} {item.message}", str):
        yield f"{title}\n"
        yield from (f"  {line}\n" for line in lines)
    if not found.more and not found.less:
        yield f"Nothing more and nothing less is collected or permitted in {new} than in {old}.\n"


def _markdown(found: Comparison, old: str, new: str) -> Iterator[str]:
    from minlint.report.markdown import code, text

    yield f"## minlint: from {code(old)} to {code(new)}\n"
    for title, lines in _sections(
        found, lambda item: f"**{item.code}** {text(item.message)} ({code(_place(item))})", text
    ):
        yield f"\n### {title}\n\n"
        yield from (f"- {line}\n" for line in lines)
    if not found.more and not found.less:
        yield "\nNothing more and nothing less is collected or permitted.\n"


FORMATS = {"text": _text, "markdown": _markdown, "json": _json}


Section = tuple[str, list[str]]


def _sections(found: Comparison, say: Callable[[Finding], str], word: Callable[[str], str]) -> Iterator[Section]:
    """What records collect and what purposes permit, apart, and what became less; each a title with its lines."""
    ranked = sorted(found.more, key=lambda item: item.record is None)
    for permitted, items in groupby(ranked, key=lambda item: item.record is None):
        yield "Permitted" if permitted else "Collected", [say(item) for item in items]
    if found.less:
        yield "Less", [word(line) for line in _lost(found)]


def _place(item: Finding) -> str:
    return f"{item.source}:{item.span.line}:{item.span.column}" if item.span else item.source


def _lost(found: Comparison) -> Iterator[str]:
    """What became less, from findings that compare the other way round."""
    for item in found.less:
        what = found.taxonomy[item.category].title if item.category else ""
        before, after = (f"“{item.facts[key]}”" if item.facts.get(key) else "nothing" for key in ("after", "before"))
        if item.code == "D801":
            yield f"{item.record} no longer collects {what} ({item.record}.{item.field})"
        elif item.record is not None:
            yield f"{item.record}.{item.field}: {what} was kept at the rung {before} and is at {after}"
        else:
            kind = item.facts.get("change", item.name)
            yield f"{', '.join(item.purposes)}, {kind}{f' of {what}' if what else ''}: it was {before} and is {after}"
