"""Periods held against the caps of laws (R405), and the laws themselves as data."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from minlint import caps, laws, taxonomy
from minlint.errors import RuleError
from minlint.judge.engine import Verdict
from minlint.model import Finding

Judged = Callable[..., Verdict]

MANIFEST = """\
version: 1
{laws}
purposes:
  access:
    statement: Open the door of the plant to staff.
    necessary: [user.name, {{category: {category}, because: The plant is dangerous.}}]
    retention: {period}
bindings: [{{source: "**", purposes: [access]}}]
"""
SQL = "CREATE TABLE staff (full_name text NOT NULL, badge_no text);"


def capped(judged: Judged, period: str, named: str = "", category: str = "user.biometric.fingerprint") -> list[Finding]:
    said = MANIFEST.format(laws=f"laws: [{named}]" if named else "", category=category, period=period)
    return [finding for finding in judged(SQL, said).findings if finding.code == "R405"]


@pytest.mark.parametrize(
    ("period", "named", "severity"),
    [
        ("10 years", "bipa", "error"),
        ("P10Y", "bipa, gdpr", "error"),
        ("10 years", "", "info"),
        ("18 months", "cubi", "error"),
    ],
)
def test_beyond_a_cap(judged: Judged, period: str, named: str, severity: str) -> None:
    (finding,) = capped(judged, period, named)
    assert (finding.severity, finding.purposes, finding.span and finding.span.line) == (severity, ("access",), 7)
    assert finding.facts["kept"] == period


@pytest.mark.parametrize(
    ("period", "named", "category"),
    [
        ("3 years", "bipa", "user.biometric.fingerprint"),
        ("10 years", "gdpr", "user.biometric.fingerprint"),
        ("10 years", "bipa", "user.biometric.face.image"),
        ("indefinitely", "bipa", "user.biometric.fingerprint"),
        ("18 months", "", "user.biometric.fingerprint"),
    ],
    ids=["at the cap", "another law", "a photograph", "R402 speaks", "only where it is named"],
)
def test_within(judged: Judged, period: str, named: str, category: str) -> None:
    assert capped(judged, period, named, category) == []


def test_a_broad_entry_is_held_against_what_it_covers(judged: Judged) -> None:
    (finding,) = capped(judged, "5 years", "bipa", "user.biometric")
    assert finding.facts["caps"] == ["3 years from the last interaction with the person (740 ILCS 14/15)"]


def test_every_cap_is_about_something_and_cites_its_law() -> None:
    book, provisions = taxonomy.default(), laws.default()
    assert {cap.law for cap in caps.default()} >= {"bipa", "cubi", "glba", "cnil"}
    for cap in caps.default():
        assert any(cap.is_about(category) for category in book)
        assert provisions[cap.provision].law == cap.law


@pytest.mark.parametrize(
    ("cap", "reason"),
    [
        ({"categories": ["user.name"], "period": "for ever", "provision": "x"}, "`period` is one that ends"),
        ({"period": "1 year", "provision": "x"}, "says what it is about"),
        ({"mark": "bipa", "period": "1 year", "provision": "y"}, "`provision` is one of its law's"),
    ],
)
def test_a_cap_that_is_wrong(cap: dict[str, object], reason: str) -> None:
    law = {"law": "x", "title": "X", "provisions": [{"id": "x", "cite": "X 1"}], "caps": [cap]}
    with pytest.raises(RuleError, match=reason):
        caps.build({"x.yaml": law})


@pytest.mark.parametrize(
    "law",
    [
        *("gdpr", "cjeu", "led", "ai-act", "ico", "cnil", "garante", "aepd", "privacy-act", "e-government-act", "omb"),
        *("dhs", "nist", "hipaa", "ccpa", "bipa", "cubi", "mhmda", "modpa", "coppa", "glba", "pci-dss", "dppa"),
        *("irc-6103", "lgpd", "dpdp", "pipeda", "iso"),
    ],
)
def test_a_law_can_be_named(law: str) -> None:
    assert law in {provision.law for provision in laws.default().values()}
    assert all("lawful" not in provision.says for provision in laws.default().values())
