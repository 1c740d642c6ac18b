"""The records of an example written anew in a format of each family, so that a rule can be asked about it there."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from minlint.kinds import kind_of
from minlint.model import Field, Record, Source

Text = tuple[str, str]
"""What a file holds, and its name; empty where any will do."""


def _kind(field: Field) -> str:
    return kind_of(field.type, field.format).name


_JSON: Mapping[str, Mapping[str, str]] = {
    "integer": {"type": "integer"},
    "decimal": {"type": "number"},
    "boolean": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
    "datetime": {"type": "string", "format": "date-time"},
    "binary": {"type": "string", "contentEncoding": "base64"},
}


def _schema(record: Record) -> dict[str, Any]:
    properties = {
        field.name: {
            **_JSON.get(_kind(field), {"type": "string"}),
            **({"enum": list(field.enum)} if field.enum else {}),
            **({"description": field.comment} if field.comment else {}),
        }
        for field in record.fields
    }
    required = [field.name for field in record.fields if field.mandatory]
    said = {"description": record.comment} if record.comment else {}
    return {"title": record.name, **said, "type": "object", "required": required, "properties": properties}


def json_schema(source: Source) -> Text:
    version = "https://json-schema.org/draft/2020-12/schema"
    if len(source.records) == 1:
        return json.dumps({"$schema": version, **_schema(source.records[0])}), ""
    return json.dumps({"$schema": version, "$defs": {item.name: _schema(item) for item in source.records}}), ""


def openapi(source: Source) -> Text:
    schemas = {record.name: _schema(record) for record in source.records}
    head = {"openapi": "3.1.0", "info": {"title": "it", "version": "1"}, "paths": {}}
    return json.dumps({**head, "components": {"schemas": schemas}}), ""


def dictionary(source: Source) -> Text:
    rows = [
        ",".join(
            (record.name, field.name, field.type.partition("(")[0], "yes" if field.mandatory else "no", field.comment)
        )
        for record in source.records
        for field in record.fields
    ]
    return "\n".join(("table,column,type,required,description", *rows)), ""


_PROTO = {
    "integer": "int64",
    "decimal": "double",
    "boolean": "bool",
    "binary": "bytes",
    "datetime": "google.protobuf.Timestamp",
}


def protobuf(source: Source) -> Text:
    said = ['syntax = "proto3";']
    for record in source.records:
        said += [f"// {record.comment}"] if record.comment else []
        said.append(f"message {record.name} {{")
        for number, field in enumerate(record.fields, start=1):
            said += [f"  // {field.comment}"] if field.comment else []
            said.append(f"  {_PROTO.get(_kind(field), 'string')} {field.name} = {number};")
        said.append("}")
    return "\n".join(said), ""


_ORM = {
    "integer": "BigInteger",
    "decimal": "Numeric",
    "boolean": "Boolean",
    "date": "Date",
    "datetime": "DateTime",
    "binary": "LargeBinary",
}


def python(source: Source) -> Text:
    """Tables of SQLAlchemy."""
    said = ["import sqlalchemy as sa", "from sqlalchemy.orm import DeclarativeBase", "", ""]
    said += ["class Base(DeclarativeBase):", "    pass", ""]
    for record in source.records:
        said += ["", f"class {record.name.replace('.', '_')}(Base):"]
        said += [f'    """{record.comment}"""'] if record.comment else []
        said.append(f'    __tablename__ = "{record.name}"')
        for field in record.fields:
            to = field.references
            parts = [f"sa.{_ORM.get(_kind(field), 'Text')}"]
            parts += [f'sa.ForeignKey("{to.record}.{to.field or "id"}")'] if to else []
            parts += ["primary_key=True"] if field.primary else []
            parts += [f"nullable={not field.mandatory}", f"comment={field.comment!r}"]
            said.append(f"    {field.name} = sa.Column({', '.join(parts)})")
    return "\n".join(said), ""


_CONTRACT = {"integer": "integer", "decimal": "number", "boolean": "boolean", "date": "date", "datetime": "date"}


def odcs(source: Source) -> Text:
    schema = [
        {
            "name": record.name,
            "description": record.comment,
            "properties": [
                {
                    "name": field.name,
                    "logicalType": _CONTRACT.get(_kind(field), "string"),
                    "physicalType": field.type,
                    "required": bool(field.mandatory),
                    "primaryKey": field.primary,
                    "description": field.comment,
                }
                for field in record.fields
            ],
        }
        for record in source.records
    ]
    head = {"apiVersion": "v3.0.2", "kind": "DataContract", "id": "it", "version": "1.0.0", "status": "active"}
    return json.dumps({**head, "schema": schema}), ""


_INPUT = {"integer": "number", "decimal": "number", "boolean": "checkbox", "date": "date", "datetime": "datetime-local"}


def html_form(source: Source) -> Text:
    said = []
    for record in source.records:
        said.append(f'<form id="{record.name}">')
        for field in record.fields:
            must = " required" if field.mandatory else ""
            said.append(f'<input name="{field.name}" type="{_INPUT.get(_kind(field), "text")}"{must}>')
        said.append("</form>")
    return "\n".join(said), ""


_BIGQUERY = {
    "integer": "INTEGER",
    "decimal": "NUMERIC",
    "boolean": "BOOLEAN",
    "date": "DATE",
    "datetime": "TIMESTAMP",
    "binary": "BYTES",
}


def terraform(source: Source) -> Text:
    said = []
    for record in source.records:
        fields = [
            {
                "name": field.name,
                "type": _BIGQUERY.get(_kind(field), "STRING"),
                "mode": "REQUIRED" if field.mandatory else "NULLABLE",
                "description": field.comment,
            }
            for field in record.fields
        ]
        said.append(f'resource "google_bigquery_table" "{record.name.replace(".", "_")}" {{')
        said += [f'  table_id = "{record.name}"', f'  description = "{record.comment}"']
        said += ["  schema = <<EOF", json.dumps(fields), "EOF", "}"]
    return "\n".join(said), ""


def csv(source: Source) -> Text:
    (record,) = source.records
    return ",".join(field.name for field in record.fields) + "\n", f"{record.name}.csv"


FAMILIES: Mapping[str, Callable[[Source], Text]] = {
    "json_schema": json_schema,
    "openapi": openapi,
    "dictionary": dictionary,
    "protobuf": protobuf,
    "python": python,
    "odcs": odcs,
    "html_form": html_form,
    "terraform": terraform,
    "csv": csv,
}
"""A format of each family: documents, interfaces, dictionaries, definitions of messages, models, contracts, forms,
infrastructure, data."""
