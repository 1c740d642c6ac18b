"""``minlint baseline``."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import click

from minlint import checking, pipeline
from minlint.cli import options
from minlint.cli.console import count
from minlint.cli.streams import note, put, write
from minlint.errors import UsageError
from minlint.judge import baseline
from minlint.model import Finding


@click.command("baseline")
@click.argument("action", type=options.Choice(["create", "update", "prune", "stats"]))
@click.option("--baseline", "file", type=click.Path(), metavar="FILE", help="By default the one beside the manifest.")
@options.over
def command(action: str, file: str | None, asked: pipeline.Reading, judging: checking.Judging) -> None:
    """Accept what is there today, so that only what is new is reported.

    `create` lists every finding there is; `update` adds what is new to the list; `prune` takes out what is gone;
    `stats` counts what is listed, by rule, and what is gone or new.
    `check` reads the list and never writes it. Run it over the whole tree, and commit the file.
    """
    judging = judging._replace(persona="audit", baseline=file)
    scopes, errors = checking.gather(pipeline.find(asked), asked, judging)
    if action in ("prune", "stats") and not all(scope.whole for scope in scopes):
        errors.append(f"baseline {action} goes over the whole tree: what isn't looked at would be taken for gone")
    if errors:
        raise UsageError("\n".join(errors))
    for path in dict.fromkeys(scope.baseline for scope in scopes):
        here = [scope for scope in scopes if scope.baseline == path]
        mandatory = {word for scope in here for word in scope.manifest.policy.mandatory}
        findings = [finding for scope in here for finding in scope.judge(judging.today).findings if not finding.waived]
        if action == "stats":
            put(_told(path, baseline.stats(_before(path, action), findings, mandatory)))
        else:
            _write(path, ACTIONS[action](_before(path, action), findings, mandatory))


def _told(path: str, found: baseline.Stats) -> Iterator[str]:
    yield f"{os.path.relpath(path)}: {count(sum(found.rules.values()), 'finding')} accepted\n"
    yield from (f"  {rule}  {number}\n" for rule, number in found.rules.items())
    if found.gone:
        yield f"{found.gone} of them gone: `minlint baseline prune` takes them out\n"
    if found.new:
        yield f"{count(found.new, 'finding')} not accepted\n"


def _before(path: str, action: str) -> str:
    """The list as it stands; to create one there must be none."""
    there = os.path.exists(path)
    if action == "create" and there:
        raise UsageError(f"{os.path.relpath(path)} is there already; `minlint baseline update` adds to it")
    if action != "create" and not there:
        raise UsageError(f"no such baseline: {os.path.relpath(path)}; `minlint baseline create` makes one")
    if not there:
        return ""
    with open(path, encoding="utf-8") as file:
        return file.read()


Action = Callable[[str, list[Finding], set[str]], str]
ACTIONS: dict[str, Action] = {
    "create": lambda _, findings, mandatory: baseline.create(findings, mandatory),
    "update": baseline.update,
    "prune": lambda text, findings, _: baseline.prune(text, findings),
}


def _write(path: str, text: str) -> None:
    write(os.path.relpath(path), text)
    note(f"Wrote {os.path.relpath(path)}: {count(text.count(chr(10)), 'finding')}.")
