"""Options that several commands share."""

from __future__ import annotations

import datetime
import functools
import os
from collections.abc import Callable
from typing import Any

import click

from minlint.cli import asking
from minlint.errors import UsageError
from minlint.manifest.near import hint

Command = Callable[..., Any]


class Choice(click.Choice[str]):
    """One of some words; a near miss is met with what may have been meant."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Hold a word against the choices."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter as error:
            raise click.BadParameter(error.message.rstrip(".") + hint(str(value), self.choices), ctx, param) from None


class Whole(click.IntRange):
    """A whole number within bounds."""

    name = "whole number"


class Number(click.FloatRange):
    """A number within bounds."""

    name = "number"


def apart(*pairs: tuple[str, str]) -> Callable[[Command], Command]:
    """Pairs of options, named as a command's parameters are, that are a usage error where both are given."""

    def over(command: Command) -> Command:
        @functools.wraps(command)
        def run(*context: Any, **said: Any) -> Any:
            for one, other in pairs:
                if said[one] not in _UNSAID and said[other] not in _UNSAID and _given(one) and _given(other):
                    raise UsageError(f"{_flag(one)} and {_flag(other)} can't be used together")
            return command(*context, **said)

        return run

    return over


_UNSAID = (None, False, ())


def _given(name: str) -> bool:
    """Whether an option stands on the command line, and not only its default."""
    from click.core import ParameterSource

    return click.get_current_context().get_parameter_source(name) is ParameterSource.COMMANDLINE


def _flag(name: str) -> str:
    found = (item for item in click.get_current_context().command.params if item.name == name)
    return max((opt for item in found for opt in item.opts), key=len, default=name)


def paths(command: Command) -> Command:
    """``[PATH…]``: files, folders or globs; the current folder where none is given."""
    return click.argument("paths", nargs=-1, metavar="[PATH]...")(command)


def reading(command: Command) -> Command:
    """Which files are read, and how."""
    command = apart(("sample", "full"))(command)
    for option in reversed(
        (
            click.option("--kind", type=Choice(["schema", "data"]), help="Read only schemas, or only datasets."),
            click.option("--exclude", multiple=True, metavar="GLOB", help="Leave these out (as in .gitignore)."),
            click.option("--force-exclude", is_flag=True, help="Leave them out even when they are named."),
            click.option("--sample", type=Whole(1), metavar="N", help="Look at N rows of each dataset."),
            click.option("--full", is_flag=True, help="Look at every row of each dataset."),
            click.option(
                "--engine",
                type=Choice(["duckdb", "spark"]),
                default="duckdb",
                show_default=True,
                help="What reads files of rows; an address decides itself.",
            ),
            click.option(
                "-j", "--jobs", type=Whole(0), default=0, metavar="N", help="Processes that read; 0: as pays."
            ),
            click.option(
                "--max-file-size",
                callback=_size,
                metavar="SIZE",
                help="A larger file isn't read, but E001: 10 MB, 1 GiB.",
            ),
            click.option(
                "--timeout-per-file",
                type=Number(0, min_open=True),
                metavar="SECONDS",
                help="A file that takes longer is given up, and E001.",
            ),
            click.option("--stdin-filename", metavar="NAME", help="What the text given on `-` is called."),
        )
    ):
        command = option(command)
    return command


def manifest(command: Command) -> Command:
    """Which manifest judges, on which day."""
    command = apart(("manifest", "isolated"))(command)
    for option in reversed(
        (
            click.option("--manifest", type=click.Path(), metavar="FILE", help="Judge by this manifest alone."),
            click.option("--policy", type=click.Path(), metavar="FILE", help="What nothing in the repository loosens."),
            click.option("--isolated", is_flag=True, help="Judge as if there were no manifest."),
            click.option("--today", metavar="DATE", callback=date, help="The day to judge by (also MINLINT_TODAY)."),
        )
    ):
        command = option(command)
    return command


def over(command: Command) -> Command:
    """What a command goes over that reads all there is: it gets what to read and how to judge, as ``asked`` and
    ``judging``."""

    @functools.wraps(command)
    def run(*context: Any, paths: tuple[str, ...], exclude: tuple[str, ...], **said: Any) -> Any:
        from minlint import checking, pipeline

        names = ("manifest", "policy", "isolated", "today")
        judging = checking.Judging(**{name: said.pop(name) for name in names})
        return command(*context, asked=pipeline.Reading(paths, exclude=exclude), judging=judging, **said)

    left_out = click.option("--exclude", multiple=True, metavar="GLOB", help="Leave these out (as in .gitignore).")
    return paths(left_out(manifest(run)))


def packs(command: Command) -> Command:
    """Whose rules, categories and profiles are known besides those that ship: the command gets a ``book``."""
    return click.option(
        "--pack",
        "book",
        multiple=True,
        type=click.Path(),
        metavar="DIR",
        callback=_book,
        help="With this pack; by default with those that the nearest manifest names.",
    )(command)


def _book(_ctx: click.Context, _param: click.Parameter, folders: tuple[str, ...]) -> Any:
    from minlint import checking

    for folder in folders:
        if not os.path.isdir(folder):
            raise click.BadParameter(f"no such folder: {folder}")
    return checking.book_near(os.curdir, folders)


def date(_ctx: click.Context, _param: click.Parameter, value: str | None) -> datetime.date:
    """A day as it is written, or today."""
    try:
        return asking.day(value)
    except ValueError as wrong:
        raise click.BadParameter(str(wrong)) from None


def _size(_ctx: click.Context, _param: click.Parameter, value: str | None) -> int | None:
    if value is None:
        return None
    from minlint.limits import size

    try:
        return size(value)
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


def verbosity(command: Command) -> Command:
    """``-q`` and ``-v``."""
    command = apart(("quiet", "verbose"))(command)
    command = click.option("-v", "--verbose", is_flag=True, help="Name each file that is read.")(command)
    return click.option("-q", "--quiet", is_flag=True, help="Print findings only, no summary.")(command)


def color_option(command: Command) -> Command:
    """``--color``, shared by the commands that print for people."""
    return click.option(
        "--color",
        type=Choice(["auto", "always", "never"]),
        default="auto",
        show_default=True,
        help="Colour the output. NO_COLOR and FORCE_COLOR are heeded by `auto`.",
    )(command)


def list_option(command: Command) -> Command:
    """``--format`` of the commands that list things."""
    return click.option(
        "--format",
        "form",
        type=Choice(["text", "json"]),
        default="text",
        show_default=True,
        help="Output format.",
    )(command)
