"""Both hooks, run by the real pre-commit in a repository that adopts them."""

from __future__ import annotations

import math
import os
import pathlib
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator

import pytest

ROOT = pathlib.Path(__file__).parent.parent.parent

pytestmark = pytest.mark.slow

MANIFEST = """\
version: 1
purposes:
  newsletter:
    statement: Send the weekly newsletter to subscribers who asked for it on the website, until they unsubscribe.
    profile: newsletter
    owner: privacy@news.example
    review_by: 2099-01-01
bindings:
  - {source: "db/*.sql", purposes: [newsletter]}
  - {source: "data/*", purposes: [newsletter]}
"""
TABLE = "CREATE TABLE subscribers (\n  id bigint PRIMARY KEY,\n  email text NOT NULL{more}\n);\n"
BEYOND = ",\n  face_embedding vector(512),\n  home_lat numeric(9,6),\n  home_lon numeric(9,6)"


def git(folder: pathlib.Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run git as somebody."""
    identity = ["-c", "user.name=A Tester", "-c", "user.email=tester@mail.example", "-c", "commit.gpgsign=false"]
    return subprocess.run(["git", *identity, *arguments], cwd=folder, capture_output=True, text=True)


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    """This tree as a repository that pre-commit can clone."""
    clone = tmp_path_factory.mktemp("hooks")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (ROOT / name).is_file():
            (clone / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, clone / name)
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "as it stands"]):
        assert git(clone, *command).returncode == 0
    return clone


@pytest.fixture(scope="module")
def repository(hooks: pathlib.Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[pathlib.Path]:
    """A repository with the hooks installed and a first commit that passes them."""
    folder = tmp_path_factory.mktemp("adopter")
    os.environ["PRE_COMMIT_HOME"] = str(tmp_path_factory.mktemp("pre-commit-home"))
    head = git(hooks, "rev-parse", "HEAD").stdout.strip()
    (folder / ".pre-commit-config.yaml").write_text(
        f"repos:\n- repo: {hooks}\n  rev: {head}\n  hooks: [{{id: minlint}}, {{id: minlint-data}}]\n"
    )
    write(folder, "minlint.yaml", MANIFEST)
    write(folder, "db/schema.sql", TABLE.format(more=""))
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    subprocess.run([sys.executable, "-m", "pre_commit", "install"], cwd=folder, check=True, capture_output=True)
    first = git(folder, "commit", "-m", "first")
    assert first.returncode == 0, first.stdout + first.stderr
    yield folder
    del os.environ["PRE_COMMIT_HOME"]


def write(folder: pathlib.Path, name: str, text: str) -> None:
    """Write a file of the repository."""
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text)


def commit(folder: pathlib.Path) -> tuple[int, str]:
    """Commit everything; the status and what the hooks printed."""
    git(folder, "add", "-A")
    done = git(folder, "commit", "-m", "change")
    return done.returncode, done.stdout + done.stderr


def face_vectors(rows: int, *, one_column: bool) -> str:
    """Made-up face vectors of 128 numbers, as a table of numbers or as one list column, with a person beside each."""
    chance = random.Random(7)
    lines = ["person,descriptor"] if one_column else []
    for row in range(rows):
        vector = [chance.gauss(0, 1) for _ in range(128)]
        norm = math.sqrt(sum(x * x for x in vector))
        numbers = [f"{1.4 * x / norm:.6f}" for x in vector]
        lines.append(f'p{row},"[{", ".join(numbers)}]"' if one_column else ",".join(numbers))
    return "\n".join(lines) + "\n"


def test_a_table_that_grows_beyond_its_purpose_is_blocked_until_mended(repository: pathlib.Path) -> None:
    write(repository, "db/schema.sql", TABLE.format(more=BEYOND))
    status, said = commit(repository)
    assert status == 1
    for place in ("db/schema.sql:4:3", "db/schema.sql:5:3", "db/schema.sql:6:3"):
        assert place in said
    assert "X101" in said and "S202" in said
    write(repository, "db/schema.sql", TABLE.format(more=",\n  topics text"))
    status, said = commit(repository)
    assert status == 0, said


@pytest.mark.parametrize("one_column", [False, True], ids=["128 number columns", "one list column"])
def test_a_csv_of_face_vectors_is_blocked(repository: pathlib.Path, one_column: bool) -> None:
    path = "data/features_all.csv"
    write(repository, path, face_vectors(60, one_column=one_column))
    status, said = commit(repository)
    assert status == 1, said
    assert path in said and "S202" in said
    (repository / path).unlink()
    write(repository, "data/topics.csv", "topic,weight\ngardening,3\ncooking,5\n")
    status, said = commit(repository)
    assert status == 0, said
    (repository / "data/topics.csv").unlink()
    commit(repository)


def test_silent_on_what_is_no_schema_and_no_data_about_people(repository: pathlib.Path) -> None:
    write(repository, "package.json", '{"name": "site", "version": "1.0.0", "scripts": {"build": "make"}}\n')
    write(repository, ".github/workflows/ci.yml", "on: push\njobs:\n  test: {runs-on: ubuntu-latest, steps: []}\n")
    write(repository, "config/app.yaml", "properties:\n  name: site\n  port: 8080\n")
    write(repository, "sales/units.csv", "sku,units,price\nA-1,3,9.90\nB-7,5,4.50\nC-2,8,1.25\n")
    status, said = commit(repository)
    assert status == 0, said
    assert said.count("Passed") == 2 and "warning" not in said
