"""What purposes permit that they didn't."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from minlint.judge.contexts import About, Place, Run
from minlint.judge.coverage import covers, rank
from minlint.judge.drift import statement
from minlint.judge.drift.change import Change
from minlint.judge.words import listed
from minlint.manifest.model import Entry, Manifest, Purpose
from minlint.model import Span
from minlint.taxonomy import Taxonomy, is_within
from minlint.tuples import NamedTuple


class Allowed(NamedTuple):
    """One category of an entry."""

    key: str
    entry: Entry
    necessary: bool


def pairs(new: Manifest, old: Manifest) -> Mapping[str, Purpose]:
    """What each purpose was: the one of its id, or the one of the same statement whose id is gone."""
    found = {id_: old.purposes[id_] for id_ in new.purposes if id_ in old.purposes}
    gone = {_words(was.statement): was for id_, was in old.purposes.items() if id_ not in new.purposes}
    for id_, purpose in new.purposes.items():
        if id_ not in found and (was := gone.pop(_words(purpose.statement), None)):
            found[id_] = was
    return found


def _words(statement: str) -> str:
    return " ".join(statement.casefold().split())


def changes(run: Run, old: Manifest) -> Iterator[Change]:
    """Everything in which a purpose permits more than it did, or says something else."""
    for id_, was in pairs(run.manifest, old).items():
        purpose = run.manifest.purposes[id_]
        for made in (_statement, _entries, _lifted, _listed, _retention):
            yield from made(purpose, was, run)


def place(purpose: Purpose, run: Run, logical: str, span: Span | None = None, key: str = "") -> Place:
    """Where a purpose says something: an entry, one of its keys, or itself."""
    return Place(
        purpose.file or run.manifest.path,
        span or purpose.places.get(key) or purpose.span,
        f"purposes.{purpose.id}.{logical}",
    )


def _statement(purpose: Purpose, was: Purpose, run: Run) -> Iterator[Change]:
    if statement.narrows(was.statement, purpose.statement):
        return
    at = place(purpose, run, "statement", key="statement")
    told = f"the statement of {purpose.id} changed: it was “{was.statement}” and is “{purpose.statement}”"
    yield Change("statement", told, at, About(purposes=(purpose.id,)), was.statement, purpose.statement)


def _entries(purpose: Purpose, was: Purpose, run: Run) -> Iterator[Change]:
    before = tuple(_allowed(was))
    for item in _allowed(purpose):
        found = _wider(item, before, purpose, run.taxonomy)
        if found:
            kind, told, then, now = found
            at = place(
                purpose, run, f"{kind}.{item.key}", item.entry.span, "profile" if item.entry.from_profile else ""
            )
            yield Change(kind, told, at, About(item.key, (purpose.id,)), then, now)


def _allowed(purpose: Purpose) -> Iterator[Allowed]:
    yield from (Allowed(key, entry, True) for entry in purpose.necessary for key in entry.categories)
    yield from (Allowed(key, entry, False) for entry in purpose.optional for key in entry.categories)


def _wider(
    item: Allowed, before: Sequence[Allowed], purpose: Purpose, book: Taxonomy
) -> tuple[str, str, str, str] | None:
    """The kind of change, its words, what was and what is, where an entry permits more than all did before."""
    title = book[item.key].title.lower() if book[item.key].title[1:2].islower() else book[item.key].title
    reaching = [other for other in before if covers(other.key, item.key, book)]
    if not reaching:
        return "permission", f"{purpose.id} permits {title}, which it didn't", "", item.key
    then, now = _finest(item.key, reaching, book), _rank(item, item.key, book)
    if now < then:
        rungs = book.ladder(item.key).rungs
        old, new = rungs[then].name, rungs[now].name
        return "rung", f"{purpose.id} permits {title} at the rung {new}; it was {old}", old, new
    spaced = _closest(reaching)
    if spaced and (not item.entry.interval or item.entry.interval < spaced):
        old, new = f"{spaced:g} s", f"{item.entry.interval:g} s" if item.entry.interval else ""
        return (
            "interval",
            f"{purpose.id} permits {title} {f'every {new}' if new else 'as often as one likes'}; it was every {old}",
            old,
            new,
        )
    if item.necessary and not any(other.necessary for other in reaching):
        return "necessity", f"{purpose.id} calls {title} necessary; it was optional", "optional", "necessary"
    if not item.entry.any_of and item.necessary and all(other.entry.any_of for other in reaching if other.necessary):
        return "choice", f"{purpose.id} calls {title} necessary by itself; it was one of several", "any_of", "necessary"
    return None


def _rank(item: Allowed, key: str, book: Taxonomy) -> int:
    """How far the rung that an entry allows stands from the finest; one that sets no limit allows the finest."""
    ladder = book.ladder(key)
    return rank(item.entry.precision, ladder) if item.entry.precision else 0


def _finest(key: str, items: Iterable[Allowed], book: Taxonomy) -> int:
    return min(_rank(item, key, book) for item in items)


def _closest(items: Iterable[Allowed]) -> float | None:
    """The closest spacing that entries allow; None where one of them sets no limit."""
    found = [item.entry.interval for item in items]
    known = [interval for interval in found if interval]
    return min(known) if known and len(known) == len(found) else None


def _lifted(purpose: Purpose, was: Purpose, run: Run) -> Iterator[Change]:
    kept = [key for key, _ in purpose.forbidden]
    for key, _ in was.forbidden:
        if not any(is_within(key, other) for other in kept):
            told = f"{purpose.id} forbids {run.taxonomy[key].title.lower()} no more"
            at = place(purpose, run, f"forbidden.{key}", key="forbidden")
            yield Change("forbidden", told, at, About(key, (purpose.id,)), key, "")


_LISTS: tuple[tuple[str, str, str], ...] = (
    ("subjects", "subjects", "is also about"),
    ("recipient", "recipients", "also goes to"),
    ("source", "sources", "also draws on"),
)
"""The kind of a change, the key of the purpose that it is about, and how it reads."""


def _listed(purpose: Purpose, was: Purpose, run: Run) -> Iterator[Change]:
    """What a purpose's lists gained. Whom it is about may be said for the first time; whom data go to may not."""
    for kind, key, verb in _LISTS:
        then, now = _names(was, key), _names(purpose, key)
        known = {name.casefold() for name in then}
        added = [name for name in now if name.casefold() not in known]
        if added and (then or kind != "subjects"):
            at = place(purpose, run, key, key=key)
            told = f"{purpose.id} {verb} {listed(added)}"
            yield Change(kind, told, at, About(purposes=(purpose.id,)), ", ".join(then), ", ".join(now))


def _names(purpose: Purpose, key: str) -> tuple[str, ...]:
    """What stands in a list of a purpose, by name."""
    return tuple(item if isinstance(item, str) else item.name for item in getattr(purpose, key))


def _retention(purpose: Purpose, was: Purpose, run: Run) -> Iterator[Change]:
    """A period that grew, or that ends no more."""
    then, now = was.retention, purpose.retention
    if then is None or then.days is None:
        return
    if now is None or now.days is None or now.days > then.days:
        at = place(purpose, run, "retention", now.span if now else None, "retention" if now else "")
        after = now.text if now else ""
        told = f"{purpose.id} keeps data {f'for “{after}”' if after else 'without a stated end'}; it was “{then.text}”"
        yield Change("retention", told, at, About(purposes=(purpose.id,)), then.text, after)
