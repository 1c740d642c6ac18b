"""What is read of models, against what their own libraries say of the same classes."""

from __future__ import annotations

import dataclasses
import pathlib
import runpy
import typing
from typing import Any

import attr
import django
import pytest
import sqlalchemy
from django.apps import apps
from django.conf import settings
from django.db import models
from pydantic import BaseModel
from sqlalchemy.orm import class_mapper

from minlint.model import Field, Record
from minlint.read import Options, read
from minlint.read.input import Input

GOOD = pathlib.Path(__file__).parent / "good"
"""Fixtures that are valid modules, so that their libraries can be asked about them."""


def records(path: pathlib.Path) -> dict[str, Record]:
    source = read(Input(path.name, str(path)), Options())
    assert source and not source.problems
    return {record.name: record for record in source.records}


def by_name(record: Record) -> dict[str, Field]:
    return {field.path.partition("[")[0].partition(".")[0]: field for field in record.fields}


@pytest.fixture(scope="module", autouse=True)
def _django() -> None:
    if not settings.configured:
        names = ("auth", "contenttypes", "sites", "redirects", "flatpages")
        settings.configure(INSTALLED_APPS=[f"django.contrib.{name}" for name in names])
    if not apps.ready:
        django.setup()


@pytest.mark.parametrize("app", ["auth", "contenttypes", "sites", "redirects", "flatpages"])
def test_django_says_the_same_of_its_own_models(app: str) -> None:
    config = apps.get_app_config(app)
    found = records(pathlib.Path(typing.cast("str", config.module.__file__)).parent / "models.py")
    base = {"AbstractUser", "AbstractBaseUser", "PermissionsMixin", "AbstractBaseSession"}
    for model in config.get_models():
        if any(parent.__name__ in base for parent in model.__mro__):
            continue  # its columns stand in other files
        fields = by_name(found[model.__name__])
        said = [field for field in model._meta.get_fields() if not field.auto_created]
        columns = [field for field in said if isinstance(field, models.Field)]
        assert set(fields) == {column.name for column in columns}
        for column in columns:
            field = fields[column.name]
            assert field.type == type(column).__name__
            assert field.length == column.max_length
            assert field.unique == (column.unique and not column.primary_key)
            assert (field.references is not None) == (column.remote_field is not None)
            assert field.mandatory == (not column.null and not column.blank and not column.has_default())


@pytest.mark.filterwarnings("ignore:The ..declarative_base")
@pytest.mark.parametrize("name", ["sqlalchemy14", "sqlalchemy2"])
def test_sqlalchemy_says_the_same(name: str) -> None:
    space = runpy.run_path(str(GOOD / f"{name}.py"))
    found = records(GOOD / f"{name}.py")
    classes = {key: value for key, value in space.items() if hasattr(value, "__table__")}
    assert set(found) == set(classes) | {table.name for table in space.values() if isinstance(table, sqlalchemy.Table)}
    for key, record in found.items():
        if key in classes:
            columns = {item.key: item.columns[0] for item in class_mapper(classes[key]).column_attrs}
        else:
            columns = dict(space[key].columns.items())
        assert set(by_name(record)) == set(columns)
        for each, column in columns.items():
            _agree_on_column(by_name(record)[each], column)


def _agree_on_column(field: Field, column: Any) -> None:
    default = column.default is not None or column.server_default is not None
    assert (field.primary, field.unique) == (column.primary_key, bool(column.unique))
    assert field.default == default
    assert field.mandatory == (not column.nullable and not default)
    assert (field.references is not None) == bool(column.foreign_keys)
    assert not isinstance(column.type, sqlalchemy.Enum) or set(field.enum) == set(column.type.enums)


def test_pydantic_says_the_same() -> None:
    space = runpy.run_path(str(GOOD / "pydantic_api.py"))
    found = records(GOOD / "pydantic_api.py")
    classes = {key: value for key, value in space.items() if isinstance(value, type) and issubclass(value, BaseModel)}
    assert set(found) == set(classes) - {"BaseModel"}
    for key, record in found.items():
        own = {name: said for name, said in classes[key].model_fields.items() if name in classes[key].__annotations__}
        assert set(by_name(record)) == set(own)
        for name, said in own.items():
            may_be_none = type(None) in typing.get_args(said.annotation) or None in typing.get_args(said.annotation)
            assert by_name(record)[name].mandatory == (said.is_required() and not may_be_none)


def test_plain_classes_say_the_same() -> None:
    space = runpy.run_path(str(GOOD / "plain.py"))
    found = records(GOOD / "plain.py")
    assert set(by_name(found["Fix"])) == {item.name for item in dataclasses.fields(space["Fix"])}
    for name in ("Call", "Old"):
        assert {key: field.mandatory for key, field in by_name(found[name]).items()} == {
            item.name: item.default is attr.NOTHING for item in attr.fields(space[name])
        }
    assert {key for key, field in by_name(found["Profile"]).items() if field.mandatory} == space[
        "Profile"
    ].__required_keys__
    assert set(by_name(found["Point"])) == set(space["Point"]._fields)
    for name in ("Team", "Member", "MemberNote"):
        columns = space[name].__table__.columns
        assert set(by_name(found[name])) == set(columns.keys())
        assert {key for key, field in by_name(found[name]).items() if field.primary} == set(
            space[name].__table__.primary_key.columns.keys()
        )
        assert {key for key, field in by_name(found[name]).items() if field.references} == {
            key for key, column in columns.items() if column.foreign_keys
        }
