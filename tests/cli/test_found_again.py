"""Hashes that were found again by trying are reversible pseudonyms (G304)."""

from __future__ import annotations

import hashlib

from tests.cli.conftest import Tree

MAILS = [f"ada{number}@mail.example.org" for number in range(60)]


def test_a_rule_says_so(tree: Tree) -> None:
    rows = [f"{mail},{hashlib.sha256(mail.encode()).hexdigest()}" for mail in MAILS]
    tree.write("people.csv", "\n".join(["email,c2", *rows]) + "\n")
    tree.write(
        "minlint.yaml",
        "version: 1\npurposes:\n  news: {statement: Send the news., necessary: [user.contact.email]}\n"
        "bindings: [{source: people.csv, purposes: [news]}]\n",
    )
    codes = {(item["code"], item["field"]) for item in tree.check("people.csv").json["findings"]}
    assert ("G304", "c2") in codes
    assert ("G304", "email") not in codes
