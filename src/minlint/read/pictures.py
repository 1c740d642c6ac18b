"""EXIF of pictures through Pillow, which looks at their heads alone."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from minlint.errors import Unreadable
from minlint.model import Field, Problem, Record, Values
from minlint.read import Options
from minlint.read.datasets import shortened
from minlint.read.input import Input
from minlint.read.live import driver
from minlint.read.sampling import DISTINCT

_MOST = 20_000  # pictures of a folder that are opened
_GPS, _EXIF = 0x8825, 0x8769
_TAGS: Mapping[str, Sequence[int]] = {
    "exif.time": (0x9003, 0x9004, 0x0132),
    "exif.serial": (0xA431, 0xA435, 0xC62F),
    "exif.owner": (0xA430, 0x013B),
    "exif.description": (0x010E, 0x9286),
}
_LONGEST = 200

Row = dict[str, Any]


def rows_of(source: Input, options: Options, problems: list[Problem]) -> list[Row]:
    """What each picture holds; a problem for those that can't be opened. Raises `Unreadable` without Pillow."""
    pillow = driver("PIL.Image", "media")
    rows: list[Row] = []
    for part in source.apart()[: None if options.full else options.rows or _MOST]:
        try:
            with part.stream() as file, warnings.catch_warnings():
                warnings.simplefilter("ignore")
                with pillow.open(file) as picture:
                    rows.append({"image": _kind(picture), **_told(picture)})
        except Exception as error:  # whatever a broken picture makes of a decoder
            reason = error.reason if isinstance(error, Unreadable) else type(error).__name__
            name = part.name.rpartition("/")[2]
            problems.append(Problem("E002", f"the picture {name} can't be read ({reason})"))
    problems[:] = shortened(problems)
    if not rows and problems:
        raise Unreadable("no picture of it can be read")
    return rows


def _kind(picture: Any) -> str:
    """What it is by its own marks, whatever its name ends in, and its size in points: all that is kept of it."""
    return f"{picture.format} {picture.width}x{picture.height}"


def _told(picture: Any) -> Row:
    """What EXIF says, texts cut."""
    exif = picture.getexif()
    said = {**dict(exif), **dict(exif.get_ifd(_EXIF))}
    device = " ".join(str(said[tag]).strip("\0 ") for tag in (0x010F, 0x0110) if said.get(tag))
    position = _position(exif.get_ifd(_GPS))
    found: Row = {"exif.position": position, "exif.device": device or None}
    for name, tags in _TAGS.items():
        found[name] = next((text for tag in tags if (text := _text(said.get(tag)))), None)
    return {name: value for name, value in found.items() if value}


def _text(value: Any) -> str:
    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else "" if value is None else str(value)
    return text.removeprefix("ASCII\0\0\0").strip("\0 ")[:_LONGEST]


def _position(gps: Mapping[int, Any]) -> str | None:
    """Latitude and longitude in degrees."""
    try:
        degrees = [sum(float(part) / 60**power for power, part in enumerate(gps[tag])) for tag in (2, 4)]
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return None
    signs = [-1 if _text(gps.get(tag)) in ("S", "W") else 1 for tag in (1, 3)]
    return f"{degrees[0] * signs[0]:.6f}, {degrees[1] * signs[1]:.6f}"


def record(rows: Sequence[Row], name: str) -> Record:
    """A field for each thing that some picture holds; of the pictures themselves kind and size are kept."""
    fields = []
    for path in ("image", "exif.position", "exif.time", "exif.device", "exif.serial", "exif.owner", "exif.description"):
        values = [row[path] for row in rows if path in row]
        if values:
            counts = Counter(values)
            kept = Values(dict(counts.most_common(DISTINCT)), len(rows), len(rows) - len(values), len(counts))
            fields.append(Field(path, "image" if path == "image" else "varchar", values=kept))
    return Record(name, tuple(fields), rows=len(rows))
