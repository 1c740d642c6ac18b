"""What a store is told of an app as a draft: what data are used for are purposes, what is collected a binding."""

from __future__ import annotations

import importlib
import os
from collections.abc import Iterator, Sequence

from minlint.errors import UsageError
from minlint.exchange.drafted import Binding, Draft, Purpose
from minlint.exchange.foreign import kebab
from minlint.model import Field, Source
from minlint.read import Options
from minlint.read.input import Input
from minlint.tuples import NamedTuple

READERS = {"apple": "apple_privacy", "play": "play_data_safety"}
"""The format's module for each of the stores."""

STATEMENTS = {
    "app-functionality": "Do what the app is for",
    "analytics": "See how the app is used and how well it works",
    "advertising": "Show advertising",
    "third-party-advertising": "Show advertising of others",
    "developer-advertising": "Advertise the developer's own products",
    "developer-communications": "Send people news about the app",
    "fraud-prevention-security": "Keep the app secure and prevent fraud",
    "personalization": "Choose what to show somebody",
    "product-personalization": "Choose what to show somebody",
    "account-management": "Set up and manage an account",
}
"""What stores call a use, as an id, and what it means."""


class Told(NamedTuple):
    """A file, as it is read, with the uses of each of its data types."""

    source: Source
    uses: dict[str, tuple[str, ...]]


def draft(files: Sequence[str], store: str) -> Draft:
    """One draft from all files. Raises `UsageError` for what isn't such a file."""
    told = [_told(file, store) for file in files]
    fields = [(field, each.uses.get(field.path, ())) for each in told for field in _fields(each.source)]
    ids = dict.fromkeys(_id(use) for _, uses in fields for use in uses)
    bindings = [
        Binding((record.name,), tuple(ids), {}, sources=(each.source.path,), confirmed=True)
        for each in told
        for record in each.source.records
    ]
    return Draft([_purpose(id_, fields) for id_ in ids], bindings, tuple(_left(fields)))


def _told(file: str, store: str) -> Told:
    if not os.path.isfile(file):
        raise UsageError(f"{file}: no such file")
    reader = importlib.import_module(f"minlint.read.formats.{READERS[store]}")
    source = Input(file.replace(os.sep, "/"), file)
    if not reader.claims(source):
        raise UsageError(f"{file}: not what is read here, which is: {reader.TITLE}")
    return Told(reader.read(source, Options()), reader.uses(source))


def _fields(source: Source) -> Iterator[Field]:
    return (field for record in source.records for field in record.fields)


def _id(use: str) -> str:
    return kebab(use.removeprefix("PSL_"))


def _purpose(id_: str, fields: Sequence[tuple[Field, tuple[str, ...]]]) -> Purpose:
    served = [field for field, uses in fields if id_ in map(_id, uses)]
    free = [field.path for field in served if field.mandatory is False]
    return Purpose(
        id_,
        f"{STATEMENTS.get(id_, 'What the store calls another use')}; say for whom, on what occasion and until when",
        necessary=tuple(dict.fromkeys(label for field in served for label in field.labels)),
        notes=(f"TODO people can choose whether it is collected, so that it may be optional: {', '.join(free)}",)
        if free
        else (),
    )


def _left(fields: Sequence[tuple[Field, tuple[str, ...]]]) -> Iterator[str]:
    """What can't be carried over."""
    nameless = dict.fromkeys(field.path for field, _ in fields if not field.labels)
    if nameless:
        yield f"not carried over, as they are no types of the store's: {', '.join(nameless)}"
    idle = dict.fromkeys(field.path for field, uses in fields if not uses)
    if idle:
        yield f"TODO nothing is told of what these are used for: {', '.join(idle)}"
