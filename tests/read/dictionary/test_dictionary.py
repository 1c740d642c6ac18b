"""Data dictionaries as people keep them: exports of catalogues, studies and spreadsheets."""

from __future__ import annotations

import contextlib
import csv
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minlint.errors import Unreadable
from minlint.model import Field, Problem, Record, Reference, Source, Span
from minlint.read import Options, read, reader_for
from minlint.read.dictionary.headings import normalise
from minlint.read.formats import dictionary
from minlint.read.input import Input


def load(name: str, data: str | bytes) -> Source:
    source = read(Input(name, data=data.encode() if isinstance(data, str) else data), Options())
    assert source is not None
    assert source.format == "dictionary"
    assert source.kind == "schema"
    return source


def claimed(name: str, text: str) -> bool:
    reader = reader_for(Input(name, data=text.encode()))
    return reader is not None and reader.NAME == "dictionary"


def fields(source: Source) -> dict[str, Field]:
    return {f"{record.name}.{field.path}": field for record in source.records for field in record.fields}


def text_at(source: Source, span: Span | None) -> str:
    assert source.text is not None
    assert span is not None
    assert span.line == span.end_line
    return source.text.splitlines()[span.line - 1][span.column - 1 : span.end_column - 1]


CLINIC = """\
Table,Column,Data Type,Nullable,Key,Default,Description
patients,id,bigint,NO,PK,,Internal number
patients,full_name,varchar(200),NO,,,"Name, as on the card"
patients,"birth_date",date,YES,,,
patients,status,char(1),NO,,A,Record status
appointments,id,bigint,NO,PK,,
appointments,patient_id,bigint,NO,FK -> patients.id,,The patient
"""


def test_a_table_of_tables_columns_and_types() -> None:
    source = load("docs/clinic.csv", CLINIC)
    assert source.problems == ()
    assert source.records == (
        Record(
            "patients",
            (
                Field("id", "bigint", Span(2, 10, 2, 12), True, "Internal number", primary=True),
                Field("full_name", "varchar(200)", Span(3, 10, 3, 19), True, "Name, as on the card"),
                Field("birth_date", "date", Span(4, 11, 4, 21), False),
                Field("status", "char(1)", Span(5, 10, 5, 16), False, "Record status", default=True),
            ),
            Span(2, 1, 2, 9),
        ),
        Record(
            "appointments",
            (
                Field("id", "bigint", Span(6, 14, 6, 16), True, primary=True),
                Field(
                    "patient_id",
                    "bigint",
                    Span(7, 14, 7, 24),
                    True,
                    "The patient",
                    references=Reference("patients", "id"),
                ),
            ),
            Span(6, 1, 6, 13),
        ),
    )


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_delimiters_and_encodings_are_found(delimiter: str, encoding: str) -> None:
    text = delimiter.join(["Tabelle", "Spalte", "Datentyp", "Beschreibung"]) + "\r\n"
    text += delimiter.join(["kunden", "straße", "varchar(80)", "Straße und Hausnummer"]) + "\r\n"
    field = Field("straße", "varchar(80)", Span(2, 8, 2, 14), None, "Straße und Hausnummer")
    assert load("felder.csv", text.encode(encoding)).records == (Record("kunden", (field,), Span(2, 1, 2, 7)),)


REDCAP = """\
"Variable / Field Name","Form Name","Section Header","Field Type","Field Label","Choices, Calculations, OR Slider \
Labels","Field Note","Text Validation Type OR Show Slider Number",Identifier?,\
"Branching Logic (Show field only if...)","Required Field?"
record_id,enrolment,,text,"Study ID",,,,,,
intro,enrolment,,descriptive,"Please ask for the
date of birth next",,,,,,
dob,enrolment,,text,"Date of birth",,YYYY-MM-DD,date_ymd,y,,y
sex,enrolment,,radio,"Sex at birth","1, Female | 2, Male | 99, Not known",,,,,y
bmi,vitals,,calc,BMI,"round([weight]/[height], 1)",,,,,
"""


def test_a_redcap_dictionary() -> None:
    source = load("study_DataDictionary_2026.csv", REDCAP)
    assert source.problems == ()
    found = fields(source)
    assert list(found) == ["enrolment.record_id", "enrolment.dob", "enrolment.sex", "vitals.bmi"]
    dob = found["enrolment.dob"]
    assert dob == Field("dob", "text", Span(5, 1, 5, 4), True, "Date of birth; YYYY-MM-DD", format="date_ymd")
    assert found["enrolment.sex"].enum == ("Female", "Male", "Not known")
    assert found["enrolment.record_id"].mandatory is False
    assert found["vitals.bmi"].enum == ()


def test_an_export_of_information_schema_columns() -> None:
    text = (
        "TABLE_CATALOG,TABLE_SCHEMA,TABLE_NAME,COLUMN_NAME,ORDINAL_POSITION,COLUMN_DEFAULT,IS_NULLABLE,DATA_TYPE,"
        "CHARACTER_MAXIMUM_LENGTH,COLUMN_TYPE,COLUMN_KEY,EXTRA,COLUMN_COMMENT\n"
        "def,shop,customers,id,1,NULL,NO,int,NULL,int unsigned,PRI,auto_increment,\n"
        "def,shop,customers,email,2,NULL,NO,varchar,255,varchar(255),UNI,,login name\n"
        "def,shop,customers,locale,3,en,NO,varchar,5,varchar(5),,,\n"
    )
    found = fields(load("columns.csv", text))
    assert list(found) == ["shop.customers.id", "shop.customers.email", "shop.customers.locale"]
    assert found["shop.customers.id"].primary
    email = found["shop.customers.email"]
    assert (email.type, email.mandatory, email.unique, email.comment) == ("varchar(255)", True, True, "login name")
    assert (found["shop.customers.locale"].mandatory, found["shop.customers.locale"].default) == (False, True)


def test_a_codebook_without_tables_is_named_after_its_file() -> None:
    text = "variable,label,values\nplz_5,Post code,\nsex,Sex,1=female; 2=male; 3=diverse\n"
    source = load("panel/wave-3.dictionary.csv", text)
    assert [record.name for record in source.records] == ["wave-3"]
    assert source.records[0].span is None
    assert fields(source)["wave-3.sex"].enum == ("female", "male", "diverse")


def test_titles_blank_rows_sections_and_repeated_headings_are_no_fields() -> None:
    text = (
        "Data dictionary of the library,,,\n\nEntity,Attribute,Type,Meaning\n"
        "Reader,card_no,string,\nPersonal,,,\n,e_mail,string,\nEntity,Attribute,Type,Meaning\n,dob,date,born\n"
    )
    source = load("dictionary.csv", text)
    assert source.problems == ()
    # a lone word in the entity column names the rows below it
    assert list(fields(source)) == ["Reader.card_no", "Personal.e_mail", "Personal.dob"]


def test_a_table_said_once_holds_for_the_rows_below_it() -> None:
    text = "table,column,type\nusers,id,int\n,name,text\nlogs,at,timestamp\n,ip,inet\n"
    assert list(fields(load("x.csv", text))) == ["users.id", "users.name", "logs.at", "logs.ip"]


def test_nested_names_and_duplicates_stay_as_they_are() -> None:
    text = "table,column,type\na,address.street,string\na,tags[],string\na,tags[],string\n"
    found = load("x.dictionary.csv", text).records[0].fields
    assert [field.path for field in found] == ["address.street", "tags[]", "tags[]"]


def test_a_row_that_types_nothing_and_a_quote_left_open_are_said_with_their_place() -> None:
    text = 'table,column,type,description\nusers,id,int,\nusers,,text,secret\nusers,name,text,"secret\nusers,x,int,\n'
    source = load("x.dictionary.csv", text)
    assert list(fields(source)) == ["users.id", "users.name"]
    assert source.problems == (
        Problem("E002", "a row that gives a type but names no field", 3, 1),
        Problem("E002", "a quote opens here that is never closed", 4, 18),
    )


@pytest.mark.parametrize("text", ["", "1,2,3\n4,5,6\n", "price;amount\n3;4\n"])
def test_a_dictionary_by_suffix_without_headings_is_unreadable(text: str) -> None:
    source = load("broken.dictionary.csv", text)
    assert source.records == ()
    assert source.problems == (
        Problem("E001", "no heading names the column that holds the fields (field, column, variable, …)", 1, 1),
    )


@pytest.mark.parametrize(
    "text",
    [
        "name,type,description\nRed wine,drink,A bottle\nCheddar,cheese,Old\n",
        "id,name,email\n1,Ada,a@example.org\n2,Bob,b@example.org\n",
        "variable,year,value\ntemp,2020,3\ntemp,2021,4\nrain,2020,9\nrain,2021,8\n",
        "field,description\nPhysics,Matter and motion\nBiology,Living things\nLaw,Rules\n",
        "form,name,comment\nA12,Bo Larsen,late\nA12,Kim Ode,on time\n",
        "element,symbol,type\nIron,Fe,metal\nNeon,Ne,gas\n",
        "table_name,field_name,old_value,new_value,at,by\nusers,email,x,y,2026-01-01,3\nusers,phone,x,y,2026-01-02,3\n",
        "column,table,type\n3,12,oak\n4,13,oak\n",
        "name,type\n",
        "a,b\n",
        "",
    ],
)
def test_tables_of_data_are_not_taken(text: str) -> None:
    assert not claimed("data.csv", text)


@pytest.mark.parametrize(
    "text",
    [
        "Field,Type,Null,Key,Default,Extra\nid,int,NO,PRI,NULL,\nname,varchar(80),YES,,NULL,\n",
        "name,type,mode,description\nid,INTEGER,REQUIRED,\nemail,STRING,NULLABLE,\n",
        "Variable Name,Variable Label\nage_1,Age at visit\nsex,Sex\n",
        "Entity;Attribute;Definition\nCustomer;Date of Birth;When born\nCustomer;Phone;To call\n",
        "table,column,type,description\napp,android.permission.CAMERA,,camera\n",
    ],
)
def test_tables_that_list_fields_are_taken(text: str) -> None:
    assert claimed("some.csv", text)


@pytest.mark.parametrize(
    "heading", ["COLUMN_NAME", "Column name", "columnName", " column-name ", "Column Name (physical)", "Cölumn  näme*"]
)
def test_headings_are_one_however_written(heading: str) -> None:
    assert normalise(heading) == "column name"


@pytest.mark.parametrize(
    ("text", "enum"),
    [
        ("M=Male, F=Female", ("Male", "Female")),
        ("'new' | 'paid'", ("new", "paid")),
        ("yes\nno", ("yes", "no")),
        ("1 - low; 2 - high", ("low", "high")),
        ("0 to 120", ()),
        ("", ()),
    ],
)
def test_choices_in_their_usual_forms(text: str, enum: tuple[str, ...]) -> None:
    file = io.StringIO(newline="")
    csv.writer(file).writerows([["field", "type", "allowed values"], ["x", "text", text]])
    assert load("x.csv", file.getvalue()).records[0].fields[0].enum == enum


@pytest.mark.parametrize(
    ("heading", "cell", "expected"),
    [
        ("Required", "Y", True),
        ("Required", "no", False),
        ("Required", "", False),
        ("Required", "if under 18", None),
        ("Null?", "NOT NULL", True),
        ("Null?", "", None),
        ("Nullable", "Y", False),
        ("optional", "false", True),
    ],
)
def test_whether_a_value_must_be_given(heading: str, cell: str, expected: bool | None) -> None:
    source = load("x.csv", f"field,type,{heading}\nx,text,{cell}\n")
    assert source.records[0].fields[0].mandatory is expected


@pytest.mark.parametrize(
    ("heading", "cell", "expected"),
    [
        ("references", "patients.id", Reference("patients", "id")),
        ("references", "public.patients(id)", Reference("public.patients", "id")),
        ("foreign key", "FK to patients", Reference("patients")),
        ("key", "FK (patients)", Reference("patients")),
        ("foreign key", "yes", None),
        ("key", "FK", None),
        ("references", "see the manual, page 3", None),
    ],
)
def test_references(heading: str, cell: str, expected: Reference | None) -> None:
    source = load("x.csv", f'field,type,{heading}\nx,text,"{cell}"\n')
    assert source.records[0].fields[0].references == expected


def workbook(sheets: dict[str, list[list[Any]]]) -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_a_workbook_with_a_sheet_for_each_table() -> None:
    head = ["Column", "Type", "Required", "Description"]
    data = workbook(
        {
            "Read me": [["Written by the data office"], []],
            "patients": [["Patients"], [], head, ["ssn", "text", "yes", "Number"], ["height", "number", None, 1.5]],
            "visits": [head, ["at", "datetime", "no", None]],
        }
    )
    source = load("model.xlsx", data)
    assert source.text is None
    assert source.problems == ()
    assert source.records == (
        Record(
            "patients",
            (
                Field("ssn", "text", None, True, "Number"),
                Field("height", "number", None, False, "1.5"),
            ),
        ),
        Record("visits", (Field("at", "datetime", None, False),)),
    )


def test_a_workbook_of_data_is_no_dictionary() -> None:
    data = workbook({"orders": [["name", "type", "description"], ["Oak", "tree", "old"], ["Elm", "tree", "young"]]})
    assert not claimed_bytes("orders.xlsx", data)


def claimed_bytes(name: str, data: bytes) -> bool:
    reader = reader_for(Input(name, data=data))
    return reader is not None and reader.NAME == "dictionary"


@pytest.mark.parametrize("cut", [0, 3, 200, 2_000])
def test_a_broken_workbook_is_unreadable(cut: int) -> None:
    data = workbook({"a": [["column", "type"], ["x", "text"]]})
    broken = data[:cut] + b"\x00" * 8
    (problem,) = load("model.dictionary.xlsx", broken).problems
    assert (problem.code, problem.line) == ("E001", None)
    assert not claimed_bytes("takings.xlsx", broken)


NAMES = st.from_regex(r"[a-zA-Zäß][a-zA-Z0-9_.]{0,12}", fullmatch=True).filter(lambda name: normalise(name) != "column")
CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)


@given(st.lists(st.tuples(NAMES, NAMES, CELLS), min_size=1, max_size=8))
def test_every_row_is_read_and_its_place_holds_its_name(rows: list[tuple[str, str, str]]) -> None:
    file = io.StringIO(newline="")
    csv.writer(file, quoting=csv.QUOTE_ALL).writerows([["table", "column", "type", "description"]])
    csv.writer(file).writerows([[table, column, "text", comment] for table, column, comment in rows])
    source = load("x.dictionary.csv", file.getvalue())
    found = [(record.name, field.path, field.comment) for record in source.records for field in record.fields]
    assert sorted(found) == sorted((table, column, comment.strip()) for table, column, comment in rows)
    lines = file.getvalue().replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for record in source.records:
        for field in record.fields:
            assert field.span is not None
            assert lines[field.span.line - 1][field.span.column - 1 : field.span.end_column - 1] == field.path


@given(st.binary() | st.text().map(lambda text: ("table,column,type\n" + text).encode("utf-8", "replace")))
def test_no_bytes_raise_a_traceback(data: bytes) -> None:
    for name in ("x.dictionary.csv", "x.csv", "x.tsv", "x.xlsx"):
        source = Input(name, data=data)
        with contextlib.suppress(Unreadable):
            if dictionary.claims(source):
                assert dictionary.read(source, Options()).path == name


def test_a_redcap_dictionary_without_its_first_heading() -> None:
    source = load("rare.csv", REDCAP.replace('"Variable / Field Name"', "1"))
    assert list(fields(source)) == ["enrolment.record_id", "enrolment.dob", "enrolment.sex", "vitals.bmi"]
    assert source.problems == ()
