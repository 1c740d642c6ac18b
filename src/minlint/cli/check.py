"""``minlint check``."""

from __future__ import annotations

from typing import Any

import click

from minlint import report
from minlint.cli import options, running
from minlint.model import PERSONAS, SEVERITIES


def _outputs(_ctx: click.Context, _param: click.Parameter, said: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    if not said:
        return ()
    from minlint.cli.outputs import outputs

    return outputs(said)


def _codes(_ctx: click.Context, _param: click.Parameter, said: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(code.strip() for item in said for code in item.split(",") if code.strip())


@click.command("check")
@options.paths
@options.manifest
@click.option(
    "--select", multiple=True, callback=_codes, metavar="RULES", help="Only these: codes, slugs, @categories."
)
@click.option("--ignore", multiple=True, callback=_codes, metavar="RULES", help="Not these.")
@click.option("--extend-select", multiple=True, callback=_codes, metavar="RULES", help="These as well.")
@click.option(
    "--persona", type=options.Choice(PERSONAS), help="commit: sure and actionable; review (default); audit: all."
)
@click.option(
    "--min-confidence", type=options.Number(0, 1), metavar="SHARE", help="Judge categories from this confidence on."
)
@click.option(
    "--format",
    "form",
    type=options.Choice(report.FORMATS),
    default="text",
    show_default=True,
    metavar="FORMAT",
    help=f"Output format: {', '.join(report.FORMATS)}.",
)
@click.option(
    "--output", multiple=True, callback=_outputs, metavar="FORMAT=FILE", help="Also write a report to a file."
)
@click.option(
    "--fail-on", type=options.Choice([*SEVERITIES, "never"]), help="What makes the exit status 1.  [default: error]"
)
@click.option("--law", metavar="NAME", help="Judge by a law alone, whatever is stated: hipaa-safe-harbor.")
@click.option("--exit-zero", is_flag=True, help="Exit with 0 even on findings.")
@click.option(
    "--preview/--no-preview", default=None, help="Let rules run that are in preview: new, and still being tried."
)
@click.option("--strict", is_flag=True, help="Fail when nothing was checked, or a source was read only in part.")
@click.option("--whole", is_flag=True, help="Judge as if all that the manifest binds had been passed.")
@click.option(
    "--baseline", type=click.Path(), metavar="FILE", help="Accepted findings; by default the one beside the manifest."
)
@click.option("--no-waivers", is_flag=True, help="Report waived findings as if nothing waived them.")
@click.option("--no-baseline", is_flag=True, help="Report accepted findings too.")
@click.option(
    "--against", metavar="WHAT", help="Only what is new since then: a git revision, a folder or an inventory."
)
@click.option(
    "--usage",
    multiple=True,
    metavar="FILES",
    help="Who reads the data: query logs, SQL, dbt's manifest.json, notebooks; a file, a folder or a glob.",
)
@click.option("--show-files", is_flag=True, help="Print what would be read, and as which format, and end.")
@click.option("--show-settings", is_flag=True, help="Print what each manifest's sources are judged by, and end.")
@click.option("--statistics", is_flag=True, help="Print how often each rule fired, instead of the findings.")
@click.option("--show-waived", is_flag=True, help="Print waived findings too.")
@click.option("--no-cache", is_flag=True, help="Judge anew, even where nothing has changed since the last run.")
@options.reading
@options.verbosity
@options.color_option
@click.pass_obj
@options.apart(
    ("exit_zero", "fail_on"),
    ("baseline", "no_baseline"),
    ("no_waivers", "show_waived"),
    ("statistics", "form"),
    ("show_files", "show_settings"),
    *((shown, other) for shown in ("show_files", "show_settings") for other in ("output", "statistics", "form")),
)
def command(asked: list[str] | None, /, **said: Any) -> int:
    """Hold sources against the purposes stated for them, and print what goes beyond.

    Exits with 0 when nothing reaches --fail-on, 1 on findings, 2 on usage, manifest and internal errors.
    """
    return running.run(asked, said)
