"""What ``minlint check`` does, once its options are read."""

from __future__ import annotations

import os
import time
from collections import Counter
from typing import TYPE_CHECKING, Any

from minlint import checking, pipeline, report
from minlint.book import Book
from minlint.cli import asking
from minlint.cli.console import count, wants_color, width
from minlint.cli.streams import hear, note, put, write
from minlint.model import Result, Summary
from minlint.once import Later
from minlint.places import is_address, repository_root

if TYPE_CHECKING:
    from minlint.shelf import Shelf
    from minlint.watching import Watch


def run(asked: list[str] | None, said: dict[str, Any]) -> int:
    """Check, print and keep the answer; the exit status.

    ``said`` holds every option by its name, ``asked`` the command line where its answer may be kept.
    """
    unseen = ("no_cache", "stdin_filename", "against", "usage")  # what these rest on isn't all seen
    apart = any(said[name] for name in unseen)
    apart = apart or any(map(is_address, said["paths"]))
    watch = None if asked is None or apart else _watch()
    started, heard = time.time_ns(), hear() if watch else []
    judging = _judging(said)
    if said["show_files"] or said["show_settings"]:
        from minlint.cli.showing import show

        return show(asking.asked(said), judging, files=said["show_files"])
    if said["output"]:
        from minlint.cli.outputs import spare

        spare(said["output"], filter(None, (*said["paths"], said["manifest"], said["policy"], said["baseline"])))
    own = (*(file for _, file in said["output"]), *_logs(said["usage"]))
    checked = checking.check(asking.asked(said)._replace(own=own, shelf=_shelf(started) if watch else None), judging)
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
        for name in sorted(checked.files.named - {reading.source.path for reading in checked.result.readings}):
            note(f"passed over {name}")
    if not said["quiet"]:
        for line in _summary(checked, said["against"]):
            note(line)
    status = checked.status(exit_zero=said["exit_zero"])
    if asked and watch and _lasts(checked):
        from minlint import answers

        paths = answers.Paths(said["paths"] or (".",), said["exclude"], said["force_exclude"])
        answers.keep(asked, answers.Answer(heard, status), paths, checked.files.all, started, watch.seen())
    return status


def _logs(patterns: tuple[str, ...]) -> tuple[str, ...]:
    """Logs of queries, which are no data to be judged."""
    if not patterns:
        return ()
    from minlint import usage

    return usage.only_logs(patterns)


def _watch() -> Watch | None:
    """What sees on which files an answer rests, where it may be kept."""
    from minlint import answers

    return answers.watch()


def _judging(said: dict[str, Any]) -> checking.Judging:
    judging = checking.Judging(**{name: said[name] for name in checking.Judging._fields})
    if judging.law is None:
        return judging
    from minlint.modes import mode

    return judging._replace(select=judging.select or mode(judging.law).select)


def _shelf(started: int) -> Shelf:
    """Where what is read is kept."""
    from minlint import answers
    from minlint.shelf import open_shelf

    return open_shelf(answers.steady(started))


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
