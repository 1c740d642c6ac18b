"""Where the records of a dataset stand: by what its file says, else by the files here that describe such records."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from minlint import pipeline, read
from minlint.exchange.drafted import Binding, Draft
from minlint.exchange.foreign import Foreign
from minlint.located import Node
from minlint.manifest.globs import record_matches, source_matches
from minlint.read.discover import relative

ROWS = 100
"""Rows of a dataset that are looked at for the names of its records."""

SAYS = ("path", "location", "file", "source", "url", "resource_id")
"""Keys under which a dataset or one of its servers names a place."""

_PLACE = re.compile(r"[\w.{}*?\-]*[/.][\w./{}*?\-]*|[a-z][a-z0-9+]*://\S+")
_TEMPLATE = re.compile(r"\{[^{}]*\}")


def places(file: Foreign, node: Node | None) -> tuple[str, ...]:
    """The places that a mapping names, as globs: paths and addresses; what a template leaves open is any name."""
    if node is None or not isinstance(node.value, dict):
        return ()
    words = (file.word(node, key) for key in SAYS if key in node.value)
    found = (_TEMPLATE.sub("*", word).removeprefix("./") for word in words if _PLACE.fullmatch(word) and "/" in word)
    return tuple(dict.fromkeys(found))


def found(draft: Draft, read_from: Sequence[str]) -> Draft:
    """A draft whose bindings name their sources: one binding for each file here that describes some of its records.

    The files that it was read from are none of them.
    Where a binding's own file says where they stand, files elsewhere don't count.
    """
    wanted = [name for binding in draft.bindings for name in binding.records]
    if not wanted:
        return draft
    aside = set(map(relative, read_from))
    here = {path: names for path, names in _records(aside) if any(_is(name, names) for name in wanted)}
    return draft._replace(bindings=[part for binding in draft.bindings for part in _parts(binding, here)])


def _records(aside: Collection[str]) -> Iterator[tuple[str, Sequence[str]]]:
    """The sources of the working folder, some set aside, with the names of their records."""
    for source in pipeline.find(pipeline.Reading()).inputs:
        if source.file and source.name not in aside and read.may_read(source.name):
            seen = read.read(source, read.Options(ROWS))
            yield source.name, [record.name for record in seen.records] if seen else []


def _is(wanted: str, names: Sequence[str]) -> bool:
    return any(record_matches(wanted, name) for name in names)


def _parts(binding: Binding, here: Mapping[str, Sequence[str]]) -> Iterator[Binding]:
    """A binding for each file that holds some of its records, and one for those that no file holds."""
    parts: list[Binding] = []
    for path, names in here.items():
        held = tuple(name for name in binding.records if _is(name, names))
        if held and (not binding.sources or any(source_matches(glob, path) for glob in binding.sources)):
            parts.append(_of(binding, held)._replace(sources=(path,), confirmed=True))
    seen = {name for part in parts for name in part.records}
    if rest := tuple(name for name in binding.records if name not in seen):
        parts.append(_of(binding, rest))
    yield from (part._replace(notes=()) for part in parts[:-1])
    yield parts[-1]._replace(notes=binding.notes) if parts else binding


def _of(binding: Binding, records: tuple[str, ...]) -> Binding:
    """What a binding says of some of its records."""
    below = tuple(f"{name}." for name in records)
    fields = {field: keys for field, keys in binding.fields.items() if field.startswith(below)}
    return binding._replace(records=records, fields=fields)
