"""The command group: knows each command's name and one line about it, imports only the one that runs."""

from __future__ import annotations

import importlib

import click

from minlint import __version__

COMMANDS = {
    "check": "Hold sources against the purposes stated for them.",
    "diff": "Say what is collected and permitted that wasn't, from one side to another.",
    "inventory": "List every field read, with what it holds about people.",
    "init": "Draft a manifest from what the sources hold.",
    "explain": "Explain a rule, a category, a profile, or what was made of a field.",
    "waivers": "List the waivers there are, or add those that a review decided on.",
    "baseline": "Accept what is there today, so that only what is new is reported.",
    "import": "Draft a manifest from fides resources or data contracts (ODCS).",
    "export": "Write the record of processing (GDPR Art. 30) or the skeleton of an assessment.",
    "rules": "List the rules, or run their examples.",
    "new": "Begin a rule, a category or a profile of your own.",
    "categories": "List the categories of data.",
    "profiles": "List the purpose profiles.",
    "formats": "List the formats this version reads and writes.",
    "cache": "Show or empty the cache of answers.",
    "validate": "Say everything that is wrong with manifests, policies, packs and baselines.",
    "schema": "Print the JSON Schema of the manifest.",
    "docs": "Write pages about the rules, categories, profiles, facts and commands.",
}
MODULES = {"import": "importing"}
"""Modules that can't be called what their command is."""


class LazyGroup(click.Group):
    """A group whose commands are modules of this package."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The commands in the order a newcomer needs them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import the module of a command."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"minlint.cli.{MODULES.get(cmd_name, cmd_name)}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; suggest the nearest where there is none of that name."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, 1)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            raise click.UsageError(error.message + hint, error.ctx) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The list of commands, without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", prog_name="minlint", message="%(prog)s %(version)s")
def cli() -> None:
    """Hold what schemas and datasets collect about people against the purpose stated for it.

    Start with `minlint init` to draft a manifest, then `minlint check`.
    """
