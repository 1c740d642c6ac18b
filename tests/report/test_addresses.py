"""Where a report says that a rule's page stands, with an address for the documentation and without."""

from __future__ import annotations

import json
import pathlib
import tomllib
from typing import Any

import pytest

from minlint import addresses, report
from minlint.judge import rules
from minlint.model import Finding, Result, Summary
from minlint.report import View

ROOT = pathlib.Path(__file__).parents[2]
PAGE = "rules/X101-excess-category.md"
SHOWN_WITH_LINKS = ("text", "sarif", "gitlab", "rdjson")


def written(form: str, finding: Finding) -> str:
    result = Result([finding], (), (), Summary())
    return "".join(report.load(form).findings(result, View(rules=rules.default())))


def test_the_address_is_the_projects_own() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project.get("urls", {}).get("Documentation", "docs/") == addresses.DOCS
    assert (ROOT / "docs" / PAGE).is_file()


@pytest.mark.parametrize("form", ["json", "jsonl", "csv"])
def test_without_an_address_the_page_is_named_and_nothing_links_to_it(excess: Finding, form: str) -> None:
    assert f"docs/{PAGE}" in written(form, excess)
    for other in SHOWN_WITH_LINKS:
        assert PAGE not in written(other, excess)


@pytest.mark.parametrize("form", ["json", "jsonl", "csv", *SHOWN_WITH_LINKS])
def test_one_constant_makes_every_report_link_there(
    excess: Finding, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(addresses, "DOCS", "https://minlint.example/docs/")
    assert f"https://minlint.example/docs/{PAGE}" in written(form, excess)


def test_the_keys_it_stands_under(excess: Finding, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(addresses, "DOCS", "https://minlint.example/docs/")
    page = f"https://minlint.example/docs/{PAGE}"
    read: dict[str, Any] = {form: json.loads(written(form, excess)) for form in ("json", "sarif", "gitlab", "rdjson")}
    assert read["json"]["findings"][0]["url"] == page
    described = {rule["id"]: rule for rule in read["sarif"]["runs"][0]["tool"]["driver"]["rules"]}
    assert described["minlint/X101"]["helpUri"] == page
    assert read["gitlab"][0]["content"] == {"body": f"[X101 excess-category]({page})"}
    assert read["rdjson"]["diagnostics"][0]["code"] == {"value": "X101", "url": page}
    assert f"  = page: {page}\n" in written("text", excess)


@pytest.mark.parametrize("form", ["json", "sarif", "gitlab", "rdjson", "text"])
def test_an_organisations_own_rule_has_no_page_of_ours(
    excess: Finding, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(addresses, "DOCS", "https://minlint.example/docs/")
    own = excess._replace(code="acme/001", name="own-rule")
    assert "own-rule.md" not in written(form, own)
