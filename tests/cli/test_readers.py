"""The files that queries are found in, and who asks: `check --usage`."""

from __future__ import annotations

import gzip
import json
import pathlib

import pytest

from tests.cli.conftest import Tree

SCHEMA = """\
CREATE TABLE public.patients (
  id bigint PRIMARY KEY, full_name text, email text, birth_date date, religion text, phone text, ssn text
);
"""
MANIFEST = """\
version: 1
purposes:
  care:
    statement: Treat patients of the clinic who ask for it, and remind them of their next visit, for a year.
    necessary:
      - user
      - {category: user.demographic.religious_belief, because: x}
      - {category: user.government_id, because: x}
    special_category_basis: 9(2)(h)
    retention: 1 year
  reporting:
    statement: Count the patients of the clinic by month for the yearly report to the board.
    necessary: [user.demographic]
    retention: 1 year
bindings: [{source: "db/*.sql", purposes: [care]}]
"""
CANARY = "canary-7f3a@values.example"
FIELDS = ("full_name", "email", "birth_date", "religion", "phone", "ssn")


ASKED = f"SELECT full_name, birth_date FROM patients WHERE email = '{CANARY}'"
LOGS = pathlib.Path(__file__).parent.parent / "usage" / "logs"
ASKING = {
    "prefixed.log": "anna",
    "pgbadger.log": "web",
    "csvlog.csv": "anna",
    "jsonlog.json": "anna",
    "pg_stat_statements.csv": "anna",
    "general.log": "anna",
    "slow.log": "anna",
    "jobs.jsonl": "anna@corp.example",
    "audit.json": "anna",
    "snowflake.csv": "anna",
    "report.sql": "report.sql",
    "report.py": "report.py",
    "report.ipynb": "report.ipynb",
}
"""Each file, and who asks in it."""

DBT = json.loads((LOGS / "manifest.json").read_text())


@pytest.fixture
def clinic(tree: Tree) -> Tree:
    tree.write("db/schema.sql", SCHEMA)
    tree.write("minlint.yaml", MANIFEST)
    return tree


def unread(tree: Tree, *usage: str, more: str = "") -> dict[str, str]:
    """X105's findings by field."""
    if more:
        tree.write("minlint.yaml", MANIFEST + more)
    asked = [word for file in usage for word in ("--usage", file)]
    done = tree.run("check", "db", *asked, "--format", "json", "--select", "X105")
    assert done.status in (0, 1), done.err
    assert CANARY not in done.out + done.err
    return {item["field"]: item["message"].partition(" ")[2] for item in done.json["findings"]}


@pytest.mark.parametrize("name", ASKING)
def test_queries_are_found(clinic: Tree, name: str) -> None:
    clinic.write(f"usage/{name}", (LOGS / name).read_bytes())
    assert set(unread(clinic, f"usage/{name}")) == {"religion", "phone", "ssn"}


@pytest.mark.parametrize("name", ASKING)
def test_who_asks_reads_for_a_purpose(clinic: Tree, name: str) -> None:
    clinic.write(f"usage/{name}", (LOGS / name).read_bytes())
    more = f"consumers: [{{name: ['{ASKING[name]}', 'usage/{ASKING[name]}'], purposes: [reporting]}}]\n"
    said = unread(clinic, f"usage/{name}", more=more)
    assert said["birth_date"] == "is read for reporting alone, which it isn't there for"
    assert said["religion"] == "is read by nothing that was given (1 query)"
    assert unread(clinic, f"usage/{name}", more=more.replace("reporting", "care")).keys() == {
        "religion",
        "phone",
        "ssn",
    }


def test_dbt_models_are_seen_through(clinic: Tree) -> None:
    clinic.write("target/manifest.json", json.dumps(DBT))
    assert set(unread(clinic, "target/manifest.json")) == set(FIELDS) - {"birth_date"}
    by_tag = "consumers: [{name: 'tag:board', purposes: [reporting]}]\n"
    assert "reporting" in unread(clinic, "target/manifest.json", more=by_tag)["birth_date"]


def test_a_model_that_is_a_record_reads_for_what_it_is_bound_to(clinic: Tree) -> None:
    columns = {"birth_date": {"name": "birth_date", "data_type": "date"}}
    nodes = {**DBT["nodes"], "model.c.ages": {**DBT["nodes"]["model.c.ages"], "columns": columns}}
    clinic.write("target/manifest.json", json.dumps({**DBT, "nodes": nodes}))
    more = "include: [more.yaml]\n"
    clinic.write("more.yaml", "bindings: [{source: target/manifest.json, records: [ages], purposes: [reporting]}]\n")
    clinic.write("minlint.yaml", MANIFEST + more)
    done = clinic.run("check", ".", "--usage", "target/manifest.json", "--format", "json", "--select", "X105")
    said = {(item["record"], item["field"]): item["message"] for item in done.json["findings"]}
    assert "is read for reporting alone" in said["public.patients", "birth_date"]
    assert ("ages", "birth_date") not in said


def test_who_asked_is_heard_in_the_slow_log_of_a_replica(clinic: Tree) -> None:
    log = f"# Time: 071218 11:48:27 # User@Host: [SQL_SLAVE] @  []\n# Query_time: 1\n{ASKED};\n"
    clinic.write("slow.log", log + log.replace("[SQL_SLAVE]", "root[root]").replace("birth_date", "phone"))
    more = "consumers: [{name: SQL_SLAVE, purposes: [care]}, {name: root, purposes: [reporting]}]\n"
    said = unread(clinic, "slow.log", more=more)
    assert {field for field, why in said.items() if "reporting" in why} == {"phone"}


def test_dbt_projects_that_were_only_parsed(clinic: Tree) -> None:
    model = DBT["nodes"]["model.c.ages"]
    raw = {**model, "raw_code": "{{ config(x=1) }} select birth_date from {{ source('public', 'patients') }}"}
    raw |= {
        "compiled_code": None,
        "depends_on": {"nodes": ["source.c.public.patients"]},
        "meta": {"purpose": "reporting"},
    }
    clinic.write("target/manifest.json", json.dumps({**DBT, "nodes": {"model.c.ages": raw}}))
    assert "reporting" in unread(clinic, "target/manifest.json")["birth_date"]


def test_an_exposure_shows_all_of_its_model_for_its_own_purpose(clinic: Tree) -> None:
    shown = {"name": "board", "depends_on": {"nodes": ["model.c.ages"]}, "config": {"meta": {"purpose": "reporting"}}}
    clinic.write("target/manifest.json", json.dumps({**DBT, "exposures": {"exposure.c.board": shown}}))
    assert "reporting" in unread(clinic, "target/manifest.json")["birth_date"]


def test_a_purpose_beside_the_query(clinic: Tree) -> None:
    clinic.write("q/a.sql", f"-- minlint: purpose=reporting\n{ASKED};\nSELECT phone FROM patients;\n")
    said = unread(clinic, "q/*.sql")
    assert {name for name, why in said.items() if "reporting" in why} == {"full_name", "birth_date", "email", "phone"}
    clinic.write("q/b.sql", "SELECT * FROM patients;\n")  # somebody whose purposes aren't known
    assert not unread(clinic, "q")


def test_a_backup_uses_nothing(clinic: Tree) -> None:
    dump = "2026-11-01 10:00:00 UTC [1]: app=pg_dump LOG:  statement: COPY public.patients (id, ssn) TO stdout;\n"
    clinic.write("a.log", dump)
    clinic.write("b.sql", "SELECT /*!40001 SQL_NO_CACHE */ * FROM `patients`; SELECT email FROM patients;")
    assert set(unread(clinic, "a.log", "b.sql")) == set(FIELDS) - {"email"}


def test_logs_are_no_data(clinic: Tree) -> None:
    clinic.write("db/pg_stat_statements.csv", (LOGS / "pg_stat_statements.csv").read_bytes())
    done = clinic.run("check", "db", "--usage", "db/pg_stat_statements.csv", "-v")
    assert "read db/schema.sql" in done.err and "pg_stat_statements.csv as" not in done.err
    assert "Read usage: 1 query of 1 file." in done.err


def test_packed_and_in_other_encodings(clinic: Tree) -> None:
    (clinic.root / "a.log.gz").write_bytes(gzip.compress((LOGS / "prefixed.log").read_text().encode("utf-16")))
    (clinic.root / "b.sql").write_bytes(ASKED.encode("utf-16"))
    assert set(unread(clinic, "b.sql")) == {"religion", "phone", "ssn"}
    (clinic.root / "a.log.gz").write_bytes(gzip.compress((LOGS / "prefixed.log").read_bytes()))
    assert set(unread(clinic, "a.log.gz")) == {"religion", "phone", "ssn"}


NAMES = ("a.log", "a.ipynb", "a.py", "a.sql", "a.json", "a.csv", "a.jsonl")


@pytest.mark.parametrize("content", [b"", b"\x1f\x8b broken", b'{"cells": 3}', b"[[[[", b"\xff\xfe\x00", b"SELECT '"])
def test_broken_files_never_crash(clinic: Tree, content: bytes) -> None:
    for name in NAMES:
        clinic.write(f"usage/{name}", content)
    done = clinic.run("check", "db", "--usage", "usage")
    assert done.status in (0, 1) or (done.status == 2 and "--usage usage/a." in done.err), done.err
    assert "internal error" not in done.err


def test_what_cannot_be_parsed_is_said(clinic: Tree) -> None:
    clinic.write("a.sql", f"SELECT FROM (( patients ssn '{CANARY}'; {ASKED}; CREATE WEIRD THING '{CANARY}';")
    assert set(unread(clinic, "a.sql")) == {"religion", "phone"}
    assert (
        "of them can't be parsed, and count as reading all they name"
        in clinic.run("check", "db", "--usage", "a.sql").err
    )


def test_no_file_is_a_usage_error(clinic: Tree) -> None:
    done = clinic.run("check", "db", "--usage", "nothing/*.log")
    assert done.status == 2 and "--usage nothing/*.log: no such file" in done.err


def test_an_unknown_purpose_of_a_consumer_is_a_manifest_error(clinic: Tree) -> None:
    clinic.write("minlint.yaml", MANIFEST + "consumers: [{name: anna, purposes: [repotring]}]\n")
    done = clinic.run("check", "db")
    assert done.status == 2 and "minlint.yaml:16:37: unknown purpose `repotring`" in done.err.replace("'", "`"), (
        done.err
    )


def test_without_the_option_nothing_is_said_of_readers(clinic: Tree, tmp_path: pathlib.Path) -> None:  # noqa: ARG001
    assert not unread(clinic)
