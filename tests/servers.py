"""Real database servers for the tests: their own data in a temporary folder, a Unix socket and no network.

They come from the system's packages; where one is missing its tests are skipped, which CI doesn't allow. Servers refuse
to run as root, so that root starts them as the user that their package made.
"""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_PATIENCE = 60.0
"""Seconds that a server may take to answer."""


@contextmanager
def postgres() -> Iterator[str]:
    """A PostgreSQL server; its connection string, for the superuser ``postgres``."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    initdb = str(programs[-1] / "initdb") if programs else shutil.which("initdb")
    server = str(programs[-1] / "postgres") if programs else shutil.which("postgres")
    if not initdb or not server:
        pytest.skip("PostgreSQL is not installed")
    with _folder("postgres") as (folder, user):
        data = str(folder / "data")
        _run(user, [initdb, "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"])
        command = [server, "-D", data, "-k", str(folder), "-c", "listen_addresses=", "-c", "fsync=off"]
        where = f"host={folder} user=postgres dbname=postgres"
        with _running(user, command, folder, lambda: _psycopg_answers(where)):
            yield where


@contextmanager
def mariadb() -> Iterator[str]:
    """A MariaDB server; the path of its socket, for ``root`` without a password."""
    server, install = shutil.which("mariadbd", path=_path()), shutil.which("mariadb-install-db", path=_path())
    if not server or not install:
        pytest.skip("MariaDB is not installed")
    with _folder("mysql") as (folder, user):
        data, path = folder / "data", str(folder / "socket")
        common = ["--no-defaults", f"--datadir={data}"]
        _run(user, [install, *common, "--auth-root-authentication-method=normal", "--skip-test-db"])
        quick = ["--skip-networking", "--innodb-flush-log-at-trx-commit=0", "--innodb-buffer-pool-size=32M"]
        command = [server, *common, f"--socket={path}", f"--pid-file={folder / 'pid'}", *quick]
        with _running(user, command, folder, lambda: _listens(path)):
            yield path


def _path() -> str:
    return os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"])


@contextmanager
def _folder(owner: str) -> Iterator[tuple[Path, str | None]]:
    """A short temporary folder, as sockets' paths are bounded, and the user whose it is where we are root."""
    user = owner if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="db-"))
    try:
        if user:
            entry = pwd.getpwnam(user)
            os.chown(folder, entry.pw_uid, entry.pw_gid)
        yield folder, user
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _as(user: str | None, command: list[str]) -> list[str]:
    return ["setpriv", f"--reuid={user}", f"--regid={user}", "--clear-groups", "--", *command] if user else command


def _run(user: str | None, command: list[str]) -> None:
    done = subprocess.run(_as(user, command), capture_output=True, text=True, check=False, cwd="/")
    assert done.returncode == 0, done.stderr or done.stdout


@contextmanager
def _running(user: str | None, command: list[str], folder: Path, answers: Callable[[], bool]) -> Iterator[None]:
    log = folder / "log"
    with log.open("wb") as output:
        process = subprocess.Popen(_as(user, command), stdout=output, stderr=output, cwd="/")
    try:
        end = time.monotonic() + _PATIENCE
        while not answers():
            assert process.poll() is None and time.monotonic() < end, log.read_text(errors="replace")
            time.sleep(0.1)
        yield
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _psycopg_answers(where: str) -> bool:
    import psycopg

    try:
        psycopg.connect(where).close()
    except psycopg.OperationalError:
        return False
    return True


def _listens(path: str) -> bool:
    with socket.socket(socket.AF_UNIX) as probe:
        return probe.connect_ex(path) == 0
