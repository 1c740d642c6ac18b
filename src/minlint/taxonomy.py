"""Categories of personal data and the ladders their precision is measured on, as objects.

Keys are a superset of fideslang 3.1 (CONTRACT, part 4). A category inherits sensitivity, marks and ladder from its
parents, so a file says each thing once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from minlint import rulebook
from minlint.errors import RuleError
from minlint.once import Later
from minlint.tuples import NamedTuple

ROOT = "user"
FALLBACK_LADDER = "value"


class Rung(NamedTuple):
    """A degree of precision. ``metres`` is the size of its cell where the ladder measures places."""

    name: str
    code: str
    title: str
    metres: float | None = None


class Ladder(NamedTuple):
    """Degrees of precision, the finest first."""

    name: str
    title: str
    rungs: tuple[Rung, ...]

    def rank(self, name_or_code: str) -> int | None:
        """How far a rung stands from the finest one (0); None where the ladder has no such rung."""
        wanted = name_or_code.lower()
        return next((i for i, rung in enumerate(self.rungs) if wanted in (rung.name, rung.code.lower())), None)

    def rung(self, name_or_code: str) -> Rung | None:
        """The rung by its name or its code."""
        rank = self.rank(name_or_code)
        return None if rank is None else self.rungs[rank]


class Names(NamedTuple):
    """What a category goes by in one language; see docs/authoring.md."""

    always: tuple[str, ...] = ()
    person: tuple[str, ...] = ()
    near: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = ()
    never: tuple[str, ...] = ()


class Category(NamedTuple):
    """A kind of data. ``system.*`` and the root of a tree are categories too."""

    key: str
    title: str
    description: str
    sensitive: bool
    must_be_named: bool
    fallback: str
    ladder: str
    dpv: tuple[str, ...]
    marks: tuple[str, ...]
    same_as: tuple[str, ...]
    aliases: tuple[str, ...]
    names: Mapping[str, Names]
    kinds: tuple[str, ...]
    values: tuple[str, ...]
    fires: tuple[str, ...]
    silent: tuple[str, ...]
    file: str

    @property
    def personal(self) -> bool:
        """Whether data of this kind is about a person (``system.*`` is not)."""
        return is_within(self.key, ROOT)


def is_within(key: str, ancestor: str) -> bool:
    """Whether a key is an ancestor's own or stands below it."""
    return key == ancestor or key.startswith(ancestor + ".")


def parents(key: str) -> Iterator[str]:
    """A key's ancestors, the nearest first."""
    while "." in key:
        key = key.rpartition(".")[0]
        yield key


class Taxonomy:
    """Every category and ladder, with the relations between them."""

    def __init__(self, categories: Mapping[str, Category], ladders: Mapping[str, Ladder]) -> None:
        self.categories, self.ladders = categories, ladders
        self.mark = ""  # tells one that packs added to from others, for what is kept of it
        self._aliases = {alias: key for key, item in categories.items() for alias in item.aliases}

    def __reduce__(self) -> Any:
        """In another process the taxonomy that ships is that process's own."""
        return (default, ()) if self is default() else (Taxonomy, (self.categories, self.ladders))

    def __contains__(self, key: str) -> bool:
        return key in self.categories or self.canonical(key) in self.categories

    def __iter__(self) -> Iterator[Category]:
        return iter(self.categories.values())

    def __getitem__(self, key: str) -> Category:
        return self.categories.get(key) or self.categories[self.canonical(key)]

    def get(self, key: str) -> Category | None:
        """The category, also by another spelling of its key; None where there is none."""
        return self.categories.get(key) or self.categories.get(self.canonical(key))

    def canonical(self, key: str) -> str:
        """A key in the spelling the tree uses: ``user.children.name`` is ``user.childrens.name``."""
        for candidate in (key, *parents(key)):
            if candidate in self._aliases:
                return self._aliases[candidate] + key[len(candidate) :]
        return key

    def ladder(self, key: str) -> Ladder:
        """The ladder a category's precision is measured on."""
        return self.ladders[self[key].ladder]

    def covers(self, entry: str, key: str) -> bool:
        """Whether a permission for ``entry`` reaches ``key``: the same key or one below it, synonyms included."""
        return any(is_within(key, word) for word in self.synonyms(entry))

    @cache  # noqa: B019 - one taxonomy lives as long as the run
    def below(self, key: str) -> tuple[str, ...]:
        """The keys that stand below a key, or below one that means the same thing."""
        stems = tuple(word + "." for word in self.synonyms(key))
        return tuple(other for other in self.categories if other.startswith(stems))

    @cache  # noqa: B019 - one taxonomy lives as long as the run
    def synonyms(self, key: str) -> tuple[str, ...]:
        """The key, then the keys that mean the same thing, with what stands below them."""
        key = self.canonical(key)
        found = [key]
        for candidate in (key, *parents(key)):
            item = self.categories.get(candidate)
            found += [other + key[len(candidate) :] for other in (item.same_as if item else ())]
        return tuple(dict.fromkeys(found))


@cache
def default() -> Taxonomy:
    """The taxonomy that ships with minlint."""
    categories, ladders = rulebook.compiled("categories", lambda: listed(rulebook.part("taxonomy")), ("taxonomy.py",))
    own = {said[0]: Category._make((*said, _apart(said[0]), *more)) for said, more in categories}
    return Taxonomy(own, {said[0]: Ladder._make((*said, tuple(map(Rung._make, rungs)))) for said, rungs in ladders})


def listed(files: Mapping[str, Any]) -> tuple[Any, Any]:
    """The taxonomy of the packed files as plain data: categories as they are once built, and ladders."""
    made = build(files)
    at = Category._fields.index("names")
    categories = tuple((item[:at], item[at + 1 :]) for item in made)
    return categories, tuple((item[:-1], tuple(map(tuple, item.rungs))) for item in made.ladders.values())


def build(files: Mapping[str, Any]) -> Taxonomy:
    """A taxonomy from the files of ``rules/taxonomy/``.

    Raises `RuleError` for an unknown key, a missing parent, a key said twice, or a ladder that isn't there.
    """
    ladders: dict[str, Ladder] = {}
    raw: dict[str, tuple[str, int, Mapping[str, Any]]] = {}
    for file, content in files.items():
        for name, ladder in (content.get("ladders") or {}).items():
            ladders[name] = _ladder(name, ladder)
        for number, entry in enumerate(content.get("categories") or ()):
            if entry["key"] in raw:
                at = ("categories", number, "key")
                raise RuleError(f"{entry['key']} is said twice, here and in {raw[entry['key']][0]}", file, at=at)
            raw[entry["key"]] = (file, number, entry)
    categories: dict[str, Category] = {}
    for key in sorted(raw):
        file, number, entry = raw[key]
        parent = key.rpartition(".")[0]
        if parent and parent not in categories:
            raise RuleError(f"{key} has no parent {parent}", file, at=("categories", number, "key"))
        categories[key] = _category(entry, categories.get(parent), file)
        if categories[key].ladder not in ladders:
            at = ("categories", number, "ladder")
            raise RuleError(f"{key} names a ladder that isn't there: {categories[key].ladder}", file, at=at)
    return Taxonomy(_symmetric(categories), ladders)


def _ladder(name: str, entry: Mapping[str, Any]) -> Ladder:
    rungs = tuple(Rung(r["name"], r["code"], r["title"], r.get("metres")) for r in entry["rungs"])
    return Ladder(name, entry["title"], rungs)


_KEYS = frozenset(
    (
        *("key", "title", "description", "sensitive", "must_be_named", "fallback", "ladder", "dpv", "marks"),
        *("same_as", "aliases", "names", "kinds", "values", "examples"),
    )
)


def _category(entry: Mapping[str, Any], parent: Category | None, file: str) -> Category:
    key = entry["key"]
    if unknown := set(entry) - _KEYS:
        raise RuleError(f"{key}: unknown key {min(unknown)}", file)
    sensitive = bool(entry.get("sensitive", parent.sensitive if parent else False))
    named = sensitive or bool(entry.get("must_be_named", parent.must_be_named if parent else False))
    inherited = parent.marks if parent else ()
    examples = entry.get("examples") or {}
    return Category(
        key=key,
        title=entry["title"],
        description=entry["description"].strip(),
        sensitive=sensitive,
        must_be_named=named,
        fallback=entry.get("fallback", key),
        ladder=entry.get("ladder", parent.ladder if parent else FALLBACK_LADDER),
        dpv=tuple(entry.get("dpv") or ()),
        marks=tuple(dict.fromkeys((*inherited, *(entry.get("marks") or ())))),
        same_as=tuple(entry.get("same_as") or ()),
        aliases=tuple(entry.get("aliases") or ()),
        names=_apart(key) if entry.get("names") == rulebook.APART else _by_language(entry.get("names") or {}),
        kinds=tuple(entry.get("kinds") or ()),
        values=tuple(entry.get("values") or ()),
        fires=tuple(examples.get("fires") or ()),
        silent=tuple(examples.get("silent") or ()),
        file=file,
    )


def _apart(key: str) -> Mapping[str, Names]:
    """The names of a category that ships with minlint, read when somebody asks for them."""
    return Later(lambda: _by_language(rulebook.names().get(key, {})))


def _by_language(said: Mapping[str, Any]) -> Mapping[str, Names]:
    return {language: _names(words) for language, words in said.items()}


def _names(words: Mapping[str, Any]) -> Names:
    near = tuple((tuple(item["names"]), tuple(item["near"])) for item in words.get("with") or ())
    return Names(_words(words, "always"), _words(words, "person"), near, _words(words, "never"))


def _words(words: Mapping[str, Any], key: str) -> tuple[str, ...]:
    found: Iterable[str] = words.get(key) or ()
    return tuple(found)


def _symmetric(categories: Mapping[str, Category]) -> dict[str, Category]:
    """What one category says it is the same as, the other says too."""
    pairs = {(key, other) for key, item in categories.items() for other in item.same_as}
    pairs |= {(other, key) for key, other in pairs}
    return {
        key: item._replace(same_as=tuple(sorted(other for own, other in pairs if own == key and other != key)))
        for key, item in categories.items()
    }
