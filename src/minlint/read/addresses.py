"""Addresses of sources that are no files: what they are called without what is secret, and whose they are."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable

from minlint.errors import UsageError
from minlint.manifest.near import hint
from minlint.read import by_scheme, listed
from minlint.read.discover import relative
from minlint.read.input import Input

_FILES = ("sqlite", "duckdb")
"""Schemes whose addresses name a file: ``sqlite:///shop.db`` from the working folder, ``sqlite:////srv/shop.db``."""

_PATHS_WITH_AT = ("s3", "gs", "gcs", "http", "https")
"""Schemes whose paths may hold an ``@``; a database's may not."""

_HOST = r"(?:\[[0-9A-Fa-f:.]+\]|[^\[\]@:/?#,\s]*)(?::\d{1,5})?"
_ADDRESS = re.compile(
    rf"(?P<scheme>[a-z][a-z0-9+.-]*)://(?:[^@/?#]*@)?(?P<hosts>{_HOST}(?:,{_HOST})*)(?P<path>/[^?#]*)?(?P<rest>[?#].*)?",
    re.DOTALL,
)


def inputs_of(addresses: Iterable[str]) -> list[Input]:
    """What each address leads to. Raises `UsageError` for one that no reader knows or that can't be one."""
    return list({found.name: found for found in map(_input, addresses)}.values())


def _input(address: str) -> Input:
    scheme = address.partition("://")[0].lower()
    if by_scheme(scheme) is None:
        known = {known for item in listed() for known in item.schemes}
        meant = hint(scheme, known) if scheme.partition("+")[0] not in known else f"; `{scheme.partition('+')[0]}` can"
        raise UsageError(f"{scheme}:// sources can't be read by this version{meant or '; see `minlint formats`'}")
    address = scheme + address[len(scheme) :]
    if scheme in _FILES:
        return _file(address)
    return Input(shown(address), url=address)


def _file(address: str) -> Input:
    path = address.partition("://")[2].partition("?")[0].removeprefix("/")
    if not path or path == ":memory:":
        raise UsageError(f"{address.partition('://')[0]}:// needs the path of a file behind it")
    if not os.path.exists(path):
        raise UsageError(f"no such file or folder: {path}")
    return Input(relative(path), path, url=address)


def shown(address: str) -> str:
    """An address without user, password and parameters: what reports show and bindings name.

    Raises `UsageError`, which quotes nothing of it, for one that can't be told apart: a password may stand anywhere.
    """
    found = _ADDRESS.fullmatch(address)
    path, rest = (found["path"] or "", found["rest"] or "") if found else ("", "")
    if not found or (found["scheme"] not in _PATHS_WITH_AT and "@" in path + rest):
        scheme = address.partition("://")[0]
        raise UsageError(f"a {scheme}:// address that can't be read: in user names and passwords, @ is written %40, "
                         ": %3A, / %2F, ? %3F and # %23")  # fmt: skip
    return f"{found['scheme']}://{found['hosts']}{path}"
