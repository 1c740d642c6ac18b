"""``notice:`` in the manifest: P010 both ways, the file that isn't there, and ``explain`` of a notice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Tree

MANIFEST = """\
version: 1
purposes:
  news:
    statement: Send the newsletter to those who asked for it.
    necessary: [user.contact.email, user.device.ip_address]
    retention: 1 year
bindings: [{source: "db/*", purposes: [news]}]
notice: docs/privacy.md
"""
SQL = "CREATE TABLE subscribers (\n  email text NOT NULL,\n  ip_address inet\n);\n"
NOTICE = "# Privacy\n\nWe collect your e-mail address and your telephone number.\nWe delete them after 30 days.\n"


@pytest.fixture
def told(tree: Tree) -> Tree:
    for name, text in (("minlint.yaml", MANIFEST), ("db/a.sql", SQL), ("docs/privacy.md", NOTICE)):
        tree.write(name, text)
    return tree


def test_both_ways(told: Tree) -> None:
    ran = told.run("check", "--select", "P010", "--format", "json")
    found = [
        (item["severity"], item["source"], item["line"], item["record"], item["field"], item["category"])
        for item in ran.json["findings"]
    ]
    assert ran.status == 1
    assert found == [
        ("error", "db/a.sql", 3, "subscribers", "ip_address", "user.device.ip_address"),
        ("info", "docs/privacy.md", 3, None, None, "user.contact.phone_number"),
        ("info", "minlint.yaml", 6, None, None, None),
    ]
    assert ran.json["findings"][2]["purposes"] == ["news"]


def test_a_part_of_the_tree(told: Tree) -> None:
    ran = told.run("check", "--select", "P010", "--format", "json", "db/a.sql")
    assert [item["field"] for item in ran.json["findings"]] == ["ip_address"]


def test_from_another_folder(told: Tree) -> None:
    ran = told.run("check", "--select", "P010", "--format", "json", "..", at="docs")
    assert [item["source"] for item in ran.json["findings"]] == ["../db/a.sql", "privacy.md", "../minlint.yaml"]


def test_a_notice_that_is_not_there(told: Tree) -> None:
    (told.root / "docs/privacy.md").unlink()
    ran = told.run("check", "--select", "P010")
    assert (ran.status, ran.out) == (0, "")
    assert "minlint.yaml: the notice docs/privacy.md can't be read, so that P010 says nothing." in ran.err


def test_a_notice_that_changes_is_read_again(told: Tree) -> None:
    assert told.run("check", "--select", "P010", "--fail-on", "error").status == 1
    told.write("docs/privacy.md", NOTICE.replace("telephone number", "IP address"))
    assert told.run("check", "--select", "P010", "--fail-on", "error").status == 0


def test_what_is_heard_is_explained(told: Tree) -> None:
    ran = told.run("explain", "docs/privacy.md")
    assert ran.status == 0
    assert "line 3: email address (user.contact.email), by “mail address”" in ran.out
    assert "Kept for:\n  line 3: “30 days”" in ran.out


def test_what_a_store_is_told_beside_what_is_asked_for(tree: Tree) -> None:
    tree.write(
        "ios/Info.plist",
        """<plist version="1.0"><dict>
        <key>NSCameraUsageDescription</key><string>To scan a card.</string>
        <key>NSLocationAlwaysUsageDescription</key><string>To find shops.</string>
        </dict></plist>""",
    )
    types = ("EmailAddress", "Contacts", "PreciseLocation")
    told = "".join(
        f"<dict><key>NSPrivacyCollectedDataType</key>\n<string>NSPrivacyCollectedDataType{each}</string></dict>"
        for each in types
    )
    tree.write(
        "ios/PrivacyInfo.xcprivacy",
        f"""<plist version="1.0"><dict><key>NSPrivacyCollectedDataTypes</key>\n<array>{told}</array></dict></plist>""",
    )
    ran = tree.run("check", "--select", "P010", "--format", "json")
    found = [
        (item["severity"], item["source"], item["line"], item["field"], item["facts"]) for item in ran.json["findings"]
    ]
    assert found == [
        ("info", "ios/Info.plist", 2, "NSCameraUsageDescription", {"notice": "ios/PrivacyInfo.xcprivacy"}),
        ("info", "ios/PrivacyInfo.xcprivacy", 4, "Contacts", {"notice": "ios/Info.plist"}),
    ]
    assert tree.run("check", "--select", "P010", "--format", "json", "ios/Info.plist").json["findings"] == []
