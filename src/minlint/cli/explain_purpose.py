"""``minlint explain purposes.newsletter``: what is heard in a purpose, what it permits, what the rules say of it."""

from __future__ import annotations

from collections.abc import Iterator

from minlint import checking
from minlint.cli.explain_profile import entries
from minlint.judge import slots
from minlint.judge.loosening import lengthened
from minlint.manifest.model import Manifest, Purpose

WITHIN = "purposes."


def told(what: str, checked: checking.Checked) -> Iterator[str]:
    """The purposes of that name in the manifests that were read; nothing where there is none."""
    name = what.removeprefix(WITHIN)
    for manifest in checked.manifests:
        if purpose := manifest.purposes.get(name):
            yield from _purpose(purpose, manifest, checked)


def names(checked: checking.Checked) -> set[str]:
    """What the purposes are called that were read."""
    return {name for manifest in checked.manifests for name in manifest.purposes}


def _purpose(purpose: Purpose, manifest: Manifest, checked: checking.Checked) -> Iterator[str]:
    file = purpose.file or manifest.path
    place = f":{purpose.span.line}:{purpose.span.column}" if purpose.span else ""
    on = f", on the profile {purpose.profile}" if purpose.profile else ""
    yield f"{purpose.id}: a purpose of {file}{place}{on}\n\n{purpose.statement or 'No statement.'}\n\n"
    yield from _heard(purpose)
    yield from entries("Needs", purpose.necessary)
    yield from entries("May ask for", purpose.optional)
    if purpose.forbidden:
        yield f"Forbids: {', '.join(key for key, _ in purpose.forbidden)}\n\n"
    yield from _kept(purpose)
    findings = [*checked.result.findings, *checked.result.waived]
    about = [item for item in findings if item.source == file and item.record is None]
    for finding in about:
        if purpose.id in finding.purposes:
            yield f"{finding.severity} {finding.code} {finding.name}: {finding.message}\n"


def _heard(purpose: Purpose) -> Iterator[str]:
    """Slot by slot what the statement says, or which key does."""
    yield "What is heard of the five things that make a purpose specific:\n"
    heard, elsewhere = slots.heard(purpose), slots.stated_elsewhere(purpose)
    asks = slots.asks()
    width = max(map(len, asks.values()))
    for key, ask in asks.items():
        said = [f"“{words}”" for words in (heard.slots.get(key),) if words]
        said += [f"by `{other}`" for other in elsewhere.get(key, ())]
        yield f"  {ask:{width}}  {', '.join(said) or '-'}\n"
    if heard.vague:
        yield f"  {'vague':{width}}  {', '.join(f'“{phrase}”' for phrase in heard.vague)}\n"
    yield "\n"


def _kept(purpose: Purpose) -> Iterator[str]:
    """How its period is understood, and how it stands to its profile's."""
    kept = purpose.retention
    if kept is None:
        yield "Kept: it doesn't say how long\n"
        return
    meant = f"{kept.days:g} days" if kept.days is not None else "without an end"
    since = f", counted from: {kept.trigger}" if kept.trigger else ""
    yield f"Kept: {kept.text} ({meant}{since})\n"
    if purpose.ground and (how := lengthened(kept, purpose.ground)):
        yield f"  It {how} {purpose.profile}: {kept.because or 'no reason is given'}\n"
