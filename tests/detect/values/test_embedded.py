"""What cameras write into pictures."""

from __future__ import annotations

import struct

import pytest

from minlint import taxonomy
from minlint.detect.values import of_record
from minlint.model import Detection, Field, Record, Values

BOOK = taxonomy.default()


def entry(tag: int, kind: int, value: int) -> bytes:
    return struct.pack("<HHII", tag, kind, 1, value)


def photograph(*, position: bool = True, serial: bool = False) -> bytes:
    """The beginning of a JPEG file with the directories of EXIF."""
    tags = [entry(0x010F, 2, 0)]
    place = 8 + 2 + 12 * (1 + position + serial) + 4
    gps = struct.pack("<H", 4) + entry(1, 2, 78) + entry(2, 5, 0) + entry(3, 2, 69) + entry(4, 5, 0) + bytes(4)
    inner = struct.pack("<H", 1) + entry(0xA431, 2, 0) + bytes(4)
    tags += [entry(0x8825, 4, place)] if position else []
    tags += [entry(0x8769, 4, place + (len(gps) if position else 0))] if serial else []
    block = b"II*\0" + struct.pack("<I", 8) + struct.pack("<H", len(tags)) + b"".join(tags) + bytes(4)
    block += (gps if position else b"") + (inner if serial else b"")
    return b"\xff\xd8\xff\xe1" + struct.pack(">H", len(block) + 8) + b"Exif\0\0" + block + b"\xff\xd9"


def blobs(*values: bytes) -> dict[str, Detection]:
    field = Field("b", "blob", values=Values(dict.fromkeys(values, 1), len(values)))
    found = of_record(Record("uploads", (field, Field("sku", "varchar"))), BOOK)
    return {item.category: item for item in found.get("b", [])}


def test_what_a_camera_wrote() -> None:
    plain = photograph(position=False)
    assert blobs(plain) == {}
    found = blobs(photograph(), plain)
    assert set(found) == {"user.location.precise"}
    assert found["user.location.precise"].evidence[0].detail == "50% of 2 pictures hold a position, written into them"
    assert found["user.location.precise"].evidence[1].kind == "embedded"
    assert set(blobs(photograph(serial=True))) == {"user.location.precise", "user.device.device_id"}


@pytest.mark.parametrize("cut", range(12, 90, 7))
def test_damaged_pictures(cut: int) -> None:
    blobs(photograph(serial=True)[:cut], photograph()[:cut] + b"\xff" * 30)
