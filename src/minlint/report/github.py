"""GitHub Actions workflow commands: annotations on the changed files.

GitHub shows ten annotations of a kind for each step, so the gravest come first and the rest is only counted.
Waived findings are notices.
"""

from __future__ import annotations

from collections.abc import Iterator

from minlint.model import Finding, Result
from minlint.report import View
from minlint.report._paths import in_repository
from minlint.report._terminal import clean, one_line

_LIMIT = 10  # annotations of a kind that GitHub shows for a step
_KINDS = {"error": "error", "warning": "warning", "info": "notice"}


def findings(result: Result, view: View) -> Iterator[str]:
    """A command for each finding that GitHub will show, then a notice that counts the others."""
    shown = view.shown(result)
    paths = in_repository((finding.source for finding in shown), view.root)
    kinds: dict[str, list[Finding]] = {kind: [] for kind in _KINDS.values()}
    for finding in shown:
        kinds[_kind(finding)].append(finding)
    rooms = dict.fromkeys(kinds, _LIMIT)
    if any(len(found) > _LIMIT for found in kinds.values()):
        rooms["notice"] -= 1  # for the one that counts
    for kind, found in kinds.items():
        yield from (_command(kind, finding, paths[finding.source]) for finding in found[: rooms[kind]])
    left = sum(max(len(found) - rooms[kind], 0) for kind, found in kinds.items())
    if left:
        more = f"{left} more finding{'s'[: left > 1]} left out, as GitHub shows {_LIMIT} of a kind for each step"
        yield f"::notice title=minlint::{_data(f'{more}; SARIF or another format has them all.')}\n"


def _kind(finding: Finding) -> str:
    return "notice" if finding.waived else _KINDS[finding.severity]


def _command(kind: str, finding: Finding, path: str) -> str:
    title = f"{finding.code} {finding.name}" + " (waived)" * finding.waived
    properties = {"title": title, "file": clean(path)} | _place(finding)
    said = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    text = "\n".join([one_line(finding.message), *map(clean, finding.suggestion.strip().splitlines())])
    return f"::{kind} {said}::{_data(text)}\n"


def _place(finding: Finding) -> dict[str, int]:
    """One line tall; columns make sense to GitHub within a line only."""
    if finding.span is None:
        return {}
    line, column, end_line, end_column = finding.span
    columns = {"endColumn": end_column} if end_line == line else {}
    return {"line": line, "endLine": line, "col": column} | columns


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
