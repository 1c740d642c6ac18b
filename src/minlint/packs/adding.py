"""Putting a pack's files onto a book: what they add, held against what is there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from minlint import __version__, caps, laws, profiles, rulebook, taxonomy
from minlint.book import Book
from minlint.errors import PlacedError, RuleError, RuleErrors
from minlint.judge import rules
from minlint.judge.rules import Rule
from minlint.packs.reading import Pack, load, within

LONGEST = 5_000
"""How many characters a condition may have."""


def added(book: Book, folder: str) -> Book:
    """A book with what a pack adds to it. Raises `RuleErrors` with everything wrong in a pack, each with its place."""
    pack, malformed = load(folder)
    errors: list[PlacedError] = [*malformed]
    while True:
        try:
            wider = _added(book, pack)
        except RuleErrors as found:
            errors += found.errors
            rest = _without(pack, {error.file for error in found.errors})
            if rest is None:
                raise RuleErrors(sorted(errors, key=_place)) from None
            pack = rest
        else:
            break
    if errors:
        raise RuleErrors(sorted(errors, key=_place))
    return wider


def _place(error: PlacedError) -> tuple[str, int, int]:
    return error.file, error.line or 0, error.column or 0


def _without(pack: Pack, files: set[str]) -> Pack | None:
    """A pack without some rules and profiles, which nothing else rests on; None where others are among them."""
    left = {part: {path: file for path, file in pack.parts[part].items() if path not in files} for part in pack.parts}
    if sum(map(len, pack.parts.values())) - sum(map(len, left.values())) < len(files):
        return None  # an error about another file would come again
    return pack._replace(parts=left) if all(left[part] == pack.parts[part] for part in ("taxonomy", "laws")) else None


def _added(book: Book, pack: Pack) -> Book:
    try:
        wider = _grounds(book, pack)
        _add_rules(wider, book, pack)
    except RuleError as error:
        raise RuleErrors([pack.place(error)]) from None
    return wider


def _grounds(book: Book, pack: Pack) -> Book:
    """The book with a pack's categories, laws and profiles."""
    wider = Book()
    wider.folders = (*book.folders, pack.folder)
    wider.files = {**book.files, **pack.plain("taxonomy")}
    if pack.parts["taxonomy"]:
        wider.taxonomy = taxonomy.build({**rulebook.part("taxonomy"), **wider.files})
        wider.taxonomy.mark = _mark(book.taxonomy.mark, pack)
    else:
        wider.taxonomy = book.taxonomy
    _known_keys(pack, wider)
    own_laws = laws.build(pack.plain("laws"))
    _new(own_laws, book.laws, _provisions(pack))
    wider.laws = {**book.laws, **own_laws}
    wider.caps = (*book.caps, *caps.build(pack.plain("laws")))
    own_profiles = profiles.build(pack.nodes("profiles"), wider.taxonomy)
    _new(own_profiles, book.profiles if own_profiles else {}, dict.fromkeys(own_profiles, ("profile",)))
    wider.own_profiles = {**book.profiles, **own_profiles} if own_profiles else book.own_profiles
    return wider


def _add_rules(wider: Book, book: Book, pack: Pack) -> None:
    files = pack.plain("checks")
    wrong = [e for path, said in files.items() for e in rules.wrong(said, path, wider.taxonomy, wider.laws)]
    if wrong:
        raise RuleErrors([pack.place(error) for error in wrong])
    own_rules = rules.build(files, wider.taxonomy, wider.laws)
    _new(own_rules, book.rules, dict.fromkeys(own_rules, ("code",)))
    _check_rules(own_rules, book.rules, pack)
    wider.rules = {**book.rules, **own_rules}


def _mark(before: str, pack: Pack) -> str:
    """A hash of what the taxonomy was made from besides that which ships with this version."""
    from minlint.hashing import blake2b

    texts = (file.text for file in pack.parts["taxonomy"].values())
    told = "\0".join((__version__, before, *texts)).encode("utf-8", "surrogatepass")
    return blake2b(told, digest_size=12).hexdigest()


def _new(own: Mapping[str, Any], known: Mapping[str, Any], at: Mapping[str, tuple[str | int, ...]]) -> None:
    """What a pack says must not be said already: nothing that is there changes its meaning."""
    for key, item in own.items():
        if key in known:
            raise RuleError(f"{key} is there already, in {known[key].file}", item.file, at=at[key])


def _provisions(pack: Pack) -> dict[str, tuple[str | int, ...]]:
    """Where the provisions of a pack's laws stand in their files."""
    return {
        entry["id"]: ("provisions", number, "id")
        for content in pack.plain("laws").values()
        for number, entry in enumerate(content["provisions"])
    }


def _known_keys(pack: Pack, book: Book) -> None:
    """Hold the keys that categories refer to against the tree."""
    for path, content in pack.plain("taxonomy").items():
        for number, entry in enumerate(content.get("categories") or ()):
            for key in entry.get("same_as") or ():
                if key not in book.taxonomy:
                    raise RuleError(f"unknown category `{key}`", path, at=("categories", number, "same_as"))


def _check_rules(own: Mapping[str, Rule], known: Mapping[str, Rule], pack: Pack) -> None:
    """Slugs are new, and conditions are conditions."""
    slugs = {rule.name: rule.code for rule in known.values()}
    for rule in own.values():
        if rule.name in slugs:
            raise RuleError(f"{rule.name} is the slug of {slugs[rule.name]} already", rule.file, at=("name",))
        slugs[rule.name] = rule.code
        _check_condition(rule, pack)


def _check_condition(rule: Rule, pack: Pack) -> None:
    text = rule.condition.text
    if len(text) > LONGEST:
        raise RuleError(f"`when` is longer than {LONGEST} characters", rule.file, at=("when",))
    wrong = rule.condition.wrong()
    if wrong is None:
        return
    reason, line, column = wrong
    if line is None or column is None:
        raise RuleError(f"`when`: {reason}", rule.file, at=("when",))
    lines = text.split("\n")
    letters = sum(not char.isspace() for char in "".join((*lines[: line - 1], lines[line - 1][: column - 1])))
    raise RuleError(f"`when`: {reason}", rule.file, *within(pack.parts["checks"][rule.file], ("when",), letters))
