"""``minlint waivers``."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

import click

from minlint import checking, pipeline
from minlint.cli import options
from minlint.cli.console import as_json, count, list_option, table
from minlint.cli.streams import note, put
from minlint.errors import UsageError
from minlint.judge import inline
from minlint.model import Span
from minlint.tuples import NamedTuple


class Listed(NamedTuple):
    """A waiver, in the manifest or beside the data. ``because`` is empty for one beside the data: it is a comment."""

    until: datetime.date
    field: str
    rules: tuple[str, ...]
    file: str
    span: Span | None
    inline: bool
    because: str = ""
    approved_by: str | None = None
    source: str | None = None


@click.group("waivers")
def command() -> None:
    """List the waivers there are."""


@command.command("list", short_help="List the waivers, those first that end first.")
@options.paths
@options.manifest
@click.option("--expiring-within", type=click.IntRange(0), metavar="DAYS", help="Only those that end by then, or did.")
@list_option
def listing(form: str, expiring_within: int | None, **said: Any) -> int:
    """List the waivers of manifests and of the files they include, and those beside the data, by their last day."""
    today: datetime.date = said["today"]
    asked = pipeline.Reading(said["paths"])
    judging = checking.Judging(today, said["manifest"], said["policy"], said["isolated"])
    scopes, errors = checking.gather(pipeline.find(asked), asked, judging)
    if errors:
        raise UsageError("\n".join(errors))
    found = sorted(item for scope in scopes for item in _of(scope, today))
    if expiring_within is not None:
        found = [item for item in found if (item.until - today).days <= expiring_within]
    if form == "json":
        put([as_json({"version": 1, "waivers": [_object(item, today) for item in found]})])
    elif found:
        put(table(_row(item, today) for item in found))
    note(f"{count(len(found), 'waiver')}, {sum(item.until < today for item in found)} past their last day.")
    return 0


def _of(scope: checking.Scope, today: datetime.date) -> Iterator[Listed]:
    for item in scope.manifest.waivers:
        yield Listed(
            item.until,
            item.field,
            item.rules,
            item.file,
            item.span,
            False,
            item.because,
            item.approved_by,
            item.source,
        )
    for beside in inline.notes(scope.readings, scope.book.rules, scope.manifest.policy, today):
        if beside.until:
            yield Listed(beside.until, beside.name, beside.rules, beside.file, beside.span, True)


def _row(item: Listed, today: datetime.date) -> tuple[str, ...]:
    left = (item.until - today).days
    ends = f"{count(left, 'day')} left" if left >= 0 else f"{count(-left, 'day')} ago"
    place = f"{item.file}:{item.span.line}:{item.span.column}" if item.span else item.file
    return item.until.isoformat(), ends, " ".join(item.rules), item.field, place, item.because or "(beside the data)"


def _object(item: Listed, today: datetime.date) -> dict[str, object]:
    return {
        "field": item.field,
        "source": item.source,
        "rules": list(item.rules),
        "until": item.until.isoformat(),
        "days": (item.until - today).days,
        "because": item.because or None,
        "approved_by": item.approved_by,
        "file": item.file,
        "line": item.span.line if item.span else None,
        "column": item.span.column if item.span else None,
        "inline": item.inline,
    }
