"""Django: models, forms and filters of forms; serializers of Django REST framework."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from minlint.model import Direction, Field, Record, Reference, Span
from minlint.read.python import values
from minlint.read.python.classes import Attribute, Class
from minlint.read.python.module import Module

_KEYS = frozenset(
    """ForeignKey OneToOneField ManyToManyField ParentalKey ParentalManyToManyField TreeForeignKey
    SortedManyToManyField""".split()  # noqa: SIM905
)
_FORMS = ("django.forms", "rest_framework.serializers", "wtforms", "flask_wtf", "django.contrib.gis.forms")
_MADE = frozenset(("AutoField", "BigAutoField", "SmallAutoField", "GeneratedField"))
_NO_COLUMNS = frozenset(("GenericForeignKey", "GenericRelation", "SerializerMethodField", "HiddenField", "SubmitField"))
_NOT_FIELDS = frozenset(("Field", "field", "Meta", "mapped_column"))


def record(one: Class) -> Record | None:
    """A class as a record, with the fields of abstract models of this file; None where it is none.

    An abstract model that nothing here extends is one, too: no other file declares its fields.
    """
    form = _is_form(one)
    if (
        not one.bases
        or (_is_abstract(one) and one.is_extended)
        or not any(_is_field(item, each) for each in one.line for item in each.attributes)
    ):
        return None
    if not form and not _is_model(one):
        return None
    found = one.record(_fields(one, form))
    return found._replace(direction="in") if form and "serializers" not in _origin(one) else found


def is_stored(one: Class) -> bool:
    """Whether rows of it are kept."""
    return _is_model(one) and not _is_form(one)


def _origin(one: Class) -> str:
    """The full name of the first field's class."""
    return next((one.module.dotted(item.value) for item in one.attributes if _is_field(item, one)), "")


def _is_form(one: Class) -> bool:
    origin = next(filter(None, map(_origin, one.line)), "")
    return origin.startswith(_FORMS) or origin.partition(".")[0] in ("forms", "serializers")


def _is_model(one: Class) -> bool:
    if one.module.packages & {"django", "modelcluster", "wagtail", "mptt", "polymorphic", "model_utils"}:
        return True
    origin = next(filter(None, map(_origin, one.line)), "")
    return origin.startswith("models.") or ".models." in origin


def _is_abstract(one: Class) -> bool:
    return values.is_true(one.inner("Meta").get("abstract"))


def _is_field(item: Attribute, one: Class) -> bool:
    return _call(item, one) is not None


def _call(item: Attribute, one: Class) -> ast.Call | None:
    """The call that makes a field, also one that is handed to what encrypts it: ``encrypt(models.CharField())``."""
    node = item.value
    while isinstance(node, ast.Call):
        last = one.module.dotted(node).rpartition(".")[2]
        if last in _KEYS or (last.endswith(("Field", "Serializer")) and last not in _NOT_FIELDS | _NO_COLUMNS):
            return node
        node = node.args[0] if node.args and last[:1].islower() else None
    return None


def _fields(one: Class, form: bool) -> Iterator[tuple[Attribute, Field]]:
    for each, item in one.mixed_in(lambda parent: not form and not _is_abstract(parent)):
        if call := _call(item, each):
            span = each.module.span(item.target, len(item.name))
            yield item, _form_field(item, each) if form else field(item.name, call, span, each.module, each.name)


def is_kept(call: ast.Call, module: Module) -> bool:
    """Whether what a model's field is made with is a column."""
    return module.dotted(call).rpartition(".")[2] not in _NO_COLUMNS


def field(name: str, call: ast.Call, span: Span, module: Module, model: str) -> Field:
    """A model's field from the call that makes it: ``models.CharField(max_length=80)``."""
    kind = module.dotted(call).rpartition(".")[2]
    default = (
        kind in _MADE
        or any(values.keyword(call, key) for key in ("default", "db_default"))
        or any(values.is_true(values.keyword(call, key)) for key in ("auto_now", "auto_now_add"))
    )
    empty = any(values.is_true(values.keyword(call, key)) for key in ("null", "blank"))
    many = "Many" in kind
    return Field(
        name + ("[]" if many or kind == "ArrayField" else ""),
        _type(kind, call),
        span,
        mandatory=not empty and not default,
        comment=_meaning(call, kind),
        enum=values.choices(values.keyword(call, "choices"), module),
        primary=values.is_true(values.keyword(call, "primary_key")),
        unique=kind == "OneToOneField" or values.is_true(values.keyword(call, "unique")),
        references=_reference(call, module, model) if kind in _KEYS else None,
        default=default,
        length=values.number(values.keyword(call, "max_length")),
    )


def _form_field(item: Attribute, one: Class) -> Field:
    call = _call(item, one)
    assert call is not None  # the callers ask for fields alone
    kind = one.module.dotted(call).rpartition(".")[2]
    default = values.keyword(call, "initial", "default") is not None
    many = values.is_true(values.keyword(call, "many"))
    nested = kind.endswith("Serializer")
    return Field(
        item.name + ("[]" if many else ""),
        kind,
        one.module.span(item.target, len(item.name)),
        mandatory=not values.is_false(values.keyword(call, "required")) and not default and _way(call) != "out",
        comment=_meaning(call, kind),
        enum=values.choices(values.keyword(call, "choices"), one.module),
        references=Reference(kind) if nested else None,
        default=default,
        length=values.number(values.keyword(call, "max_length")),
        direction=_way(call),
    )


def _way(call: ast.Call) -> Direction:
    if values.is_true(values.keyword(call, "read_only")):
        return "out"
    return "in" if values.is_true(values.keyword(call, "write_only")) else ""


def _type(kind: str, call: ast.Call) -> str:
    digits, places = (values.number(values.keyword(call, name)) for name in ("max_digits", "decimal_places"))
    return f"{kind}({digits}, {places or 0})" if digits else kind


def _meaning(call: ast.Call, kind: str) -> str:
    first = call.args[0] if call.args and kind not in _KEYS else None
    said = [values.words(node) for node in (first, values.keyword(call, "verbose_name", "label"))]
    said += [values.words(values.keyword(call, name)) for name in ("help_text", "db_comment")]
    return ": ".join(dict.fromkeys(filter(None, said)))


def _reference(call: ast.Call, module: Module, model: str) -> Reference | None:
    """The model that a key points at: a class, ``"app.Model"``, ``"self"``, or the setting that names the users."""
    said = call.args[0] if call.args else values.keyword(call, "to")
    name = (values.words(said) or module.dotted(said)).rpartition(".")[2]
    if name == "self":
        return Reference(model)
    return Reference({"AUTH_USER_MODEL": "User", "get_user_model": "User"}.get(name, name)) if name else None
