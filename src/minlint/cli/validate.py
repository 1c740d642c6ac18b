"""``minlint validate``."""

from __future__ import annotations

import datetime
from collections import Counter

import click

from minlint import validating
from minlint.checking import WRONG
from minlint.cli import options
from minlint.cli.console import as_json, count
from minlint.cli.streams import note, put
from minlint.validating import Validation


@click.command("validate")
@click.argument("files", nargs=-1, metavar="[FILE]...")
@click.option("--policy", type=click.Path(), metavar="FILE", help="This policy too, and the manifests under it.")
@click.option("--today", metavar="DATE", callback=options.date, help="The day to judge by (also MINLINT_TODAY).")
@options.list_option
def command(files: tuple[str, ...], policy: str | None, today: datetime.date, form: str) -> int:
    """Say everything that is wrong with manifests, policies, packs and baselines; reads no source.

    FILE is a manifest, a file that one includes, a pack's folder, a folder with manifests, or a baseline; without any,
    all manifests below the current folder and the one that judges it. What a manifest includes and names is looked at
    with it. Exits with 0 where all is right, 2 where anything is wrong.
    """
    found = validating.validate(files, policy, today)
    put([_json(found)] if form == "json" else (f"{error}\n" for error in found.errors))
    for path in found.waiting:
        note(f"{path} is held against its packs once they are right.")
    if form == "text":
        note(_summary(found))
    return WRONG if found.errors else 0


def _json(found: Validation) -> str:
    errors = [{key: getattr(error, key) for key in ("file", "line", "column", "message")} for error in found.errors]
    return as_json(
        {
            "version": 1,
            "looked_at": [item._asdict() for item in found.looked],
            "errors": errors,
            "waiting": found.waiting,
        }
    )


def _summary(found: Validation) -> str:
    kinds = Counter(item.kind for item in found.looked)
    parts = [count(number, "included file" if kind == "included" else kind) for kind, number in kinds.items()]
    looked = ", ".join(parts).replace("policys", "policies")
    return f"Looked at {looked}: {count(len(found.errors), 'error')}."
