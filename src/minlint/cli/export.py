"""``minlint export``."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable

import click

from minlint import checking, pipeline
from minlint.cli import options
from minlint.cli.streams import put
from minlint.errors import UsageError

WHATS = {"art30": ("markdown", "csv", "json-ld"), "dpia": ("markdown",)}
"""What can be exported, and in which formats, the first by default."""


@click.command("export")
@click.argument("what", type=options.Choice([*WHATS]))
@options.paths
@click.option("--format", "form", type=options.Choice(["markdown", "csv", "json-ld"]), help="By default markdown.")
@click.option("--exclude", multiple=True, metavar="GLOB", help="Leave these out (as in .gitignore).")
@options.manifest
def command(
    what: str,
    paths: tuple[str, ...],
    form: str | None,
    exclude: tuple[str, ...],
    manifest: str | None,
    policy: str | None,
    isolated: bool,
    today: datetime.date,
) -> None:
    """Write down what the manifest states and the sources hold, for people who don't read schemas.

    `art30` is the record of processing activities of GDPR Art. 30: Markdown, CSV, or JSON-LD in the Data Privacy
    Vocabulary. `dpia` is the skeleton of an impact assessment, with the evidence filled in and the judgement left open.
    """
    form = form or WHATS[what][0]
    if form not in WHATS[what]:
        raise UsageError(f"{what} is written as {' or '.join(WHATS[what])}, not as {form}")
    asked = pipeline.Reading(paths, exclude=exclude)
    judging = checking.Judging(today, manifest, policy, isolated)
    scopes, errors = checking.gather(pipeline.find(asked), asked, judging)
    stated = [scope for scope in scopes if scope.manifest.purposes]
    if errors or not stated:
        raise UsageError("\n".join(errors) or "no manifest states a purpose here; `minlint init` drafts one")
    for scope in stated:
        put(_written(what, form, scope, today))


def _written(what: str, form: str, scope: checking.Scope, today: datetime.date) -> Iterable[str]:
    from minlint.exchange import art30, dpia, dpv
    from minlint.exchange.activities import activities

    found = activities(scope.manifest, scope.readings, scope.book.taxonomy)
    if what == "dpia":
        live = [finding for finding in scope.judge(today).findings if not finding.waived]
        return dpia.skeleton(scope.manifest, found, live, scope.book.taxonomy)
    if form == "csv":
        return [art30.table(scope.manifest, found, scope.book.taxonomy)]
    if form == "json-ld":
        graph = dpv.graph(scope.manifest, found, scope.book.taxonomy)
        return [json.dumps(graph, indent=2, ensure_ascii=False) + "\n"]
    return art30.page(scope.manifest, found, scope.book.taxonomy)
