"""What every test shares."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from tests import servers
from tests.fuzzing import TIMES

settings.register_profile("default", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("long", settings.get_profile("default"), max_examples=3000, print_blob=True)
settings.register_profile("fuzz", settings.get_profile("default"), max_examples=100 * TIMES, print_blob=True)
settings.load_profile("default")

_skipped: list[str] = []


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Remember what was skipped."""
    if report.skipped and not hasattr(report, "wasxfail"):
        _skipped.append(report.nodeid)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """In CI a skip is a failure."""
    if _skipped and os.environ.get("MINLINT_FAIL_ON_SKIP") and not hasattr(session.config, "workerinput"):
        print("\nskipped where nothing may be skipped:", *_skipped, sep="\n  ")
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A real PostgreSQL server: its connection string."""
    with servers.postgres() as where:
        yield where


@pytest.fixture(scope="session")
def mariadb() -> Iterator[str]:
    """A real MariaDB server: the path of its socket."""
    with servers.mariadb() as socket:
        yield socket
