"""The command line as a user has it: a process, its two streams and its status."""

from __future__ import annotations

import json
import os
import pathlib
import subprocess
import sys
from typing import Any, NamedTuple

import pytest

NEWSLETTER = """\
version: 1
purposes:
  newsletter:
    statement: Send the weekly newsletter to subscribers who asked for it on the website, until they unsubscribe.
    necessary: [user.contact.email]
    retention: {period: 1 year, field: id}
    owner: privacy@news.example
    review_by: "2030-06-30"
bindings:
  - {source: "db/*.sql", purposes: [newsletter]}
"""
SUBSCRIBERS = """\
CREATE TABLE subscribers (
  id bigint PRIMARY KEY,
  email text NOT NULL,
  birth_date date
);
"""
CUSTOMERS = """\
CREATE TABLE customers (
  id bigint PRIMARY KEY,
  face_embedding vector(512)
);
"""


class Ran(NamedTuple):
    """How a run ended."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as JSON."""
        return json.loads(self.out)

    @property
    def places(self) -> list[str]:
        """``source:line:column code`` of each finding of a run with ``--format json``."""
        return [f"{f['source']}:{f['line']}:{f['column']} {f['code']}" for f in self.json["findings"]]


class Tree:
    """A folder with files in it, and minlint run there."""

    def __init__(self, root: pathlib.Path) -> None:
        self.root = root

    def write(self, name: str, content: str | bytes) -> pathlib.Path:
        """Write a file below the folder."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def run(self, *said: str, at: str = ".", stdin: bytes = b"", bound: bool = False, **env: str) -> Ran:
        """Run minlint in the folder, or in one below it; ``bound`` by the modes of files even where we are root."""
        done = subprocess.run(
            [*(_BOUND if bound and os.geteuid() == 0 else ()), sys.executable, "-m", "minlint", *said],
            cwd=self.root / at,
            input=stdin,
            capture_output=True,
            env={**_quiet(), **env},
            timeout=120,
        )
        assert b"Traceback" not in done.stderr and b"internal error" not in done.stderr, done.stderr.decode()
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    def check(self, *said: str, **kind: Any) -> Ran:
        """Run ``minlint check --format json``."""
        return self.run("check", "--format", "json", *said, **kind)


_BOUND = ("setpriv", "--bounding-set=-dac_override,-dac_read_search")


def _quiet() -> dict[str, str]:
    """The environment without what changes minlint's output."""
    ours = ("MINLINT_", "NO_COLOR", "FORCE_COLOR", "COLUMNS")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}


@pytest.fixture
def tree(tmp_path: pathlib.Path) -> Tree:
    """An empty folder."""
    return Tree(tmp_path)


@pytest.fixture
def newsletter(tree: Tree) -> Tree:
    """A newsletter's schema that holds a birthday, and the manifest that needs none."""
    tree.write("minlint.yaml", NEWSLETTER)
    tree.write("db/subscribers.sql", SUBSCRIBERS)
    return tree
