"""What one property of an entity says of itself."""

from __future__ import annotations

import re

from minlint.model import Field
from minlint.read.annotated import Annotation, Member
from minlint.read.names import differs

VALUES = frozenset(
    """int long short byte sbyte uint ulong ushort bool float double decimal char nint nuint Int16 Int32 Int64 Boolean
    Guid DateTime DateTimeOffset DateOnly TimeOnly TimeSpan Decimal Double Single Byte""".split()  # noqa: SIM905
)
"""Types that are never null by themselves."""
_TEXTS = frozenset(("string", "String", "Uri", "Version", "IPAddress", "object", "JsonDocument"))
_MANY = re.compile(r"(?:\w+\.)*(?:I?Collection|I?List|IEnumerable|I?Set|HashSet|IReadOnly\w+|IQueryable)<(.+)>\??$")
_MAP = re.compile(r"(?:\w+\.)*I?(?:ReadOnly)?Dictionary<[^,<>]+,\s*(.+)>\??$")
_KEYS = frozenset(("int", "long", "short", "Guid"))


def inner(declared: str) -> tuple[str, bool]:
    """The type of what a type holds, and whether it holds several."""
    if found := _MANY.match(declared):
        return found[1].strip(), True
    if declared.rstrip("?").endswith("[]") and declared.rstrip("?") != "byte[]":
        return declared.rstrip("?")[:-2], True
    return declared.removesuffix("?"), False


def value_of(declared: str) -> str:
    """The type of what a dictionary holds; empty for anything else."""
    found = _MAP.match(declared)
    return found[1].strip() if found else ""


def is_scalar(kind: str) -> bool:
    """Whether a type is a value or a text, and no class of the project's."""
    return kind in VALUES or kind in _TEXTS or kind == "byte[]"


def column(member: Member, choices: tuple[str, ...], key: bool, knows_null: bool) -> Field:
    """A property as a field without its place. ``key``: convention makes it the record's."""
    says = {each.name: each for each in member.annotations}
    kind, many = inner(member.type)
    column = says.get("Column", Annotation("", {}))
    generated = says["DatabaseGenerated"].text("value") if "DatabaseGenerated" in says else ""
    primary = key or "Key" in says
    given = member.given or not says.keys().isdisjoint(("Default", "Timestamp", "ConcurrencyCheck"))
    given = given or generated == "Identity" or (primary and kind in _KEYS and generated != "None")
    made = generated == "Computed" or "Computed" in says
    name = column.text("value") or column.text("Name")
    shown = says["Display"].text("Name") if "Display" in says else ""
    comment = says["Comment"].text("value") if "Comment" in says else ""
    words = (name if differs(name, member.name) else "", shown if differs(shown, member.name) else "", comment)
    return Field(
        member.name + "[]" * many,
        column.text("TypeName") or member.type,
        None,
        None if made else _is_needed(member, kind, many, knows_null or primary) and not given,
        ": ".join(filter(None, words)),
        choices,
        primary=primary,
        unique=primary or "Unique" in says,
        format=_form(says.get("DataType")),
        default=given,
        direction="out" if made else "",
        length=_length(says),
    )


def _is_needed(member: Member, kind: str, many: bool, sure: bool) -> bool:
    """Whether a property has to be given: said, or by its type; ``sure``: a reference is never null by itself."""
    says = {each.name for each in member.annotations}
    if "Optional" in says:
        return False
    if says & {"Required", "required"}:
        return True
    return not member.nullable and not many and (kind in VALUES or sure)


def _form(said: Annotation | None) -> str:
    return {"Date": "date", "Time": "time", "EmailAddress": "email"}.get(said.text("value"), "") if said else ""


def _length(says: dict[str, Annotation]) -> int | None:
    sizes = (says[name].number("value") for name in ("MaxLength", "StringLength", "Length") if name in says)
    return next((size for size in sizes if size is not None), None)
