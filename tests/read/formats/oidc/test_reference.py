"""Claims requests as OpenID Connect Core, 5.5, has them."""

from __future__ import annotations

import json
import string
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from minlint.read import Options, read
from minlint.read.input import Input

NAMES = st.text(string.ascii_lowercase + "_:/", min_size=1, max_size=12).filter(lambda name: name != "verified_claims")
ASKED = st.none() | st.fixed_dictionaries({}, optional={"essential": st.booleans(), "values": st.just(["a", "b"])})
CLAIMS = st.dictionaries(NAMES, ASKED, min_size=1, max_size=5)


@given(CLAIMS, CLAIMS, st.booleans())
@settings(max_examples=60, deadline=None)
def test_what_is_essential_is_mandatory(userinfo: dict[str, Any], token: dict[str, Any], whole: bool) -> None:
    claims = {"userinfo": userinfo, "id_token": token}
    request = {"client_id": "x", "scope": "openid", "claims": claims} if whole else claims
    source = read(Input("request.json", data=json.dumps(request).encode()), Options())
    assert source and source.format == "oidc" and not source.problems
    assert [record.name for record in source.records] == ["userinfo", "id_token"]
    for record, asked in zip(source.records, (userinfo, token), strict=True):
        assert record.direction == "in"
        assert {field.path: (field.mandatory, len(field.enum)) for field in record.fields} == {
            name: (bool(said and said.get("essential")), len((said or {}).get("values", [])))
            for name, said in asked.items()
        }


@given(st.lists(NAMES, min_size=1, max_size=8))
@settings(max_examples=30, deadline=None)
def test_what_a_provider_supports_goes_out(supported: list[str]) -> None:
    document = {"issuer": "https://login.example.org", "claims_supported": supported}
    source = read(Input(".well-known/openid-configuration", data=json.dumps(document).encode()), Options())
    assert source and source.format == "oidc"
    assert [(field.path, field.direction) for field in source.records[0].fields] == [
        (name, "out") for name in supported
    ]
