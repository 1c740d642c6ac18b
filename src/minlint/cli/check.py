"""``minlint check``."""

from __future__ import annotations

import os
import time
from collections import Counter
from typing import Any

import click

from minlint import answers, checking, pipeline, report
from minlint.book import Book
from minlint.cli import options
from minlint.cli.console import color_option, count, wants_color, width
from minlint.cli.showing import show
from minlint.cli.streams import hear, note, put, write
from minlint.model import PERSONAS, SEVERITIES, Result, Summary
from minlint.once import Later
from minlint.places import repository_root


def _outputs(_ctx: click.Context, _param: click.Parameter, said: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    if not said:
        return ()
    from minlint.cli.outputs import outputs

    return outputs(said)


def _codes(_ctx: click.Context, _param: click.Parameter, said: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(code.strip() for item in said for code in item.split(",") if code.strip())


def _judging(said: dict[str, Any]) -> checking.Judging:
    judging = checking.Judging(**{name: said[name] for name in checking.Judging._fields})
    if judging.law is None:
        return judging
    from minlint.modes import mode

    return judging._replace(select=judging.select or mode(judging.law).select)


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
    "--min-confidence", type=click.FloatRange(0, 1), metavar="SHARE", help="Judge categories from this confidence on."
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
@click.option("--show-files", is_flag=True, help="Print what would be read, and as which format, and end.")
@click.option("--show-settings", is_flag=True, help="Print what each manifest's sources are judged by, and end.")
@click.option("--statistics", is_flag=True, help="Print how often each rule fired, instead of the findings.")
@click.option("--show-waived", is_flag=True, help="Print waived findings too.")
@click.option("--no-cache", is_flag=True, help="Judge anew, even where nothing has changed since the last run.")
@options.reading
@options.verbosity
@color_option
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
    apart = said["no_cache"] or said["stdin_filename"] or said["against"]  # what these rest on isn't all seen
    watch = None if asked is None or apart else answers.watch()
    started, heard = time.time_ns(), hear() if watch else []
    judging = _judging(said)
    if said["show_files"] or said["show_settings"]:
        return show(options.asked(said), judging, files=said["show_files"])
    if said["output"]:
        from minlint.cli.outputs import spare

        spare(said["output"], filter(None, (*said["paths"], said["manifest"], said["policy"], said["baseline"])))
    checked = checking.check(options.asked(said)._replace(own=tuple(file for _, file in said["output"])), judging)
    for problem in checked.errors:
        note(f"error: {problem}")
    for warning in checked.warnings:
        note(f"warning: {warning}")
    view = _view(said, checked.book)
    if said["statistics"]:
        put(_statistics(checked.result))
    else:
        put(report.load(said["form"]).findings(checked.result, view))
    for form, file in said["output"]:
        write(file, "".join(report.load(form).findings(checked.result, view._replace(color=False))))
    if said["verbose"]:
        for reading in checked.result.readings:
            note(f"read {reading.source.path} as {reading.source.format}")
    if not said["quiet"]:
        for line in _summary(checked, said["against"]):
            note(line)
    status = checked.status(exit_zero=said["exit_zero"])
    if asked and watch and _lasts(checked):
        paths = answers.Paths(said["paths"] or (".",), said["exclude"], said["force_exclude"])
        answers.keep(asked, answers.Answer(heard, status), paths, checked.files.all, started, watch.seen())
    return status


def _lasts(checked: checking.Checked) -> bool:
    """Whether all could be read and judged: what could not may be mended by a change that nobody sees."""
    return not checked.errors and not any(reading.source.problems for reading in checked.result.readings)


def _view(said: dict[str, Any], book: Book) -> report.View:
    return report.View(
        color=wants_color(said["color"]),
        width=width(),
        show_waived=said["show_waived"],
        root=repository_root(os.getcwd()),
        rules=Later(lambda: book.rules),
        taxonomy=book.taxonomy,
    )


def _statistics(result: Result) -> list[str]:
    counts = Counter((finding.code, finding.name) for finding in result.findings)
    return [
        f"{number:6}  {code}  {name}\n" for (code, name), number in sorted(counts.items(), key=lambda c: (-c[1], c[0]))
    ]


def _summary(checked: checking.Checked, against: str | None) -> list[str]:
    """At most three lines: what was found, what was looked at, and what to do next."""
    summary = checked.result.summary
    if not summary.sources and checked.errors:
        return []
    if not summary.sources and not checked.result.findings:
        return [_nothing(checked.files)]
    infos = sum(finding.severity == "info" for finding in checked.result.findings)
    parts = [count(summary.errors, "error"), count(summary.warnings, "warning")] + ([f"{infos} info"] if infos else [])
    hidden = [f"{summary.waived} waived"] * bool(summary.waived) + [f"{summary.baselined} in the baseline"] * bool(
        summary.baselined
    )
    aside = f" ({', '.join(hidden)})" if hidden else ""
    read_line = (
        f"Read {count(summary.fields, 'field')} in {count(summary.records, 'record')} "
        f"of {count(summary.sources, 'source')}: {summary.personal} personal, {summary.beyond} beyond purpose; "
        f"{summary.unreadable} unreadable."
    )
    found = f"Found {', '.join(parts)}{aside}{_since(summary, len(checked.result.findings), against)}."
    return [found, read_line, *checked.result.notes][:3]


def _nothing(files: pipeline.Files) -> str:
    """Why nothing was read."""
    if not files.inputs and files.manifests:
        return "Nothing to check beside the manifest."
    return f"Nothing to check among {count(len(files.inputs), 'file')}; `minlint formats` lists what is read."


def _since(summary: Summary, new: int, against: str | None) -> str:
    """How that compares with the other side."""
    if against is None:
        return ""
    return f": {new} new of {new + summary.unchanged} since {against}; {summary.fixed} fixed"
