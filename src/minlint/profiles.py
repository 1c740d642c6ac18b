"""Purpose profiles: what purposes of a common kind need, may ask for, and can do without."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from minlint import rulebook, taxonomy
from minlint.errors import ManifestError, RuleError
from minlint.located import Member, Node
from minlint.manifest.entries import entry
from minlint.manifest.grammar import ENTRIES, PURPOSE_ID, RETENTION, WORDS
from minlint.manifest.model import Entry, Retention
from minlint.manifest.purposes import retention
from minlint.manifest.scope import Scope, items, text, texts
from minlint.manifest.shapes import Choice, Day, Either, Flag, Key, Keys, Many, Named, Text, day_of, read
from minlint.model import Span
from minlint.taxonomy import Taxonomy
from minlint.tuples import NamedTuple


class Profile(NamedTuple):
    """A kind of purpose. ``anchor`` says what its lists rest on, and ``anchor_status`` what weight that has.

    ``beyond`` are categories that such a purpose can do without, a finer rung than is needed among them; ``usually``
    those that nearly any purpose can do without, and that it doesn't permit as a whole. ``strict`` asks that every
    field be classified. ``silent`` are examples, ``record.field type``, and so is ``fires``, by the code of the rule
    that fires there.
    """

    id: str
    title: str
    statement: str
    necessary: tuple[Entry, ...]
    optional: tuple[Entry, ...]
    beyond: tuple[Entry, ...]
    usually: tuple[Entry, ...]
    strict: bool
    retention: Retention | None
    anchor: str
    anchor_status: str
    reviewed: date
    fires: Mapping[str, tuple[str, ...]]
    silent: tuple[str, ...]
    notes: str
    file: str


CODE = Text("a rule's code", r"^([a-z][a-z0-9-]*/)?[A-Z]?\d+$(?!\n)")
STATUSES = ("statute", "case", "guidance", "judgement")

SHAPE = Keys(
    {
        "profile": Key(PURPOSE_ID, "Its id, which purposes name it by.", required=True),
        "title": Key(WORDS, "Its title.", required=True),
        "statement": Key(WORDS, "How such a purpose may be stated.", required=True),
        "necessary": Key(ENTRIES, "What such a purpose can't do without.", required=True),
        "optional": Key(ENTRIES, "What a person may give."),
        "beyond": Key(ENTRIES, "What such a purpose can do without.", required=True),
        "strict": Key(Flag(), "Whether every field must be classified."),
        "retention": Key(Either((WORDS, RETENTION)), "How long the data are usually needed."),
        "anchor": Key(WORDS, "What the lists rest on.", required=True),
        "anchor_status": Key(Choice(STATUSES), "The weight of that.", required=True),
        "reviewed": Key(Day(), "When somebody last looked at it.", required=True),
        "notes": Key(WORDS, "What a reader should know besides."),
        "examples": Key(
            Keys(
                {
                    "fires": Key(Named(Many(WORDS, least=1), CODE), "Fields beyond it, by code.", required=True),
                    "silent": Key(Many(WORDS, least=1), "Fields within it.", required=True),
                }
            ),
            "Fields, as `record.field type`.",
            required=True,
        ),
    }
)


@cache
def all() -> Mapping[str, Profile]:  # noqa: A001 - read as profiles.all()
    """The profiles that ship with minlint, by id."""
    return build(rulebook.part("profiles"), taxonomy.default())


def build(files: Mapping[str, Any], book: Taxonomy) -> Mapping[str, Profile]:
    """Profiles from the files of ``rules/profiles/``, by id.

    Raises `RuleError` for an unknown key, category or rung, a wrong value, and an id said twice.
    """
    found: dict[str, Profile] = {}
    for file, content in sorted(files.items()):
        profile = _profile(content, file, book)
        if profile.id in found:
            raise RuleError(f"{profile.id} is said twice, here and in {found[profile.id].file}", file, at=("profile",))
        found[profile.id] = profile
    return found


_NOWHERE = Span(0, 0, 0, 0)


def _profile(content: Any, file: str, book: Taxonomy) -> Profile:
    errors: list[ManifestError] = []
    scope = Scope(file, errors, book)
    node = read(SHAPE, _node(content), "a profile", scope.fail)
    if node is None or errors:
        raise _first(errors)
    day = node.get("reviewed")
    examples = node.get("examples") or node
    fires = examples.get("fires") or node
    if not fires.value:
        scope.fail(fires.span, "`fires` must not be empty")
    permits = _entries(node, "necessary", scope) + _entries(node, "optional", scope)
    found = Profile(
        id=text(node, "profile") or "",
        title=text(node, "title") or "",
        statement=text(node, "statement") or "",
        necessary=_entries(node, "necessary", scope),
        optional=_entries(node, "optional", scope),
        beyond=(beyond := _entries(node, "beyond", scope)),
        usually=_usually(permits + tuple(item for item in beyond if not item.precision), book),
        strict=bool(strict.value) if (strict := node.get("strict")) else False,
        retention=retention(node.get("retention"), scope),
        anchor=text(node, "anchor") or "",
        anchor_status=text(node, "anchor_status") or "",
        reviewed=(day_of(day.value) if day else None) or date.min,
        fires={code: texts(fires, code) for code in fires.value},
        silent=texts(examples, "silent"),
        notes=text(node, "notes") or "",
        file=file,
    )
    if errors:
        raise _first(errors)
    return found


def limits(entry: Entry, *, beyond: bool = False) -> str:
    """How far an entry goes, in words that follow its categories; empty where it sets no limit."""
    rung = f"{entry.precision} or finer" if beyond else f"no finer than {entry.precision}"
    said = [rung] if entry.precision else []
    said += [f"no more often than every {entry.interval:g} seconds"] if entry.interval else []
    return f" ({', '.join(said)})" if said else ""


def _usually(said: tuple[Entry, ...], book: Taxonomy) -> tuple[Entry, ...]:
    """What a purpose of nearly any kind can do without, but for what a profile says itself."""
    keys: list[str] = rulebook.part("words")["beyond.yaml"]["categories"]
    own = [word for item in said for word in item.categories]
    named = [word for word in own if book[word].must_be_named]
    return tuple(Entry((key,)) for key in keys if not any(book.covers(word, key) for word in named))


def _first(errors: list[ManifestError]) -> RuleError:
    first = errors[0]
    known = (first.line, first.column) != _NOWHERE[:2]
    return RuleError(first.message, first.file, *((first.line, first.column) if known else ()))


def _entries(node: Node, key: str, scope: Scope) -> tuple[Entry, ...]:
    found = (entry(item, scope) for item in items(node, key))
    return tuple(item._replace(span=None) for item in found if item)


def _node(value: Any) -> Node:
    """Plain data as a tree: the rule files that ship keep no places, those of a pack do."""
    if isinstance(value, Node):
        return value
    if isinstance(value, dict):
        return Node({str(key): Member(_NOWHERE, _node(item)) for key, item in value.items()}, _NOWHERE)
    return Node([_node(item) for item in value] if isinstance(value, list) else value, _NOWHERE)
