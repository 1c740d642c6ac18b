"""FIT: what watches, bicycle computers and scales record, in the binary format that most of them share."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from minlint.errors import MinlintError, Unreadable
from minlint.model import Kind, Source
from minlint.read import Options
from minlint.read.input import Input
from minlint.read.live import driver
from minlint.read.tracks import point, track

NAME = "fit"
TITLE = "FIT: tracks and measurements of watches"
KIND: Kind = "data"
SUFFIXES = (".fit",)
READS = """A row for each record of an activity, by the names of FIT's profile: `geometry`, `time`, `heart_rate`,
`altitude`, …; and what is told of the wearer (`user_profile.weight`), the devices (`watch.serial_number`) and
each measurement of weight, blood pressure, stress or sleep."""
IDIOM = """None of its own: bindings and waivers stand in the manifest."""
LIMITS = """Takes `minlint[tracks]` (fitdecode). Of the other messages of an activity (laps, events, zones) nothing is
read."""

_POINTS = frozenset(("record", "gps_metadata", "course_point"))
_OTHERS = frozenset((
    "file_id", "user_profile", "device_info", "weight_scale", "blood_pressure", "hrv", "stress_level", "sleep_level",
    "monitoring", "monitoring_info", "session", "hr_zone", "spo2_data", "respiration_rate",
))  # fmt: skip
_OF_SESSION = frozenset((
    "sport", "start_time", "total_timer_time", "total_distance", "total_calories", "avg_speed", "avg_heart_rate",
    "max_heart_rate", "avg_respiration_rate", "avg_spo2", "avg_stress",
))  # fmt: skip
_HALF = 1 << 31  # semicircles of 180 degrees
_NAMES = {"timestamp": "time", "file_id": "watch", "device_info": "wearable", "session": "workout"}


def claims(source: Input) -> bool:
    """What bears FIT's mark: astronomers' files have the same suffix."""
    return source.head[8:12] == b".FIT"


def read(source: Input, options: Options) -> Source:
    """One record, a row a message. What can't be read to its end counts as far as it can."""
    return track(source, NAME, _rows(source), options, worn=True)


def _rows(source: Input) -> Iterator[dict[str, Any]]:
    import warnings

    fitdecode = driver("fitdecode", "tracks")
    try:
        with source.stream() as file, warnings.catch_warnings(), fitdecode.FitReader(file) as frames:
            warnings.simplefilter("ignore")
            for frame in frames:
                if frame.frame_type == fitdecode.FIT_FRAME_DATA and (row := _row(frame)):
                    yield row
    except (MinlintError, OSError):
        raise
    except Exception as error:  # the library stumbles over a damaged file in many ways
        raise Unreadable(f"broken or cut off ({type(error).__name__})") from None


def _row(frame: Any) -> dict[str, Any]:
    """A message that tells of somebody; empty for others. Fields that no profile names are left out."""
    kind = _NAMES.get(frame.name, frame.name)
    if frame.name not in _POINTS | _OTHERS:
        return {}
    told = {field.name: _plain(field.value) for field in frame.fields if not field.name.startswith("unknown")}
    if frame.name == "session":
        told = {name: value for name, value in told.items() if name in _OF_SESSION}
    told = {_NAMES.get(name, name): value for name, value in told.items() if value is not None}
    place = _place(told)
    if frame.name in _POINTS:
        return {"geometry": place, **told} if place else told
    return {kind: told} if told else {}


def _place(told: dict[str, Any]) -> str | None:
    """A place in degrees, taken out of what was told in semicircles."""
    north, east = told.pop("position_lat", None), told.pop("position_long", None)
    if not isinstance(north, int) or not isinstance(east, int):
        return None
    return point(f"{east * 180 / _HALF:.6f}", f"{north * 180 / _HALF:.6f}")


def _plain(value: Any) -> Any:
    """A value as JSON has it."""
    if isinstance(value, (datetime.datetime, datetime.date, datetime.time)):
        return value.isoformat()
    if isinstance(value, (tuple, list)):
        return [plain for item in value if (plain := _plain(item)) is not None] or None
    if isinstance(value, bytes):
        return None
    return value if isinstance(value, (int, float, str, bool)) else None
