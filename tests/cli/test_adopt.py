"""A repository that never saw minlint: ``init``, ``baseline``, and what is reported afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.conftest import Tree

PATIENTS = "CREATE TABLE patients (\n  id bigint PRIMARY KEY,\n  full_name text NOT NULL,\n  phone text{more}\n);\n"


def test_init_drafts_a_manifest_that_check_runs_on(tree: Tree) -> None:
    tree.write("db/patients.sql", PATIENTS.format(more=",\n  face_template bytea"))
    first = tree.run("init")
    assert (first.status, first.out) == (0, "")
    assert first.err.startswith("Wrote minlint.yaml from 1 source.")
    draft = (tree.root / "minlint.yaml").read_text()
    assert "TODO" in draft and "db/patients.sql" in draft
    ran = tree.check()
    assert ran.status == 1 and "error:" not in ran.err
    beyond = [finding["field"] for finding in ran.json["findings"] if finding["source"] == "db/patients.sql"]
    assert "face_template" in beyond


def test_init_overwrites_nothing(tree: Tree) -> None:
    tree.write("db/patients.sql", PATIENTS.format(more=""))
    tree.write("minlint.yaml", "version: 1\n")
    ran = tree.run("init")
    assert (ran.status, ran.err.split(";")[0]) == (2, "error: minlint.yaml is there already")
    assert (tree.root / "minlint.yaml").read_text() == "version: 1\n"
    printed = tree.run("init", "-o", "-")
    assert printed.out.startswith("# Drafted by minlint.")
    assert tree.run("init", "--force").status == 0
    assert (tree.root / "minlint.yaml").read_text() == printed.out


def test_init_elsewhere_and_in_vain(tree: Tree) -> None:
    assert tree.run("init", "-o", "nowhere/minlint.yaml").err == (
        "error: nowhere/minlint.yaml can't be written: No such file or directory\n"
    )
    assert tree.run("init").status == 0
    assert tree.check("--strict").err == "error: nothing was checked, and --strict was said\n"


def test_a_baseline_accepts_what_is_there_and_only_new_collection_is_reported(tree: Tree) -> None:
    tree.write("db/patients.sql", PATIENTS.format(more=""))
    assert tree.check().status == 1
    made = tree.run("baseline", "create")
    assert (made.status, made.out) == (0, "")
    again = tree.check()
    assert (again.status, again.places) == (0, [])
    assert again.json["summary"]["baselined"] > 0
    tree.write("db/patients.sql", PATIENTS.format(more=",\n  face_embedding vector(512)"))
    new = tree.check()
    assert (new.status, [finding["code"] for finding in new.json["findings"]]) == (1, ["P001"])
    assert tree.check("--no-baseline").json["summary"]["baselined"] == 0
    assert tree.run("baseline", "create").status == 2
    assert tree.run("baseline", "update").status == 0
    assert tree.check().places == []


def test_a_baseline_is_pruned_over_the_whole_tree_alone(tree: Tree) -> None:
    tree.write("db/patients.sql", PATIENTS.format(more=",\n  religion text"))
    tree.write("db/staff.sql", "CREATE TABLE staff (full_name text, phone text);\n")
    assert tree.run("baseline", "create").status == 0
    full = (tree.root / "minlint-baseline.txt").read_text()
    refused = tree.run("baseline", "prune", "db/staff.sql")
    assert refused.status == 2 and "over the whole tree" in refused.err
    assert (tree.root / "minlint-baseline.txt").read_text() == full
    tree.write("db/patients.sql", PATIENTS.format(more=""))
    assert tree.run("baseline", "prune").status == 0
    pruned = (tree.root / "minlint-baseline.txt").read_text()
    assert set(pruned.splitlines()) < set(full.splitlines())
    assert next(line for line in full.splitlines() if line not in pruned.splitlines()).endswith("religious_belief")
    assert tree.check().places == []


def test_a_baseline_of_a_part_says_nothing_of_the_rest(newsletter: Tree) -> None:
    newsletter.write(
        "minlint.yaml",
        (newsletter.root / "minlint.yaml").read_text() + '  - {source: "old/*.sql", purposes: [newsletter]}\n',
    )
    assert newsletter.run("baseline", "create", "db").status == 0
    assert newsletter.check().places == ["minlint.yaml:11:14 P005"]


def test_what_a_baseline_holds_is_counted(tree: Tree) -> None:
    tree.write("db/patients.sql", PATIENTS.format(more=",\n  face_template bytea"))
    assert tree.run("baseline", "stats").status == 2
    tree.run("baseline", "create")
    ran = tree.run("baseline", "stats")
    assert (ran.status, ran.out) == (0, "minlint-baseline.txt: 4 findings accepted\n  P001  4\n")
    tree.write("db/patients.sql", PATIENTS.format(more=",\n  passport_number text"))
    assert tree.run("baseline", "stats").out == (
        "minlint-baseline.txt: 4 findings accepted\n  P001  4\n"
        "1 of them gone: `minlint baseline prune` takes them out\n1 finding not accepted\n"
    )
