"""``minlint waivers add``: from a reviewed report to the files of manifests."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterator, Mapping
from typing import Any

from minlint import lock, reviewed
from minlint.adding import added
from minlint.book import shipped
from minlint.cli.console import count
from minlint.cli.streams import write
from minlint.errors import ManifestErrors, PlacedError, RuleErrors, UsageError
from minlint.manifest.files import Seen
from minlint.places import is_address, nearest_manifest, relative
from minlint.reviewed import Decided, Judge, Row

INTO = "minlint.waivers.yaml"


def taken_up(file: str, into: str | None, by: str | None, manifest: str | None, today: datetime.date) -> Iterator[str]:
    """Write what was decided, and say what was written. Raises `UsageError`, with nothing written, for wrong rows."""
    groups: dict[str, list[Row]] = {}
    rows = reviewed.rows(file)
    for row in rows:
        if row.decision not in ("", reviewed.FIX):
            groups.setdefault(_manifest_of(row, manifest, file), []).append(row)
    if into and len(groups) > 1:
        raise UsageError(f"the rows are of {len(groups)} manifests; without --into each gets a file of its own")
    texts: list[tuple[str, str, str]] = []
    errors: list[PlacedError] = []
    for above, found in groups.items():
        target = os.path.relpath(into or os.path.join(os.path.dirname(above), INTO))
        entries, seen, wrong = _decided(above, found, file, today, by)
        errors += wrong
        if not errors:
            text, new = added(target, _by_key(entries))
            hint = "" if os.path.realpath(target) in seen else _include(above, target)
            texts.append((target, text, f"Added {count(new, 'decision')} to {target}.{hint}"))
    if errors:
        raise UsageError("\n".join(map(str, errors)))
    for target, text, line in texts:
        write(target, text)
        yield line
    fixing = sum(row.decision == reviewed.FIX for row in rows)
    yield f"{count(fixing, 'row')} to be mended, {sum(not row.decision for row in rows)} undecided."


def _manifest_of(row: Row, manifest: str | None, file: str) -> str:
    """The manifest that a row's source is judged by, absolute."""
    found = os.path.abspath(manifest) if manifest else _above(row.cells["source"])
    if found is None:
        raise UsageError(f"{file}:{row.line}: no minlint.yaml above {row.cells['source']}; `minlint init` drafts one")
    return found


def _above(source: str) -> str | None:
    return nearest_manifest(os.curdir if is_address(source) else os.path.dirname(os.path.abspath(source)))


def _decided(
    above: str, rows: list[Row], file: str, today: datetime.date, by: str | None
) -> tuple[list[Decided], list[str], list[PlacedError]]:
    """The entries of rows under one manifest, the files it consists of, and what is wrong."""
    seen, folder = Seen(), os.path.dirname(above)
    try:
        said, known = lock.read(os.path.relpath(above), today, shipped(), seen)
    except (ManifestErrors, RuleErrors) as wrong:
        return [], [], list(wrong.errors)
    judge = Judge(file, known.taxonomy, said.policy, today, by)
    made = [judge.decided(row, relative(row.cells["source"], folder)) for row in rows]
    return [item for item in made if item], seen.read_files, judge.errors + _contrary(made, rows, file)


def _contrary(made: list[Decided | None], rows: list[Row], file: str) -> list[PlacedError]:
    """Where two rows say of one field that it is different things."""
    from minlint.errors import ManifestError

    first: dict[tuple[str, str], tuple[object, int]] = {}
    errors: list[PlacedError] = []
    for item, row in zip(made, rows, strict=True):
        if item is None or item.key != "bindings":
            continue
        ((name, what),) = item.entry["fields"].items()
        said, line = first.setdefault((item.entry["source"], name), (what["category"], row.line))
        if said != what["category"]:
            errors.append(ManifestError(f"line {line} says something else of {name}", file, row.line))
    return errors


def _by_key(entries: list[Decided]) -> dict[str, list[Mapping[str, Any]]]:
    return {key: [item.entry for item in entries if item.key == key] for key in ("waivers", "bindings")}


def _include(above: str, target: str) -> str:
    place = os.path.relpath(os.path.abspath(target), os.path.dirname(above)).replace(os.sep, "/")
    return f" {os.path.relpath(above)} doesn't include it yet: write `include: [{place}]` there."
