"""Privacy manifests as the standard library writes them: each type is found, with what it is used for."""

from __future__ import annotations

import plistlib
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from minlint.read import Options, read
from minlint.read.formats import apple_privacy
from minlint.read.input import Input
from tests.fuzzing import examples

TYPE = "NSPrivacyCollectedDataType"
TYPES = st.sampled_from(["EmailAddress", "PreciseLocation", "Hands", "MadeUp"])
USES = st.lists(st.sampled_from(["AppFunctionality", "Analytics", "Other"]), unique=True)


@given(told=st.dictionaries(TYPES, st.tuples(st.booleans(), USES), min_size=1), binary=st.booleans())
@examples(60)
def test_what_is_written_is_read(told: dict[str, tuple[bool, list[str]]], binary: bool) -> None:
    listed: list[dict[str, Any]] = [
        {TYPE: TYPE + name, f"{TYPE}Linked": linked, f"{TYPE}Purposes": [f"{TYPE}Purpose{use}" for use in uses]}
        for name, (linked, uses) in told.items()
    ]
    said = {"NSPrivacyTracking": False, f"{TYPE}s": listed, "NSPrivacyTrackingDomains": []}
    form = plistlib.FMT_BINARY if binary else plistlib.FMT_XML
    given_to = Input("PrivacyInfo.xcprivacy", data=plistlib.dumps(said, fmt=form, sort_keys=False))
    source = read(given_to, Options())
    if binary:
        assert source is None or not source.records  # which isn't read
        return
    assert source and not source.problems
    fields = [field for record in source.records for field in record.fields]
    assert [field.path for field in fields] == list(told)
    assert apple_privacy.uses(given_to) == {name: tuple(uses) for name, (_, uses) in told.items()}
    for field in fields:
        assert ("linked to the person" in field.comment) == told[field.path][0]
