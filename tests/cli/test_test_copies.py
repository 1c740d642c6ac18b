"""Values that look like those of people who exist, among what is for testing (X109)."""

from __future__ import annotations

import random

from tests.cli.conftest import Tree


def pesel(rng: random.Random) -> str:
    body = f"{rng.randint(40, 99)}{rng.randint(1, 12):02}{rng.randint(1, 28):02}{rng.randint(0, 9999):04}"
    weights = (1, 3, 7, 9, 1, 3, 7, 9, 1, 3)
    return body + str(-sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True)) % 10)


def codes(tree: Tree, rows: list[str], header: str = "full_name,email,pesel") -> list[str]:
    tree.write("tests/people.csv", "\n".join([header, *rows]) + "\n")
    found = tree.run("check", "tests/people.csv", "--format", "json", "--persona", "audit").json["findings"]
    return [item["code"] for item in found if item["code"] == "X109"]


def test_copies_of_production_among_tests(tree: Tree) -> None:
    rng = random.Random(3)
    rows = [f"Anna Berg{n},anna.berg{n}@mail.de,{pesel(rng)}" for n in range(12)]
    assert codes(tree, rows) == ["X109"]


def test_made_up_people_among_tests(tree: Tree) -> None:
    rng = random.Random(4)
    rows = [f"Anna Berg{n},anna.berg{n}@example.com,{pesel(rng)}" for n in range(12)]
    assert codes(tree, rows) == []
    numbers = [f"Anna Berg{n},+1 202 555 01{n}" for n in range(10, 30)]
    assert codes(tree, numbers, "full_name,phone") == []
