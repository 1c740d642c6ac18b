"""Public decisions as regressions: what was decided about is found, and what would have been well isn't.

A decision's ``date`` is as exact as its source gave it. A case's ``expect`` names codes and where they stand:
``record.field``, a record, or a purpose. ``awaits`` are codes that need the data themselves; they go into ``expect``
when their rule is there.
"""

from __future__ import annotations

import json
import pathlib
import re
from typing import Any

import yaml

from minlint import cases
from minlint.judge import rules

HERE = pathlib.Path(__file__).parent
DECISIONS: dict[str, Any] = {
    path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(HERE.glob("*.yaml"))
}


def test_all_twenty_say_whose_they_are() -> None:
    assert [name[:2] for name in DECISIONS] == [f"{number:02}" for number in range(1, 21)]
    for name, said in DECISIONS.items():
        assert all(said[key] for key in ("decision", "by", "reference", "about", "cases", "control")), name
        assert re.fullmatch(r"20[12]\d(-[01]\d(-[0-3]\d)?)?", said["date"]), name
        words = json.dumps(said, default=str).replace("lawful_basis", "")
        assert "lawful" not in words and "illegal" not in words, name
        assert not set(said.get("awaits", ())) & set(rules.default()), f"{name}: the rule is there; expect it now"


def test_what_was_decided_about_is_found_and_its_control_is_silent_of_it() -> None:
    expected = sum(len(said["cases"]) + 1 for said in DECISIONS.values())
    assert cases.run([str(HERE)]) == (expected, [])


def test_a_control_that_is_not_silent_and_a_case_without_its_finding_are_told(tmp_path: pathlib.Path) -> None:
    said = DECISIONS["11-security-code"]
    turned = {**said, "cases": [{**said["control"], "expect": said["cases"][0]["expect"]}], "control": said["cases"][0]}
    (tmp_path / "turned.yaml").write_text(yaml.safe_dump(turned), encoding="utf-8")
    control, decided = (case["name"] for case in (said["control"], said["cases"][0]))
    assert cases.run([str(tmp_path)]) == (
        2,
        [
            f"turned, {control}: X101 doesn't fire at payments.cvv",
            f"turned, {control}: X108 doesn't fire at payments.cvv",
            f"turned, {decided}: X101 fires at payments.cvv",
            f"turned, {decided}: X108 fires at payments.cvv",
        ],
    )
