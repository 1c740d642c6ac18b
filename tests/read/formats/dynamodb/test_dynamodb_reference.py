"""Tables as Amazon's own client makes and describes them, against a server that stands in for DynamoDB."""

from __future__ import annotations

import json
import pathlib
from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from botocore.session import get_session
from botocore.validate import ParamValidator
from hypothesis import given, settings
from hypothesis import strategies as st
from moto import mock_aws

from minlint.read import Options, read
from minlint.read.input import Input

GOOD = pathlib.Path(__file__).parent / "good"
TYPES = {"S": "string", "N": "number", "B": "binary"}
NAMES = st.lists(st.from_regex(r"[a-z][a-zA-Z_-]{2,8}", fullmatch=True), min_size=2, max_size=2, unique=True)


def wanted(said: dict[str, Any]) -> dict[str, tuple[str, bool]]:
    """The attributes of a table with their types, and whether they are its keys."""
    keys = {each["AttributeName"] for each in said["KeySchema"]}
    return {
        each["AttributeName"]: (TYPES[each["AttributeType"]], each["AttributeName"] in keys)
        for each in said["AttributeDefinitions"]
    }


def found(document: object) -> dict[str, tuple[str, bool]]:
    source = read(Input("table.json", data=json.dumps(document, default=str).encode()), Options())
    assert source and source.format == "dynamodb" and not source.problems
    (record,) = source.records
    return {field.path: (field.type, field.primary) for field in record.fields}


def test_the_fixture_is_what_the_client_takes() -> None:
    said = json.loads((GOOD / "create.json").read_text(encoding="utf-8"))
    shape = get_session().get_service_model("dynamodb").operation_model("CreateTable").input_shape
    assert not ParamValidator().validate(said, shape).has_errors()
    assert wanted(said).items() <= found(said).items()


@pytest.fixture(scope="module")
def client() -> Iterator[Any]:
    with mock_aws():
        yield boto3.client("dynamodb", "eu-west-1", aws_access_key_id="x", aws_secret_access_key="x")


@settings(max_examples=15, deadline=None)
@given(names=NAMES, types=st.tuples(*[st.sampled_from(sorted(TYPES))] * 2))
def test_a_described_table_has_the_attributes_that_it_was_made_with(
    client: Any, names: list[str], types: tuple[str, str]
) -> None:
    hashed, ranged = names
    said = {
        "TableName": "people",
        "AttributeDefinitions": [
            {"AttributeName": name, "AttributeType": kind} for name, kind in zip(names, types, strict=True)
        ],
        "KeySchema": [
            {"AttributeName": hashed, "KeyType": "HASH"},
            {"AttributeName": ranged, "KeyType": "RANGE"},
        ],
        "BillingMode": "PAY_PER_REQUEST",
    }
    client.create_table(**said)
    try:
        assert found(said) == wanted(said) == found(client.describe_table(TableName="people"))
    finally:
        client.delete_table(TableName="people")
