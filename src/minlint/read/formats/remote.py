"""Files elsewhere, fetched through fsspec when an address names them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

from minlint import scratch
from minlint.errors import Unreadable
from minlint.model import Kind, Problem, Record, Source
from minlint.read import Options
from minlint.read.input import Input

NAME = "remote"
TITLE = "Files elsewhere: S3, Google Cloud Storage, Azure, HTTPS"
KIND: Kind = "data"
SUFFIXES: tuple[str, ...] = ()
SCHEMES = ("s3", "gs", "gcs", "abfs", "az", "https", "http")
READS = """A file, a folder or a glob of files of any of these formats (`s3://bucket/visits/*.parquet`), fetched
into a private copy that is gone afterwards; part files and partitioned folders as one dataset."""
IDIOM = """What each file's own format has."""
LIMITS = """Takes `fsspec` and its package for the service (`s3fs`, `gcsfs`, `adlfs`, `aiohttp`). Nothing is fetched
that isn't named. A folder can't be listed over HTTPS."""

_CONNECT, _ANSWER = 20, 60  # seconds
_HIDDEN = {
    **dict.fromkeys(("SocketTimeoutError", "ConnectionTimeoutError", "ServerTimeoutError"), "no answer in time"),
    **dict.fromkeys(("ClientConnectorError", "ClientConnectorDNSError"), "nobody answers there"),
}
_PACKAGES = {"s3": "s3fs", "gs": "gcsfs", "gcs": "gcsfs", "abfs": "adlfs", "az": "adlfs"}


def claims(source: Input) -> bool:  # noqa: ARG001
    """Never a file on disk."""
    return False


def read(source: Input, options: Options) -> Source:
    """What the files hold, each read by the reader of its own format. Raises `Unreadable` where they can't be had."""
    records: list[Record] = []
    problems: list[Problem] = []
    form = NAME
    with scratch.folder() as folder:
        for found in _read(_fetched(source.url, folder, options), folder, options):
            records += found.records
            problems += found.problems
            form = found.format
    return Source(source.name, form, KIND, tuple(records), tuple(problems), stored=True)


def _read(files: list[str], folder: str, options: Options) -> Iterator[Source]:
    from minlint import read as reading
    from minlint.read.parts import datasets

    found = False
    for name, parts in datasets(sorted(files)):
        places = tuple(os.path.join(folder, part) for part in parts)
        copy = Input(name, places[0]) if parts == (name,) else Input(name, parts=places)
        source = reading.read(copy, options)
        if source:
            found = True
            yield source
    if not found:
        raise Unreadable("none of the formats that minlint reads")


def _fetched(address: str, folder: str, options: Options) -> list[str]:
    """The files' paths below a folder that they were copied to."""
    scheme = address.partition("://")[0]
    try:
        import fsspec

        system, path = fsspec.core.url_to_fs(address, **_patience(scheme))
        there = _there(system, path)
        top = _top([os.path.dirname(name.partition("?")[0]) for name in there])
        return [_copied(system, name, top, folder, options) for name in there]
    except ImportError:
        package = _PACKAGES.get(scheme, "aiohttp")
        raise Unreadable(f"that takes fsspec with {package}: pip install fsspec {package}") from None
    except FileNotFoundError as error:  # which may hide why
        raise Unreadable(_HIDDEN.get(type(error.__cause__).__name__, "there is no such file")) from None
    except PermissionError:
        raise Unreadable("no right to read it") from None
    except TimeoutError:
        raise Unreadable("no answer in time") from None
    except (Unreadable, KeyboardInterrupt):
        raise
    except Exception as error:  # whatever a service's package raises; its words may hold what is secret
        raise Unreadable(f"it can't be fetched ({type(error).__name__})") from None


def _patience(scheme: str) -> dict[str, Any]:
    """What a service's package is told of how long it may wait for an answer; a download itself may take longer."""
    if scheme in ("http", "https"):
        import aiohttp

        return {"client_kwargs": {"timeout": aiohttp.ClientTimeout(sock_connect=_CONNECT, sock_read=_ANSWER)}}
    if scheme == "s3":  # which tries again itself
        return {"config_kwargs": {"connect_timeout": _CONNECT, "read_timeout": _ANSWER, "retries": {"max_attempts": 1}}}
    return {}


def _top(folders: list[str]) -> str:
    """The folder above the one that holds them all; folders that are named for keys belong to what is in them."""
    from minlint.read.parts import has_keys

    top = os.path.commonpath(folders)
    while has_keys(f"{os.path.basename(top)}/"):
        top = os.path.dirname(top)
    return os.path.dirname(top)


def _there(system: Any, path: str) -> list[str]:
    from minlint.read import may_read

    bare = path.partition("?")[0]
    if "*" in bare:
        found = system.glob(path)
    elif may_read(bare):
        return [path]
    else:
        found = system.find(path)
    kept = sorted(name for name in found if may_read(name))
    if not kept:
        raise FileNotFoundError
    return kept


def _copied(system: Any, name: str, top: str, folder: str, options: Options) -> str:
    bare = name.partition("?")[0]
    relative = bare[len(top) :].lstrip("/")
    target = os.path.normpath(os.path.join(folder, relative))
    if not target.startswith(os.path.join(folder, "")):
        raise Unreadable("a name that leads elsewhere")
    size = system.size(name)
    if options.largest is not None and size and size > options.largest:
        from minlint.limits import words

        raise Unreadable(f"{words(size)}, and --max-file-size is {words(options.largest)}")
    os.makedirs(os.path.dirname(target), exist_ok=True)
    system.get_file(name, target)
    return os.path.relpath(target, folder).replace(os.sep, "/")
