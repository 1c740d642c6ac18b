"""Whether a first row is names or data."""

from __future__ import annotations

import pytest

from minlint.read.headers import has_header, names_of

HEADERS = {
    "typed columns": ["id,name,joined", "1,Ada,2020-01-02", "2,Ben,2021-03-04"],
    "all text, usual words": ["First Name,Last Name,City", "Ada,Lovelace,London", "Ben,Okafor,Lagos"],
    "all text, lower-case names": ["patron,branch", "Ada Lovelace,Central Library", "Ben Okafor,East Side"],
    "all text, snake case": ["guest_ref,party_kind", "Lovelace,Family", "Okafor,Couple"],
    "German": ["Vorname,Nachname,Ort", "Anna,Schmidt,Köln", "Bernd,Weber,Ulm"],
    "French": ["Nom;Prénom;Ville".replace(";", ","), "Dupont,Luc,Lyon", "Martin,Zoé,Nice"],
    "years as names": ["country,2019,2020,2021", "France,12.5,13.1,14", "Spain,9.5,8.1,7"],
    "a time series' dates": ["Region,Lat,1/22/20,1/23/20,1/24/20,1/25/20,1/26/20", "Hubei,30.9,1,2,3,4,5"],
    "a matrix's numbers": ["0,1,2,3", "0.12,-0.3,0.5,0.1", "0.2,0.3,-0.1,0.9"],
    "a matrix's numbers after an index": [",0,1,2", "0,0.12,-0.3,0.5", "1,0.2,0.3,-0.1"],
    "an index without a name": [",email,age", "0,ada@example.org,36", "1,ben@example.org,41"],
    "one column": ["email", "ada@example.org", "ben@example.org"],
    "a header and nothing else": ["id,first_name,email"],
    "one row below": ["email,phone", "ada@example.org,+1 202 555 0143"],
    "sparse columns": ["name,fax,email", "Ada,,ada@example.org", "Ben,,"],
    "codes of one form": ["Vehicle,Bay", "AB12 CDE,A-01", "XY34 ZZZ,B-17"],
    "words of truth": ["subscriber,consent", "Ada,true", "Ben,false"],
}
DATA = {
    "e-mail addresses": ["ada@example.org,Ada", "ben@example.org,Ben"],
    "a person's row": ["Ada Lovelace,London,1815-12-10", "Ben Okafor,Lagos,1990-01-01"],
    "names of persons alone": ["Ada,Lovelace", "Ben,Okafor", "Cleo,Rossi"],
    "numbers": ["1,2.5,-3", "2,3.5,-4"],
    "face vectors": ["person_1,-0.12,0.03", "person_2,0.08,-0.11"],
    "counting rows": ["1,2,3", "4,5,6", "7,8,9"],
    "a category that recurs": ["M,Smith", "F,Jones", "M,Weber"],
    "dates": ["2024-01-02,7", "2024-01-03,8"],
    "times": ["2024-01-02T10:00:00Z,open", "2024-01-02T10:00:05Z,closed"],
    "IP addresses": ["203.0.113.9,GET", "198.51.100.7,POST"],
    "phone numbers": ["+44 20 7946 0958", "+44 20 7946 0123"],
    "one row of a person": ["Ada,ada@example.org"],
    "one row of two words": ["Lovelace,Ada"],
    "identifiers": ["6f9619ff-8b86-d011-b42d-00c04fc964ff,x", "7f9619ff-8b86-d011-b42d-00c04fc964fe,y"],
    "codes in the first row too": ["AB12 CDE,A-01", "XY34 ZZZ,B-17", "QQ11 AAA,C-02"],
    "one column of words": ["apple", "banana", "cherry"],
    "blank": ["", ""],
}


@pytest.mark.parametrize("lines", HEADERS.values(), ids=HEADERS)
def test_names_are_names(lines: list[str]) -> None:
    assert has_header([line.split(",") for line in lines])


@pytest.mark.parametrize("lines", DATA.values(), ids=DATA)
def test_data_is_no_header(lines: list[str]) -> None:
    assert not has_header([line.split(",") for line in lines])


def test_no_rows() -> None:
    assert not has_header([])


def test_repeated_and_missing_names() -> None:
    assert names_of(["name", "", "Name", "name "], 6) == ("name", "column2", "Name_1", "name_2", "column5", "column6")


def test_a_name_over_two_lines_is_one_line() -> None:
    assert names_of(["birth\ndate"], 1) == ("birth date",)
