"""What a manifest drafted from a contract binds is what is read of the contract."""

from __future__ import annotations

from minlint.exchange.foreign import Foreign
from minlint.exchange.odcs import draft
from minlint.manifest.globs import field_matches
from minlint.read import Options, read
from minlint.taxonomy import default
from tests.read.formats import golden


def test_what_an_import_binds_is_a_field_that_is_read() -> None:
    file = golden.opened("odcs", "good/members.odcs.yaml")
    source = read(file, Options())
    assert source
    (binding,) = draft([Foreign(file.text, file.name, default())]).bindings
    assert {record.name for record in source.records} == set(binding.records)
    fields = [(record.name, field.path) for record in source.records for field in record.fields]
    for bound in binding.fields:
        assert any(field_matches(bound, record, field) for record, field in fields), bound
