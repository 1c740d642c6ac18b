"""Which findings are wanted: codes, prefixes of codes, slugs and globs on categories."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from minlint.errors import UsageError
from minlint.judge.rules import Rule
from minlint.manifest.globs import compiled
from minlint.manifest.near import category_hint, quoted, rule_hint
from minlint.model import Finding
from minlint.taxonomy import Taxonomy
from minlint.tuples import NamedTuple


class Selection(NamedTuple):
    """What is asked for. An empty ``select`` means everything.

    Of two words for rules that both match, the longer one decides, and ``ignore`` of equals; what a word for
    categories ignores is ignored.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()

    def wants(self, finding: Finding) -> bool:
        """Whether a finding is asked for."""
        chosen = [word for word in (*self.select, *self.extend_select) if selects(word, finding)]
        if self.select and not chosen:
            return False
        longest = max((_weight(word, finding) for word in chosen if not word.startswith("@")), default=0)
        ignored = [word for word in self.ignore if selects(word, finding)]
        return not any(word.startswith("@") or _weight(word, finding) >= longest for word in ignored)


def _weight(word: str, finding: Finding) -> int:
    """How exactly a word names a rule; a slug is as exact as the code."""
    return len(finding.code) if word == finding.name else len(word)


def apply(findings: Iterable[Finding], selection: Selection, mandatory: Collection[str] = ()) -> list[Finding]:
    """The findings that are asked for, and those that the policy makes mandatory."""
    return [
        finding for finding in findings if selection.wants(finding) or any(selects(word, finding) for word in mandatory)
    ]


def selects(word: str, finding: Finding) -> bool:
    """Whether a word is the finding's code or slug, the start of its code, or, behind ``@``, a glob on its category."""
    if word.startswith("@"):
        return finding.category is not None and _matches(word[1:], finding.category)
    return word == finding.name or (word != "" and finding.code.startswith(word))


def check(words: Iterable[str], rules: Mapping[str, Rule], book: Taxonomy) -> None:
    """Hold words from the command line against the rules and categories. Raises `UsageError` for one that's none."""
    names = {rule.name for rule in rules.values()}
    for word in words:
        if word.startswith("@"):
            if not any(_matches(word[1:], category.key) for category in book):
                raise UsageError(f"no category matches {quoted(word)}{category_hint(word[1:], book)}")
        elif word not in names and not (word and any(code.startswith(word) for code in rules)):
            raise UsageError(f"unknown rule {quoted(word)}{rule_hint(word, names | set(rules))}")


def idle(words: Iterable[str], rules: Mapping[str, Rule], *, preview: bool) -> Iterator[str]:
    """What is to be said of words that select no rule that runs, or one whose days are numbered."""
    for word in words:
        named = [rule for code, rule in rules.items() if word == rule.name or (word and code.startswith(word))]
        states = {rule.status for rule in named}
        if states == {"preview"} and not preview:
            yield f"selection {quoted(word)} has no effect because preview is not enabled"
        elif states == {"removed"}:
            yield f"selection {quoted(word)} has no effect because the rule was removed"
        elif states == {"deprecated"}:
            yield f"rule {quoted(word)} is deprecated and will be removed in a future release"


def _matches(glob: str, key: str) -> bool:
    """``user.contact.*`` also means ``user.contact`` itself, and ``user.contact`` what stands below it."""
    stem = glob.removesuffix(".*")
    return key == stem or key.startswith(stem + ".") or bool(compiled(glob).match(key))
