"""Pictures: what the camera wrote into them."""

from __future__ import annotations

from minlint.model import Kind, Problem, Source
from minlint.read import Options
from minlint.read.input import Input
from minlint.read.parts import stem

NAME = "images"
TITLE = "Pictures with EXIF"
KIND: Kind = "data"
SUFFIXES = (".jpg", ".jpeg", ".tif", ".tiff", ".png", ".webp", ".heic")
READS = """The pictures of a folder as one record: `image` with kind and size, `exif.position`, `exif.time`,
`exif.device`, `exif.serial`, `exif.owner`, `exif.description`, as far as they hold them."""
IDIOM = """None of its own: bindings and waivers stand in the manifest."""
LIMITS = """Takes `minlint[media]` (Pillow). What is pictured isn't looked at. A folder of which no picture holds
EXIF is passed over, unless its name speaks of people (photos, faces, passports, scans)."""

_MARKS = (b"\xff\xd8\xff", b"\x89PNG", b"II*\0", b"MM\0*", b"RIFF")
_EXIF = (b"Exif\0\0", b"eXIf", b"EXIF", b"http://ns.adobe.com/xap/", b"II*\0", b"MM\0*", b"ftypheic", b"ftypmif1")
_PEOPLE_WORDS = """
photo photos face faces portrait portraits selfie selfies passport passports mugshot mugshots avatar avatars
headshot headshots idcard idcards licences scans patients
"""
_PEOPLE = frozenset(_PEOPLE_WORDS.split())
_LOOKED_AT = 500  # pictures of a folder whose heads are looked at


def claims(source: Input) -> bool:
    """Pictures of which one says that it holds EXIF, or that are kept under a name that speaks of people."""
    parts = source.apart()[:_LOOKED_AT]
    if not any(_is_picture(part.head) for part in parts):
        return False
    if any(word in _PEOPLE for word in _words(source.name)):
        return True
    return any(mark in part.head for part in parts for mark in _EXIF)


def _is_picture(head: bytes) -> bool:
    return head.startswith(_MARKS) or head[4:8] == b"ftyp"


def _words(name: str) -> list[str]:
    import re

    return re.split(r"[^a-z]+", name.lower())


def read(source: Input, options: Options) -> Source:
    """One record, a row a picture; nothing where no picture holds anything."""
    from minlint.read.pictures import rows_of

    problems: list[Problem] = []
    rows = rows_of(source, options, problems)
    people = any(word in _PEOPLE for word in _words(source.name))
    if not people and not any(row.keys() - {"image"} for row in rows):
        return Source(source.name, NAME, KIND, (), tuple(problems))
    from minlint.read.pictures import record

    return Source(source.name, NAME, KIND, (record(rows, stem(source.name)),), tuple(problems))
