"""JUnit XML, read back by junitparser."""

from __future__ import annotations

import pathlib

import pytest
from junitparser import Error, Failure, JUnitXml, Skipped, TestCase, TestSuite

from minlint.model import Finding, Result, Summary
from minlint.report import View, junit


def suites(result: Result, view: View | None = None) -> list[TestSuite]:
    """The suites, whose stated counts are those of their cases."""
    document = JUnitXml.fromstring("".join(junit.findings(result, view or View())).encode())
    assert document.name == "minlint"
    stated = [(item.tests, item.failures, item.errors, item.skipped) for item in (document, *document)]
    for item in (*document, document):
        item.update_statistics()
    assert stated == [(item.tests, item.failures, item.errors, item.skipped) for item in (document, *document)]
    return list(document)


def only(finding: Finding, view: View | None = None) -> TestCase:
    """The case that one finding becomes."""
    ((case,),) = suites(Result([finding], (), (), Summary()), view)
    assert isinstance(case, TestCase)
    return case


def attribute(case: TestCase, name: str) -> str | None:
    value: str | None = case._elem.get(name)
    return value


def test_a_suite_for_each_source_and_a_case_for_each_finding(clinic: Result) -> None:
    found = suites(clinic)
    assert [(suite.name, [case.name for case in suite]) for suite in found] == [
        (
            "db/schema.sql",
            [
                "P001 purpose-missing: patients",
                "S204 location-history: patients.home lat+birth_date",
                "G301 precision-excess: patients.birth_date",
                "X101 excess-category: patients.birth_date",
                "S206 immigration-status: patients.visa",
            ],
        ),
        ("exports/people.parquet", ["X102 forbidden-category: people.face"]),
        ("minlint.yaml", ["R401 retention-missing"]),
    ]
    assert [(suite.tests, suite.failures) for suite in found] == [(5, 5), (1, 1), (1, 1)]


def test_a_failure_in_full(excess: Finding) -> None:
    case = only(excess)
    assert (case.classname, case.time) == ("db/schema.sql", 0)
    assert (attribute(case, "file"), attribute(case, "line")) == ("db/schema.sql", "3")
    (outcome,) = case.result
    assert isinstance(outcome, Failure)
    message = "patients.birth_date holds a date of birth; newsletter can do without it"
    assert (outcome.type, outcome.message) == ("error", message)
    assert outcome.text == f"db/schema.sql:3:3: {message}\n{excess.suggestion}"


def test_outcomes_by_severity(excess: Finding) -> None:
    (warning,) = only(excess._replace(severity="warning")).result
    assert (type(warning), warning.type) == (Failure, "warning")
    (unreadable,) = only(excess._replace(code="E001", name="unreadable")).result
    assert type(unreadable) is Error
    info = only(excess._replace(severity="info", suggestion=""))
    assert (info.is_passed, info.result) == (True, [])
    assert info.system_out == f"db/schema.sql:3:3: {excess.message}"


def test_a_waived_finding_is_skipped(excess: Finding) -> None:
    result = Result((), [excess._replace(waived=True)], (), Summary())
    assert suites(result) == []
    ((case,),) = suites(result, View(show_waived=True))
    (outcome,) = case.result
    assert (type(outcome), outcome.message) == (Skipped, "waived")


def test_a_source_without_findings_passes(clinic: Result) -> None:
    ((case,),) = suites(clinic._replace(findings=()))
    assert (case.name, case.classname, case.is_passed) == ("minlint", "db/schema.sql", True)


def test_markup_in_names_stays_text(excess: Finding) -> None:
    name = """<failure message="x">&amp;]]>'"""
    case = only(excess._replace(field=name, message=f"{name} is", suggestion=f"<![CDATA[{name}"))
    assert case.name == f"X101 excess-category: patients.{name}"
    assert case.result[0].message == f"{name} is"
    assert case.result[0].text == f"db/schema.sql:3:3: {name} is\n<![CDATA[{name}"


def test_files_are_relative_to_the_root(
    excess: Finding, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "apps").mkdir()
    monkeypatch.chdir(tmp_path / "apps")
    case = only(excess, View(root=str(tmp_path)))
    assert (attribute(case, "file"), case.classname) == ("apps/db/schema.sql", "db/schema.sql")


def test_nothing_read_is_a_valid_document() -> None:
    assert suites(Result((), (), (), Summary())) == []
