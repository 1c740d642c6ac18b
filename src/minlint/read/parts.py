"""Datasets that lie in several files: partitioned folders, and part files as engines write them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence

from minlint.tuples import NamedTuple

_PARTED = (".parquet", ".parq", ".pq", ".orc", ".arrow", ".feather", ".avro", ".csv", ".tsv", ".jsonl", ".ndjson")
_PACKED = (".gz", ".zst")
_PICTURES = (".jpg", ".jpeg", ".tif", ".tiff", ".png", ".webp", ".heic")
_RECORDINGS = (".wav", ".mp3", ".m4a", ".ogg", ".opus", ".flac", ".amr")
_KEY = re.compile(r"[A-Za-z_][\w.-]*=[^/]*")
_PART = re.compile(r"(?:part|chunk|shard|block)[-_.]?\d+(?:[-_.][^/]*)?|[^/]*\d{5}-of-\d{5}", re.IGNORECASE)


class Dataset(NamedTuple):
    """A file, or the files of one dataset under a glob that names them."""

    name: str
    files: tuple[str, ...]


def datasets(paths: Iterable[str]) -> list[Dataset]:
    """The paths, those that are parts of one dataset together, where the first of them stands.

    Parts are the files of one kind below folders named ``key=value``; and files in one folder that engines number
    (``part-00000-….parquet``, ``x-00001-of-00008.csv``), or the pictures or the recordings of a folder, from two on.
    """
    groups: dict[str, list[str]] = {}
    for path in paths:
        groups.setdefault(_media(path) or _glob(path) or path, []).append(path)
    return [dataset for name, files in groups.items() for dataset in _settled(name, files)]


def _settled(name: str, files: Sequence[str]) -> list[Dataset]:
    if len(files) == 1 and not has_keys(files[0]):
        return [Dataset(files[0], tuple(files))]
    if _media(files[0]):
        folder, kinds = name.rpartition("/")[0], {os.path.splitext(file)[1] for file in files}
        name = (folder + "/" if folder else "") + ",".join(f"*{kind}" for kind in sorted(kinds))
    return [Dataset(name, tuple(files))]


def _media(path: str) -> str:
    """What pictures or recordings of one folder have in common; empty for other files."""
    folder, suffix = os.path.dirname(path), os.path.splitext(path)[1].lower()
    kind = "pictures" if suffix in _PICTURES else "recordings" if suffix in _RECORDINGS else ""
    return f"{folder}/{kind}\0" if kind else ""


def has_keys(path: str) -> bool:
    """Whether a folder on the way is named ``key=value``."""
    return "=" in path and any(map(_KEY.fullmatch, path.split("/")[:-1]))


def keys(path: str) -> dict[str, str]:
    """What the folders on the way say of a file's rows: ``year=2026`` is a column."""
    from urllib.parse import unquote

    said = (step.partition("=") for step in path.split("/")[:-1] if _KEY.fullmatch(step))
    return {key: unquote(value) for key, _, value in said}


def _glob(path: str) -> str:
    """The glob of the dataset that a path would be a part of; empty where it is none."""
    folder, _, file = path.rpartition("/")
    stem, suffix = _split(file)
    if not suffix:
        return ""
    if has_keys(path):
        steps = folder.split("/")
        first = next(index for index, step in enumerate(steps) if _KEY.fullmatch(step))
        below = [f"{step.partition('=')[0]}=*" if _KEY.fullmatch(step) else "*" for step in steps[first:]]
        return "/".join([*steps[:first], *below, "*" + suffix])
    if _PART.fullmatch(stem):
        return f"{folder}/*{suffix}" if folder else "*" + suffix
    return ""


def _split(file: str) -> tuple[str, str]:
    """A file's stem and its suffix, with that of its packing; no suffix where it can't be a part."""
    plain, packed = os.path.splitext(file)
    packed = packed if packed.lower() in _PACKED else ""
    stem, suffix = os.path.splitext(plain if packed else file)
    return (stem, suffix + packed) if suffix.lower() in _PARTED else (file, "")


def stem(name: str) -> str:
    """What a dataset's record is called: the file without its suffix, or the folder that holds the parts."""
    steps = [step for step in name.split("/") if "*" not in step and not _KEY.fullmatch(step)]
    if "*" in name:
        return steps[-1] if steps else "rows"
    file = steps[-1] if steps else name
    stem = os.path.splitext(file)[0]
    return os.path.splitext(stem)[0] if file.lower().endswith(_PACKED) else stem
