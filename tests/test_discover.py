"""From paths to files: with git, without git, and outside of any repository."""

from __future__ import annotations

import os
import pathlib
import subprocess

import pytest

from minlint.errors import UsageError
from minlint.read.discover import Found, discover

IGNORED = {
    ".gitignore": "*.bak.sql\n/build/\n!kept.bak.sql\n",
    "a.sql": "",
    "a.bak.sql": "",
    "kept.bak.sql": "",
    "build/b.sql": "",
    "sub/.gitignore": "/local\n!a.bak.sql\n",
    "sub/a.bak.sql": "",
    "sub/b.bak.sql": "",
    "sub/build/c.sql": "",
    "sub/local/d.sql": "",
    "sub/deep/.hidden.sql": "",
    "node_modules/x/e.sql": "",
    ".venv/f.sql": "",
}
SEEN = ["a.sql", "kept.bak.sql", "sub/a.bak.sql", "sub/build/c.sql", "sub/deep/.hidden.sql"]


@pytest.fixture
def folder(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> pathlib.Path:
    """A working folder with ignored files in it."""
    for name, text in IGNORED.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(params=["git", "no git", "no repository"])
def setting(request: pytest.FixtureRequest, folder: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Where git is there and the folder is a repository; where git isn't installed; where it is no repository."""
    if request.param != "no repository":
        subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
    if request.param == "no git":
        monkeypatch.setenv("PATH", str(folder / "nowhere"))
    return str(request.param)


def found(*paths: str, exclude: tuple[str, ...] = (), force_exclude: bool = False) -> list[str]:
    """The SQL files that paths lead to."""
    files = discover(paths, exclude, force_exclude=force_exclude).files
    return [name for name in files if name.endswith(".sql")]


@pytest.mark.usefixtures("setting")
def test_what_is_ignored_is_not_walked_into() -> None:
    assert found(".") == SEEN


def test_a_folder_below_the_repositorys_root_heeds_what_stands_above_it(setting: str) -> None:
    ignored = ["sub/b.bak.sql"] if setting == "no repository" else []
    assert found("sub") == sorted([*SEEN[2:], *ignored])


@pytest.mark.usefixtures("setting")
def test_a_folder_that_is_named_is_walked_even_if_it_is_ignored() -> None:
    assert found("build", "sub/local", "node_modules/x") == ["build/b.sql", "node_modules/x/e.sql", "sub/local/d.sql"]


@pytest.mark.usefixtures("setting")
def test_a_file_that_is_named_is_kept_even_if_it_is_ignored() -> None:
    assert found("a.bak.sql", "build/*.sql", ".venv/f.sql") == [".venv/f.sql", "a.bak.sql", "build/b.sql"]


@pytest.mark.usefixtures("setting")
def test_symbolic_links(folder: pathlib.Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "g.sql").write_text("")
    (folder / "link").symlink_to(elsewhere)
    (folder / "loop").symlink_to(".")
    (folder / "lost.sql").symlink_to("nowhere.sql")
    (folder / "same.sql").symlink_to("a.sql")
    os.mkfifo(folder / "pipe.sql")
    assert found(".") == sorted([*SEEN, "same.sql"])
    assert found("link") == ["link/g.sql"]
    assert found("lost.sql", "pipe.sql") == ["lost.sql", "pipe.sql"]


def test_a_deleted_file_that_git_still_lists_is_passed_over(folder: pathlib.Path) -> None:
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
    subprocess.run(["git", "add", "a.sql"], cwd=folder, check=True)
    (folder / "a.sql").unlink()
    assert found(".") == SEEN[1:]


def test_each_file_once_in_order_and_the_named_ones_told_apart(folder: pathlib.Path) -> None:
    paths = ["sub/deep", "a.sql", "./a.sql", str(folder / "a.sql"), "sub/deep/.hidden.sql"]
    assert discover(paths) == Found(
        ("a.sql", "sub/deep/.hidden.sql"), frozenset({"a.sql", "sub/deep/.hidden.sql"}), ("sub/deep",)
    )
    assert discover(["sub/deep"]).named == frozenset()


@pytest.mark.usefixtures("folder")
def test_exclusion() -> None:
    assert found(".", exclude=("sub/", "kept.*")) == ["a.sql"]
    assert found(".", exclude=("*", "!a.sql")) == ["a.sql"]
    assert found("a.sql", exclude=("a.sql",)) == ["a.sql"]
    assert found("a.sql", exclude=("a.sql",), force_exclude=True) == []
    assert found(".", "a.sql", exclude=("*.sql",)) == ["a.sql"]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("path", ["nowhere", "nowhere/*.sql", "*.nothing", ""])
def test_paths_that_lead_nowhere(path: str) -> None:
    with pytest.raises(UsageError):
        discover([path])


def test_a_name_with_magic_in_it_is_a_file_where_there_is_one(folder: pathlib.Path) -> None:
    (folder / "[ab].sql").write_text("")
    assert found("[ab].sql") == ["[ab].sql"]
    (folder / "[ab].sql").unlink()
    assert found("[ab].sql") == ["a.sql"]


def test_an_unreadable_gitignore_ignores_nothing(folder: pathlib.Path) -> None:
    (folder / "sub/.gitignore").unlink()
    (folder / "sub/.gitignore").mkdir()
    (folder / "sub/deep/.gitignore").symlink_to("nowhere")
    assert "sub/local/d.sql" in found(".")
