"""A baseline: findings that were there when checking began, so that only new collection is reported.

A text with one finding a line, sorted, without dates: the fingerprint, then words for the person who reads it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from minlint.judge.select import selects
from minlint.model import Finding


def create(findings: Iterable[Finding], mandatory: Collection[str] = ()) -> str:
    """A baseline of these findings; what the policy makes mandatory stays out of it."""
    return _text({finding.fingerprint: _line(finding) for finding in findings if _may(finding, mandatory)})


def update(text: str, findings: Iterable[Finding], mandatory: Collection[str] = ()) -> str:
    """A baseline with these findings added; those that it lists already stay, found or not."""
    new = {finding.fingerprint: _line(finding) for finding in findings if _may(finding, mandatory)}
    return _text(new | _lines(text))


def prune(text: str, findings: Iterable[Finding]) -> str:
    """A baseline without what isn't found any more. The findings are those of the whole tree."""
    found = {finding.fingerprint for finding in findings}
    return _text({key: line for key, line in _lines(text).items() if key in found})


def split(
    findings: Iterable[Finding], text: str, mandatory: Collection[str] = ()
) -> tuple[list[Finding], list[Finding]]:
    """The findings that a baseline doesn't list, and those that it does."""
    listed = _lines(text)
    new: list[Finding] = []
    old: list[Finding] = []
    for finding in findings:
        (old if finding.fingerprint in listed and _may(finding, mandatory) else new).append(finding)
    return new, old


def _may(finding: Finding, mandatory: Collection[str]) -> bool:
    return not any(selects(word, finding) for word in mandatory)


def _line(finding: Finding) -> str:
    name = ".".join(part for part in (finding.record, finding.field) if part)
    words = (finding.fingerprint, finding.code, finding.source, name, finding.category)
    return " ".join(" ".join(word.split()) for word in words if word)


def _lines(text: str) -> dict[str, str]:
    return {line.split()[0]: line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")}


def _text(lines: dict[str, str]) -> str:
    return "".join(f"{line}\n" for line in sorted(lines.values()))
