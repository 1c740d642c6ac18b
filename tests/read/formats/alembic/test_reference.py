"""What Alembic makes of revisions in a database, beside what is read of them."""

from __future__ import annotations

import importlib.util
import pathlib

import pytest
import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.operations import Operations

from minlint.read import Options, read
from minlint.read.input import Input

FIRST = """
import sqlalchemy as sa
from alembic import op

revision = "aa"
down_revision = None


def upgrade():
    op.create_table(
        "people",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("fax", sa.String(20), nullable=False),
        sa.Column("phone", sa.String(20), nullable=True),
        sa.Column("town", sa.Text(), nullable=False, server_default=""),
        sa.Column("note", sa.Text()),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table("traces", sa.Column("id", sa.Integer(), primary_key=True))
"""
SECOND = """
import sqlalchemy as sa
from alembic import op

revision = "cc"
down_revision = ("aa",)


def upgrade():
    with op.batch_alter_table("people") as batch:
        batch.drop_column("fax")
        batch.alter_column("phone", new_column_name="mobile", existing_type=sa.String(20), nullable=False)
        batch.add_column(sa.Column("born", sa.Date(), nullable=True))
    op.drop_table("traces")
    later()


def later():
    op.rename_table("people", "guests")


def downgrade():
    op.drop_table("guests")
"""
THIRD = """
import sqlalchemy as sa
from alembic import op

revision = "bb"
down_revision = "cc"


def upgrade():
    op.add_column("guests", sa.Column("language", sa.String(5), nullable=False, server_default="en"))
    with op.batch_alter_table("guests") as batch:
        batch.alter_column("born", existing_type=sa.Date(), nullable=False)
        batch.alter_column("town", existing_type=sa.Text(), server_default=None)
    op.create_table("visits", sa.Column("day", sa.Date(), nullable=False))
    for table in ("guests", "visits"):
        op.add_column(table, sa.Column("place", sa.Text()))
"""
TEXTS = {"3.py": FIRST, "2.py": SECOND, "1.py": THIRD}


def made(files: list[pathlib.Path]) -> dict[str, dict[str, bool]]:
    """The columns of each table of a database that went through the files, and whether each must be given."""
    with sa.create_engine("sqlite://").connect() as connection:
        with Operations.context(MigrationContext.configure(connection)):
            for file in files:
                spec = importlib.util.spec_from_file_location(f"revision_{file.stem}", file)
                assert spec and spec.loader
                module = importlib.util.module_from_spec(spec)
                spec.loader.exec_module(module)
                module.upgrade()
        found = sa.inspect(connection)
        return {
            table: {each["name"]: not each["nullable"] and each["default"] is None for each in found.get_columns(table)}
            for table in found.get_table_names()
        }


def test_alembic_comes_to_the_same_state(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    files = [tmp_path / name for name in TEXTS]
    for file in files:
        file.write_text(TEXTS[file.name], encoding="utf-8")
    told: dict[str, dict[str, bool]] = {}
    for file in files:
        source = read(Input(file.name, str(file)), Options())
        assert source and source.format == "alembic"
        for record in source.records:
            told.setdefault(record.name, {}).update((each.path, bool(each.mandatory)) for each in record.fields)
    assert told == made(files)
    assert told["guests"]["mobile"] and not told["guests"]["language"]
