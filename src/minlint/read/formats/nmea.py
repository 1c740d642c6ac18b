"""NMEA 0183: what receivers of satellites log, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import reduce
from typing import Any

from minlint.model import Kind, Problem, Source
from minlint.read import Options
from minlint.read.input import Input
from minlint.read.tracks import point, track

NAME = "nmea"
TITLE = "NMEA 0183: logs of receivers"
KIND: Kind = "data"
SUFFIXES = (".nmea", ".nma")
READS = """A row for each fix, from its RMC and GGA sentences: `geometry`, `time`, `speed` in knots, `course`,
`altitude` in metres."""
IDIOM = """None of its own: bindings and waivers stand in the manifest."""
LIMITS = """Other sentences, and those of ships' transponders (AIS), aren't read. A sentence whose checksum doesn't hold
is left out, and told of."""

_SENTENCE = re.compile(r"\$[A-Z]{2}(RMC|GGA),([^*]*)(?:\*([0-9A-Fa-f]{2}))?\s*")
_FIRST = re.compile(rb"\s*\$[A-Z]{2}[A-Z]{3},|\s*\$P[A-Z]{3}")
_LONGEST = 120  # signs of a sentence; the standard has 82


def claims(source: Input) -> bool:
    """A text that begins with a sentence, and holds one that tells of a place."""
    return _FIRST.match(source.head) is not None and re.search(rb"\$[A-Z]{2}(?:RMC|GGA),", source.head) is not None


def read(source: Input, options: Options) -> Source:
    """One record, a row a fix."""
    problems: list[Problem] = []
    return track(source, NAME, _rows(source, problems), options, problems)


def _rows(source: Input, problems: list[Problem]) -> Iterator[dict[str, Any]]:
    """What sentences tell of one moment, together."""
    fix: dict[str, Any] = {}
    day = clock = ""
    with source.opened() as text:
        for number, line in enumerate(iter(lambda: text.readline(1 << 16), ""), 1):
            found = _SENTENCE.fullmatch(line) if len(line) <= _LONGEST else None
            if found is None:
                continue
            if found[3] and int(found[3], 16) != _sum(line):
                problems.append(Problem("E002", "a sentence whose checksum doesn't hold is left out", number, 1))
                continue
            parts = found[2].split(",")
            if parts[0] != clock and fix:
                yield {"time": _time(day, clock), **fix}
                fix = {}
            clock = parts[0]
            told = _position(parts) if found[1] == "RMC" else _height(parts)
            day = told.pop("day", None) or day
            fix |= {name: value for name, value in told.items() if value}
    if fix:
        yield {"time": _time(day, clock), **fix}


def _sum(line: str) -> int:
    """The checksum of what stands between ``$`` and ``*``."""
    return reduce(lambda total, sign: total ^ ord(sign), line[1 : line.index("*")], 0)


def _position(parts: list[str]) -> dict[str, Any]:
    """Of an RMC sentence: time, state, latitude, N or S, longitude, E or W, speed, course, day."""
    parts = [*parts, *[""] * 9]
    return {"geometry": _place(parts[2:6]), "speed": parts[6], "course": parts[7], "day": parts[8]}


def _height(parts: list[str]) -> dict[str, Any]:
    """Of a GGA sentence: time, latitude, N or S, longitude, E or W, quality, satellites, precision, altitude."""
    parts = [*parts, *[""] * 9]
    return {"geometry": _place(parts[1:5]), "altitude": parts[8]}


def _place(parts: list[str]) -> str | None:
    """A place from degrees and minutes written as one number: ``5204.110`` are 52° 4.110'."""
    try:
        north, east = (float(parts[at]) for at in (0, 2))
    except ValueError:
        return None
    latitude, longitude = (int(number / 100) + number % 100 / 60 for number in (north, east))
    return point(
        f"{-longitude if parts[3] == 'W' else longitude:.6f}", f"{-latitude if parts[1] == 'S' else latitude:.6f}"
    )


def _time(day: str, clock: str) -> str | None:
    """A moment; the time of day alone where no sentence has said the day."""
    if not re.fullmatch(r"\d{6}(?:\.\d*)?", clock):
        return None
    time = f"{clock[:2]}:{clock[2:4]}:{clock[4:6]}"
    if not re.fullmatch(r"\d{6}", day):
        return time
    return f"20{day[4:]}-{day[2:4]}-{day[:2]}T{time}Z"
