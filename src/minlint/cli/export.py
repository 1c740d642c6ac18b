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
@click.option("--format", "form", type=options.Choice(["markdown", "csv", "json-ld"]), help="By default markdown.")
@options.over
def command(what: str, form: str | None, asked: pipeline.Reading, judging: checking.Judging) -> None:
    """Write down what the manifest states and the sources hold, for people who don't read schemas.

    `art30` is the record of processing activities of GDPR Art. 30: Markdown, CSV, or JSON-LD in the Data Privacy
    Vocabulary. `dpia` is the skeleton of an impact assessment, with the evidence filled in and the judgement left open.
    """
    form = form or WHATS[what][0]
    if form not in WHATS[what]:
        raise UsageError(f"{what} is written as {' or '.join(WHATS[what])}, not as {form}")
    scopes, errors = checking.gather(pipeline.find(asked), asked, judging)
    stated = [scope for scope in scopes if scope.manifest.purposes]
    if errors or not stated:
        raise UsageError("\n".join(errors) or "no manifest states a purpose here; `minlint init` drafts one")
    for scope in stated:
        put(_written(what, form, scope, judging.today))


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
