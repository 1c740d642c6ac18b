"""OpenAPI: headers, parts of bodies, what is no field, and words for minlint wherever they can stand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from minlint.model import Field, Source, Span

Load = Callable[..., Source]
Brief = Callable[[Source], list[str]]
Fields = Callable[[Source], dict[str, Field]]
TextAt = Callable[[Source, Span | None], str]

UPLOADS = """\
openapi: 3.0.3
info: {title: Passport office, version: "1"}
security: [{apiKey: []}]
paths:
  /applications:
    post:
      operationId: apply
      requestBody:
        content:
          multipart/form-data:
            schema:
              type: object
              required: [portrait]
              properties:
                portrait: {type: string, format: binary}
                statement: {type: string}
                scans: {type: array, items: {type: string, format: binary}}
            encoding:
              portrait: {contentType: "image/png, image/jpeg", headers: {X-Camera-Serial: {schema: {type: string}}}}
              scans: {contentType: application/pdf}
              statement: {style: form}
      responses:
        "201":
          description: Taken
          headers:
            Location: {schema: {type: string, format: uri}}
            X-Case-Worker: {$ref: '#/components/headers/CaseWorker'}
          content:
            application/json:
              schema: {type: object, properties: {number: {type: string}}}
          links:
            status: {operationId: status, parameters: {number: '$response.body#/number'}}
        "409": {description: Twice, headers: {location: {schema: {type: string}}}}
        "429": {$ref: '#/components/responses/Slow'}
components:
  headers:
    CaseWorker: {description: Who decides, schema: {type: string}}
  responses:
    Slow:
      description: Later
      headers: {Retry-After: {schema: {type: integer}}}
  links:
    status: {operationId: status, requestBody: {ssn: x}}
  securitySchemes:
    apiKey: {type: apiKey, in: header, name: X-Token}
    login: {type: oauth2, flows: {password: {tokenUrl: /t, scopes: {email: Your address}}}}
  examples:
    one: {value: {properties: {iban: {type: string}}}}
"""


def test_headers_and_parts_are_fields_and_security_and_links_are_none(load: Load, brief: Brief, fields: Fields) -> None:
    source = load(UPLOADS)
    assert source.problems == ()
    assert brief(source) == [
        "apply (in) 7:20",
        "  15:17 portrait | string | mandatory",
        "  16:17 statement | string",
        "  17:17 scans[] | string",
        "  19:74 X-Camera-Serial | string",
        "apply (out) 7:20",
        "  26:13 Location | string",
        "  30:51 number | string",
        "CaseWorker (out) 37:5",
        "  37:5 CaseWorker | string",
        "Slow (out) 39:5",
        "  41:17 Retry-After | integer",
    ]
    found = fields(source)
    assert found["apply.portrait"].format == "image/png, image/jpeg"
    assert found["apply.scans[]"].format == "application/pdf"
    assert found["apply.statement"].format == ""
    assert found["CaseWorker.CaseWorker"].comment == "Who decides"


SWAGGER = """\
swagger: "2.0"
info: {title: Library, version: "1"}
host: library.example
parameters:
  Reader: {name: reader, in: path, required: true, type: string}
paths:
  /loans/{reader}:
    parameters:
      - $ref: '#/parameters/Reader'
    get:
      parameters:
        - {name: shelf, in: query, type: array, collectionFormat: pipes, items: {type: string, enum: [a, b]}}
        - {name: If-Modified-Since, in: header, type: string, format: date-time}
      responses:
        200:
          description: Loans
          schema: {type: array, items: {$ref: '#/definitions/Loan'}}
          headers:
            X-Debts: {type: number}
    post:
      consumes: [multipart/form-data]
      parameters:
        - {name: card, in: formData, type: file, required: true}
        - {name: pin, in: formData, type: string, format: password}
      responses: {204: {description: Done}}
    put:
      parameters:
        - {name: loan, in: body, required: true, schema: {$ref: '#/definitions/Loan'}}
        - {name: note, in: body, schema: {type: string}}
      responses: {204: {description: Done}}
definitions:
  Loan:
    type: object
    required: [isbn, id]
    properties:
      id: {type: integer, readOnly: true}
      isbn: {type: string}
      due: {type: string, format: date}
"""


def test_swagger_2_in_yaml(load: Load, brief: Brief, fields: Fields) -> None:
    source = load(SWAGGER)
    assert source.problems == ()
    assert brief(source) == [
        "Reader (in) 5:3",
        "  5:18 reader | string | mandatory",
        "GET /loans/{reader} (in) 10:5",
        "  12:18 shelf[] | string",
        "  13:18 If-Modified-Since | string",
        "GET /loans/{reader} (out) 10:5",
        "  19:13 X-Debts | number",
        "POST /loans/{reader} (in) 20:5",
        "  23:18 card | file | mandatory",
        "  24:18 pin | string",
        "PUT /loans/{reader} (in) 26:5",
        "  29:18 note | string",
        "Loan (both) 32:3",
        "  36:7 id | integer | out",
        "  37:7 isbn | string | mandatory",
        "  38:7 due | string",
    ]
    found = fields(source)
    assert found["GET /loans/{reader}.shelf[]"].enum == ("a", "b")
    assert found["POST /loans/{reader}.pin"].format == "password"


def test_a_body_that_may_be_a_text_is_one_beside_the_properties_it_may_have_instead(load: Load, brief: Brief) -> None:
    text = (
        "openapi: 3.1.0\npaths:\n  /calls:\n    post:\n      requestBody:\n        content:\n"
        "          application/sdp: {schema: {type: string}}\n"
        "          multipart/form-data: {schema: {properties: {voice: {type: string}}}}\n"
        "    put: {requestBody: {content: {image/png: {schema: {type: string, format: binary}}}}}\n"
        "    patch: {requestBody: {content: {a/b: {schema: {oneOf: [{type: string}, {properties: {a: {}}}]}}}}}\n"
        "    get: {requestBody: {content: {a/b: {schema: {type: [array, 'null'], items: {type: integer}}}}}}\n"
    )
    assert brief(load(text)) == [
        "POST /calls (in) 4:5",
        "  8:55 voice | string",
        "  5:7 requestBody | string",
        "PUT /calls (in) 9:5",
        "  9:11 requestBody | string",
        "PATCH /calls (in) 10:5",
        "  10:90 a",
        "GET /calls (in) 11:5",
        "  11:11 requestBody[] | integer",
    ]


WORDS = """\
# minlint: purpose=care
openapi: 3.1.0
paths:
  # minlint: purpose=front-desk
  /visits:
    # minlint: purpose=reminders
    post:
      parameters:
        # minlint: allow X101 until 2027-04-30 because the old desk sends it
        - in: query
          name: born
          schema: {type: string}
        - {in: query, name: mood}  # minlint: allow S209 until 2027-01-31 because surveys end
        - in: query
          name: desk
          x-purpose: [front-desk, billing]
          x-minlint:
            - allow X101 until 2027-03-01 because one
            - {allow: X102}
      requestBody:
        content:
          application/json:
            schema:
              x-purpose: triage
              properties:
                notes:
                  type: string
                  x-minlint: |
                    allow S209 until 2027-02-28
                      because of the nurse
                    allow X101 until 2027-02-28 because of the form
    get:
      parameters: [{name: day, in: query}]
components:
  schemas:
    Visit:
      # minlint: purpose=billing
      type: object
      x-minlint: "allow X101 until 2027-01-01 because \\u0061 reason"
      properties: {reason: {type: string}}
"""


def test_words_for_minlint_stand_in_extensions_and_in_comments(load: Load, fields: Fields, text_at: TextAt) -> None:
    source = load(WORDS)
    assert [(marker.kind, marker.text) for marker in source.markers] == [("purpose", "care")]
    bound = {(record.name, marker.kind, marker.text) for record in source.records for marker in record.markers}
    assert bound == {
        ("POST /visits", "purpose", "reminders"),
        ("GET /visits", "purpose", "front-desk"),
        ("Visit", "purpose", "billing"),
        ("Visit", "allow", "X101 until 2027-01-01 because a reason"),
    }
    found = fields(source)
    said = {path: [(marker.kind, marker.text) for marker in field.markers] for path, field in found.items()}
    assert said == {
        "POST /visits.born": [("allow", "X101 until 2027-04-30 because the old desk sends it")],
        "POST /visits.mood": [("allow", "S209 until 2027-01-31 because surveys end")],
        "POST /visits.desk": [
            ("purpose", "front-desk,billing"),
            ("allow", "X101 until 2027-03-01 because one"),
            ("allow", ""),
        ],
        "POST /visits.notes": [
            ("allow", "S209 until 2027-02-28 because of the nurse"),
            ("allow", "X101 until 2027-02-28 because of the form"),
            ("purpose", "triage"),
        ],
        "GET /visits.day": [],
        "Visit.reason": [],
    }
    placed = [text_at(source, marker.span) for marker in found["POST /visits.notes"].markers]
    assert placed == ["allow S209 until 2027-02-28", "allow X101 until 2027-02-28 because of the form", "triage"]
    assert text_at(source, found["POST /visits.desk"].markers[2].span) == "{allow: X102}"
    visit = next(record for record in source.records if record.name == "Visit")
    assert [text_at(source, marker.span) for marker in visit.markers] == [
        r"allow X101 until 2027-01-01 because \u0061 reason",
        "minlint: purpose=billing",
    ]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "docker-compose.yml",
            "version: '3.8'\nservices:\n  openapi:\n    image: swagger:2.0\n    environment: {a: b}\n",
        ),
        ("package.json", '{"name": "openapi", "version": "3.0.0", "openapi": "3.0.0", "dependencies": {}}'),
        (
            ".github/workflows/ci.yml",
            "name: openapi\non: push\njobs:\n  swagger: {runs-on: x, steps: [{run: 'a: b'}]}\n",
        ),
        (
            "crd.yaml",
            (
                "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nspec:\n  versions:\n"
                "    - schema:\n        openAPIV3Schema: {type: object, properties: {a: {type: string}}}\n"
            ),
        ),
        (
            "asyncapi.yaml",
            (
                "asyncapi: 3.0.0\ninfo: {title: a, version: '1'}\ncomponents:\n  schemas:\n"
                "    Visit: {type: object, properties: {a: {type: string}}}\n"
            ),
        ),
        ("values.yaml", "openapi: 3.1.0\nserver: {port: 80}\n"),
        ("list.json", '[{"openapi": "3.0.0", "paths": {}}]'),
    ],
)
def test_what_merely_resembles_is_passed_over(name: str, text: str) -> None:
    from minlint.read.formats import json_schema, openapi
    from minlint.read.input import Input

    source = Input(name, data=text.encode())
    assert not openapi.claims(source)
    assert not json_schema.claims(source)


REFERRED = """openapi: 3.1.0
info: {title: a, version: "1"}
paths:
  /applications:
    post:
      operationId: apply
      requestBody: {$ref: '#/components/requestBodies/Form'}
components:
  requestBodies:
    Form:
      content:
        multipart/form-data:
          schema: {$ref: '#/components/schemas/Application'}
          encoding:
            portrait: {contentType: image/png}
            scans: {contentType: application/pdf}
            born: {contentType: text/plain}
  schemas:
    Application:
      type: object
      properties:
        portrait: {type: string, format: binary}
        scans: {type: array, items: {type: string}}
        born: {type: string, format: date}
        other: {$ref: '#/components/schemas/Portrait'}
    Portrait: {type: object, properties: {portrait: {type: string}}}
"""


def test_the_encoding_of_a_body_that_is_a_component(load: Load, fields: Fields) -> None:
    found = fields(load(REFERRED))
    assert found["Application.portrait"].format == "image/png"
    assert found["Application.scans[]"].format == "application/pdf"
    assert found["Application.born"].format == "date"
    assert found["Portrait.portrait"].format == ""
