"""Addresses: what they are called, without what is secret, and what can't be one."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from minlint.errors import UsageError
from minlint.read.addresses import shown

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("postgresql://ada:zqcanary@host:5432/shop?schema=a", "postgresql://host:5432/shop"),
        ("postgresql://ada:zq%40canary@one:5432,two:5433/shop", "postgresql://one:5432,two:5433/shop"),
        ("postgresql:///shop?host=/run/zqcanary", "postgresql:///shop"),
        ("postgresql://ada@[::1]:5432/shop", "postgresql://[::1]:5432/shop"),
        ("mysql://ada:zqcanary@host/shop", "mysql://host/shop"),
        ("https://ada:zqcanary@host/people.csv?signature=zqcanary#zqcanary", "https://host/people.csv"),
        ("s3://bucket/a@b/*.parquet", "s3://bucket/a@b/*.parquet"),
    ],
)
def test_what_is_shown(address: str, name: str) -> None:
    assert shown(address) == name


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://ada:zq@canary@host/shop",
        "postgresql://ada:12#zqcanary@host/shop",
        "postgresql://ada:zq?canary@host/shop",
        "postgresql://ada:zq/canary@host/shop",
        "postgresql://ada@host/shop?password=zq@canary",
        "mysql://host:zqcanary/shop",
    ],
)
def test_a_password_that_isnt_encoded_is_refused_and_not_quoted(address: str) -> None:
    with pytest.raises(UsageError) as refused:
        shown(address)
    assert "canary" not in str(refused.value) and "%40" in str(refused.value)


def test_files_of_databases_by_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from minlint.read import Options, read
    from minlint.read.addresses import inputs_of

    monkeypatch.chdir(tmp_path)
    with closing(sqlite3.connect("shop.data")) as database:
        database.execute("CREATE TABLE people (email TEXT)")
    for address in ("sqlite:///shop.data", f"sqlite:///{tmp_path}/shop.data"):
        (found,) = inputs_of([address])
        source = read(found, Options())
        assert source and (source.path, source.format) == ("shop.data", "sqlite")
        assert [record.name for record in source.records] == ["people"]


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("gopher://host/x", "gopher:// sources can't be read by this version; see `minlint formats`"),
        (
            "postgresq://a:zqcanary@host/x",
            "postgresq:// sources can't be read by this version; did you mean `postgresql`?",
        ),
        (
            "postgresql+psycopg2://host/x",
            "postgresql+psycopg2:// sources can't be read by this version; `postgresql` can",
        ),
        ("sqlite:///nosuch.db", "no such file or folder: nosuch.db"),
        ("duckdb://", "duckdb:// needs the path of a file behind it"),
    ],
)
def test_what_leads_nowhere(address: str, reason: str) -> None:
    from minlint.read.addresses import inputs_of

    with pytest.raises(UsageError) as refused:
        inputs_of([address])
    assert str(refused.value) == reason
