"""The plain command lines of ``minlint check``, read without click: loading it takes a fifth of a short run.

Hooks and people mostly name files and say little else. What is read here is what click makes of it, and a test holds
the one against the other. Anything else is click's to read: what is rare or written otherwise, options that may exclude
each other, and whatever is wrong.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from minlint.model import PERSONAS
from minlint.report import FORMATS

_FLAGS: Mapping[str, str] = {
    "--no-cache": "no_cache",
    "--exit-zero": "exit_zero",
    "--strict": "strict",
    "--quiet": "quiet",
    "-q": "quiet",
}
_CHOICES: Mapping[str, tuple[str, Sequence[str]]] = {
    "--persona": ("persona", PERSONAS),
    "--format": ("form", FORMATS),
    "--kind": ("kind", ("schema", "data")),
    "--color": ("color", ("auto", "always", "never")),
}
_TEXTS = ("manifest", "policy")

DEFAULTS: Mapping[str, Any] = {
    **dict.fromkeys(("select", "ignore", "extend_select", "output", "exclude", "usage"), ()),
    **dict.fromkeys(("isolated", "exit_zero", "strict", "whole", "no_waivers", "no_baseline", "show_files"), False),
    **dict.fromkeys(("show_settings", "statistics", "show_waived", "no_cache", "force_exclude", "full"), False),
    **dict.fromkeys(("quiet", "verbose"), False),
    **dict.fromkeys(("manifest", "policy", "baseline", "against", "law", "persona", "fail_on", "kind", "preview")),
    **dict.fromkeys(("min_confidence", "sample", "stdin_filename", "max_file_size", "timeout_per_file")),
    "engine": "duckdb",
    "form": "text",
    "color": "auto",
    "jobs": 0,
}
"""Every option but the paths and the day, as it is where nobody says it."""


def read(arguments: Sequence[str]) -> dict[str, Any] | None:
    """The options of a command line by name; None where it isn't a plain one of ``check``."""
    if arguments[:1] != ["check"] or sys.platform == "win32" or "_MINLINT_COMPLETE" in os.environ:
        return None  # click expands globs on Windows, and completes lines for shells
    said, paths, rest = dict(DEFAULTS), [], list(arguments[:0:-1])
    while rest:
        argument = rest.pop()
        if argument in _FLAGS:
            said[_FLAGS[argument]] = True
        elif argument.startswith("-"):
            name, value = _valued(argument, rest)
            if not name:
                return None
            said[name] = value
        else:
            paths.append(argument)
    from minlint.cli import asking

    try:
        return {**said, "paths": tuple(paths), "today": asking.day(None)}
    except ValueError:
        return None


def _valued(argument: str, rest: list[str]) -> tuple[str, str]:
    """The name and value of an option that takes one, which may be the next argument; an empty name for any other."""
    option, given, value = argument.partition("=")
    if not given:
        value = rest.pop() if rest else ""
    if not value or value.startswith("-"):
        return "", ""
    name, choices = _CHOICES.get(option, ("", ()))
    if value in choices:
        return name, value
    return (option[2:], value) if option[2:] in _TEXTS else ("", "")
