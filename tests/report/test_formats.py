"""What every output format has in common."""

from __future__ import annotations

import pkgutil
from collections.abc import Sequence

import pytest

from minlint import report
from minlint.model import Finding, Result, SourceReading, Summary
from minlint.report import FORMATS, INVENTORY_FORMATS, View, load


def test_the_lists_are_the_modules_and_what_they_offer() -> None:
    modules = {module.name for module in pkgutil.iter_modules(report.__path__) if not module.name.startswith("_")}
    assert modules == set(FORMATS)
    assert [form for form in FORMATS if hasattr(load(form), "inventory")] == list(INVENTORY_FORMATS)
    assert all(hasattr(load(form), "findings") for form in FORMATS)


@pytest.mark.parametrize("form", FORMATS)
def test_waived_findings_are_left_out_unless_asked_for(clinic: Result, form: str) -> None:
    def said(view: View) -> str:
        return "".join(load(form).findings(clinic, view))

    assert "mandatory-optional" not in said(View()) and "X103" not in said(View())
    assert "X103" in said(View(show_waived=True))


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_input_gives_the_same_bytes(clinic: Result, form: str) -> None:
    first, second = ("".join(load(form).findings(clinic, View(show_waived=True))) for _ in range(2))
    assert first == second and first.endswith("\n")


@pytest.mark.parametrize("form", FORMATS)
def test_hostile_names_steer_nothing_and_can_be_written(excess: Finding, form: str) -> None:
    name = "a\x1b[31m\x00\u202e\u2028b"
    finding = excess._replace(
        source=f"caf\udce9{name}.sql", record=name, field=name, message=f"{name} x", suggestion=name, parts=()
    )
    said = "".join(load(form).findings(Result([finding], (), (), Summary()), View()))
    assert said.encode()
    assert not set("\x1b\x00\u202e\u2028") & set(said)


@pytest.mark.parametrize("form", INVENTORY_FORMATS)
def test_inventories_name_every_personal_field_and_no_literal(inventory: Sequence[SourceReading], form: str) -> None:
    said = "".join(load(form).inventory(inventory, View()))
    assert "birth_date" in said and "home lat" in said and "user.location.history" in said
    assert "zqcanary" not in said
