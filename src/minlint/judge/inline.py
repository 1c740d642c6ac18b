"""Waivers that stand beside the data: what they say, whether that counts, and what they waive."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from minlint.judge.rules import Rule
from minlint.judge.words import listed
from minlint.manifest.model import Policy, last_day
from minlint.manifest.near import nearest
from minlint.model import Finding, Marker, RecordReading, SourceReading, Span
from minlint.once import pattern
from minlint.tuples import NamedTuple

Holder = tuple[str, str | None]
"""A record, and one of its fields; None for the record itself."""

_SAID = pattern(
    r"(?P<codes>.*?)(?:\buntil\b\s*(?P<until>.*?)(?:\bbecause\b(?P<because>.*))?)?\Z", re.IGNORECASE | re.DOTALL
)
_WORD = pattern(r"\w[\w/-]*")
_BECAUSE = pattern(r"\bbecause\b", re.IGNORECASE)
_CODE = pattern(r"([A-Z][\dOILSBZ]{3}|[a-z][a-z0-9-]*/\d+)\Z", re.IGNORECASE)


class Note(NamedTuple):
    """An inline waiver: the codes it names, and the fields and records it stands at.

    ``wrong`` says why it waives nothing, ``mended`` how it would be written; both are empty where it counts. ``whole``
    says that its source was read to the end, ``used`` that it has a finding. ``kind`` is remark for what isn't known.
    """

    file: str
    span: Span | None
    holders: tuple[Holder, ...]
    rules: tuple[str, ...] = ()
    until: datetime.date | None = None
    wrong: str = ""
    mended: str = ""
    whole: bool = True
    used: bool = False
    kind: str = "waiver"

    @property
    def name(self) -> str:
        """The field or record it stands at first; the file where it stands at none."""
        if not self.holders:
            return self.file
        record, field = self.holders[0]
        return f"{record}.{field}" if field else record

    def is_about(self, finding: Finding) -> bool:
        """Whether a finding is one that it names, at a place where it stands."""
        here = finding.source == self.file and (finding.record, finding.field) in self.holders
        return here and finding.code in self.rules


def notes(
    readings: Sequence[SourceReading], rules: Mapping[str, Rule], policy: Policy, today: datetime.date
) -> list[Note]:
    """The waivers beside the data, each once however many fields share its line."""
    if not any(_has_any(item) for item in readings):
        return []
    return [note for item in readings for note in _of(item, rules, policy, today)]


def _has_any(item: SourceReading) -> bool:
    return any(marker.kind != "purpose" for _, marker in _standing(item))


def _of(item: SourceReading, rules: Mapping[str, Rule], policy: Policy, today: datetime.date) -> Iterator[Note]:
    holders: dict[Marker, list[Holder]] = {}
    for holder, marker in _standing(item):
        if marker.kind != "purpose":
            holders.setdefault(marker, []).extend([holder] if holder else [])
    for marker, at in holders.items():
        note = Note(item.source.path, marker.span, tuple(dict.fromkeys(at)), whole=not item.source.problems)
        known = marker.kind == "allow"
        yield _read(note, marker.text, rules, policy, today) if known else _unknown(note, marker.text, rules)


def _unknown(note: Note, text: str, rules: Mapping[str, Rule]) -> Note:
    """What is said to minlint and is none of its words."""
    first, *more = _WORD.findall(text)
    if nearest(first, ("purpose",), 0.75):
        meant = "minlint: purpose=ID, with the id of a purpose in the manifest"
    else:
        words = [word for word in (first, *more) if _rule(word, rules)]
        meant = _mended(words, [_rule(word, rules) for word in words], rules, None)
    said = "behind `minlint:` stands neither `allow` nor `purpose=`"
    return note._replace(kind="remark", wrong=said, mended=meant)


def _standing(item: SourceReading) -> Iterator[tuple[Holder | None, Marker]]:
    """Every marker of a source with what it stands at."""
    yield from ((None, marker) for marker in item.source.markers)
    for reading in item.records:
        yield from _in_record(reading)


def _in_record(reading: RecordReading) -> Iterator[tuple[Holder | None, Marker]]:
    record = reading.record
    yield from (((record.name, None), marker) for marker in record.markers)
    for field in record.fields:
        yield from (((record.name, field.path), marker) for marker in field.markers)


def _read(note: Note, text: str, rules: Mapping[str, Rule], policy: Policy, today: datetime.date) -> Note:
    """What a waiver says. Not a word of it is repeated but codes: comments are often pasted data."""
    if not policy.inline_waivers:
        elsewhere = f"waivers: [{{field: {note.name}, rules: […], until: …, because: …}}] in the manifest"
        return note._replace(wrong="the policy allows no waiver beside the data", mended=elsewhere)
    from minlint.manifest.shapes import day_of

    match = _SAID.match(text)
    said = match.groupdict() if match else {}
    words = [word for word in re.split(r"[\s,]+", _BECAUSE.split(said.get("codes") or "")[0]) if word]
    found = [_rule(word, rules) for word in words]
    day = day_of((said.get("until") or "").strip(" \t,;.:"))
    codes = tuple(dict.fromkeys(code for code in found if code))
    wrong = _wrong(note, words, found, said, day, _last(policy, today), rules)
    if wrong:
        return note._replace(wrong=wrong, mended=_mended(words, found, rules, day))
    return note._replace(rules=codes, until=day)


def _wrong(
    note: Note,
    words: Sequence[str],
    found: Sequence[str | None],
    said: Mapping[str, str | None],
    day: datetime.date | None,
    last: datetime.date | None,
    rules: Mapping[str, Rule],
) -> str:
    """Everything that keeps a waiver from counting, in words."""
    reasons = [] if note.holders else ["it stands at no field and no record"]
    reasons += [] if words else ["it names no rule"]
    unknown = [word for word, code in zip(words, found, strict=True) if code is None]
    shown = [word for word in unknown if _CODE.match(word)]
    if unknown:
        named = f" {listed(shown)}" if shown else ""
        names = f"it names {'a rule' if len(unknown) == 1 else 'rules'}{named} that there {_is(unknown)}"
        reasons.append(names + _meant(unknown, rules))
    if said.get("until") is None:
        reasons.append("it has no `until` after the rules")
    elif day is None:
        reasons.append("its `until` is no date such as 2027-04-30")
    elif last and day > last:
        reasons.append(f"it reaches too far ahead: the last day allowed is {last}")
    if not (said.get("because") or "").strip(" \t,;.:"):
        reasons.append("it has no `because` at its end")
    return "; ".join(reasons)


def _is(unknown: Sequence[str]) -> str:
    return "isn't" if len(unknown) == 1 else "aren't"


def _last(policy: Policy, today: datetime.date) -> datetime.date | None:
    return None if policy.max_waiver_days is None else last_day(today, policy.max_waiver_days)


def _mended(
    words: Sequence[str], found: Sequence[str | None], rules: Mapping[str, Rule], day: datetime.date | None
) -> str:
    """The right form, with what can be kept of it and the nearest rules that there are."""
    near = [code or _near(word, rules) for word, code in zip(words, found, strict=True)]
    codes = ", ".join(dict.fromkeys(filter(None, near))) or "CODE"
    return f"minlint: allow {codes} until {day or 'YYYY-MM-DD'} because …"


def _near(word: str, rules: Mapping[str, Rule]) -> str:
    """The code of the rule that a word may mean; empty where it is like none."""
    known = {name: rule.code for rule in rules.values() for name in (rule.code, rule.name)}
    return known.get(nearest(word, known) or "", "")


def _meant(unknown: Sequence[str], rules: Mapping[str, Rule]) -> str:
    """What may be meant by words that name no rule; where they are like none, who lists the rules."""
    near = list(dict.fromkeys(filter(None, (_near(word, rules) for word in unknown))))
    return f" (did you mean {listed(near)}?)" if near else " (`minlint rules` lists them)"


def _rule(word: str, rules: Mapping[str, Rule]) -> str | None:
    """The code of the rule that a word names whole: no prefix, which would be a blanket."""
    named = (rule for rule in rules.values() if word.lower() in (rule.code.lower(), rule.name))
    return next((rule.code for rule in named if rule.status != "removed"), None)


def held(note: Note, codes: Collection[str]) -> Note:
    """A waiver that would waive what the policy makes mandatory."""
    said = f"the policy makes {listed(sorted(codes))} mandatory, which nothing beside the data waives"
    return note._replace(wrong=said, mended="mend what it was to waive, or ask those who keep the policy")
