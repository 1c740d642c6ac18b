"""``minlint schema``."""

from __future__ import annotations

import click

from minlint.cli import options
from minlint.cli.console import as_json
from minlint.cli.streams import put


@click.command("schema")
@click.argument("what", type=options.Choice(["manifest", "policy"]))
def command(what: str) -> None:
    """Print the JSON Schema of the manifest, or of a policy, for editors and validators."""
    from minlint.manifest.schema import policy_schema, schema

    put([as_json(policy_schema() if what == "policy" else schema())])
