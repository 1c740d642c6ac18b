"""What one member of an entity says of itself."""

from __future__ import annotations

import re

from minlint.model import Field, Reference
from minlint.read.annotated import Annotation, Member
from minlint.read.names import differs

TO_ONE = frozenset(("ManyToOne", "OneToOne"))
TO_MANY = frozenset(("OneToMany", "ManyToMany", "ManyToAny"))
_NEEDED = frozenset(("NotNull", "NonNull", "NotBlank", "NotEmpty", "Nonnull"))
_MADE = frozenset(
    """GeneratedValue CreationTimestamp UpdateTimestamp Version CreatedDate LastModifiedDate CreatedBy LastModifiedBy
    ColumnDefault Generated UuidGenerator""".split()  # noqa: SIM905
)
_PRIMITIVE = frozenset("int long short byte char float double boolean".split())  # noqa: SIM905
_OUT = frozenset(("Formula", "ColumnTransformer_read"))
_MANY = re.compile(r"(?:\w+\.)*(?:Mutable)?(?:Set|List|Collection|SortedSet|Iterable|Array)<(.+)>\??$")
_MAP = re.compile(r"(?:\w+\.)*(?:Mutable|Sorted)?Map<[^,<>]+,\s*(.+)>\??$")


def inner(declared: str) -> tuple[str, str]:
    """The type of what a type holds, and how a path says that it holds several: ``[]``, ``.{key}`` or nothing."""
    if found := _MANY.match(declared):
        return found[1].removeprefix("out ").strip(), "[]"
    if found := _MAP.match(declared):
        return found[1].strip(), ".{key}"
    if declared.endswith("[]") and declared[:-2] not in ("byte", "char", "Byte"):
        return declared[:-2], "[]"
    return declared.removesuffix("?"), ""


def column(member: Member, choices: tuple[str, ...]) -> Field:
    """A member as a field without its place."""
    said = member.get("Column") or Annotation("", {})
    kind, many = inner(member.type)
    given = member.given or any(each.name in _MADE for each in member.annotations)
    given = given or "default" in said.text("columnDefinition").lower()
    primary = member.get("Id", "EmbeddedId") is not None
    out = member.get("Formula") is not None or (said.flag("insertable") is False and said.flag("updatable") is False)
    name = said.text("name") or said.text("value")
    comment = member.get("Comment")
    return Field(
        member.name + many * (many == "[]"),
        _sized(member, said),
        None,
        None if out else _is_needed(member, said, primary) and not given,
        ": ".join(filter(None, (name if differs(name, member.name) else "", comment.text("value") if comment else ""))),
        choices,
        primary=primary,
        unique=primary or said.flag("unique") is True or member.get("NaturalId") is not None,
        format=_form(member, kind),
        default=given,
        direction="out" if out else "",
        length=_length(member, said) if kind in ("String", "CharSequence") else None,
    )


def relation(member: Member, said: Annotation) -> Field:
    """A relation as a field without its place; its own key where this side holds it."""
    kind, _ = inner(member.type)
    target = said.text("targetEntity") or kind
    join = member.get("JoinColumn") or Annotation("", {})
    held = said.name in TO_ONE and "mappedBy" not in said.given
    needed = said.flag("optional") is False or join.flag("nullable") is False or member.nullable is False
    primary = member.get("Id", "MapsId") is not None
    needed = needed or primary or any(each.name in _NEEDED for each in member.annotations)
    name = join.text("name")
    return Field(
        member.name,
        member.type,
        None,
        (needed and not member.given) if held else None,
        name if differs(re.sub(r"_?id$", "", name, flags=re.IGNORECASE), member.name) else "",
        primary=member.get("Id") is not None,
        unique=held and said.name == "OneToOne",
        references=Reference(target, join.text("referencedColumnName") or None) if held else None,
    )


def _is_needed(member: Member, said: Annotation, primary: bool) -> bool:
    basic = member.get("Basic")
    if said.flag("nullable") is False or (basic and basic.flag("optional") is False):
        return True
    if primary or any(each.name in _NEEDED for each in member.annotations):
        return True
    return member.nullable is False or member.type in _PRIMITIVE


def _sized(member: Member, said: Annotation) -> str:
    """A type with its digits."""
    digits = [said.number(key) for key in ("precision", "scale")]
    if digits[0] is not None and "Decimal" in member.type:
        return f"{member.type}({', '.join(str(digit) for digit in digits if digit is not None)})"
    return member.type


def _form(member: Member, kind: str) -> str:
    """How much of a moment a date holds."""
    said = member.get("Temporal")
    if said:
        return {"DATE": "date", "TIME": "time"}.get(said.text("value"), "date-time")
    return "date-time" if kind in ("Date", "java.util.Date", "Calendar") else ""


def _length(member: Member, said: Annotation) -> int | None:
    sizes = [said.number("length")]
    sizes += [each.number("max") for each in member.annotations if each.name in ("Size", "Length")]
    return next((size for size in sizes if size is not None), None)
