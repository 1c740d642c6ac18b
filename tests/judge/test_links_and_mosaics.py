"""What records give away together: one key for several purposes (L501), a person's whole life in one place (L505)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from minlint.judge.engine import Verdict
from minlint.model import Finding

Judged = Callable[..., Verdict]

TWO = """\
version: 1
purposes:
  orders: {statement: Deliver what a customer ordered., necessary: [user], retention: 1 year}
  ads: {statement: Show a customer what fits., necessary: [user], retention: 1 year}
bindings:
  - {source: "**", records: [customers, orders], purposes: [orders]}
  - {source: "**", records: [ad_profiles, segments], purposes: [ads]}
"""


def found(verdict: Verdict, code: str) -> list[Finding]:
    return [finding for finding in verdict.findings if finding.code == code]


def test_a_reference_across_purposes(judged: Judged) -> None:
    sql = """
    CREATE TABLE customers (id bigint PRIMARY KEY, full_name text);
    CREATE TABLE orders (customer_id bigint REFERENCES customers (id), ordered_at date);
    CREATE TABLE ad_profiles (customer_id bigint REFERENCES customers (id), interests text);
    """
    (finding,) = found(judged(sql, TWO), "L501")
    assert (finding.record, finding.field, finding.severity) == ("ad_profiles", "customer_id", "warning")
    assert finding.facts == {"records": ["customers"], "purposes": ["orders"]}
    assert found(judged(sql, TWO, whole=False), "L501") == []


@pytest.mark.parametrize("column", ["passport_number text", "advertising_id uuid", "customer_id bigint"])
def test_one_name_across_sources(judged: Judged, column: str) -> None:
    sources = {
        "db/a.sql": f"CREATE TABLE customers (full_name text, {column});",
        "db/b.sql": f"CREATE TABLE ad_profiles (interests text, {column}, user_email text);",
    }
    (finding,) = found(judged(sources, TWO), "L501")
    assert (finding.source, finding.field) == ("db/b.sql", column.split()[0])


@pytest.mark.parametrize("column", ["id bigint PRIMARY KEY", "passport_last4 char(4)", "order_number text"])
def test_what_joins_nothing(judged: Judged, column: str) -> None:
    sql = f"CREATE TABLE customers (full_name text, {column}); CREATE TABLE ad_profiles (email text, {column});"
    assert found(judged(sql, TWO), "L501") == []


ONE = """\
version: 1
purposes: {{p: {{statement: Serve people., necessary: [user], retention: 1 year}}}}
bindings: [{{source: "**", purposes: [p]}}]
lint: {{{lint}}}
"""
LIFE = (
    "full_name text, home_address text, date_of_birth date, passport_number text, diagnosis text, "
    "immigration_status text, bank_account_number text"
)


@pytest.mark.parametrize(
    ("columns", "lint", "fires"),
    [
        (LIFE, "", False),
        (f"{LIFE}, employer_name text", "", True),
        (LIFE, "mosaic-categories: 7", True),
        (LIFE, "mosaic-categories: 7, mosaic-sensitive: 5", False),
        (f"{LIFE}, employer_name text", "mosaic-categories: 9", False),
    ],
)
def test_the_thresholds_of_a_mosaic(judged: Judged, columns: str, lint: str, fires: bool) -> None:
    verdict = judged(f"CREATE TABLE persons ({columns});", ONE.format(lint=lint))
    assert [finding.record for finding in found(verdict, "L505")] == ["persons"] * fires


def test_a_mosaic_over_a_key(judged: Judged) -> None:
    sql = f"""
    CREATE TABLE persons (id bigint PRIMARY KEY, {LIFE});
    CREATE TABLE vehicles (person_id bigint REFERENCES persons (id), license_plate text);
    CREATE TABLE products (id bigint PRIMARY KEY, employer_name text);
    """
    (finding,) = found(judged(sql, ONE.format(lint="")), "L505")
    assert (finding.record, finding.facts["records"]) == ("persons", ["persons", "vehicles"])
    assert "user.vehicle" in finding.facts["categories"]
    assert found(judged(sql, ONE.format(lint=""), whole=False), "L505") == []
