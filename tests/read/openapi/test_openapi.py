"""OpenAPI: what an interface collects and gives out, where it stands, and what it is."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from minlint.model import Field, Marker, Problem, Record, Reference, Source, Span

Load = Callable[..., Source]
Brief = Callable[[Source], list[str]]
Fields = Callable[[Source], dict[str, Field]]
TextAt = Callable[[Source, Span | None], str]

CLINIC = """\
/patients/{patientId} (in) 9:3
  12:15 patientId | string | mandatory
getPatient (in) 17:20
  20:18 X-Device-Id | string
PUT /patients/{patientId} (in) 28:5
  41:22 insuranceNumber | string|null | mandatory
bookAppointment (in) 47:20
  51:17 session | string
  54:17 filter | object | container
  59:15 filter.doctor | string
  61:17 tags[] | string
bookAppointment (out) 47:20
  73:19 reference | string
  74:19 doctor | object
  83:19 alternatives[] | object | container
  85:56 alternatives[].startsAt | string
POST {$request.body#/callbackUrl} (out) 89:13
  93:57 remindedPhone | string
POST {$request.body#/callbackUrl} (in) 89:13
  99:59 confirmedBy | string
PUT /patients/{patientId}/portrait (in) 101:5
  102:7 requestBody
Locale (in) 117:5
  117:20 locale | string
Booking (in) 119:5
  126:15 patient | object | mandatory
  127:15 startsAt | string | mandatory
  128:15 notes | string
Problem (out) 135:5
  139:47 detail | string
Person (both) 142:5
  148:9 role | string
  149:9 family_name | string | mandatory
  150:9 birth_date | string
  151:10 sex at birth
Patient (both) 152:5
  159:13 mrn | string | mandatory
  160:13 created_at | string | out
  161:13 access_code | string | in
  162:13 address | object | container
  166:17 address.street | string
  167:18 address.geo-position[] | number
  168:13 guardian | object
  169:13 allergies[] | object | container
  171:50 allergies[].substance | string
  172:13 labels | object | container
  172:36 labels.{key} | string
Doctor (out) 173:5
  176:9 full_name | string | out
  177:9 licence | string|integer
Cancellation (out) 179:5
  179:47 why | string
Orphan () 180:5
  180:41 shoe_size | integer|null
"""

SHOP = """\
placeOrder (in) 8:25
  12:21 X-Trace | string
POST /account (in) 18:8
  20:21 e_mail | string | mandatory
  21:21 portrait | file
  22:21 newsletter | boolean
  23:21 interests[] | string
DELETE /account (in) 28:8
  30:21 reason | string
Campaign (in) 37:6
  37:27 utm_campaign | string
Account (out) 40:6
  42:79 loyalty/level~now | integer
Order (both) 46:6
  50:10 number | string | out
  51:10 buyer | object | mandatory
  52:10 items[] | object | mandatory
Buyer (both) 55:6
  59:10 phone | string|null | mandatory
  60:10 passport_copy | string
Item (both) 63:6
  63:48 sku | string
Receipt (out) 64:6
  64:77 paid_with | string
"""

PHARMACY = """\
addPrescription (in) 4:3
  4:3 scan | string
Tenant (in) 10:17
  10:17 tenant | string | mandatory
prescription (both) 16:31
  16:31 drug | string | mandatory
  16:31 customer | object | mandatory
  16:31 deliver_to | object
Customer (both) 19:5
  19:5 surname | string
  19:5 diagnosis | string|null
Courier () 21:5
  24:9 home | object
  25:9 works_for | string|null
  26:9 elsewhere | $ref
Place (both) 24:22
  24:22 street | string
"""


@pytest.mark.parametrize(("name", "expected"), [("clinic.yaml", CLINIC), ("shop.json", SHOP)])
def test_each_thing_that_is_collected_or_given_out_is_there_once(
    load_fixture: Load, brief: Brief, name: str, expected: str
) -> None:
    source = load_fixture(name)
    assert source.problems == ()
    assert brief(source) == expected.splitlines()


def test_files_beside_it_are_followed_and_read_once(
    load_fixture: Load, brief: Brief, fields: Fields, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(Path(__file__).parent)
    source = load_fixture("pharmacy/openapi.yaml")
    assert source.problems == (Problem("E002", "a reference to a URI, which is never fetched", 26, 27),)
    assert brief(source) == PHARMACY.splitlines()
    found = fields(source)
    assert found["prescription.customer"].references == Reference("Customer")
    assert found["prescription.deliver_to"].references == found["Courier.home"].references == Reference("Place")
    assert found["Tenant.tenant"].pointer == "shared.yaml#/components/parameters/Tenant"
    assert found["Place.street"].pointer == "schemas/place.json#/definitions/Place/properties/street"
    assert found["Customer.surname"].pointer == "#/components/schemas/Customer/properties/surname"


@pytest.mark.parametrize("here", [".", "inner", "elsewhere"])
def test_files_outside_the_manifests_folder_are_not_opened(
    load: Load, brief: Brief, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, here: str
) -> None:
    for folder in ("inner", "elsewhere"):
        (tmp_path / folder).mkdir()
    (tmp_path / "inner" / "minlint.yaml").write_text("version: 1\n")
    (tmp_path / "inner" / "near.yaml").write_text("{User: {properties: {shoe_size: {type: integer}}}}")
    (tmp_path / "far.yaml").write_text("{User: {properties: {income: {type: integer}}}}")
    text = (
        "openapi: 3.0.0\npaths: {}\ncomponents: {schemas: {A: {$ref: near.yaml#/User}, B: {$ref: ../far.yaml#/User}}}\n"
    )
    api = tmp_path / "inner" / "api.yaml"
    api.write_text(text)
    monkeypatch.chdir(tmp_path / here)
    assert brief(load(text, "api.yaml", api)) == ["A () 3:24", "  3:24 shoe_size | integer"]


def test_a_file_beside_it_refers_back(
    load: Load, brief: Brief, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (
        "openapi: 3.0.0\npaths: {/a: {$ref: sub/a.yaml}}\n"
        "components: {schemas: {User: {properties: {shoe_size: {type: integer}}}}}\n"
    )
    (tmp_path / "sub").mkdir()
    (tmp_path / "api.yaml").write_text(text)
    body = "{content: {application/json: {schema: {$ref: '../api.yaml#/components/schemas/User'}}}}"
    (tmp_path / "sub" / "a.yaml").write_text(f"post: {{requestBody: {body}}}\n")
    monkeypatch.chdir(tmp_path)
    source = load(text, "api.yaml", tmp_path / "api.yaml")
    assert brief(source) == ["User (in) 3:24", "  3:44 shoe_size | integer"]


def test_places_hold_names(load_fixture: Load, text_at: TextAt) -> None:
    written = {
        "geo-position": r"geo\u002Dposition",
        "newsletter": r"news\u006cetter",
        "{key}": "additionalProperties",
    }
    for name in ("clinic.yaml", "shop.json"):
        source = load_fixture(name)
        for record in source.records:
            for field in record.fields:
                said = field.path if field.path.startswith("loyalty") else field.name
                assert text_at(source, field.span) == written.get(said, said), field.path
            assert text_at(source, record.span) == (record.name if " " not in record.name else _method(record))


def _method(record: Record) -> str:
    return record.name.partition(" ")[0].lower()


def test_what_fields_say(load_fixture: Load, fields: Fields) -> None:
    found = fields(load_fixture("clinic.yaml"))
    assert found["Person.sex at birth"].enum == ("female", "male")
    assert (found["Person.birth_date"].format, found["Booking.startsAt"].format) == ("date", "date-time")
    assert (found["Booking.notes"].default, found["Booking.patient"].default) == (True, False)
    assert found["getPatient.X-Device-Id"].comment == "The caller's device"
    assert found["Locale.locale"].comment == "A language"
    portrait = found["PUT /patients/{patientId}/portrait.requestBody"]
    assert (portrait.format, portrait.comment) == ("image/jpeg", "A portrait for the badge")
    found = fields(load_fixture("shop.json"))
    assert (found["POST /account.e_mail"].format, found["POST /account.e_mail"].comment) == (
        "email",
        "Where receipts go",
    )
    assert found["POST /account.interests[]"].enum == ("garden", "tools")
    assert found["Buyer.passport_copy"].format == "byte"


def test_records_are_referred_to_and_explained(load_fixture: Load, fields: Fields) -> None:
    source = load_fixture("clinic.yaml")
    found = fields(source)
    assert {path: field.references.record for path, field in found.items() if field.references} == {
        "Booking.patient": "Patient",
        "Patient.guardian": "Patient",
        "bookAppointment.doctor": "Doctor",
    }
    comments = {record.name: record.comment for record in source.records if record.comment}
    assert comments == {
        "/patients/{patientId}": "One patient",
        "bookAppointment": "Book a visit",
        "Person": "A person at the clinic",
        "Problem": "What went wrong",
    }


def test_pointers_are_logical(load_fixture: Load, fields: Fields) -> None:
    found = fields(load_fixture("clinic.yaml"))
    path = "#/paths/~1patients~1{patientId}"
    assert found["/patients/{patientId}.patientId"].pointer == f"{path}/parameters/path/patientId"
    body = f"{path}/put/requestBody/content/application~1json/schema/allOf/1/properties/insuranceNumber"
    assert found["PUT /patients/{patientId}.insuranceNumber"].pointer == body
    assert found["Locale.locale"].pointer == "#/components/parameters/Locale"
    assert found["Person.role"].pointer == "#/components/schemas/Person/properties/role"
    found = fields(load_fixture("shop.json"))
    assert (
        found["Account.loyalty/level~now"].pointer == "#/responses/Account/schema/items/properties/loyalty~1level~0now"
    )


def test_purposes_stand_beside_what_they_bind(load_fixture: Load, fields: Fields) -> None:
    source = load_fixture("clinic.yaml")
    assert source.markers == (Marker("purpose", "appointment-booking", Span(5, 14, 5, 33)),)
    bound = {record.name: [marker.text for marker in record.markers] for record in source.records if record.markers}
    assert bound == {
        "PUT /patients/{patientId}": ["record-keeping,billing"],
        "bookAppointment": ["front-desk"],
        "POST {$request.body#/callbackUrl}": ["front-desk"],
        "Patient": ["care"],
    }
    found = fields(source)
    assert [marker.text for marker in found["Patient.address.street"].markers] == ["billing"]
    assert found["Patient.mrn"].markers == ()
    assert fields(load_fixture("shop.json"))["POST /account.portrait"].markers == (
        Marker("purpose", "badge", Span(21, 80, 21, 85)),
    )


def test_waivers_stand_on_the_property(load_fixture: Load, fields: Fields, text_at: TextAt) -> None:
    source = load_fixture("clinic.yaml")
    (waiver,) = fields(source)["Booking.notes"].markers
    assert (waiver.kind, waiver.text) == ("allow", "S209 until 2027-04-30 because the triage nurse needs them")
    assert text_at(source, waiver.span) == f"allow {waiver.text}"
    source = load_fixture("shop.json")
    campaign = next(record for record in source.records if record.name == "Campaign")
    assert [(marker.kind, marker.text) for marker in campaign.fields[0].markers] == [
        ("allow", "X101 until 2027-01-31 because the contract with the agency ends then"),
        ("allow", "S209"),
    ]
    assert campaign.markers == ()


def api(**parts: Any) -> str:
    return json.dumps({"openapi": "3.1.0", **parts}, indent=1)


def using(body: Any = None, answer: Any = None) -> dict[str, Any]:
    """Paths that take in one schema and give out another."""
    taken = {"requestBody": {"content": {"application/json": {"schema": body}}}} if body else {}
    given = {"responses": {"200": {"content": {"application/json": {"schema": answer}}}}} if answer else {}
    return {"/x": {"post": {"operationId": "x", **taken, **given}}}


def ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def directions(source: Source) -> dict[str, str]:
    return {record.name: record.direction for record in source.records}


def test_direction_goes_through_what_refers(load: Load) -> None:
    one = {"type": "string"}
    schemas: dict[str, Any] = {
        "A": {"properties": {"b": ref("B"), "c": {"type": "array", "items": ref("C")}, "one": one}},
        "B": {"properties": {"deep": {"properties": {"d": ref("D")}}}},
        "C": {"properties": {"a": ref("A"), "seen": {"readOnly": True, "allOf": [ref("E")]}}},
        "D": {"properties": {"one": one}},
        "E": {"properties": {"one": one}},
        "F": {"properties": {"one": one}},
    }
    source = load(api(paths=using(ref("A"), ref("F")), components={"schemas": schemas}), "api.json")
    # E is only in what is read-only, and no answer holds it
    assert directions(source) == {"A": "in", "B": "in", "C": "in", "D": "in", "E": "", "F": "out"}
    source = load(api(paths=using(ref("D"), ref("A")), components={"schemas": schemas}), "api.json")
    assert directions(source) == {"A": "out", "B": "out", "C": "out", "D": "both", "E": "out", "F": ""}


def test_what_never_goes_a_way_is_left_out_of_it(load: Load, brief: Brief) -> None:
    inner = {"properties": {"id": {"type": "string"}}}
    user = {
        "required": ["id", "pin", "name"],
        "properties": {
            "id": {"type": "string", "readOnly": True},
            "audit": {"readOnly": True, **inner},
            "pin": {"type": "string", "writeOnly": True},
            "name": {"type": "string"},
        },
    }
    rows = {
        "in": ["pin | string | mandatory in", "name | string | mandatory"],
        "out": ["id | string | mandatory out", "audit | object | container out", "audit.id | string | out"],
    }
    rows["out"].append(rows["in"][1])

    def shown(text: str) -> list[str]:
        return [line.split(" ", 3)[3] for line in brief(load(text, "api.json")) if line.startswith("  ")]

    assert shown(api(paths=using(body=user))) == rows["in"]
    assert shown(api(paths=using(answer=user))) == rows["out"]
    users = {"schemas": {"User": user}}
    assert shown(api(paths=using(ref("User")), components=users)) == rows["in"]
    assert shown(api(paths=using(None, ref("User")), components=users)) == rows["out"]
    both = shown(api(paths=using(ref("User"), ref("User")), components=users))
    assert both == ["id | string | out", *rows["out"][1:3], *rows["in"]]


def test_a_discriminator_takes_in_what_builds_on_its_schema(load: Load) -> None:
    schemas: dict[str, Any] = {
        "Pet": {"properties": {"kind": {"type": "string"}}},
        "Dog": {"allOf": [ref("Pet"), {"properties": {"chip": {"type": "string"}}}]},
        "Vet": {"properties": {"pet": ref("Pet")}},
    }
    assert directions(load(api(paths=using(ref("Pet")), components={"schemas": schemas}))) == {
        "Pet": "in",
        "Dog": "",
        "Vet": "",
    }
    schemas["Pet"]["discriminator"] = {"propertyName": "kind"}
    assert directions(load(api(paths=using(ref("Pet")), components={"schemas": schemas}))) == {
        "Pet": "in",
        "Dog": "in",
        "Vet": "",
    }


def test_a_webhook_goes_out_and_its_answer_comes_in(load: Load) -> None:
    schemas: dict[str, Any] = {name: {"properties": {"one": {}}} for name in ("A", "B")}
    source = load(api(webhooks=using(ref("A"), ref("B")), components={"schemas": schemas}), "api.json")
    assert directions(source) == {"A": "out", "B": "in"}


def test_choices_and_lists_and_maps(load: Load, brief: Brief) -> None:
    choice = {"oneOf": [{"properties": {"a": {"type": "string"}}, "required": ["a"]}, {"properties": {"b": {}}}]}
    listed = {"type": "array", "items": choice}
    text = api(
        paths={"/p": {"put": using(listed)["/x"]["post"]}},
        components={"schemas": {"M": {"additionalProperties": choice}}},
    )
    assert [line.split(" ", 3)[-1] for line in brief(load(text, "api.json")) if line.startswith("  ")] == [
        "a | string",
        "b",
        "{key} | object | container",
        "{key}.a | string",
        "{key}.b",
    ]


def test_components_that_hold_no_properties_are_no_records(load: Load) -> None:
    schemas = {
        "Name": {"type": "string", "description": "What a person is called"},
        "Names": {"type": "array", "items": ref("Name")},
        "Users": {"type": "array", "items": ref("User")},
        "Either": {"anyOf": [ref("User"), ref("Name")]},
        "Free": {"type": "object"},
        "User": {
            "properties": {"names": ref("Names"), "friends": ref("Users"), "boss": ref("Either"), "x": ref("Free")}
        },
    }
    source = load(api(components={"schemas": schemas}), "api.json")
    assert [record.name for record in source.records] == ["User"]
    names, friends, boss, free = source.records[0].fields
    assert (names.path, names.type, names.comment) == ("names[]", "string", "What a person is called")
    assert (friends.path, friends.references) == ("friends[]", Reference("User"))
    assert (boss.path, boss.references) == ("boss", Reference("User"))
    assert (free.path, free.type, free.references) == ("x", "object", None)


def test_broken_references_cost_their_place_alone(load: Load, brief: Brief) -> None:
    text = (
        "openapi: 3.0.1\n"
        "paths:\n"
        "  /a:\n"
        "    get:\n"
        "      parameters:\n"
        "        - $ref: '#/components/parameters/Gone'\n"
        "        - {name: q, in: query}\n"
        "components:\n"
        "  schemas:\n"
        "    A: {properties: {b: {$ref: '#/components/schemas/B'}}}\n"
        "    Loop: {$ref: '#/components/schemas/Loop'}\n"
    )
    source = load(text)
    reason = "a reference to something this file doesn't hold"
    assert source.problems == (Problem("E002", reason, 6, 17), Problem("E002", reason, 10, 32))
    assert brief(source) == ["GET /a (in) 4:5", "  7:18 q", "A () 10:5", "  10:22 b | $ref"]


def test_aliases_are_one_component(load: Load, brief: Brief) -> None:
    text = (
        "swagger: 2.0\npaths: {}\ndefinitions:\n"
        "  A: &a {type: object, properties: &p {one: {type: string}}}\n"
        "  B: *a\n"
        "  C: {type: object, properties: {<<: *p, two: {type: string}}}\n"
    )
    assert brief(load(text)) == [
        "A () 4:3",
        "  4:40 one | string",
        "C () 6:3",
        "  4:40 one | string",
        "  6:42 two | string",
    ]


def test_examples_and_defaults_leave_no_trace(load: Load) -> None:
    canary = "canary-4711"
    said = {"type": "string", "example": canary, "default": canary, "examples": [canary]}
    body = {"properties": {"a": said}, "example": {"a": canary}}
    text = api(
        paths={
            "/x": {
                "post": {
                    "parameters": [{"name": "q", "in": "query", "schema": said, "example": canary}],
                    "requestBody": {
                        "content": {"application/json": {"schema": body, "examples": {"x": {"value": canary}}}}
                    },
                }
            }
        }
    )
    source = load(text, "api.json")
    assert [field.path for field in source.records[0].fields] == ["q", "a"]
    assert canary not in repr(source._replace(text=None))


def test_a_key_said_twice_and_a_foreign_tag_cost_nothing_else(load: Load, brief: Brief) -> None:
    text = (
        "openapi: 3.0.1\n"
        "paths: {}\n"
        "x-amazon: {uri: !Sub 'arn:${Region}', [a, b]: c}\n"
        "components:\n"
        "  schemas:\n"
        "    A: {properties: {yes: {type: string}, no: {type: string}}}\n"
        "    A: {properties: {no: {type: string}, yes: {type: integer}}}\n"
    )
    source = load(text)
    assert brief(source) == ["A () 7:5", "  7:22 no | string", "  7:42 yes | integer"]
    assert source.problems == (
        Problem("E002", "a mapping's key must be a word", 3, 39),
        Problem("E002", "the same key twice in one mapping", 7, 5),
    )


def test_a_parameter_is_taken_in_even_if_its_schema_is_read_only_elsewhere(load: Load, brief: Brief) -> None:
    number = {"type": "integer", "readOnly": True}
    users = {"properties": {"number": ref("Number")}}
    parameter = {"name": "number", "in": "query", "required": True, "schema": ref("Number")}
    paths = {"/x": {"get": {"operationId": "x", "parameters": [parameter], **using(None, users)["/x"]["post"]}}}
    source = load(api(paths=paths, components={"schemas": {"Number": number}}), "api.json")
    assert [line.split(" ", 3)[3] for line in brief(source) if line.startswith("  ")] == [
        "number | integer | mandatory",
        "number | integer | out",
    ]


def test_a_discriminator_takes_in_what_it_maps_to(load: Load) -> None:
    one = {"properties": {"one": {"type": "string"}}}
    mapping = {"dog": "#/components/schemas/Dog", "cat": "#/components/schemas/Gone"}
    pet = {**one, "discriminator": {"propertyName": "kind", "mapping": mapping}}
    source = load(api(paths=using(ref("Pet")), components={"schemas": {"Pet": pet, "Dog": one, "Cow": one}}))
    assert directions(source) == {"Pet": "in", "Dog": "in", "Cow": ""}
    assert [problem.reason for problem in source.problems] == ["a reference to something this file doesn't hold"]
