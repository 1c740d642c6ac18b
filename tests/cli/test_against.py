"""``check --against``: only what is new since a git revision, and what changed."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Ran, Tree

PHONE = """\
CREATE TABLE subscribers (
  id bigint PRIMARY KEY,
  email text NOT NULL,
  birth_date date,
  phone text
);
"""
NEW = ["db/subscribers.sql:5:3 D801", "db/subscribers.sql:5:3 X101"]


def git(tree: Tree, *said: str, at: str = ".") -> str:
    """Run git in the tree, as somebody."""
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    ours = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    done = subprocess.run(
        ["git", *who, *said], cwd=tree.root / at, env=ours, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def commit(tree: Tree) -> str:
    """Commit all there is."""
    git(tree, "add", "-A")
    git(tree, "commit", "-q", "-m", "change", "--allow-empty")
    return git(tree, "rev-parse", "HEAD")


@pytest.fixture
def repo(newsletter: Tree) -> Tree:
    """The newsletter, committed."""
    git(newsletter, "init", "-q", "-b", "main")
    commit(newsletter)
    return newsletter


def told(ran: Ran) -> list[str]:
    """The places of new collection and of changes; rules of other families come and go."""
    return [place for place in ran.places if place[-4:] in ("D801", "D802", "X101", "P001")]


def test_a_clean_tree_has_nothing_new(repo: Tree) -> None:
    assert told(repo.check()) == ["db/subscribers.sql:4:3 X101"]
    ran = repo.check("--against", "HEAD")
    assert (ran.status, ran.places) == (0, [])
    unchanged = ran.json["summary"]["unchanged"]
    assert (unchanged, ran.json["summary"]["fixed"]) == (len(repo.check().places), 0)
    assert ran.err.startswith(f"Found 0 errors, 0 warnings: 0 new of {unchanged} since HEAD; 0 fixed.\n")


def test_a_new_column_is_new_whether_committed_staged_or_not(repo: Tree) -> None:
    repo.write("db/subscribers.sql", PHONE)
    assert told(repo.check("--against", "HEAD")) == NEW
    git(repo, "add", "-A")
    assert told(repo.check("--against", "HEAD")) == NEW
    commit(repo)
    assert repo.check("--against", "HEAD").places == []
    assert told(repo.check("--against", "HEAD~1")) == NEW


def test_what_was_put_right_is_counted(repo: Tree) -> None:
    repo.write("db/subscribers.sql", "CREATE TABLE subscribers (id bigint PRIMARY KEY, email text NOT NULL);\n")
    ran = repo.check("--against", "HEAD")
    assert (ran.status, ran.places, ran.json["summary"]["fixed"]) == (0, [], 1)


def test_an_untracked_file_is_new_and_an_ignored_one_isnt_read(repo: Tree) -> None:
    repo.write("db/staff.sql", "CREATE TABLE staff (full_name text, religion text);\n")
    repo.write(".gitignore", "secret.sql\n")
    repo.write("db/secret.sql", "CREATE TABLE spies (full_name text);\n")
    places = repo.check("--against", "HEAD").places
    assert {place for place in places if "D801" in place} == {"db/staff.sql:1:21 D801", "db/staff.sql:1:37 D801"}
    assert {place.partition(":")[0] for place in places} == {"db/staff.sql"}


def test_a_file_that_moved_isnt_new(repo: Tree) -> None:
    git(repo, "mv", "db/subscribers.sql", "db/people and more \u00e9.sql")
    ran = repo.check("--against", "HEAD")
    assert (ran.places, ran.json["summary"]["fixed"]) == ([], 0)
    repo.write("db/people and more \u00e9.sql", PHONE)
    assert [place.partition(":")[2] for place in repo.check("--against", "HEAD").places] == ["5:3 D801", "5:3 X101"]
    assert [place.partition(":")[2] for place in repo.check("--against", "HEAD", "db").places] == [
        "5:3 D801",
        "5:3 X101",
    ]


def test_a_record_that_moved_to_another_file_isnt_new(repo: Tree) -> None:
    more = "CREATE TABLE other (email text);\n"
    repo.write("db/subscribers.sql", more)
    repo.write("db/z.sql", PHONE)
    assert told(repo.check("--against", "HEAD")) == [
        "db/subscribers.sql:1:21 D801",
        "db/z.sql:5:3 D801",
        "db/z.sql:5:3 X101",
    ]


def test_a_field_with_another_name_is_a_new_finding_and_no_new_category(repo: Tree) -> None:
    text = (repo.root / "db/subscribers.sql").read_text()
    repo.write("db/subscribers.sql", text.replace("birth_date", "date_of_birth"))
    assert told(repo.check("--against", "HEAD")) == ["db/subscribers.sql:4:3 X101"]


def test_names_with_spaces_letters_and_line_breaks(repo: Tree) -> None:
    for name in ("db/a b.sql", "db/\u4e2d\u6587.sql", "db/line\nbreak.sql", 'db/"quoted".sql'):
        repo.write(name, "CREATE TABLE staff (full_name text);\n")
    commit(repo)
    assert repo.check("--against", "HEAD").places == []
    repo.write("db/line\nbreak.sql", "CREATE TABLE staff (full_name text, religion text);\n")
    assert [found["field"] for found in repo.check("--against", "HEAD").json["findings"]] == ["religion"] * 3


def test_the_manifest_of_then_judged_then(repo: Tree) -> None:
    text = (repo.root / "minlint.yaml").read_text()
    repo.write("minlint.yaml", text.replace("[user.contact.email]", "[user.contact.phone_number]"))
    places = told(repo.check("--against", "HEAD"))
    assert places == ["db/subscribers.sql:3:3 X101", "minlint.yaml:5:17 D802"]
    repo.write("minlint.yaml", text.replace("1 year", "2 years"))
    assert [place for place in repo.check("--against", "HEAD").places if "D80" not in place] == []


def test_permission_and_collection_that_grow_together_are_both_told(repo: Tree) -> None:
    text = (repo.root / "minlint.yaml").read_text()
    repo.write("minlint.yaml", text.replace("[user.contact.email]", "[user.contact.email, user.contact.phone_number]"))
    repo.write("db/subscribers.sql", PHONE)
    found = repo.check("--against", "HEAD")
    assert found.places[0] == "db/subscribers.sql:5:3 D801" and "minlint.yaml:5:37 D802" in found.places
    assert found.json["findings"][0]["facts"] == {"permitted": True}


def test_the_includes_of_then_are_read_from_then(repo: Tree) -> None:
    repo.write("minlint.yaml", 'version: 1\ninclude: ["purposes/*.yaml", binds.yaml]\n')
    purpose = (
        "purposes:\n  news:\n    statement: Send it.\n    necessary: [user.contact.email]\n    retention: 1 year\n"
    )
    repo.write("purposes/news.yaml", purpose)
    repo.write("binds.yaml", 'bindings: [{source: "db/*.sql", purposes: [news]}]\n')
    commit(repo)
    assert repo.check("--against", "HEAD").places == []
    repo.write("purposes/news.yaml", purpose.replace("[user", "[user.name, user"))
    assert told(repo.check("--against", "HEAD")) == ["purposes/news.yaml:4:17 D802"]
    os.remove(repo.root / "binds.yaml")
    repo.write("minlint.yaml", 'version: 1\ninclude: ["purposes/*.yaml"]\n')
    assert "db/subscribers.sql:1:14 P001" in repo.check("--against", "HEAD").places


def test_a_reference_leads_to_the_file_of_then(repo: Tree) -> None:
    schema = (
        '{"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "member", "type": "object",\n'
        '"properties": {"email": {"type": "string"}, "home": {"$ref": "parts/home.json"}}}\n'
    )
    part = '{"type": "object", "properties": {"city": {"type": "string"}%s}}\n'
    repo.write("member.schema.json", schema)
    repo.write("parts/home.json", part % "")
    commit(repo)
    assert repo.check("--against", "HEAD").places == []
    repo.write("parts/home.json", part % ', "religion": {"type": "string"}')
    found = repo.check("--against", "HEAD").json["findings"]
    assert ("D801", "home.religion") in {(item["code"], item["field"]) for item in found}
    assert not any(item["field"] == "email" for item in found)


def test_data_files_are_compared_by_what_they_hold(repo: Tree) -> None:
    repo.write("data/people.csv", "full_name,city\nAnna Berg,Oslo\n")
    repo.write("data/people.jsonl", '{"email": "a@example.org"}\n')
    commit(repo)
    repo.write("data/people.csv", "full_name,city\nAnna Berg,Oslo\nOle Dahl,Bergen\n")
    assert repo.check("--against", "HEAD").places == []
    repo.write("data/people.csv", "full_name,city,religion\nAnna Berg,Oslo,none\n")
    found = repo.check("--against", "HEAD").json["findings"]
    assert {(item["code"], item["record"], item["field"]) for item in found} >= {("D801", "people", "religion")}
    assert all(item["field"] in ("religion", None) for item in found)


def test_a_part_of_the_tree_is_compared_with_that_part(repo: Tree) -> None:
    repo.write("db/staff.sql", "CREATE TABLE staff (full_name text);\n")
    commit(repo)
    repo.write("db/staff.sql", "CREATE TABLE staff (full_name text, religion text);\n")
    repo.write("db/subscribers.sql", PHONE)
    repo.write("minlint.yaml", (repo.root / "minlint.yaml").read_text().replace("1 year", "9 years"))
    assert told(repo.check("--against", "HEAD", "db/subscribers.sql")) == NEW
    assert {place.partition(":")[0] for place in repo.check("--against", "HEAD", "db").places} == {
        "db/staff.sql",
        "db/subscribers.sql",
    }


def test_from_a_folder_below_and_by_a_named_manifest(repo: Tree) -> None:
    repo.write("db/subscribers.sql", PHONE)
    below = repo.check("--against", "HEAD", at="db")
    assert told(below) == [place.removeprefix("db/") for place in NEW]
    named = repo.check("--against", "HEAD", "--manifest", "minlint.yaml")
    assert told(named) == NEW
    prints = [item["fingerprint"] for item in repo.check("--against", "HEAD").json["findings"]]
    assert [item["fingerprint"] for item in below.json["findings"]] == prints


def test_a_manifest_that_comes_with_the_change(tree: Tree) -> None:
    git(tree, "init", "-q")
    tree.write("db/subscribers.sql", "CREATE TABLE subscribers (email text NOT NULL, birth_date date);\n")
    commit(tree)
    assert tree.check("--against", "HEAD").places == []
    tree.write("minlint.yaml", "version: 1\n")
    ran = tree.check("--against", "HEAD")
    assert (ran.status, ran.places) == (0, [])
    assert ran.err.splitlines()[-1].startswith("No manifest at HEAD:")


def test_a_manifest_that_was_wrong_then(repo: Tree) -> None:
    text = (repo.root / "minlint.yaml").read_text()
    repo.write("minlint.yaml", text.replace("necessary", "neccessary"))
    commit(repo)
    repo.write("minlint.yaml", text)
    ran = repo.check("--against", "HEAD")
    assert (ran.status, ran.places) == (0, [])
    assert ran.err.splitlines()[-1].startswith("At HEAD the manifest is wrong (minlint.yaml:5:5: ")


def test_a_manifest_that_is_wrong_now(repo: Tree) -> None:
    repo.write("minlint.yaml", "version: 3\n")
    ran = repo.check("--against", "HEAD")
    assert (ran.status, ran.json["findings"]) == (2, [])
    assert ran.err.startswith("error: minlint.yaml:1:") and ran.err.count("error:") == 1


def test_a_baseline_and_a_comparison(repo: Tree) -> None:
    repo.write("db/subscribers.sql", PHONE)
    assert repo.run("baseline", "create").status == 0
    assert told(repo.check("--against", "HEAD")) == ["db/subscribers.sql:5:3 D801"]
    assert told(repo.check("--against", "HEAD", "--no-baseline")) == NEW


def test_a_waiver_lets_a_change_pass_and_is_not_unused_afterwards(repo: Tree) -> None:
    repo.write("db/subscribers.sql", PHONE)
    waiver = (
        "waivers: [{field: subscribers.phone, rules: [D801, X101], because: Agreed., until: 2026-02-01}, "
        "{field: subscribers.phone, rules: [new-category], because: Agreed., until: 2026-02-01}]\n"
    )
    repo.write("minlint.yaml", (repo.root / "minlint.yaml").read_text() + waiver)
    assert repo.check("--against", "HEAD", "--today", "2026-01-01").places == []
    assert "P009" not in repo.check("--today", "2026-01-01").out


def test_where_a_branch_was_left(repo: Tree) -> None:
    git(repo, "checkout", "-q", "-b", "feature")
    repo.write("db/subscribers.sql", PHONE)
    commit(repo)
    git(repo, "checkout", "-q", "main")
    repo.write("db/staff.sql", "CREATE TABLE staff (full_name text, religion text);\n")
    commit(repo)
    git(repo, "checkout", "-q", "feature")
    assert told(repo.check("--against", "main...")) == NEW
    assert repo.check("--against", "main").json["summary"]["fixed"] > 0


def test_before_the_first_commit_everything_is_new(newsletter: Tree) -> None:
    git(newsletter, "init", "-q")
    places = newsletter.check("--against", "HEAD").places
    assert {"db/subscribers.sql:3:3 D801", "db/subscribers.sql:4:3 X101"} <= set(places)


def test_work_trees_submodules_and_shallow_clones(repo: Tree) -> None:
    repo.write("db/subscribers.sql", PHONE)
    commit(repo)
    git(repo, "worktree", "add", "-q", "../aside", "-b", "aside")
    there = repo.check("--against", "HEAD~1", at="../aside")
    assert told(there) == NEW
    git(repo, "clone", "-q", "--depth", "1", f"file://{repo.root}", "../shallow")
    assert repo.check("--against", "HEAD", at="../shallow").places == []
    refused = repo.check("--against", "HEAD~1", at="../shallow")
    assert refused.status == 2 and "shallow" in refused.err
    git(repo, "init", "-q", "../super")
    git(repo, "-c", "protocol.file.allow=always", "submodule", "add", "-q", str(repo.root), "sub", at="../super")
    git(repo, "commit", "-q", "-m", "x", at="../super")
    assert repo.check("--against", "HEAD", at="../super").places == []
    assert told(repo.check("--against", "HEAD~1", "sub", at="../super")) == [f"sub/{place}" for place in NEW]
    assert told(repo.check("--against", "HEAD~1", at="../super/sub")) == NEW
    both = repo.check("--against", "HEAD", "sub", ".", at="../super")
    assert both.status == 2 and "several repositories" in both.err


def test_git_s_own_variables_are_heeded(repo: Tree) -> None:
    repo.write("db/subscribers.sql", PHONE)
    assert told(repo.check("--against", "HEAD", GIT_DIR=".git")) == NEW
    os.rename(repo.root / ".git", repo.root / "hidden.git")
    (repo.root / "hidden.git" / "info").mkdir(exist_ok=True)
    (repo.root / "hidden.git" / "info" / "exclude").write_text("hidden.git\n")
    assert told(repo.check("--against", "HEAD", GIT_DIR="hidden.git", GIT_WORK_TREE=".")) == NEW


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("mian", "error: mian: no revision, folder or inventory of that name; did you mean `main`?\n"),
        ("HEAD:db", "error: HEAD:db: it names a tree, not a commit\n"),
        ("main..main", "error: main..main: name one revision; `main...` is where HEAD left it\n"),
        ("minlint.yaml", "error: minlint.yaml is no inventory; `minlint inventory --format json` writes one\n"),
        ("nowhere/", "error: nowhere/: neither a folder nor an inventory\n"),
        ("", "error: name a git revision, a folder or an inventory to compare with\n"),
    ],
)
def test_what_is_nothing_to_compare_with(repo: Tree, said: str, reason: str) -> None:
    ran = repo.check("--against", said)
    assert (ran.status, ran.out, ran.err) == (2, "", reason)


def test_a_folder_of_the_name_of_a_branch(repo: Tree) -> None:
    git(repo, "branch", "db")
    ran = repo.check("--against", "db")
    assert ran.status == 2 and ran.err == ("error: db: both a folder (./db) and a revision (refs/heads/db)\n")
    assert repo.check("--against", "refs/heads/db").status == 0


def test_no_repository_and_a_bare_one(newsletter: Tree) -> None:
    ran = newsletter.check("--against", "HEAD", GIT_CEILING_DIRECTORIES=str(newsletter.root.parent))
    assert ran.status == 2 and "not a git repository" in ran.err
    git(newsletter, "init", "-q")
    commit(newsletter)
    git(newsletter, "clone", "-q", "--bare", ".", "bare.git")
    bare = newsletter.check("--against", "HEAD", at="bare.git")
    assert bare.status == 2 and "work tree" in bare.err


def test_a_pointer_to_a_large_file_is_left_aside(repo: Tree) -> None:
    repo.write("db/big.sql", "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n")
    commit(repo)
    repo.write("db/big.sql", "CREATE TABLE staff (full_name text);\n")
    assert told(repo.check("--against", "HEAD")) == ["db/big.sql:1:21 D801", "db/big.sql:1:21 X101"]


def test_a_migration_is_read_with_those_that_followed_it_then(repo: Tree) -> None:
    head = "class A < ActiveRecord::Migration[7.0]\n  def change\n"
    repo.write(
        "db/migrate/100_a.rb",
        f"{head}    create_table :users do |t|\n      t.string :email\n      t.string :a\n    end\n",
    )
    commit(repo)
    more = "    add_column :users, :lock_version, :integer\n  end\nend\n"
    repo.write("db/migrate/200_b.rb", f"{head}    rename_column :users, :a, :blood_type\n{more}")
    assert told(repo.check("--against", "HEAD")) == ["db/migrate/200_b.rb:3:32 D801", "db/migrate/200_b.rb:3:32 P001"]
    commit(repo)
    repo.write("db/migrate/300_c.rb", f"{head}    remove_column :users, :blood_type\n  end\nend\n")
    assert told(repo.check("--against", "HEAD")) == []
    commit(repo)
    repo.write("db/migrate/300_c.rb", f"{head}    remove_column :users, :lock_version\n  end\nend\n")
    assert "db/migrate/200_b.rb:3:32 D801" in told(repo.check("--against", "HEAD"))
