"""Recordings of speech: that they are there, and what was written into them."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from minlint.errors import Unreadable
from minlint.model import Field, Kind, Problem, Record, Source, Values
from minlint.read import Options
from minlint.read.input import Input
from minlint.read.parts import stem

NAME = "audio"
TITLE = "Recordings"
KIND: Kind = "data"
SUFFIXES = (".wav", ".mp3", ".m4a", ".ogg", ".opus", ".flac", ".amr")
READS = """The recordings of a folder as one record: `voice_recording`, and the names and comments in
their tags. Only under names that speak of speech (calls, voicemail, interviews, dictation, recordings)."""
IDIOM = """None of its own: bindings and waivers stand in the manifest."""
LIMITS = """Takes `minlint[media]` (tinytag) for tags. Nothing is listened to; other sounds are passed over."""

_MARKS = (b"RIFF", b"ID3", b"\xff\xfb", b"\xff\xf3", b"OggS", b"fLaC", b"#!AMR")
_SPEECH_WORDS = """
voice voices voicemail voicemails call calls recording recordings interview interviews dictation dictations
speech speeches memo memos hotline
"""
_SPEECH = frozenset(_SPEECH_WORDS.split())
_MOST = 2_000
_LONGEST = 200


def claims(source: Input) -> bool:
    """Sound under a name that speaks of speech."""
    if _SPEECH.isdisjoint(re.split(r"[^a-z]+", source.name.lower())):
        return False
    return any(part.head.startswith(_MARKS) or part.head[4:8] == b"ftyp" for part in source.apart()[:_MOST])


def read(source: Input, options: Options) -> Source:
    """One record, a row a recording."""
    parts = source.apart()[: None if options.full else options.rows or _MOST]
    problems: list[Problem] = []
    rows = [_tags(part, problems) for part in parts]
    fields = [Field("voice_recording", "audio")]
    for name in ("artist", "title", "comment"):
        values = [row[name] for row in rows if row.get(name)]
        if values:
            kept = Values(Counter(values), len(rows), len(rows) - len(values))
            fields.append(Field(f"tags.{name}", "varchar", values=kept))
    record = Record(stem(source.name), tuple(fields), rows=len(source.apart()))
    from minlint.read.datasets import shortened

    return Source(source.name, NAME, KIND, (record,), shortened(problems))


def _tags(part: Input, problems: list[Problem]) -> dict[str, str]:
    """What was written into a recording; nothing without tinytag."""
    try:
        import tinytag
    except ImportError:
        return {}
    try:
        with part.stream() as file:
            found: Any = tinytag.TinyTag.get(part.name, file_obj=file, duration=False)
    except Exception as error:  # whatever a broken recording makes of a decoder
        reason = error.reason if isinstance(error, Unreadable) else type(error).__name__
        problems.append(Problem("E002", f"{part.name.rpartition('/')[2]}: its tags can't be read ({reason})"))
        return {}
    return {name: str(getattr(found, name) or "")[:_LONGEST] for name in ("artist", "title", "comment")}
