"""Cases: sources with a manifest, and what a check is to find there, run as anybody's check is.

``expected.yaml`` says it for the folder that it stands in, by manifest or by folder: ``fires`` by code where, at least
``beyond`` many fields beyond purpose, ``clean`` where nothing at all. A public decision is a file that holds all of it:
``cases`` with their files and purposes and what they ``expect``, and a ``control`` in which none of that fires.
"""

from __future__ import annotations

import datetime
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from minlint import checking, rulebook
from minlint.model import Finding
from minlint.pipeline import Reading
from minlint.tuples import NamedTuple

EXPECTED = "expected.yaml"
DAY = datetime.date(2026, 11, 28)
"""The day on which cases run."""

_OWN = (("examples", "systems"), ("examples", "clean"), ("tests", "decisions"))
"""Where a checkout has cases, beside its rules."""

_EXCESS = frozenset(("X101", "X102"))


class Case(NamedTuple):
    """What is checked, by which manifest (None: the nearest) and against what, and what comes of it.

    ``silent`` are codes that fire nowhere; ``clean`` says that none does.
    """

    name: str
    folder: str
    manifest: str | None = None
    against: str | None = None
    fires: Mapping[str, Sequence[str]] = {}
    beyond: int = 0
    silent: frozenset[str] = frozenset()
    clean: bool = False


def own() -> list[str]:
    """The folders of cases beside the rules; none where minlint is installed."""
    folders = (os.path.join(rulebook.FOLDER, "..", *parts) for parts in _OWN)
    return [os.path.normpath(folder) for folder in folders if os.path.isdir(folder)]


def run(folders: Iterable[str]) -> tuple[int, list[str]]:
    """Run the cases below some folders: how many, and what came out otherwise, a line each."""
    with TemporaryDirectory() as scratch:
        found = [case for folder in folders for case in below(folder, scratch)]
        return len(found), [f"{case.name}: {line}" for case in found for line in wrong(case)]


def below(folder: str, scratch: str) -> Iterator[Case]:
    """The cases below a folder; the files of decisions are written below another one."""
    for path in sorted(Path(folder).rglob(EXPECTED)):
        for name, said in (_content(path) or {}).items():
            yield _expected(path.parent, str(name), said or {})
    for path in sorted(Path(folder).glob("*.yaml")):
        content = _content(path)
        if isinstance(content, Mapping) and "decision" in content:
            yield from _decision(path.stem, content, Path(scratch))


def wrong(case: Case) -> list[str]:
    """What came out otherwise in a case, a line each."""
    asked = Reading((case.folder,), jobs=1)
    judging = checking.Judging(DAY, case.manifest, whole=True, against=case.against)
    checked = checking.check(asked, judging)
    found: dict[str, set[str]] = {}
    for finding in checked.result.findings:
        found.setdefault(finding.code, set()).update(_places(finding))
    lines = [f"error: {error}" for error in checked.errors]
    for code, places in sorted(case.fires.items()):
        missing = sorted(set(places) - found.get(code, set()))
        lines += [f"{code} doesn't fire at {', '.join(missing)}"] if missing else []
    unwanted = sorted(found) if case.clean else sorted(case.silent.intersection(found))
    lines += [f"{code} fires at {', '.join(sorted(found[code]))}" for code in unwanted]
    beyond = checked.result.summary.beyond
    return lines + ([f"{beyond} fields are beyond purpose, not {case.beyond}"] if beyond < case.beyond else [])


def _places(finding: Finding) -> Sequence[str]:
    """Where a finding is: a record's field, a record, or its purposes."""
    name = ".".join(filter(None, (finding.record, finding.field)))
    return [name] if name else finding.purposes


def _content(path: Path) -> Any:
    import yaml

    return yaml.safe_load(path.read_text(encoding="utf-8"))


def _expected(folder: Path, name: str, said: Mapping[str, Any]) -> Case:
    at, title = folder / name, f"{folder.name}/{name}"
    against = str(folder / str(said["against"])) if "against" in said else None
    where, manifest = (str(at), None) if at.is_dir() else (str(folder), str(at))
    return Case(
        title, where, manifest, against, said.get("fires") or {}, said.get("beyond", 0), clean=said.get("clean", False)
    )


def _decision(name: str, content: Mapping[str, Any], scratch: Path) -> Iterator[Case]:
    codes = set[str]()
    for number, said in enumerate(content["cases"]):
        codes.update(said["expect"])
        yield _written(scratch / name / str(number), f"{name}, {said['name']}", said)._replace(fires=said["expect"])
    control = content["control"]
    case = _written(scratch / name / "control", f"{name}, {control['name']}", control)
    yield case._replace(silent=frozenset(codes) | _EXCESS, clean=control.get("clean", False))


def _written(at: Path, name: str, said: Mapping[str, Any]) -> Case:
    """A case with its files, and its purposes bound to all of them."""
    sides = {"now": said["purposes"], **({"before": said["before"]["purposes"]} if "before" in said else {})}
    for side, purposes in sides.items():
        bindings = [{"source": source, "purposes": list(purposes)} for source in said["files"]]
        manifest = {"version": 1, "purposes": purposes, "bindings": bindings}
        for path, text in {"minlint.yaml": json.dumps(manifest, default=str), **said["files"]}.items():
            file = at / side / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    return Case(name, str(at / "now"), against=str(at / "before") if "before" in said else None)
