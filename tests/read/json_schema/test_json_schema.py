"""JSON Schema: which fields it collects, where they stand, and what they are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from minlint.model import Field, Marker, Problem, Record, Reference, Source, Span
from minlint.read import Options, read
from minlint.read.input import Input

FIXTURES = Path(__file__).parent / "fixtures"


def load(name: str, text: str, file: Path | None = None) -> Source:
    source = read(Input(name, str(file) if file else None, text.encode()), Options())
    assert source is not None
    assert (source.format, source.kind) == ("json-schema", "schema")
    return source


def fixture(name: str) -> Source:
    return load(f"schemas/{name}", (FIXTURES / name).read_text(encoding="utf-8"))


def schema(**keywords: Any) -> Source:
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return load("thing.schema.json", json.dumps({**dialect, **keywords}, indent=1))


def fields(source: Source) -> dict[str, Field]:
    return {f"{record.name}.{field.path}": field for record in source.records for field in record.fields}


def text_at(source: Source, span: Span | None) -> str:
    assert source.text is not None
    assert span is not None
    assert span.line == span.end_line
    return source.text.split("\n")[span.line - 1][span.column - 1 : span.end_column - 1]


def brief(record: Record) -> list[tuple[str, str, bool | None]]:
    return [(field.path, field.type, field.mandatory) for field in record.fields]


def test_a_patient_in_2020_12() -> None:
    source = fixture("patient.schema.json")
    assert source.problems == ()
    patient, device = source.records
    assert (patient.name, patient.span, patient.comment) == ("patient", None, "A person under treatment.")
    assert brief(patient) == [
        ("id", "string", True),
        ("name", "object", True),
        ("name.family", "string", True),
        ("name.given[]", "string", False),
        ("sex", "", False),
        ("address", "object", True),
        ("address.street", "string", True),
        ("address.geo", "object", False),
        ("address.geo.lat", "number", False),
        ("address.geo.lon", "number", False),
        ("billing_address", "object", False),
        ("billing_address.street", "string", True),
        ("billing_address.geo", "object", False),
        ("billing_address.geo.lat", "number", False),
        ("billing_address.geo.lon", "number", False),
        ("ssn", "string|null", False),
        ("photo", "string", False),
        ("contacts[]", "object", False),
        ("contacts[].phone", "string", True),
        ("contacts[].relation", "", False),
        ("face[]", "number", False),
        ("measurements", "object", False),
        ("measurements.{key}", "number", False),
        ("consent", "boolean", False),
        ("extra", "", False),
        ("guardian", "object", False),
    ]
    assert device == Record(
        "Device",
        (Field("imei", "string", Span(49, 50, 49, 54), False, pointer="#/$defs/Device/properties/imei"),),
        Span(49, 6, 49, 12),
        markers=(Marker("purpose", "appointment-booking,billing", Span(6, 16, 6, 50)),),
    )


def test_what_a_patients_properties_say() -> None:
    source = fixture("patient.schema.json")
    found = fields(source)
    assert found["patient.id"].format == "uuid"
    assert found["patient.name.family"].comment == "Family name"
    assert (found["patient.sex"].enum, found["patient.sex"].comment) == (("female", "male", "other"), "Sex at birth")
    assert found["patient.photo"].format == "image/jpeg;base64"
    assert found["patient.contacts[]"].comment == "Who to call"
    assert found["patient.contacts[].relation"].enum == ("next of kin",)
    assert found["patient.consent"].default
    assert found["patient.billing_address"].comment == "Where bills go"
    containers = {path for path, field in found.items() if field.container}
    assert containers == {
        "patient.name",
        "patient.address",
        "patient.address.geo",
        "patient.billing_address",
        "patient.billing_address.geo",
        "patient.contacts[]",
        "patient.measurements",
    }


def test_places_and_pointers_of_a_patients_properties() -> None:
    source = fixture("patient.schema.json")
    found = fields(source)
    assert found["patient.id"].span == Span(9, 6, 9, 8)
    assert found["patient.name.given[]"].span == Span(15, 10, 15, 15)
    assert found["patient.name.given[]"].pointer == "#/properties/name/properties/given"
    street = found["patient.address.street"], found["patient.billing_address.street"]
    assert {each.span for each in street} == {Span(44, 10, 44, 16)}
    assert [each.pointer for each in street] == [
        "#/properties/address/properties/street",
        "#/properties/billing_address/properties/street",
    ]
    assert found["patient.contacts[].phone"].pointer == "#/properties/contacts/items/properties/phone"
    for path, field in found.items():
        name = field.name if field.name != "{key}" else r"^\\d+-\\d+$"
        assert text_at(source, field.span) == name, path


def test_a_patients_purposes_and_waivers() -> None:
    source = fixture("patient.schema.json")
    own = Marker("purpose", "appointment-booking,billing", Span(6, 16, 6, 50))
    billing = Marker("purpose", "billing", Span(20, 66, 20, 73))
    assert source.records[0].markers == (own,)
    found = fields(source)
    assert found["patient.address"].markers == ()
    assert found["patient.billing_address"].markers == (billing,)
    assert found["patient.billing_address.geo.lat"].markers == (billing,)
    (waiver,) = found["patient.ssn"].markers
    assert (waiver.kind, waiver.text) == ("allow", "X101 until 2027-04-30 because billing moves in April")
    assert text_at(source, waiver.span).startswith("minlint: allow X101")
    assert found["patient.ssn"].comment == ""


def test_a_member_in_yaml_with_every_combinator() -> None:
    source = fixture("member.yaml")
    assert source.problems == ()
    (member,) = source.records
    assert (member.name, member.span) == ("Club member", Span(3, 8, 3, 19))
    assert brief(member) == [
        ("joined", "string", True),  # allOf
        ("name", "string", True),  # in each branch of oneOf
        ("shoe size", "number", False),
        ("card_type", "string", False),
        ("e-mail", "string", True),  # in then and in else
        ("school", "string", False),
        ("kind", "", True),
        ("voter", "boolean", False),
        ("guardian", "string", False),
        ("card_number", "string", False),
        ("{key}", "string", False),
    ]
    found = fields(source)
    assert found["Club member.joined"].comment == "Day of joining"
    assert found["Club member.joined"].span == Span(17, 4, 17, 10)
    assert found["Club member.name"].span == Span(23, 4, 23, 8)
    assert found["Club member.shoe size"].enum == ("38", "39.5")
    assert set(found["Club member.kind"].enum) == {"minor", "adult"}
    assert found["Club member.e-mail"].pointer == "#/allOf/1/then/properties/e-mail"
    for field in member.fields:
        name = field.name if field.name != "{key}" else "additionalProperties"
        assert text_at(source, field.span) == name


def test_draft_4_with_definitions_and_required_in_the_property() -> None:
    source = load(
        "order.json",
        """{
          "$schema": "http://json-schema.org/draft-04/schema#", "id": "http://example.org/order#",
          "type": "object",
          "properties": {
            "email": {"type": "string", "required": true},
            "lines": {"type": "array", "items": [{"$ref": "#line"}], "additionalItems": false}
          },
          "definitions": {"line": {"id": "#line", "type": "object", "properties": {"sku": {"type": "string"}}}}
        }""",
    )
    (order,) = source.records
    assert brief(order) == [("email", "string", True), ("lines[]", "object", False), ("lines[].sku", "string", False)]


def test_definitions_alone_are_a_record_each_and_what_they_refer_to_stands_within_them() -> None:
    source = schema(
        **{
            "$defs": {
                "Address": {"type": "object", "properties": {"street": {"type": "string"}}},
                "User": {"type": "object", "title": "App user", "properties": {"home": {"$ref": "#/$defs/Address"}}},
                "Order": {"type": "object", "properties": {"total": {"type": "number"}}},
                "Node": {"type": "object", "properties": {"next": {"$ref": "#/$defs/Node"}}},
                "Size": {"type": "integer"},
            }
        }
    )
    assert [(record.name, [field.path for field in record.fields]) for record in source.records] == [
        ("App user", ["home", "home.street"]),
        ("Order", ["total"]),
        ("Node", ["next"]),
    ]
    assert [text_at(source, record.span) for record in source.records] == ["User", "Order", "Node"]


def test_a_choice_of_definitions_makes_each_a_record_that_others_refer_to() -> None:
    source = schema(
        oneOf=[{"$ref": "#/$defs/Person"}, {"$ref": "#/$defs/Firm"}],
        **{
            "$defs": {
                "Person": {
                    "properties": {"employer": {"$ref": "#/$defs/Firm"}, "boss": {"$ref": "#/$defs/Person"}},
                    "required": ["employer"],
                },
                "Firm": {"type": "object", "properties": {"seat": {"$ref": "#/$defs/Seat"}}},
                "Seat": {"type": "object", "properties": {"town": {"type": "string"}}},
            }
        },
    )
    person, firm = source.records
    assert brief(person) == [("employer", "object", True), ("boss", "object", False)]
    assert [field.references for field in person.fields] == [Reference("Firm"), Reference("Person")]
    assert brief(firm) == [("seat", "object", False), ("seat.town", "string", False)]


def test_mutual_recursion_is_cut_and_reported_once() -> None:
    source = schema(
        type="object",
        properties={"person": {"$ref": "#/$defs/person"}},
        **{
            "$defs": {
                "person": {"type": "object", "properties": {"pets": {"items": {"$ref": "#/$defs/pet"}}}},
                "pet": {"type": "object", "properties": {"owner": {"$ref": "#/$defs/person"}}},
            }
        },
    )
    (record,) = source.records
    assert brief(record) == [
        ("person", "object", False),
        ("person.pets[]", "object", False),
        ("person.pets[].owner", "object", False),
    ]


def test_a_root_that_is_a_list_describes_its_elements() -> None:
    source = schema(
        type="array", items={"type": "object", "properties": {"dob": {"type": "string"}}, "required": ["dob"]}
    )
    assert brief(source.records[0]) == [("dob", "string", True)]


def test_lists_of_lists_tuples_and_lists_beside_scalars() -> None:
    source = schema(
        type="object",
        properties={
            "track": {"type": "array", "items": {"type": "array", "items": {"type": "number"}}},
            "any": {"type": "array"},
            "mail": {"anyOf": [{"type": "string"}, {"type": "array", "items": {"properties": {"to": {}}}}]},
            "maybe": {"type": ["array", "null"], "items": {"$ref": "#/$defs/tag"}},
        },
        **{"$defs": {"tag": {"type": "string", "enum": ["a", "b"]}}},
    )
    assert brief(source.records[0]) == [
        ("track[][]", "number", False),
        ("any[]", "array", False),
        ("mail", "string|array", False),
        ("mail[].to", "", False),
        ("maybe[]", "string", False),
    ]
    assert fields(source)["thing.maybe[]"].enum == ("a", "b")


def test_names_with_slashes_dots_and_escapes() -> None:
    text = (
        '{"$schema": "https://json-schema.org/draft/2020-12/schema", "properties": '
        '{"a/b": {"$ref": "#/$defs/x~1y%20z"}, "c.d~": {}, "\\u0065mail": {"type": "string"}}, '
        '"$defs": {"x/y z": {"type": "integer"}}}'
    )
    source = load("odd.json", text)
    assert [(field.path, field.type, field.pointer) for field in source.records[0].fields] == [
        ("a/b", "integer", "#/properties/a~1b"),
        ("c.d~", "", "#/properties/c.d~0"),
        ("email", "string", "#/properties/email"),
    ]
    assert text_at(source, source.records[0].fields[2].span) == "\\u0065mail"


def test_anchors_and_ids_inside_the_document() -> None:
    source = schema(
        type="object",
        properties={
            "a": {"$ref": "#adr"},
            "b": {"$ref": "parts/point"},
            "c": {"$ref": "https://example.org/s/thing#/$defs/p"},
            "d": {"$dynamicRef": "#adr"},
        },
        **{
            "$id": "https://example.org/s/thing",
            "$defs": {
                "adr": {"$anchor": "adr", "type": "string"},
                "p": {"$id": "parts/point", "type": "number"},
            },
        },
    )
    assert [field.type for field in source.records[0].fields] == ["string", "number", "number", "string"]
    assert source.problems == ()


def test_a_reference_to_nothing_is_partly_read() -> None:
    source = schema(type="object", properties={"a": {"$ref": "#/$defs/secret"}, "b": {"type": "string"}})
    assert brief(source.records[0]) == [("a", "$ref", False), ("b", "string", False)]
    assert source.problems == (Problem("E002", "a reference to something this file doesn't hold", 6, 12),)


def test_files_beside_are_followed_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = tmp_path / "work"
    (here / "common").mkdir(parents=True)
    (tmp_path / "outside.json").write_text('{"properties": {"leak": {"type": "string"}}}')
    (here / "common" / "address.yaml").write_text(
        "title: Address\ntype: object\nrequired: [street]\nproperties:\n"
        "  street: {type: string}\n  geo: {$ref: 'point.json#/definitions/p'}\n"
    )
    (here / "common" / "point.json").write_text('{"definitions": {"p": {"properties": {"lat": {"type": "number"}}}}}')
    (here / "broken.json").write_text('{"properties": ')
    text = json.dumps(
        {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$id": "https://example.org/schemas/user.json",
            "properties": {
                "home": {"$ref": "common/address.yaml"},
                "work": {"$ref": "https://example.org/schemas/common/address.yaml#/properties/street"},
                "out": {"$ref": "../outside.json"},
                "web": {"$ref": "https://elsewhere.example/x.json"},
                "none": {"$ref": "none.json"},
                "bad": {"$ref": "broken.json"},
                "odd": {"$ref": "a%00b.json"},
            },
        },
        indent=1,
    )
    (here / "user.json").write_text(text)
    monkeypatch.chdir(here)
    source = load("user.json", text, here / "user.json")
    assert brief(source.records[0]) == [
        ("home", "object", False),
        ("home.street", "string", True),
        ("home.geo", "object", False),
        ("home.geo.lat", "number", False),
        ("work", "string", False),
        ("out", "$ref", False),
        ("web", "$ref", False),
        ("none", "$ref", False),
        ("bad", "$ref", False),
        ("odd", "$ref", False),
    ]
    assert [(problem.code, problem.line, problem.column) for problem in source.problems] == [
        ("E002", line, 12) for line in (12, 15, 18, 21, 24)
    ]
    assert [problem.reason.removeprefix("a reference to a ") for problem in source.problems] == [
        "file that isn't there, or lies outside the repository",
        "URI, which is never fetched",
        "file that isn't there, or lies outside the repository",
        "file that can't be read as JSON or YAML",
        "file that isn't there, or lies outside the repository",
    ]
    found = fields(source)
    # what another file says is reported where this one refers to it
    assert {text_at(source, found[f"user.{path}"].span) for path in ("home", "home.street", "home.geo.lat")} == {"home"}


def test_a_purpose_on_a_definition_belongs_to_what_refers_to_it() -> None:
    source = schema(
        type="object",
        properties={"a": {"$ref": "#/$defs/adr"}},
        **{"$defs": {"adr": {"x-purpose": "delivery", "properties": {"street": {}}}}},
    )
    assert [[marker.text for marker in field.markers] for field in source.records[0].fields] == [["delivery"]] * 2
    assert source.records[0].markers == ()


def test_a_draft_written_without_a_dialect_is_read_by_its_shape() -> None:
    text = "type: object\nproperties:\n  name: {type: string}\n  tags: {type: array, items: {type: string}}\n"
    source = load("config/visitor.yml", text)
    assert source.records[0].name == "visitor"
    assert brief(source.records[0]) == [("name", "string", False), ("tags[]", "string", False)]


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("a/person.schema.json", "person"),
        ("person.jsonschema", "person"),
        ("person.yaml", "person"),
        ("person.v2.json", "person.v2"),
        ("person.SCHEMA.YML", "person"),
    ],
)
def test_a_record_without_title_is_called_like_its_file(name: str, stem: str) -> None:
    text = '{"$schema": "http://json-schema.org/schema#", "properties": {"x": {}}}'
    assert load(name, text).records[0].name == stem


def test_a_missing_part_of_another_file_is_told_where_this_one_leads_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.json").write_text('{"properties": {"x": {"$ref": "gone.json"}, "y": {"$ref": "#/no"}}}')
    text = (
        '{"$schema": "https://json-schema.org/draft/2020-12/schema", "properties": {\n'
        ' "one": {"$ref": "a.json"},\n "two": {"$ref": "a.json#/$defs/a~1b%20c"}}}'
    )
    monkeypatch.chdir(tmp_path)
    source = load("b.json", text, tmp_path / "b.json")
    within = "in a file that is referred to here: a reference to"
    assert [problem[1:] for problem in source.problems] == [
        (f"{within} a file that isn't there, or lies outside the repository", 2, 3),
        (f"{within} something this file doesn't hold", 2, 3),
        ("a reference to something the other file doesn't hold", 3, 18),
    ]


def test_a_text_without_a_folder_has_no_file_beside_it_and_a_dialect_is_no_loss() -> None:
    source = schema(properties={"a": {"$ref": "a.json"}, "b": {"$ref": "http://json-schema.org/draft-07/schema#"}})
    assert source.problems == (
        Problem("E002", "a reference to another file, from a text that lies in no folder", 5, 12),
    )


YAML = """\
# minlint: purpose=care
$schema: https://json-schema.org/draft/2020-12/schema
properties:
  # minlint: allow X101 until 2027-04-30 because the form changes in May
  birth_date: {type: string}
  notes: {type: string}  # minlint: allow S209 until 2027-01-31 because triage
  text: "a # minlint: allow X101 in a string"
  block: {description: >-
      # minlint: allow X102 in folded words}
    }
  address:
    # where the nurse goes
    # minlint: purpose=home-visits
    type: object
    properties: {street: {type: string}}
  # minlint: allow X103 and then nothing

  last: {type: string}
"""


def test_comments_of_yaml_speak_to_minlint_where_they_stand() -> None:
    source = load(
        "patient.schema.yaml", YAML.replace("{description: >-", "\n    description: >-").replace("    }\n", "")
    )
    assert [(marker.kind, marker.text) for marker in source.markers] == [("purpose", "care")]
    assert text_at(source, source.markers[0].span) == "minlint: purpose=care"
    found = fields(source)
    said = {path.removeprefix("patient."): [marker.text for marker in field.markers] for path, field in found.items()}
    assert said == {
        "birth_date": ["X101 until 2027-04-30 because the form changes in May"],
        "notes": ["S209 until 2027-01-31 because triage"],
        "text": [],
        "block": [],
        "address": ["home-visits"],
        "address.street": ["home-visits"],
        "last": [],
    }
    (waiver,) = found["patient.notes"].markers
    assert text_at(source, waiver.span) == f"minlint: allow {waiver.text}"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("minlint: allow X101 until 2027-04-30 because a", ["X101 until 2027-04-30 because a"]),
        ("see the wiki; minlint: allow X101\nminlint: allow S209 x", ["X101", "S209 x"]),
        ("minlint: purpose=billing", ["billing"]),
        ("the linter allows X101", []),
    ],
)
def test_a_waiver_stands_in_the_schemas_own_comment(said: str, expected: list[str]) -> None:
    source = schema(properties={"a": {"$comment": said}})
    field = source.records[0].fields[0]
    assert [marker.text for marker in field.markers] == expected
    for marker in field.markers:
        assert text_at(source, marker.span).startswith("minlint: ")
        assert text_at(source, marker.span).endswith(marker.text)
    assert field.comment == ("" if expected else said)


def test_what_is_left_out_is_said_where_it_begins() -> None:
    nested: dict[str, Any] = {"type": "string"}
    for level in reversed(range(70)):
        nested = {"properties": {f"p{level}": nested}}
    source = schema(**nested)
    (problem,) = source.problems
    assert source.text is not None and problem.line
    assert (problem.code, source.text.splitlines()[problem.line - 1].strip()) == ("E002", '"p61": {')


def test_null_may_be_allowed_beside_a_reference() -> None:
    said = {"owner": {"$ref": "#/$defs/Person", "nullable": True}, "age": {"type": "integer", "nullable": True}}
    person = {"type": "object", "properties": {"email": {"type": "string"}}}
    found = fields(schema(title="thing", properties=said, **{"$defs": {"Person": person}}))
    assert (found["thing.owner"].type, found["thing.age"].type) == ("object|null", "integer|null")
