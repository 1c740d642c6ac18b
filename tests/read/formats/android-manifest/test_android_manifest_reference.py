"""Manifests as the standard library writes and reads them: each permission that is asked for is found."""

from __future__ import annotations

import pathlib
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minlint.read import Options, read
from minlint.read.input import Input
from tests.fuzzing import examples

GOOD = sorted((pathlib.Path(__file__).parent / "good").rglob("*.xml"))
SPACE = "http://schemas.android.com/apk/res/android"
NAMES = st.sampled_from(["android.permission.CAMERA", "android.permission.READ_CONTACTS", "org.example.permission.X"])
TAGS = st.sampled_from(["uses-permission", "uses-permission-sdk-23", "uses-feature", "permission"])


def asked(root: ElementTree.Element) -> list[str]:
    """The last words of the permissions that a manifest asks for, each once."""
    found = [
        each.attrib.get(f"{{{SPACE}}}name", "").rpartition(".")[2]
        for each in root
        if each.tag.startswith("uses-permission")
        and each.attrib.get("{http://schemas.android.com/tools}node") not in ("remove", "removeAll")
    ]
    return list(dict.fromkeys(filter(None, found)))


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.name)
def test_the_standard_library_finds_the_same_permissions(path: pathlib.Path) -> None:
    source = read(Input(path.name, str(path)), Options())
    root = ElementTree.fromstring(path.read_bytes())
    assert source and [field.path for record in source.records for field in record.fields] == asked(root)


@given(st.lists(st.tuples(TAGS, NAMES), min_size=1, max_size=8))
@examples(60)
def test_what_is_written_is_read(listed: list[tuple[str, str]]) -> None:
    ElementTree.register_namespace("android", SPACE)
    root = ElementTree.Element("manifest", package="org.example")
    for tag, name in listed:
        ElementTree.SubElement(root, tag, {f"{{{SPACE}}}name": name})
    source = read(Input("AndroidManifest.xml", data=ElementTree.tostring(root)), Options())
    assert [field.path for record in (source.records if source else ()) for field in record.fields] == asked(root)
