"""``minlint rules`` and ``minlint rules test``."""

from __future__ import annotations

import os

import click

from minlint.book import Book
from minlint.cli import options
from minlint.cli.console import as_json, count, table
from minlint.cli.streams import note, put
from minlint.errors import UsageError


@click.group("rules", invoke_without_command=True)
@options.list_option
@options.packs
@click.pass_context
def command(ctx: click.Context, form: str, book: Book) -> None:
    """List the rules, or run their examples."""
    if ctx.invoked_subcommand:
        return
    from minlint.judge import rules

    found = book.rules.values()
    if form == "json":
        put([as_json([rules.as_object(rule) for rule in found])])
    else:
        put(table((rule.code, rule.name, rule.severity, rule.persona, rules.marked(rule)) for rule in found))


@command.command("test", short_help="Run the examples that they carry.")
@click.argument("folder", required=False, metavar="[DIR]")
def test(folder: str | None) -> int:
    """Run the examples that every rule, category and profile carries, and the cases beside them.

    Of a folder of rules or of cases, those below it. A case is a folder with an `expected.yaml`: what is found there.
    """
    from minlint import cases, examples

    if folder is not None and not os.path.isdir(folder):
        raise UsageError(f"no such folder: {folder}")
    looked, wrong = cases.run([folder] if folder else cases.own())
    alone = folder is not None and looked > 0 and not _is_pack(folder)
    ran, failures = (0, []) if alone else examples.run(folder)
    if not ran + looked:
        said = f"it has no checks/, taxonomy/ or profiles/ with YAML files, and no {cases.EXPECTED}"
        raise UsageError(f"no examples below {folder}: {said}")
    put(f"{failure}\n" for failure in failures + wrong)
    told = [count(ran, "example")] * bool(ran) + [count(looked, "case")] * bool(looked)
    note(f"Ran {' and '.join(told)}: {count(len(failures + wrong), 'failure')}.")
    return 1 if failures + wrong else 0


def _is_pack(folder: str) -> bool:
    from minlint.packs.grammar import SHAPES

    return any(os.path.isdir(os.path.join(folder, part)) for part in SHAPES)
