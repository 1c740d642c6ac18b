"""The entry that covers a field, and the purpose it stands in: of several the one that shows most."""

from __future__ import annotations

from minlint.judge.records import FieldContext
from minlint.manifest.model import DETAILS


def by(at: FieldContext) -> list[str]:
    """The purposes that cover it."""
    return list(at.coverage.by)


def beyond(at: FieldContext) -> list[str]:
    """The bound purposes that don't cover it."""
    return list(at.coverage.beyond)


def forbidden_by(at: FieldContext) -> list[str]:
    """The bound purposes that forbid it."""
    return list(at.coverage.forbidden_by)


def allowed(at: FieldContext) -> str:
    """The finest rung that any bound purpose allows; empty where none sets a limit."""
    return at.coverage.allowed or ""


def allowed_title(at: FieldContext) -> str:
    """The finest rung allowed, in words."""
    rung = at.run.taxonomy.ladder(at.category.key).rung(at.coverage.allowed or "")
    return rung.title if rung else ""


def interval(at: FieldContext) -> float:
    """The closest spacing in seconds that an entry which covers it allows; 0 where none sets a limit."""
    limits = [permit.entry.interval for permit in at.coverage.permits]
    return 0.0 if None in limits else min((limit for limit in limits if limit is not None), default=0.0)


def because(at: FieldContext) -> bool:
    """Whether the entry names this category, or a sensitive one above it, and says why."""
    return at.permit is not None and at.reasons(at.permit)


def named(at: FieldContext) -> bool:
    """Whether the entry names this very category, and no broader one."""
    return at.permit is not None and at.names(at.permit)


def retention_bounded(at: FieldContext) -> bool:
    """Whether the purpose's retention names a period that ends."""
    return bool(at.permit and at.permit.purpose.retention and at.permit.purpose.retention.bounded)


def has_special_basis(at: FieldContext) -> bool:
    """Whether the purpose states a basis for special categories."""
    return bool(at.permit and at.permit.purpose.special_category_basis)


def missing(at: FieldContext) -> list[str]:
    """What is not stated for it, of: an entry that names it, its reasons, a period that ends."""
    entry = ["`because` at the entry"] if at.permit else _AN_ENTRY
    return ([] if because(at) else entry) + _end(at)


def missing_copy(at: FieldContext) -> list[str]:
    """The same for a copy or an original, for which an entry that names something broader doesn't stand."""
    return missing(at) if named(at) else _AN_ENTRY + _end(at)


def missing_with_basis(at: FieldContext) -> list[str]:
    """The same as `missing`, and the basis for special categories."""
    there = has_special_basis(at) if at.permit else any(purpose.special_category_basis for purpose in at.purposes)
    return missing(at) + ([] if there else ["`special_category_basis`"])


def _end(at: FieldContext) -> list[str]:
    ends = retention_bounded(at) if at.permit else any(p.retention and p.retention.bounded for p in at.purposes)
    return [] if ends else ["how long it is kept"]


_AN_ENTRY = ["an entry that names it (with `because`)"]


def authority(at: FieldContext) -> bool:
    """Whether a bound purpose names the law, order or request that decides."""
    return any(purpose.authority for purpose in at.purposes)


def attribute(at: FieldContext) -> str:
    """The yes or no, or the band, that a bound purpose needs in place of it: `user.demographic.age at over_n`."""
    if at.coverage.state == "too_fine" and at.coverage.allowed in _ATTRIBUTES:
        return f"{at.category.key} at {at.coverage.allowed}"
    if at.coverage.state != "beyond":
        return ""
    derived = _DERIVED.get(at.category.key, ())
    needed = ((key, item.precision) for purpose in at.purposes for item in purpose.entries for key in item.categories)
    return next((f"{key} at {rung}" for key, rung in needed if key in derived and rung in _ATTRIBUTES), "")


_ATTRIBUTES = ("over_n", "band5", "band10", "inside_zone", "verified", "match", "threshold", "band", "tercile")
_DERIVED = {
    "user.demographic.date_of_birth": ("user.demographic.age", "user.demographic.age_range"),
    "user.location.precise": ("user.location.imprecise", "user.location.geofence"),
    "user.location.imprecise": ("user.location.geofence",),
    "user.government_id.document_copy": ("user.government_id", "user.demographic.age"),
}
"""Categories from which others can be told, so that the others would do where they are what is needed."""


def unexplained(at: FieldContext) -> list[str]:
    """What no entry that covers an inference states, of: `method`, `error_rate`, `human_review`, `expires`."""
    lacking = [[key for key in DETAILS if not _stated(item.entry.details.get(key))] for item in at.coverage.permits]
    return min(lacking, key=len, default=[*DETAILS])


def _stated(said: object) -> bool:
    """Whether something is said, other than that there is none or nobody knows yet."""
    return said is not None and str(said).strip().lower() not in _NOTHING


_NOTHING = ("", "false", "no", "none", "never", "not", "n/a", "unknown", "tbd", "todo", "?", "…")
