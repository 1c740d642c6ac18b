"""Small projects as a user has them, and what minlint says of them: the JSON of CONTRACT, part 5."""

from __future__ import annotations

import datetime
import json
import pathlib
import subprocess
import sys
import textwrap
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from minlint import checking, pipeline, report, taxonomy

Json = dict[str, Any]

STATED = frozenset(("A701", "G302", "P002", "P003", "P004", "R403"))
"""Rules about how a purpose is stated, by which nearly every short manifest has a finding; asked for by `stated`."""


class Found:
    """The findings of one run."""

    def __init__(self, findings: list[Json], summary: Json, errors: tuple[str, ...] = ()) -> None:
        self.findings, self.summary, self.errors = findings, summary, errors

    def at(self, place: str) -> list[str]:
        """The codes at ``record.field`` (or at a record, as what is about it whole), in the order of the report."""
        return [item["code"] for item in self.findings if self.place(item) == place]

    def one(self, code: str, place: str | None = None) -> Json:
        """The only finding of a code (at a place)."""
        found = [f for f in self.findings if f["code"] == code and (place is None or self.place(f) == place)]
        assert len(found) == 1, f"{len(found)} of {code} at {place}: {self.all}"
        return found[0]

    @staticmethod
    def place(finding: Json) -> str:
        return ".".join(part for part in (finding["record"], finding["field"]) if part)

    @property
    def all(self) -> list[tuple[str, str]]:
        """Each finding's code and place."""
        return [(item["code"], self.place(item)) for item in self.findings]


class Project:
    """A folder with files, read and judged in this process."""

    def __init__(self, root: pathlib.Path, enter: Callable[[pathlib.Path], None]) -> None:
        self.root, self._enter = root, enter

    def write(self, files: Mapping[str, str | bytes]) -> Project:
        """Write files; texts are dedented."""
        for name, content in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else textwrap.dedent(content).encode())
        return self

    def check(
        self, *paths: str, today: str = "2026-11-24", show_waived: bool = False, stated: bool = False, **judging: Any
    ) -> Found:
        """The findings of ``minlint check PATH…``; those of `STATED` only where they are asked for."""
        self._enter(self.root)
        asked = checking.Judging(today=datetime.date.fromisoformat(today), **judging)
        checked = checking.check(pipeline.Reading(paths), asked)
        view = report.View(taxonomy=taxonomy.default(), show_waived=show_waived)
        said = json.loads("".join(report.load("json").findings(checked.result, view)))
        findings = [finding for finding in said["findings"] if stated or finding["code"] not in STATED]
        return Found(findings, said["summary"], checked.errors)

    def inventory(self, *paths: str) -> dict[str, Json]:
        """The fields of ``minlint inventory``, by ``record.field``; a record's own categories as ``record.*``."""
        self._enter(self.root)
        asked = pipeline.Reading(paths)
        readings = pipeline.read_all(pipeline.find(asked).inputs, asked, taxonomy.default())
        view = report.View(taxonomy=taxonomy.default())
        said = json.loads("".join(report.load("json").inventory(readings, view)))
        assert said["unreadable"] == []
        return {f"{item['record']}.{item['field'] or '*'}": item for item in said["fields"]}

    def run(self, *said: str, at: str = ".") -> subprocess.CompletedProcess[bytes]:
        """Run minlint as a process in a folder of the project."""
        line = [sys.executable, "-m", "minlint", *said]
        done = subprocess.run(line, cwd=self.root / at, capture_output=True, timeout=120)
        assert b"Traceback" not in done.stderr, done.stderr.decode()
        return done


Judge = Callable[..., Found]


@pytest.fixture
def project(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """An empty project."""
    return Project(tmp_path, monkeypatch.chdir)


@pytest.fixture
def schema(project: Project) -> Judge:
    """Judges one SQL text by the rest of a manifest: ``purposes`` and what binds all of it to ``purpose``."""

    def judge(sql: str, manifest: str, **judging: Any) -> Found:
        head = "version: 1\n"
        return project.write({"db/schema.sql": sql, "minlint.yaml": head + textwrap.dedent(manifest)}).check(**judging)

    return judge
