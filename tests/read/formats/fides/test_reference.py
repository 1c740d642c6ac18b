"""Datasets as they are written, whatever they are called; what a manifest drafted from them binds is what is read."""

from __future__ import annotations

import pathlib
import string
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from minlint.exchange.fides import draft
from minlint.exchange.foreign import Foreign
from minlint.manifest.globs import field_matches
from minlint.read import Options, read
from minlint.read.input import Input
from minlint.taxonomy import default
from tests.read.formats import golden

NAMES = st.text(string.ascii_letters + "_-é", min_size=1, max_size=10)
KEYS = st.lists(st.sampled_from(["user.contact.email", "user.name", "system.operations"]), max_size=2, unique=True)
FIELDS = st.dictionaries(NAMES, KEYS, min_size=1, max_size=5)


@given(st.dictionaries(NAMES, FIELDS, min_size=1, max_size=3))
@settings(max_examples=60, deadline=None)
def test_a_dataset_is_read_back(collections: dict[str, dict[str, list[str]]]) -> None:
    listed = [
        {"name": name, "fields": [{"name": field, "data_categories": keys} for field, keys in fields.items()]}
        for name, fields in collections.items()
    ]
    document: dict[str, Any] = {"dataset": [{"fides_key": "shop", "collections": listed}]}
    source = read(Input("d.yml", data=yaml.safe_dump(document, allow_unicode=True).encode()), Options())
    assert source and source.format == "fides" and not source.problems
    found = {record.name: {field.path: list(field.labels) for field in record.fields} for record in source.records}
    assert found == collections


def test_what_an_import_binds_is_a_field_that_is_read() -> None:
    path = golden.HERE / "fides" / "good" / "shop.yml"
    source = read(Input("shop.yml", str(path)), Options())
    assert source
    (binding,) = draft([Foreign(pathlib.Path(path).read_text(encoding="utf-8"), "shop.yml", default())]).bindings
    fields = [(record.name, field.path) for record in source.records for field in record.fields]
    for bound in binding.fields:
        assert any(field_matches(bound, record, field) for record, field in fields), bound
