"""``minlint schema manifest``."""

from __future__ import annotations

import click

from minlint.cli import options
from minlint.cli.console import as_json
from minlint.cli.streams import put


@click.command("schema")
@click.argument("what", type=options.Choice(["manifest"]))
def command(what: str) -> None:  # noqa: ARG001
    """Print the JSON Schema of the manifest, for editors and validators."""
    from minlint.manifest.schema import schema

    put([as_json(schema())])
