"""``minlint waivers``."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

import click

from minlint import checking, pipeline
from minlint.cli import options
from minlint.cli.console import as_json, count, table
from minlint.cli.reviewing import INTO, taken_up
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
    """List the waivers there are, or add those that a review decided on."""


@command.command("list", short_help="List the waivers, those first that end first.")
@options.paths
@options.manifest
@click.option("--expiring-within", type=options.Whole(0), metavar="DAYS", help="Only those that end by then, or did.")
@options.list_option
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


@command.command("add", short_help="Add what a review of a CSV report decided.")
@click.option("--from", "file", required=True, type=click.Path(), metavar="CSV", help="The report, with decisions.")
@click.option(
    "--into", type=click.Path(), metavar="FILE", help=f"The file they go to; by default {INTO} beside each manifest."
)
@click.option("--approved-by", metavar="WHO", help="Who accepted them, where the report has no such column.")
@click.option("--manifest", type=click.Path(), metavar="FILE", help="The manifest of all of them.")
@click.option("--today", metavar="DATE", callback=options.date, help="The day to judge by (also MINLINT_TODAY).")
def add(file: str, into: str | None, approved_by: str | None, manifest: str | None, today: datetime.date) -> None:
    """Turn the decided rows of a report into waivers, and into what is said of fields.

    The report is what `check --format csv` or `inventory --format csv` wrote, with `decision`, `because` and `until`
    filled in: `waive` accepts the finding until that day, `none` says that the field isn't personal, a category that
    it is that; `fix` and an empty decision leave the finding as it is. Nothing is written where a row is wrong.
    """
    for line in taken_up(file, into, approved_by, manifest, today):
        note(line)


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
