"""The columns that one line of a blueprint declares."""

from __future__ import annotations

import re
from collections.abc import Iterator

from minlint.model import Field, Reference
from minlint.read.grammars import Code
from minlint.read.laravel.php import Call, Chain, number, texts

KEYS = frozenset(
    """id increments bigIncrements integerIncrements mediumIncrements smallIncrements
    tinyIncrements""".split()  # noqa: SIM905
)
MORPHS = frozenset(
    """morphs nullableMorphs uuidMorphs nullableUuidMorphs ulidMorphs nullableUlidMorphs numericMorphs
    nullableNumericMorphs""".split()  # noqa: SIM905
)
TIMES = frozenset(("timestamps", "timestampsTz", "nullableTimestamps", "datetimes"))
SOFT = frozenset(("softDeletes", "softDeletesTz", "softDeletesDatetime"))
NOT_COLUMNS = frozenset(
    """index fullText spatialIndex rawIndex engine charset collation temporary after renameIndex
    getTable""".split()  # noqa: SIM905
)
_DEFAULTS = frozenset(("default", "useCurrent", "useCurrentOnUpdate", "autoIncrement", "generatedAs", "always"))
_MADE = frozenset(("virtualAs", "storedAs"))
_DIGITS = frozenset(("decimal", "unsignedDecimal", "float", "double"))
_TEXTS = frozenset(("string", "char"))


def columns(chain: Chain, code: Code) -> Iterator[Field]:
    """The columns of a chain, each with what it says."""
    base = chain.calls[0]
    if base.name in TIMES:
        yield from (_column(chain, name, base, "timestamp", code, True) for name in ("created_at", "updated_at"))
    elif base.name in SOFT:
        yield _column(chain, base.text(code, 0, "column") or "deleted_at", base, "timestamp", code, True)
    elif base.name == "rememberToken":
        yield _column(chain, "remember_token", base, "string", code, True)._replace(length=100)
    elif base.name in MORPHS:
        name, nullable = base.text(code, 0, "name"), base.name.startswith("nullable")
        kind = "uuid" if "Uuid" in base.name or "uuid" in base.name else "unsignedBigInteger"
        if name:
            yield _column(chain, f"{name}_type", base, "string", code, nullable)
            yield _column(chain, f"{name}_id", base, kind, code, nullable)
    elif name := _name(base, code):
        yield _column(chain, name, base, _kind(base, code), code, False)


def _name(base: Call, code: Code) -> str:
    """A column's name: what its call is given first, or what the call stands for."""
    place = 1 if base.name == "addColumn" else 0
    said = base.text(code, place, "column")
    if base.name == "foreignIdFor":
        own = base.text(code, 1, "column")
        return own or f"{snake(said)}_id" if said else own
    if not said and not base.given and not base.named:
        return {"id": "id", "ipAddress": "ip_address", "macAddress": "mac_address", "uuid": "uuid", "ulid": "ulid"}.get(
            base.name, ""
        )
    return said


def _kind(base: Call, code: Code) -> str:
    return base.text(code, 0) if base.name == "addColumn" else base.name


def _column(chain: Chain, name: str, base: Call, kind: str, code: Code, nullable: bool) -> Field:
    says = {call.name: call for call in chain.calls[1:]}
    null = says.get("nullable")
    refused = null is not None and bool(null.given) and code.words(null.given[0]) == "false"
    nullable = (nullable or null is not None) and not refused
    given = not _DEFAULTS.isdisjoint(says) or base.name in KEYS
    if "default" in says and (node := says["default"].at(0, "value")) and code.words(node).lower() == "null":
        given = False
    primary = base.name in KEYS or "primary" in says
    made = not _MADE.isdisjoint(says)
    listed = texts(base.at(1 if base.name == "addColumn" else 0, "column"), code)
    place = next((node for said, node in listed if name.startswith(said)), None)
    comment, markers = code.said(chain.node, chain.node)
    words = says["comment"].text(code, 0, "comment") if "comment" in says else ""
    allowed = base.at(1, "allowed") if base.name in ("enum", "set") else None
    return Field(
        name,
        _sized(base, kind, code),
        code.within(place) if place else code.span(base.method),
        None if made else not (nullable or given),
        ": ".join(filter(None, (words, comment))),
        tuple(said for said, _ in texts(allowed, code)),
        primary=primary,
        unique=primary or "unique" in says,
        references=_reference(base, says, name, code),
        default=given,
        direction="out" if made else "",
        markers=markers,
        length=number(base.at(1, "length"), code) if base.name in _TEXTS else None,
    )


def _sized(base: Call, kind: str, code: Code) -> str:
    """A type with its digits."""
    digits = [number(base.at(1, "total"), code), number(base.at(2, "places"), code)]
    if base.name in _DIGITS and digits[0] is not None:
        return f"{kind}({', '.join(str(digit) for digit in digits if digit is not None)})"
    if base.name == "vector" and (size := number(base.at(1, "dimensions"), code)):
        return f"vector({size})"
    return kind


def _reference(base: Call, says: dict[str, Call], name: str, code: Code) -> Reference | None:
    """What a key points at: ``->constrained('users')``, ``->references('id')->on('users')``."""
    if "on" in says:
        field = says["references"].text(code) if "references" in says else ""
        return Reference(says["on"].text(code), field or None) if says["on"].text(code) else None
    if base.name == "foreignIdFor":
        return Reference(plural(snake(base.text(code))))
    if "constrained" in says:
        said = says["constrained"].text(code, 0, "table")
        return Reference(said or plural(name.removesuffix("_id").removesuffix("_uuid")))
    return None


def snake(name: str) -> str:
    """``TeamMember`` as ``team_member``."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def plural(name: str) -> str:
    """The table of a thing by its name."""
    if name.endswith("y") and name[-2:-1] not in "aeiou":
        return name[:-1] + "ies"
    return name + ("es" if name.endswith(("s", "x", "z", "ch", "sh")) else "s")
