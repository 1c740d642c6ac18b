"""The fixture folders of formats: what each holds, and the inventory expected of it.

A folder is named after its format (`NAME` of its reader) and holds ``good/``, ``broken/``, ``other/``, ``golden.txt``
and ``published.csv``. ``python -m tests.read.formats.golden [FORMAT …]`` writes golden files (all, or some) and the end
of docs/formats.md anew, and which files the hooks are for: read the difference before you keep it.
"""

from __future__ import annotations

import csv
import pathlib
import re
import sys
from collections.abc import Iterator
from contextlib import chdir

from minlint.model import Field, Kind, Marker, Record, Source, Span
from minlint.read import Options, listed, read
from minlint.read.input import Input

HERE = pathlib.Path(__file__).parent
PAGE = HERE.parents[2] / "docs" / "formats.md"
HOOKS = HERE.parents[2] / ".pre-commit-hooks.yaml"
END = "<!-- What follows is written by `python -m tests.read.formats.golden`. -->\n"
HEADINGS = ("origin", "file", "records", "by hand", "how counted", "by tool", "difference explained")


def formats() -> list[str]:
    """The formats that have a folder."""
    return sorted(path.parent.name for path in HERE.glob("*/golden.txt"))


def files(name: str, part: str) -> list[str]:
    """A folder's files of one part, as paths within it."""
    top = HERE / name
    found = (path for path in (top / part).rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return sorted(path.relative_to(top).as_posix() for path in found)


def opened(name: str, path: str) -> Input:
    """A file of a folder; references in it lead to those beside it."""
    return Input(path, str(HERE / name / path))


def told(name: str) -> str:
    """What is read of a folder's files that can be read, and what is said of those that are broken."""
    with chdir(HERE / name):
        sources = [
            (path, read(opened(name, path), Options())) for part in ("good", "broken") for path in files(name, part)
        ]
    return "\n".join(line for path, source in sources for line in _source(path, source))


def _source(path: str, source: Source | None) -> Iterator[str]:
    if source is None:
        yield f"{path}: passed over\n"
        return
    yield f"{path}: {source.format}{', stored' if source.stored else ''}{_markers(source.markers)}"
    for problem in source.problems:
        yield f"  {problem.line}:{problem.column} {problem.code} {problem.reason}"
    for record in source.records:
        yield from _record(record)
    yield ""


def _record(record: Record) -> Iterator[str]:
    comment = " commented" if record.comment else ""
    yield f"  {_at(record.span)} {record.name}{_way(record.direction)}{comment}{_markers(record.markers)}"
    for field in record.fields:
        yield f"    {_at(field.span)} {field.path}: {_field(field)}"


def _field(field: Field) -> str:
    """A field in one line; of comments and choices only that they are there: they may hold what people wrote."""
    says = [
        field.type or "-",
        field.format and f"({field.format})",
        {True: "mandatory", False: "optional", None: ""}[field.mandatory],
        "primary" if field.primary else "",
        "unique" if field.unique else "",
        "default" if field.default else "",
        "container" if field.container else "",
        f"<= {field.length}" if field.length is not None else "",
        f"{len(field.enum)} choices" if field.enum else "",
        f"-> {'.'.join(filter(None, field.references))}" if field.references else "",
        "commented" if field.comment else "",
        f"labelled {', '.join(field.labels)}" if field.labels else "",
        f"at {field.pointer}" if field.pointer else "",
    ]
    return " ".join(filter(None, says)) + _way(field.direction) + _markers(field.markers)


def _way(direction: str) -> str:
    return f" <{direction}>" if direction else ""


def _markers(markers: tuple[Marker, ...]) -> str:
    return "".join(f" [{_at(marker.span)} {marker.kind} {marker.text}]" for marker in markers)


def _at(span: Span | None) -> str:
    if span is None:
        return "-"
    end = span.end_column if span.end_line == span.line else f"{span.end_line}:{span.end_column}"
    return f"{span.line}:{span.column}-{end}"


def published(name: str) -> list[dict[str, str]]:
    """The published files that were read, as the folder lists them."""
    with (HERE / name / "published.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def tables() -> str:
    """The end of docs/formats.md: each format's published files."""
    parts = [END]
    for name in formats():
        rows = published(name)
        parts.append(f"\n## {name}: {len(rows)} files\n\n| {' | '.join(HEADINGS)} |\n|{'---|' * len(HEADINGS)}\n")
        parts += [f"| {' | '.join(row[heading] for heading in HEADINGS)} |\n" for row in rows]
    return "".join(parts)


def page() -> str:
    """docs/formats.md as it should be: its first half as the command prints it, the rest as it is, the tables anew."""
    from minlint.cli.formats import page as first

    kept = PAGE.read_text(encoding="utf-8").partition("\n# Published files read\n")[2].partition(END)[0]
    return "".join(first()) + "\n# Published files read\n" + kept.rstrip("\n") + "\n\n" + tables()


def hooks() -> str:
    """.pre-commit-hooks.yaml as it should be: each hook is passed the files that may be of a format of its kind."""
    said = HOOKS.read_text(encoding="utf-8")
    for kind in ("schema", "data"):
        said = re.sub(rf"(--kind {kind} [^\n]*\n(?:  [^\n]*\n)*?  files: )[^\n]*", rf"\g<1>'{_pattern(kind)}'", said)
    return said


def _pattern(kind: Kind) -> str:
    """What the names of a kind's files end in, in the notation of Python's `re`."""
    ends = {end for item in listed() if item.kind == kind for end in item.suffixes}
    least = sorted(end for end in ends if not any(end != other and end.endswith(other) for other in ends))
    return rf"(?i)({'|'.join(map(re.escape, least))})$".replace("\\-", "-")


def known() -> dict[str, str]:
    """The module of each format."""
    return {item.name: item.module for item in listed()}


def main(names: list[str]) -> None:
    """Write the golden files of some formats, of all where none is named, the page and the hooks."""
    for name in names or sorted(path.name for path in HERE.iterdir() if (path / "good").is_dir()):
        (HERE / name / "golden.txt").write_text(told(name), encoding="utf-8")
    PAGE.write_text(page(), encoding="utf-8")
    HOOKS.write_text(hooks(), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
