"""What Django makes of migrations by itself, beside what is read of them."""

from __future__ import annotations

import importlib.util
import pathlib

import django
import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.migrations.state import ProjectState

from minlint.read import Options, read
from minlint.read.input import Input

HERE = pathlib.Path(__file__).parent / "good" / "migrations"
APPS = ("auth", "contenttypes", "sites", "redirects", "flatpages")
CONTRIB = pathlib.Path(django.__file__).parent / "contrib"


def known(folder: pathlib.Path, app: str) -> dict[str, dict[str, bool]]:
    """The fields of each model after all migrations, by Django, and whether each must be given."""
    if not settings.configured:
        settings.configure(INSTALLED_APPS=[f"django.contrib.{name}" for name in APPS])
    if not apps.ready:
        django.setup()
    state = ProjectState()
    for file in sorted(folder.glob("0*.py")):
        spec = importlib.util.spec_from_file_location(f"migration_{app}_{file.stem}", file)
        assert spec and spec.loader
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        state = module.Migration(file.stem, app).mutate_state(state)
    return {
        model.name: {name: needed(field) for name, field in model.fields.items()} for model in state.models.values()
    }


def needed(field: models.Field) -> bool:
    made = isinstance(field, models.AutoField | models.BigAutoField)
    dated = getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False)
    return not (field.null or field.blank or field.has_default() or made or dated)


def told(folder: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, dict[str, bool]]:
    monkeypatch.chdir(folder)
    found: dict[str, dict[str, bool]] = {}
    for file in sorted(folder.glob("0*.py")):
        source = read(Input(file.name, str(file)), Options())
        for record in source.records if source else ():
            fields = {field.path.removesuffix("[]"): bool(field.mandatory) for field in record.fields}
            found.setdefault(record.name, {}).update(fields)
    return found


@pytest.mark.parametrize(
    ("folder", "app"),
    [(HERE, "club"), *((CONTRIB / app / "migrations", app) for app in APPS)],
)
def test_django_comes_to_the_same_state(folder: pathlib.Path, app: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(folder, monkeypatch) == known(folder, app)


def test_the_order_is_that_of_dependencies_and_a_squashed_one_stands_for_those_it_replaces(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = "from django.db import migrations, models\n\n\nclass Migration(migrations.Migration):\n"
    texts = {
        "0001_initial.py": 'dependencies = []\n    operations = [migrations.CreateModel("Guest", [("fax", '
        "models.TextField())])]\n",
        "0002_squashed.py": 'replaces = [("club", "0001_initial"), ("club", "0003_old")]\n    operations = ['
        'migrations.CreateModel("Guest", [("name", models.TextField())])]\n',
        "0003_old.py": 'dependencies = [("club", "0001_initial")]\n    operations = [migrations.AddField("guest", '
        '"phone", models.TextField())]\n',
        "0004_late.py": 'dependencies = [("club", "0005_early")]\n    operations = [migrations.RenameField("guest", '
        '"email", "mail")]\n',
        "0005_early.py": 'dependencies = [("club", "0003_old")]\n    operations = [migrations.AddField("guest", '
        '"email", models.TextField())]\n',
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(head + "    " + text, encoding="utf-8")
    assert told(tmp_path, monkeypatch) == {"Guest": {"name": True, "mail": True}}
