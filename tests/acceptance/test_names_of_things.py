"""How records and fields are named, and what is personal at all (CONTRACT, parts 2 and 5)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.acceptance.conftest import Json, Project


def top(fields: Mapping[str, Json]) -> dict[str, str | None]:
    """Each field's best category."""
    return {name: item["categories"][0]["category"] if item["categories"] else None for name, item in fields.items()}


def names(project: Project, files: Mapping[str, str | bytes]) -> list[str]:
    return [name for name in project.write(files).inventory() if not name.endswith("*")]


def test_tables_are_schema_qualified_when_the_source_says_so(project: Project) -> None:
    sql = 'CREATE TABLE crm."Customers" (email text);\nCREATE TABLE orders (customer_email text);'
    assert names(project, {"a.sql": sql}) == ["crm.Customers.email", "orders.customer_email"]


def test_a_json_schema_is_named_by_its_title_else_by_its_file(project: Project) -> None:
    body: dict[str, object] = {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object"}
    body["properties"] = {"email": {"type": "string"}}
    files = {"a/titled.json": json.dumps({**body, "title": "Subscriber"}), "a/reader.schema.json": json.dumps(body)}
    found = names(project, files)
    assert sorted(found) == ["Subscriber.email", "reader.email"]


def test_nested_fields_arrays_and_maps_of_a_json_schema(project: Project) -> None:
    body = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Customer",
        "type": "object",
        "properties": {
            "address": {"type": "object", "properties": {"street": {"type": "string"}}},
            "phones": {"type": "array", "items": {"type": "string"}},
            "orders": {"type": "array", "items": {"type": "object", "properties": {"total": {"type": "number"}}}},
            "by_email": {
                "type": "object",
                "additionalProperties": {"type": "object", "properties": {"name": {"type": "string"}}},
            },
        },
    }
    found = names(project, {"customer.json": json.dumps(body)})
    assert {
        "Customer.address.street",
        "Customer.phones[]",
        "Customer.orders[].total",
        "Customer.by_email.{key}.name",
    } <= {*found}


def test_a_data_file_is_named_by_its_stem(project: Project) -> None:
    csv = "email,full_name\na@example.org,Ada Example\n"
    lines = '{"email": "a@example.org", "address": {"street": "1 High St"}, "tags": ["x"], "kin": [{"name": "Bo"}]}\n'
    found = names(project, {"exports/readers.csv": csv, "exports/people.jsonl": lines})
    assert "people.email" in found
    assert {"readers.email", "readers.full_name", "people.address.street", "people.tags[]", "people.kin[].name"} <= {
        *found
    }


def test_parquet(project: Project) -> None:
    import pyarrow
    import pyarrow.parquet

    table = pyarrow.table({"email": ["a@example.org"], "home": [{"city": "Bonn"}], "tags": [["x"]]})
    (project.root / "d").mkdir()
    pyarrow.parquet.write_table(table, project.root / "d" / "people.parquet")
    found = names(project, {})
    assert "people.email" in found and "people.home.city" in found and "people.tags[]" in found


def test_a_dictionary_names_its_tables_and_fields(project: Project) -> None:
    text = """\
    table,column,type,description,required
    patients,mrn,varchar(12),Medical record number,yes
    patients,dob,date,Date of birth,no
    wards,floor,int,Floor,yes
    """
    fields = project.write({"docs/hospital.dictionary.csv": text}).inventory()
    assert list(fields) == ["patients.mrn", "patients.dob", "wards.floor"]
    assert (fields["patients.dob"]["line"], fields["patients.dob"]["column"]) == (3, 10)
    assert [fields[name]["mandatory"] for name in fields] == [True, False, True]
    assert top(fields)["patients.dob"] == "user.demographic.date_of_birth"
    assert top(fields)["wards.floor"] is None


def test_without_a_header_columns_are_numbered(project: Project) -> None:
    rows = "".join(f"ada{i}@example.org,{30 + i},1990-01-{i % 28 + 1:02}\n" for i in range(20))
    fields = project.write({"d/readers.csv": rows}).inventory()
    assert [name for name in fields if not name.endswith("*")] == [
        "readers.column1",
        "readers.column2",
        "readers.column3",
    ]
    assert top(fields)["readers.column1"] == "user.contact.email"


ROWS = [
    ("email", "città", "Geburtsdatum"),
    ("ada@example.org", "Forlì", "1990-04-01"),
    ("bo@example.org", "Köln", "1985-12-24"),
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_encodings_and_delimiters_are_detected(project: Project, encoding: str, delimiter: str) -> None:
    text = "\r\n".join(delimiter.join(row) for row in ROWS) + "\r\n"
    data = text.encode(encoding)
    fields = project.write({"d/readers.csv": data}).inventory()
    assert list(fields) == ["readers.email", "readers.città", "readers.Geburtsdatum"]
    assert fields["readers.città"]["column"] == 7


def test_quoted_headers_and_cells(project: Project) -> None:
    text = '"e-mail","last name, first name","note"\n"a@example.org","Example, Ada","said ""hi""\nand left"\n'
    fields = project.write({"d/readers.csv": text}).inventory()
    assert list(fields)[:3] == ["readers.e-mail", "readers.last name, first name", "readers.note"]


def test_places_are_those_of_the_names(project: Project) -> None:
    sql = 'CREATE TABLE "münzen" (\n\t"größe" int, e_mail text\n);\n'  # the name begins behind its quote
    fields = project.write({"a.sql": sql}).inventory()
    place = [(item["line"], item["column"]) for item in fields.values()]
    assert place == [(2, 3), (2, 15)]


BUSINESS = """\
CREATE TABLE orders (
  id bigint PRIMARY KEY,
  order_number text NOT NULL,
  sku text,
  product_code text,
  product_name text,
  quantity integer,
  total numeric(10, 2),
  currency char(3),
  placed_at timestamptz
);
CREATE TABLE shops (
  id bigint PRIMARY KEY,
  name text,
  latitude numeric(9, 6),
  longitude numeric(9, 6),
  street text,
  city text,
  opening_hours text
);
CREATE TABLE companies (id bigint PRIMARY KEY, name text, registered_address text, vat_number text);
CREATE TABLE machine_log (
  id bigint PRIMARY KEY,
  machine_id integer,
  event_code text,
  occurred_at timestamptz,
  temperature_c numeric(5, 2)
);
CREATE TABLE flights (flight_number text, origin char(3), destination char(3), gate text, departs_at timestamptz);
"""


def test_business_things_are_not_personal(project: Project) -> None:
    fields = project.write({"a.sql": BUSINESS}).inventory()
    assert {name: key for name, key in top(fields).items() if key} == {}


def test_business_things_beside_a_person_are_not_personal(project: Project) -> None:
    sql = """\
    CREATE TABLE order_lines (
      customer_id bigint NOT NULL REFERENCES customers (id),
      customer_email text NOT NULL,
      order_number text NOT NULL,
      product_code text NOT NULL,
      warehouse_code text,
      tracking_number text
    );
    """
    found = top(project.write({"a.sql": sql}).inventory())
    assert found["order_lines.customer_email"] == "user.contact.email"
    assert found["order_lines.customer_id"] == "user.unique_id"
    assert [found[f"order_lines.{name}"] for name in ("order_number", "product_code", "warehouse_code")] == [None] * 3


PSEUDONYMS = {
    "email_hash char(64)": ("user.contact.email", "token"),
    "phone_sha256 char(64)": ("user.contact.phone_number", "token"),
    "ssn_last4 char(4)": ("user.government_id.national_identification_number", "last4"),
    "ssn_last_four text": ("user.government_id.national_identification_number", "last4"),
    "card_token text": ("user.financial.credit_card", "token"),
    "card_last4 char(4)": ("user.financial.credit_card", "last4"),
    "masked_phone text": ("user.contact.phone_number", "masked"),
    "iban_masked text": ("user.financial.bank_account", "masked"),
}


def test_a_pseudonym_keeps_its_values_category(project: Project) -> None:
    sql = f"CREATE TABLE customers (full_name text, {', '.join(PSEUDONYMS)});"
    fields = project.write({"a.sql": sql}).inventory()
    found = {
        column: (best["category"], best["precision"])
        for column in PSEUDONYMS
        for best in fields[f"customers.{column.split()[0]}"]["categories"][:1]
    }
    assert found == PSEUDONYMS


def test_free_text_lists_itself_first(project: Project) -> None:
    rows = "".join(
        f'{i},"Called on Monday, will ring {i} again; ada{i}@example.org asked for it."\n' for i in range(30)
    )
    fields = project.write({"d/patients.csv": "patient_id,notes\n" + rows}).inventory()
    keys = [item["category"] for item in fields["patients.notes"]["categories"]]
    assert keys[0] == "user.content.free_text"
    assert "user.contact.email" in keys
