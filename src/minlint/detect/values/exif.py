"""What a camera wrote into a picture: a position, a serial number, an author (EXIF in JPEG, TIFF, PNG, WebP)."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence

from minlint.detect.values.columns import percent
from minlint.model import Detection, Evidence

EMBEDDED = "embedded"
"""The kind of evidence that says that something was written into a file by a device."""

_GPS = 0x8825
_EXIF = 0x8769
_WROTE = {
    0x013B: ("user.name", "an author"),
    0xA430: ("user.name", "the camera's owner"),
    0xA431: ("user.device.device_id", "the camera's serial number"),
    0xA435: ("user.device.device_id", "the lens's serial number"),
    _GPS: ("user.location.precise", "a position"),
}
_MOST = 200  # entries of a directory that are looked at


def detections(pictures: Sequence[bytes]) -> Iterator[Detection]:
    """What is written into some pictures' beginnings, each with the share that has it."""
    counts: dict[tuple[str, str], int] = {}
    for data in pictures:
        for told in set(_told(data)):
            counts[told] = counts.get(told, 0) + 1
    for (category, what), count in counts.items():
        detail = f"{percent(count / len(pictures))} of {len(pictures):,} pictures hold {what}, written into them"
        yield Detection(category, 0.95, (Evidence("values", detail), Evidence(EMBEDDED, "EXIF")))


def _told(data: bytes) -> Iterator[tuple[str, str]]:
    block = _block(data)
    if not block:
        return
    order = {b"II": "<", b"MM": ">"}.get(block[:2])
    if order is None or len(block) < 8:
        return
    first = struct.unpack(f"{order}I", block[4:8])[0]
    for tag, place in _entries(block, first, order):
        if tag == _EXIF:
            yield from (_WROTE[inner] for inner, _ in _entries(block, place, order) if inner in _WROTE)
        elif tag == _GPS and len(list(_entries(block, place, order))) < 3:
            continue  # a version alone is no position
        elif tag in _WROTE:
            yield _WROTE[tag]


def _block(data: bytes) -> bytes:
    """The directory of tags, wherever the format keeps it; empty where there is none in what was kept."""
    if data[:4] in (b"II*\0", b"MM\0*"):
        return data
    if data[:3] == b"\xff\xd8\xff" or data[8:12] == b"WEBP" or data[:4] == b"\x89PNG":
        for mark in (b"Exif\0\0", b"eXIf", b"EXIF"):
            start = data.find(mark)
            if start >= 0:
                rest = data[start + len(mark) :]
                begins = [at for at in (rest.find(b"II*\0", 0, 16), rest.find(b"MM\0*", 0, 16)) if at >= 0]
                return rest[min(begins) :] if begins else b""
    return b""


def _entries(block: bytes, start: int, order: str) -> Iterator[tuple[int, int]]:
    """The tags of a directory, each with its value or where that stands."""
    if start + 2 > len(block):
        return
    count = struct.unpack(f"{order}H", block[start : start + 2])[0]
    for index in range(min(count, _MOST)):
        entry = block[start + 2 + 12 * index : start + 14 + 12 * index]
        if len(entry) == 12:
            tag, _, _, value = struct.unpack(f"{order}HHII", entry)
            yield tag, value
