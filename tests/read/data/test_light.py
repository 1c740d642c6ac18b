"""Asking whose a file is loads no engine; reading it fetches nothing."""

from __future__ import annotations

import subprocess
import sys

import pytest

from minlint.read.datasets import engine

HEAVY = ("duckdb", "ibis", "pyarrow", "numpy", "pandas", "presidio_analyzer", "spacy")


@pytest.mark.parametrize("name", ["people.csv", "people.tsv", "people.jsonl", "people.parquet"])
def test_claims_load_no_engine(name: str) -> None:
    code = f"""
import sys
from minlint.read import reader_for
from minlint.read.input import Input
reader_for(Input({name!r}, data=b'{{"name": "x", "mail": "y"}}'))
print([name for name in {HEAVY!r} if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_engine_fetches_and_spills_nothing() -> None:
    with engine() as connection:
        settings = dict(connection.raw_sql("select name, value from duckdb_settings()").fetchall())
    assert settings["autoinstall_known_extensions"] == "false"
    assert settings["autoload_known_extensions"] == "false"
    assert settings["temp_directory"] == ""
