"""The skeleton of an impact assessment (GDPR Art. 35(7), E-Government Act s. 208): evidence in, judgement left open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from minlint.exchange.activities import Activity
from minlint.judge.words import listed
from minlint.manifest.model import Entry, Manifest
from minlint.model import Finding
from minlint.taxonomy import Taxonomy

OPEN = "_To be judged._"


def skeleton(said: Manifest, found: Sequence[Activity], findings: Sequence[Finding], book: Taxonomy) -> Iterator[str]:
    """One assessment for each purpose: what is collected, why, how long, for whom, and what was found."""
    who = said.controller.get("name") or "not stated"
    yield f"# Impact assessment\n\nController: {who}\n"
    for activity in found:
        yield from _purpose(activity, [item for item in findings if activity.purpose.id in item.purposes], book)


def _purpose(activity: Activity, findings: Sequence[Finding], book: Taxonomy) -> Iterator[str]:
    purpose = activity.purpose
    yield f"\n## {purpose.id}\n\n### What is planned\n\n{purpose.statement}\n\n"
    kept = purpose.retention.said if purpose.retention else "not stated"
    for title, words in (
        ("People concerned", listed(purpose.subjects)),
        ("Authority or basis", purpose.authority or purpose.lawful_basis),
        ("Kept", kept),
        ("Recipients", listed(purpose.recipients)),
        ("Sources", listed(origin.name for origin in purpose.sources)),
        ("Owner", purpose.owner),
    ):
        yield f"- {title}: {words or 'not stated'}\n"
    yield "\n### Necessity and proportionality\n\n"
    yield "| data | fields | needed, it is said, because | judgement |\n|---|---|---|---|\n"
    for key, fields in activity.collected.items():
        yield f"| {book[key].title} | {', '.join(fields)} | {_why(key, activity, book)} | {OPEN} |\n"
    yield f"\nGentler means that were looked at: {OPEN}\n\n### Risks to people\n\n"
    for finding in findings:
        yield f"- {finding.code} {finding.name}: {finding.message}\n"
    yield "" if findings else "Nothing was found by rule.\n"
    yield f"\nLikelihood and severity for the people concerned: {OPEN}\n"
    yield f"\n### Measures\n\n{OPEN}\n\n### Advice and decision\n\n{OPEN}\n"


def _why(key: str, activity: Activity, book: Taxonomy) -> str:
    entry = next((item for item in activity.purpose.entries if _names(item, key, book)), None)
    if entry is None:
        return "no entry names it" if key not in activity.beyond else "beyond what is stated"
    return (entry.because or "no reason is stated").replace("|", "\\|")


def _names(entry: Entry, key: str, book: Taxonomy) -> bool:
    return any(book.covers(named, key) for named in entry.categories)
