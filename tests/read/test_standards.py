"""Standards that are published as JSON Schema: NIEM, MDS, OCPI. What their records hold is found by their own words."""

from __future__ import annotations

import json
from typing import Any

import pytest

from minlint.pipeline import classify
from minlint.read import Options, read
from minlint.read.input import Input
from minlint.taxonomy import default


def text(**more: Any) -> dict[str, Any]:
    return {"type": "string", **more}


def thing(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties}


DATE = thing(**{"nc:Date": text(format="date")})
NUMBER = thing(**{"nc:IdentificationID": text()})
PERSON = thing(
    **{
        "nc:PersonBirthDate": DATE,
        "nc:PersonName": thing(**{"nc:PersonGivenName": text(), "nc:PersonSurName": text()}),
        "nc:PersonSSNIdentification": NUMBER,
        "j:PersonEyeColorCode": text(),
        "nc:PersonRaceText": text(),
    }
)
NIEM = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "type": "object",
    "properties": {
        "@context": {"type": "object"},
        "j:Arrest": thing(**{"j:ArrestSubject": thing(**{"nc:RoleOfPerson": {"$ref": "#/definitions/nc:PersonType"}})}),
    },
    "definitions": {"nc:PersonType": PERSON},
}
POINT = thing(lat={"type": "number"}, lng={"type": "number"}, gps_accuracy={"type": "number"})
MDS = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "title": "trips",
    **thing(
        provider_id=text(format="uuid"),
        device_id=text(format="uuid"),
        vehicle_type=text(enum=["bicycle", "scooter"]),
        trip_id=text(format="uuid"),
        start_time={"type": "integer"},
        start_location=POINT,
        end_location=POINT,
        trip_distance={"type": "integer"},
    ),
    "required": ["provider_id", "device_id", "trip_id", "start_time", "start_location"],
}
OCPI = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "CDR",
    **thing(
        id=text(maxLength=39),
        start_date_time=text(format="date-time"),
        cdr_token=thing(uid=text(maxLength=36), type=text(), contract_id=text(maxLength=36)),
        cdr_location=thing(evse_uid=text(), coordinates=thing(latitude=text(), longitude=text())),
        total_cost=thing(excl_vat={"type": "number"}),
        total_energy={"type": "number"},
    ),
    "required": ["id", "start_date_time", "cdr_token"],
}

SUBJECT = "j:Arrest.j:ArrestSubject.nc:RoleOfPerson"


def found(schema: dict[str, Any]) -> dict[str, list[str]]:
    """What a schema's fields hold, the surest first."""
    source = read(Input("standard.schema.json", data=json.dumps(schema).encode()), Options())
    assert source and source.format == "json-schema" and not source.problems
    (record,) = classify(source, default()).records
    return {item.field.path: [each.category for each in item.detections] for item in record.readings if item.field}


@pytest.mark.parametrize(
    ("field", "category"),
    [
        (f"{SUBJECT}.nc:PersonBirthDate", "user.demographic.date_of_birth"),
        (f"{SUBJECT}.nc:PersonName.nc:PersonGivenName", "user.name.first"),
        (f"{SUBJECT}.nc:PersonSSNIdentification", "user.government_id.national_identification_number"),
        (f"{SUBJECT}.j:PersonEyeColorCode", "user.physical.eye_color"),
        (f"{SUBJECT}.nc:PersonRaceText", "user.demographic.race_ethnicity"),
    ],
)
def test_niem(field: str, category: str) -> None:
    assert category in found(NIEM)[field]


@pytest.mark.parametrize(
    ("field", "categories"),
    [
        ("device_id", ("user.device", "user.unique_id", "user.vehicle")),
        ("start_location", ("user.location",)),
        ("end_location", ("user.location",)),
        ("start_time", ("user.location", "user.behavior")),
    ],
)
def test_mds(field: str, categories: tuple[str, ...]) -> None:
    assert any(said.startswith(categories) for said in found(MDS)[field])


def test_mds_says_nothing_of_a_provider() -> None:
    assert found(MDS)["provider_id"] == []


@pytest.mark.parametrize(
    ("field", "categories"),
    [
        ("cdr_token", ("user.unique_id",)),
        ("cdr_token.uid", ("user.unique_id",)),
        ("total_cost", ("user.financial.transaction",)),
        ("total_energy", ("user.household.utility",)),
    ],
)
def test_ocpi(field: str, categories: tuple[str, ...]) -> None:
    assert any(said.startswith(categories) for said in found(OCPI)[field])
