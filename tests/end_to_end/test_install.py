"""The wheel, the wheel made from the sdist, and an editable install all carry their rules."""

from __future__ import annotations

import pathlib
import subprocess
import sys
import venv
import zipfile

import pytest

from minlint.rulebook import FOLDERS

ROOT = pathlib.Path(__file__).parent.parent.parent

pytestmark = pytest.mark.slow


def run(*command: str | pathlib.Path, cwd: pathlib.Path = ROOT) -> str:
    """Run a command that has to succeed."""
    done = subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    """A folder with the sdist and the wheel that is built from it."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--outdir", folder, ROOT)
    return folder


def installed(folder: pathlib.Path, *what: str | pathlib.Path) -> pathlib.Path:
    """A new environment with this one's packages in sight and minlint installed anew; its ``minlint``."""
    venv.create(folder, with_pip=False, system_site_packages=False)
    here = next(path for path in map(pathlib.Path, sys.path) if path.name == "site-packages")
    site = next(folder.glob("lib/python*/site-packages"))
    (site / "shared.pth").write_text(f"{here}\n")
    run(sys.executable, "-m", "pip", "--python", folder, "install", "--quiet", "--no-deps", "--ignore-installed", *what)
    return folder / "bin" / "minlint"


def works(minlint: pathlib.Path, folder: pathlib.Path) -> None:
    """It knows its version, passes its rules' own examples, and finds what there is to find."""
    assert run(minlint, "--version", cwd=folder).startswith("minlint ")
    assert "S202" in run(minlint, "rules", cwd=folder)
    run(minlint, "rules", "test", cwd=folder)
    (folder / "db.sql").write_text("CREATE TABLE patients (id int, iris_template bytea);")
    done = subprocess.run(
        [minlint, "check", "db.sql", "--format", "concise"], cwd=folder, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "P001" in done.stdout


def test_wheel(built: pathlib.Path, tmp_path: pathlib.Path) -> None:
    wheel = next(built.glob("*.whl"))
    names = zipfile.ZipFile(wheel).namelist()
    assert {f"minlint/_{made}.bin" for made in (*FOLDERS, "names", "categories", "lexicon", "rules", "formats")} <= set(
        names
    )
    assert not [name for name in names if name.startswith(("rules/", "tests/"))]
    works(installed(tmp_path / "env", wheel), tmp_path)


def test_sdist(built: pathlib.Path, tmp_path: pathlib.Path) -> None:
    works(installed(tmp_path / "env", next(built.glob("*.tar.gz"))), tmp_path)


def test_editable(tmp_path: pathlib.Path) -> None:
    works(installed(tmp_path / "env", "--editable", ROOT), tmp_path)
