"""CSV and TSV: names, types, places, counts, encodings, and rows that are broken."""

from __future__ import annotations

import csv as standard_csv
import io
import math
import random
from pathlib import Path

import pytest

from minlint.errors import Unreadable
from minlint.model import Field, Problem, Record, Source, Span
from minlint.read import Options, read
from minlint.read.formats import csv
from minlint.read.input import Input

PATIENTS = '''patient_id,full_name,born,email,zip,weight_kg,insured,last_visit,note
1001,Ada Novak,1984-02-29,ada.novak@example.org,02139,61.5,true,2024-03-01 09:30:00,"Prefers mornings, calls first"
1002,Ben Okafor,1951-11-03,ben@example.net,10115,82,false,2024-03-01 10:00:00,"Said ""not now"""
1003,Cleo Rossi,2001-07-19,,00184,70.25,true,2024-03-04 11:15:30,
1004,Ada Novak,1999-01-01,ada2@example.org,75001,55,true,,"Two
lines"
'''


def source_of(tmp_path: Path, content: str | bytes, name: str = "patients.csv", **options: object) -> Source:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    found = read(Input(name, str(path)), Options(**options))  # type: ignore[arg-type]
    assert found is not None
    return found


def record_of(tmp_path: Path, content: str | bytes, name: str = "patients.csv", **options: object) -> Record:
    source = source_of(tmp_path, content, name, **options)
    assert source.problems == ()
    return source.records[0]


def field(record: Record, path: str) -> Field:
    return next(field for field in record.fields if field.path == path)


def counts(field: Field) -> dict[object, int]:
    assert field.values is not None
    return dict(field.values.items())


def test_names_types_and_counts(tmp_path: Path) -> None:
    record = record_of(tmp_path, PATIENTS)
    assert (record.name, record.rows, record.sampled) == ("patients", 4, None)
    assert [(item.path, item.type) for item in record.fields] == [
        ("patient_id", "bigint"),
        ("full_name", "varchar"),
        ("born", "date"),
        ("email", "varchar"),
        ("zip", "varchar"),
        ("weight_kg", "double"),
        ("insured", "boolean"),
        ("last_visit", "timestamp"),
        ("note", "varchar"),
    ]
    assert all(item.mandatory is None for item in record.fields)
    name, email = field(record, "full_name").values, field(record, "email").values
    assert name and email
    assert (name.rows, name.nulls, name.distinct) == (4, 0, 3)
    assert (email.rows, email.nulls, email.distinct) == (4, 1, 3)
    assert counts(field(record, "full_name")) == {"Ada Novak": 2, "Ben Okafor": 1, "Cleo Rossi": 1}
    assert set(counts(field(record, "zip"))) == {"02139", "10115", "00184", "75001"}
    assert set(counts(field(record, "note"))) == {
        "Prefers mornings, calls first",
        'Said "not now"',
        "Two\nlines",
    }


def test_a_field_stands_where_the_header_names_it(tmp_path: Path) -> None:
    record = record_of(tmp_path, '\ufeffid, "first name" ,"größe","mail"\n1,Ada,170,ada@example.org\n')
    assert [(item.path, item.span) for item in record.fields] == [
        ("id", Span(1, 1, 1, 3)),
        ("first name", Span(1, 6, 1, 16)),
        ("größe", Span(1, 20, 1, 25)),
        ("mail", Span(1, 28, 1, 32)),
    ]


def test_only_the_header_is_kept_for_excerpts(tmp_path: Path) -> None:
    assert source_of(tmp_path, PATIENTS).text == PATIENTS.partition("\n")[0] + "\n"
    assert source_of(tmp_path, "ada@example.org,4\nben@example.org,5\n").text is None


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", b"\xef\xbb\xbf"),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
        ("cp1252", b""),
    ],
)
def test_encodings(tmp_path: Path, encoding: str, mark: bytes) -> None:
    text = "Name;Straße;Größe\nJörg Weiß;Hauptstraße 1;180\nZoé Müller;Ulmer Weg 2;165\n"
    record = record_of(tmp_path, mark + text.encode(encoding))
    assert [(item.path, item.span) for item in record.fields] == [
        ("Name", Span(1, 1, 1, 5)),
        ("Straße", Span(1, 6, 1, 12)),
        ("Größe", Span(1, 13, 1, 18)),
    ]
    assert set(counts(field(record, "Name"))) == {"Jörg Weiß", "Zoé Müller"}
    assert field(record, "Größe").type == "bigint"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters(tmp_path: Path, delimiter: str) -> None:
    rows = [["member", "note", "joined"], ["Ada", "a, b; c", "2020-01-02"], ["Ben", "d | e", "2021-01-02"]]
    text = io.StringIO()
    standard_csv.writer(text, delimiter=delimiter).writerows(rows)
    record = record_of(tmp_path, text.getvalue())
    assert [item.path for item in record.fields] == rows[0]
    assert set(counts(field(record, "note"))) == {"a, b; c", "d | e"}


def test_tabs(tmp_path: Path) -> None:
    record = record_of(tmp_path, "email\tage\nada@example.org\t36\n", "people.tsv")
    assert [(item.path, item.type, item.span) for item in record.fields] == [
        ("email", "varchar", Span(1, 1, 1, 6)),
        ("age", "bigint", Span(1, 7, 1, 10)),
    ]


def test_single_quotes_and_backslashes(tmp_path: Path) -> None:
    record = record_of(tmp_path, "id,name\n1,'Novak, Ada'\n2,'Okafor, Ben'\n")
    assert set(counts(field(record, "name"))) == {"Novak, Ada", "Okafor, Ben"}
    record = record_of(tmp_path, 'id,name\n1,"Ada \\"A\\" Novak"\n2,"Ben, B"\n')
    assert set(counts(field(record, "name"))) == {'Ada "A" Novak', "Ben, B"}


def test_lines_before_the_table(tmp_path: Path) -> None:
    record = record_of(tmp_path, "sep=;\nname;email\nAda;ada@example.org\n")
    assert [(item.path, item.span) for item in record.fields] == [
        ("name", Span(2, 1, 2, 5)),
        ("email", Span(2, 6, 2, 11)),
    ]
    record = record_of(tmp_path, "# exported on Monday\n\nname,email\nAda,ada@example.org\n")
    assert [item.span for item in record.fields] == [Span(3, 1, 3, 5), Span(3, 6, 3, 11)]
    assert record.rows == 1
    record = record_of(tmp_path, "#id,email\n1,ada@example.org\n")
    assert [item.path for item in record.fields] == ["#id", "email"]


def test_without_a_header(tmp_path: Path) -> None:
    record = record_of(tmp_path, "ada@example.org,Ada,4\nben@example.org,Ben,5\n")
    assert [(item.path, item.type, item.span) for item in record.fields] == [
        ("column1", "varchar", None),
        ("column2", "varchar", None),
        ("column3", "bigint", None),
    ]
    assert record.rows == 2
    assert set(counts(record.fields[0])) == {"ada@example.org", "ben@example.org"}


def test_names_said_twice_and_not_at_all(tmp_path: Path) -> None:
    record = record_of(tmp_path, "name,name,,Name\nAda,Novak,1,x\nBen,Okafor,2,y\n")
    assert [(item.path, item.span) for item in record.fields] == [
        ("name", Span(1, 1, 1, 5)),
        ("name_1", Span(1, 6, 1, 10)),
        ("column3", None),
        ("Name_2", Span(1, 12, 1, 16)),
    ]


def test_row_names_without_a_heading(tmp_path: Path) -> None:
    record = record_of(tmp_path, '"height","weight"\n"1",170,61\n"2",180,82\n')
    assert [item.path for item in record.fields] == ["column1", "height", "weight"]
    assert record.fields[1].span == Span(1, 2, 1, 8)
    assert counts(field(record, "weight")) == {"61": 1, "82": 1}


def test_a_header_over_two_lines(tmp_path: Path) -> None:
    record = record_of(tmp_path, 'id,"birth\ndate",email\n1,1984-02-29,ada@example.org\n2,1951-11-03,ben@example.org\n')
    assert [(item.path, item.span) for item in record.fields] == [
        ("id", Span(1, 1, 1, 3)),
        ("birth date", Span(1, 5, 2, 5)),
        ("email", Span(2, 7, 2, 12)),
    ]
    assert record.rows == 2


def test_broken_rows_cost_themselves(tmp_path: Path) -> None:
    text = "id,name,zip\n1,Ada,02139\n2,Ben\n3,Cleo,10115,extra\n4,Dan,10117\n"
    source = source_of(tmp_path, text)
    assert source.problems == (
        Problem("E002", "a row of 2 cells among rows of 3", 3),
        Problem("E002", "a row of 4 cells among rows of 3", 4),
    )
    assert source.records[0].rows == 2
    assert counts(field(source.records[0], "name")) == {"Ada": 1, "Dan": 1}


def test_a_quote_that_never_closes(tmp_path: Path) -> None:
    rows = "".join(f"{number},Name {number},5\n" for number in range(3, 600))
    source = source_of(tmp_path, 'id,name,v\n1,"Ada,3\n2,Ben,5\n' + rows)
    assert [(problem.code, problem.line) for problem in source.problems] == [("E002", 2)]
    assert source.records[0].rows == 598


def test_many_broken_rows_are_counted(tmp_path: Path) -> None:
    good = "".join(f"{number},Ada,x\n" for number in range(200))
    source = source_of(tmp_path, "id,name,v\n" + good + "1,2\n" * 80)
    assert len(source.problems) == 51
    assert source.problems[-1] == Problem("E002", "30 more rows that can't be read", 252)


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_line_ends(tmp_path: Path, end: str) -> None:
    record = record_of(tmp_path, end.join(["id,email", "1,ada@example.org", "2,ben@example.org", ""]))
    assert record.rows == 2
    assert [item.span for item in record.fields] == [Span(1, 1, 1, 3), Span(1, 4, 1, 9)]


@pytest.mark.parametrize("content", ["", "\n\n", "\ufeff"])
def test_nothing_in_it(tmp_path: Path, content: str) -> None:
    source = source_of(tmp_path, content)
    assert (source.records, source.problems) == ((), ())


def test_a_header_alone(tmp_path: Path) -> None:
    record = record_of(tmp_path, "id,first_name,email\n")
    assert record.rows == 0
    assert [(item.path, item.span) for item in record.fields] == [
        ("id", Span(1, 1, 1, 3)),
        ("first_name", Span(1, 4, 1, 14)),
        ("email", Span(1, 15, 1, 20)),
    ]


def test_a_binary_file_is_unreadable(tmp_path: Path) -> None:
    source = source_of(tmp_path, b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00")
    assert [problem.code for problem in source.problems] == ["E001"]
    with pytest.raises(Unreadable):
        csv.claims(Input("x.csv", data=b"\x00\x01\x02\x00\x00\x07"))


def test_standard_input() -> None:
    source = csv.read(Input("exports/people.csv", data=PATIENTS.encode()), Options())
    assert (source.path, source.records[0].name, source.records[0].rows) == ("exports/people.csv", "people", 4)


def test_types_are_held_against_every_row(tmp_path: Path) -> None:
    late = (
        "".join(f"{number},{number},{number}.5,2024-01-02\n" for number in range(1, 3000)) + "3000,x,n/k,2024-02-31\n"
    )
    record = record_of(tmp_path, "id,code,amount,day\n" + late)
    assert [item.type for item in record.fields] == ["bigint", "varchar", "varchar", "varchar"]
    codes = "".join(f"{number}\n" for number in range(1, 3000)) + "0123\n"
    assert record_of(tmp_path, "zip\n" + codes).fields[0].type == "varchar"


def test_more_values_than_are_kept(tmp_path: Path) -> None:
    rows = "".join(f"user{number}@example.org,{number % 3}\n" for number in range(9000))
    first = record_of(tmp_path, "email,group\n" + rows)
    again = record_of(tmp_path, "email,group\n" + rows)
    email = field(first, "email").values
    assert email
    assert (1_900 < len(email) < 2_500, email.distinct, email.rows) == (True, 9000, 9000)
    assert counts(field(first, "email")) == counts(field(again, "email"))
    assert counts(field(first, "group")) == {"0": 3000, "1": 3000, "2": 3000}


def test_a_bounded_sample(tmp_path: Path) -> None:
    rows = "".join(f"{number},user{number}@example.org\n" for number in range(20_000))
    record = record_of(tmp_path, "id,email\n" + rows, rows=1000)
    assert record.rows == 20_000
    assert record.sampled == 1000
    numbers = sorted(int(str(number)) for number in counts(field(record, "id")))
    assert numbers[0] < 500 < 17_000 < numbers[-1], "the sample comes from all over the file"
    assert counts(field(record_of(tmp_path, "id,email\n" + rows, rows=1000), "id")) == counts(field(record, "id"))
    assert record_of(tmp_path, "id,email\n" + rows, rows=1000, full=True).sampled is None


def unit(rng: random.Random, dimension: int, length: float) -> list[float]:
    numbers = [rng.gauss(0, 1) for _ in range(dimension)]
    return [round(number * length / math.hypot(*numbers), 7) for number in numbers]


def test_columns_that_make_a_vector(tmp_path: Path) -> None:
    rng = random.Random(1)
    rows = [[f"person_{index % 7}", str(20 + index % 50), *map(str, unit(rng, 128, 1.4))] for index in range(60)]
    header = ["name", "age", *(f"f{index}" for index in range(128))]
    text = "\n".join(",".join(row) for row in [header, *rows])
    record = record_of(tmp_path, text, "features_all.csv")
    ((paths, vector),) = record.vectors
    assert paths == tuple(header[2:])
    assert (vector.dimension, vector.rows, vector.whole) == (128, 60, False)
    assert vector.norm_mean == pytest.approx(1.4, abs=1e-4)
    assert vector.norm_spread < 1e-4
    assert -0.7 < vector.low < -0.2 < 0.2 < vector.high < 0.7
    headless = record_of(tmp_path, text.partition("\n")[2], "features_all.csv")
    assert headless.vectors[0][0] == tuple(f"column{index}" for index in range(3, 131))


def test_a_column_of_spelt_vectors(tmp_path: Path) -> None:
    rng = random.Random(2)
    rows = "".join(f'Student {index},"{unit(rng, 128, 1.4)}"\n' for index in range(40))
    record = record_of(tmp_path, "student,encoding\n" + rows)
    encoding = field(record, "encoding")
    assert encoding.type == "varchar"
    assert encoding.vector is not None
    assert (encoding.vector.dimension, encoding.vector.rows) == (128, 40)
    assert encoding.values is not None
    assert all(isinstance(value, tuple) and len(value) == 128 for value in encoding.values)


def test_numbers_that_are_no_vector(tmp_path: Path) -> None:
    rows = "".join(f"{index},{index * 1.5},{index % 7}.25\n" for index in range(50))
    assert record_of(tmp_path, "id,price,rate\n" + rows).vectors == ()


def test_values_are_never_shown(tmp_path: Path) -> None:
    source = source_of(tmp_path, PATIENTS + "canary-7f3a,too,few\n")
    shown = repr(source) + str(source.problems)
    for value in ("canary-7f3a", "Novak", "1984-02-29", "ada.novak", "02139", "mornings"):
        assert value not in shown


def test_hostile_text_ends_soon(tmp_path: Path) -> None:
    for text in (
        '"' * 50_001,
        '"\n' * 20_000,
        ",\n" * 50_000,
        "[" + " " * 60_000 + "x,1\n2,3\n",
        "[" * 60_000 + ",1\n2,3\n",
    ):
        source_of(tmp_path, text)


def test_very_wide_tables_are_read_in_part(tmp_path: Path) -> None:
    header = ",".join(f"gene_{index}" for index in range(5000))
    source = source_of(tmp_path, header + "\n" + (",".join(["0.5"] * 5000) + "\n") * 3)
    assert source.problems == (Problem("E002", "only the first 2,000 of 5,000 columns are read", 1),)
    assert (len(source.records[0].fields), source.records[0].rows) == (2000, 3)
