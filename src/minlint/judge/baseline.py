"""A baseline: findings that were there when checking began, so that only new collection is reported.

A text with one finding a line, sorted, without dates: the fingerprint, then words for the person who reads it.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from minlint.errors import UsageError
from minlint.judge.select import selects
from minlint.manifest.near import quoted, rule_hint
from minlint.model import Finding
from minlint.once import pattern
from minlint.tuples import NamedTuple

_FINGERPRINT = pattern(r"[0-9a-f]{32}")


def listed(path: str, *, named: bool) -> str:
    """The text of a baseline's file; empty where there is none, unless it was named.

    Raises `UsageError` for one that was, or can't be read.
    """
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except FileNotFoundError:
        if named:
            raise UsageError(f"no such baseline: {path}") from None
        return ""
    except (OSError, UnicodeDecodeError):
        raise UsageError(f"the baseline can't be read: {os.path.relpath(path)}") from None


def create(findings: Iterable[Finding], mandatory: Collection[str] = ()) -> str:
    """A baseline of these findings; what the policy makes mandatory stays out of it."""
    return _text(_entries(finding for finding in findings if _may(finding, mandatory)))


def update(text: str, findings: Iterable[Finding], mandatory: Collection[str] = ()) -> str:
    """A baseline with these findings added; those that it lists already stay, found or not."""
    return _text(_entries(finding for finding in findings if _may(finding, mandatory)) | _lines(text))


def prune(text: str, findings: Iterable[Finding]) -> str:
    """A baseline without what isn't found any more. The findings are those of the whole tree."""
    found = _entries(findings)
    return _text({key: line for key, line in _lines(text).items() if key in found})


class Stats(NamedTuple):
    """How many findings a baseline lists, by rule; how many of them are gone; how many found are not listed."""

    rules: Mapping[str, int]
    gone: int
    new: int


def stats(text: str, findings: Sequence[Finding], mandatory: Collection[str] = ()) -> Stats:
    """A baseline beside the findings of the whole tree."""
    listed, found = _lines(text), _entries(findings)
    rules = Counter(line.split()[1] for line in listed.values() if len(line.split()) > 1)
    may = _entries(finding for finding in findings if _may(finding, mandatory))
    return Stats(dict(sorted(rules.items())), len(listed.keys() - found.keys()), len(may.keys() - listed.keys()))


def fingerprints(text: str) -> frozenset[str]:
    """What a baseline lists."""
    return frozenset(_lines(text))


def wrong(text: str, codes: Collection[str]) -> Iterator[tuple[int, int, str]]:
    """Lines that accept nothing, with their place: what is no fingerprint, or of no rule that there is."""
    for number, line in enumerate(text.splitlines(), start=1):
        words = line.split()
        if not words or line.startswith("#"):
            continue
        if not _FINGERPRINT.fullmatch(words[0]):
            yield number, line.index(words[0]) + 1, "a line begins with a finding's fingerprint, 32 digits from 0 to f"
        elif len(words) > 1 and words[1] not in codes:
            yield number, line.index(words[1], 32) + 1, f"unknown rule {quoted(words[1])}{rule_hint(words[1], codes)}"


def split(
    findings: Iterable[Finding], text: str, mandatory: Collection[str] = ()
) -> tuple[list[Finding], list[Finding]]:
    """The findings that a baseline doesn't list, and those that it does.

    One about a whole record has been narrowed to what is new when it was judged.
    """
    listed = _lines(text)
    new: list[Finding] = []
    old: list[Finding] = []
    for finding in findings:
        (old if finding.fingerprint in listed and _may(finding, mandatory) else new).append(finding)
    return new, old


def _may(finding: Finding, mandatory: Collection[str]) -> bool:
    return not any(selects(word, finding) for word in mandatory)


def _entries(findings: Iterable[Finding]) -> dict[str, str]:
    """A line for each finding; for one about a whole record, a line for each of its elements."""
    found: dict[str, str] = {}
    for finding in findings:
        if not finding.elements:
            found[finding.fingerprint] = _line(finding, finding.fingerprint, finding.field, finding.category)
        for item in finding.elements:
            found[item.fingerprint] = _line(finding, item.fingerprint, item.field, item.category)
    return found


def _line(finding: Finding, fingerprint: str, field: str | None, category: str | None) -> str:
    name = ".".join(part for part in (finding.record, field) if part)
    words = (fingerprint, finding.code, finding.source, name, category)
    return " ".join(" ".join(word.split()) for word in words if word)


def _lines(text: str) -> dict[str, str]:
    return {line.split()[0]: line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")}


def _text(lines: dict[str, str]) -> str:
    return "".join(f"{line}\n" for line in sorted(lines.values()))
