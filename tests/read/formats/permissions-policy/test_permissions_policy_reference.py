"""A header allows what a parser of structured fields (RFC 8941) says that it allows, whatever it is written in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import http_sf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from minlint.model import Source
from minlint.read import Options, read
from minlint.read.input import Input
from tests.fuzzing import examples

FEATURES = st.sampled_from(["camera", "microphone", "geolocation", "usb", "sync-xhr", "ch-ua-platform", "payment"])
ORIGINS = st.sampled_from(["self", "src", '"https://maps.example"', '"https://a.example:8080"'])
LISTS = st.one_of(
    st.sampled_from(["*", "self", "()"]), st.lists(ORIGINS, max_size=3).map(lambda found: f"({' '.join(found)})")
)
POLICIES = st.dictionaries(FEATURES, LISTS, min_size=1, max_size=5).map(
    lambda said: ", ".join(f"{name}={allowed}" for name, allowed in said.items())
)
WAYS: dict[str, Callable[[str], str]] = {
    "nginx.conf": lambda policy: f"server {{\n    add_header Permissions-Policy '{policy}' always;\n}}\n",
    ".htaccess": lambda policy: 'Header set Permissions-Policy "' + policy.replace('"', '\\"') + '"\n',
    "Caddyfile": lambda policy: f"x.example {{\n\theader permissions-policy `{policy}`\n}}\n",
    "_headers": lambda policy: f"/*\n  X-Frame-Options: DENY\n  Permissions-Policy: {policy}\n",
    "netlify.toml": lambda policy: f"[headers.values]\nPermissions-Policy = '''{policy}'''\n",
    "vercel.json": lambda policy: (
        '{"headers": [{"key": "Permissions-Policy", "value": "' + policy.replace('"', '\\"') + '"}]}'
    ),
}


def allowed(policy: str) -> list[str]:
    said: Any = http_sf.parse(policy.encode(), tltype="dictionary")
    return [name for name, (value, _) in said.items() if value != []]


def found(source: Source | None) -> list[str]:
    return [field.path for record in source.records for field in record.fields] if source else []


@pytest.mark.parametrize("name", WAYS)
@given(policy=POLICIES)
@examples(60)
def test_what_is_allowed_is_what_structured_fields_say(name: str, policy: str) -> None:
    text = WAYS[name](policy)
    source = read(Input(name, data=text.encode()), Options())
    assert found(source) == allowed(policy)
    for field in source.records[0].fields if source else ():
        assert field.span and field.direction == "in"
        line = text.splitlines()[field.span.line - 1]
        assert line[field.span.column - 1 : field.span.end_column - 1] == field.path


@pytest.mark.parametrize(
    ("line", "features"),
    [
        (
            "add_header Feature-Policy \"camera 'none'; microphone 'self' https://a.example; usb *\";",
            ["microphone", "usb"],
        ),
        ("add_header Permissions-Policy interest-cohort=();", []),
        ("add_header Permissions-Policy geolocation=() always;", []),
        ("add_header Permissions-Policy geolocation=(self) always;", ["geolocation"]),
        ("proxy_hide_header Permissions-Policy;", []),
        ("add_header 'Permissions-Policy' 'payment=(none), usb=*';", ["usb"]),
        ("Header always unset Permissions-Policy", []),
        ("# add_header Permissions-Policy camera=*;", []),
        ("add_header Permissions-Policy-Report-Only camera=*;", []),
        ("server_name permissions-policy.example;", []),
        ("-Permissions-Policy", []),
    ],
)
def test_how_headers_are_written(line: str, features: list[str]) -> None:
    assert found(read(Input("a.conf", data=f"{line}\n".encode()), Options())) == features
