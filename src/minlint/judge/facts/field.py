"""What a field holds, and how the purposes bound to it stand to that."""

from __future__ import annotations

from minlint.judge.coverage import rank
from minlint.judge.facts import category, record
from minlint.judge.records import FieldContext
from minlint.judge.words import listed, name_of, within_sentence, words_of
from minlint.kinds import kind_of


def personal(at: FieldContext) -> bool:
    """Whether it holds data about a person."""
    return at.category.personal


def confidence(at: FieldContext) -> float:
    """How sure the category is, from 0 to 1."""
    return at.detection.confidence


def bound(at: FieldContext) -> bool:
    """Whether any purpose is bound to it."""
    return bool(at.purposes)


def coverage(at: FieldContext) -> str:
    """How its purposes stand to it: covered, too_fine, beyond, forbidden, gap or unstated."""
    return at.coverage.state


def mandatory(at: FieldContext) -> bool:
    """Whether a value must be given."""
    return at.mandatory


def optional_only(at: FieldContext) -> bool:
    """Whether no purpose needs it more than as an option, or as one of several that another field already is."""
    return at.coverage.optional_only or at.first_choice is not None


def choice(at: FieldContext) -> str:
    """Why it may be left out, in words, where `optional_only` holds."""
    purposes = listed(at.about.purposes)
    if at.first_choice:
        return f"one of several is enough for {purposes}, and {name_of(at.first_choice.place)} is given already"
    return f"{category.words(at)} is only an option for {purposes}"


def precision(at: FieldContext) -> str:
    """The rung at which it is kept; empty where that is unknown."""
    return at.detection.precision or ""


def rung(at: FieldContext) -> str:
    """The rung it is judged at: the finest of its ladder where its precision is unknown."""
    ladder = at.run.taxonomy.ladder(at.category.key)
    return ladder.rungs[rank(at.detection.precision, ladder)].name


def direction(at: FieldContext) -> str:
    """Which way an interface moves it: in (collected), out (only given out), both; empty where none is said."""
    return (at.field.direction if at.field else "") or record.direction(at.record)


def kind(at: FieldContext) -> str:
    """The kind of its declared type: text, integer, date, …, unknown; empty where several fields make it."""
    return kind_of(at.field.type, at.field.format).name if at.field else ""


def length(at: FieldContext) -> int:
    """How many characters it holds at most, its longest choice where it lists them; 0 where nothing limits it."""
    if at.field is None:
        return 0
    if at.field.enum:
        return max(map(len, at.field.enum))
    return at.field.length or kind_of(at.field.type, at.field.format).length or 0


def key(at: FieldContext) -> bool:
    """Whether rows are found or joined by it: it is the record's key, or part of it, or leads to another record."""
    return at.field is not None and (at.field.primary or at.field.references is not None)


def reveals(at: FieldContext) -> str:
    """The special category that it gives away without holding it, in words, such as `ethnic origin`; else empty."""
    if at.field is None or "gdpr-9" in at.category.marks or at.keys[0] != at.category.key:
        return ""
    from minlint.judge.proxies import revealed

    return revealed(at.field.path, at.category.key)


def constant(at: FieldContext) -> bool:
    """Whether its schema lets it hold one value only, which says nothing of anybody."""
    return at.field is not None and len(at.field.enum) == 1 and at.mandatory


def yields(at: FieldContext) -> str:
    """What it tells that its purposes forbid or limit, in words: `date of birth, which badge forbids`; else empty."""
    if at.coverage.state != "covered":
        return ""
    from minlint.judge import derivations

    found = derivations.told(at)
    if found is None:
        return ""
    title = within_sentence(at.run.taxonomy[found.category].title)
    return f"{title}{f' at {found.rung}' if found.rung else ''}, which {found.limit}"


def spacing(at: FieldContext) -> float:
    """How many seconds lie between two values, as names and comments say; 0 where none do, or no entry limits it."""
    if not any(permit.entry.interval for permit in at.coverage.permits):
        return 0.0
    from minlint.judge import sampling

    return sampling.spacing(at)


def hidden(at: FieldContext) -> bool:
    """Whether its values alone tell its category: neither its name, its comment, its choices nor a label do."""
    kinds = {item.kind for item in at.detection.evidence}
    told = ("name", "comment", "enum", "label", "manifest")
    return at.field is not None and "values" in kinds and kinds.isdisjoint(told)


def in_text(at: FieldContext) -> bool:
    """Whether values or a comment say that it stands within free text."""
    kinds = {item.kind for item in at.detection.evidence}
    text = at.keys[0] == "user.content.free_text" and at.category.key != at.keys[0]
    return text and not kinds.isdisjoint(("text", "values", "comment"))


def embedded(at: FieldContext) -> bool:
    """Whether it is what a camera or a program wrote into a file: EXIF, XMP, IPTC."""
    if any(item.kind == "embedded" for item in at.detection.evidence):
        return True
    return at.field is not None and not _EMBEDDED.isdisjoint(words_of(at.field.path))


_EMBEDDED = frozenset(("exif", "xmp", "iptc", "geotag", "makernote"))


def unnamed(at: FieldContext) -> bool:
    """Whether a blob, an encoded text or a list of numbers holds it, and its name doesn't say so."""
    if at.field is None:
        return False
    kinds = {item.kind for item in at.detection.evidence}
    packed = "values" in kinds or kind(at) in ("binary", "vector", "array") or at.field.vector is not None
    return packed and kinds.isdisjoint(("name", "manifest"))


def combined(at: FieldContext) -> bool:
    """Whether several fields make it together."""
    return at.field is None


def own(at: FieldContext) -> bool:
    """Whether it is the record's own key or housekeeping time."""
    return at.own
