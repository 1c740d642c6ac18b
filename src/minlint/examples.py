"""The examples that rules, categories and profiles carry, run: documentation, test and specification are one text."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping

from minlint import rulebook
from minlint.book import shipped
from minlint.judge import examples as judged
from minlint.judge import rules
from minlint.judge.rules import Rule
from minlint.manifest.model import Manifest, empty
from minlint.model import SourceReading
from minlint.modes import Identifier, all_modes, by_law, seen
from minlint.profiles import Profile
from minlint.taxonomy import Taxonomy

SURE = 0.6
"""The confidence from which a category counts in a profile's example, that of a review."""

EXCESS = ("X101", "X102", "G301")
"""What must not be found in a `silent` example of a profile: more than it permits, or finer."""


def run(folder: str | None = None) -> tuple[int, list[str]]:
    """Run the examples of our rules, or of a folder of rules: how many, and what came out otherwise."""
    from minlint.detect import examples as detected

    base = shipped()
    known = base.widened((os.path.abspath(folder),)) if folder else base
    pack = {code: rule for code, rule in known.rules.items() if not folder or code not in base.rules}
    if not folder:  # those of a pack are checked as they are added
        rules.build(rulebook.part("checks"), known.taxonomy, known.laws)
    rules.compile_all(pack)
    kinds = {id_: kind for id_, kind in known.profiles.items() if not folder or id_ not in base.profiles}
    own = [item for item in known.taxonomy if not folder or item.key not in base.taxonomy]
    count = judged.count(pack) + sum(len(category.fires) + len(category.silent) for category in own)
    texts = {} if folder else {name: rulebook.part(name) for name in rulebook.VOCABULARIES}
    vocabularies = {file: content for part in texts.values() for file, content in part.items()}
    count += sum(len(content["examples"]) for content in vocabularies.values())
    count += sum(len(list(_asked(profile))) for profile in kinds.values())
    failures = judged.check_examples(pack, known.taxonomy, known.profiles)
    failures += detected.check_examples(known.taxonomy, own)
    failures += detected.check_vocabularies(vocabularies, known.taxonomy)
    if not folder:
        count += sum(len(list(_examples(kind))) for mode in all_modes().values() for kind in mode.identifiers)
        failures += check_modes(known.taxonomy, known.rules)
    return count, failures + check_profiles(kinds, known.taxonomy, known.rules)


def check_modes(tree: Taxonomy, rules: Mapping[str, Rule]) -> list[str]:
    """What is wrong with the examples of what laws want gone, a line an example."""
    return [
        f"{name}, {kind.letter}: {wrong}"
        for name, mode in all_modes().items()
        for kind in mode.identifiers
        for example, code in _examples(kind)
        if (wrong := _misjudged(example, code, name, tree, rules))
    ]


def _examples(kind: Identifier) -> Iterator[tuple[str, str]]:
    yield from ((example, code) for code, examples in kind.fires.items() for example in examples)
    yield from ((example, "") for example in kind.silent)


def _misjudged(example: str, code: str, mode: str, tree: Taxonomy, rules: Mapping[str, Rule]) -> str:
    manifest = by_law(empty("."), mode)
    try:
        found = judge_field(example, manifest, tree, rules, lambda reading: seen([reading], mode, tree, judged.DAY)[0])
    except ValueError as error:
        return str(error)
    asked = set(EXCESS).intersection(all_modes()[mode].select)
    codes = {other for others in found.values() for other in others.intersection(asked)}
    if (code in codes) if code else not codes:
        return ""
    return f"{example!r}: {f'{code} does not fire' if code else 'it is excess'} (found: {_told(found)})"


def check_profiles(kinds: Mapping[str, Profile], tree: Taxonomy, rules: Mapping[str, Rule]) -> list[str]:
    """What is wrong, a line an example: a rule that doesn't fire at one of `fires`, or a `silent` that is excess.

    Each is judged by a purpose that is the profile and no more. A field that holds nothing personal is neither.
    """
    return [line for profile in kinds.values() for line in _check(profile, tree, rules)]


def _asked(profile: Profile) -> Iterator[tuple[str, str]]:
    """Its examples, each with the code that is to fire there; none for those that are to be silent."""
    yield from ((example, code) for code, examples in profile.fires.items() for example in examples)
    yield from ((example, "") for example in profile.silent)


def _check(profile: Profile, tree: Taxonomy, rules: Mapping[str, Rule]) -> Iterator[str]:
    for example, code in _asked(profile):
        try:
            found = judge_field(example, manifest_of(profile, tree), tree, rules)
        except ValueError as error:
            yield f"{profile.id}: {error}"
            continue
        if code and not any(code in codes for codes in found.values()):
            yield f"{profile.id}: {code} doesn't fire at {example!r} (found: {_told(found)})"
        elif not code and (not found or any(codes.intersection(EXCESS) for codes in found.values())):
            yield f"{profile.id}: {example!r} isn't within it (found: {_told(found)})"


def _told(found: Mapping[str, frozenset[str]]) -> str:
    told = (" ".join((key, *sorted(codes))) for key, codes in found.items())
    return ", ".join(told) or "nothing personal"


def judge_field(
    example: str,
    manifest: Manifest,
    tree: Taxonomy,
    rules: Mapping[str, Rule],
    also: Callable[[SourceReading], SourceReading] = lambda reading: reading,
) -> dict[str, frozenset[str]]:
    """The categories of the field an example asks about, and what fires about each.

    ``also`` adds to what is read of it. ``*`` asks about what its record's fields make together; without a question,
    it is about everything in the record.
    Raises `ValueError` for an example that isn't written as docs/authoring.md says.
    """
    from minlint.detect import detect
    from minlint.detect.examples import parse
    from minlint.judge.contexts import Run
    from minlint.judge.engine import judge
    from minlint.judge.records import RecordContext
    from minlint.manifest.match import resolve
    from minlint.measure import measure
    from minlint.model import Source

    record, asked = parse(example + ": *") if example.endswith(")") else parse(example)
    source = Source("example", "example", "schema", (record,))
    reading = also(measure(detect(source, tree), tree))
    run = Run(manifest, tree, judged.DAY, SURE, whole=True)
    context = RecordContext(run, source, reading.records[0], resolve(manifest, source.path, record, source))
    verdict = judge([reading], manifest, persona="audit", min_confidence=SURE, today=judged.DAY, book=tree, pack=rules)
    found: dict[str, frozenset[str]] = {}
    for item in context.judged:
        field, key = item.field.path if item.field else "*", item.category.key
        codes = {x.code for x in verdict.findings if x.record and (x.field or "*", x.category) == (field, key)}
        if example.endswith(")"):
            found[f"{field} {key}"] = frozenset(codes)
        elif field == asked:
            found[key] = frozenset(codes)
    return found


def manifest_of(profile: Profile, tree: Taxonomy) -> Manifest:
    """A manifest whose one purpose names a profile and says no more, bound to everything."""
    from minlint.manifest import parse

    said = (
        f"purposes: {{{profile.id}: {{profile: {profile.id}}}}}\nbindings: [{{source: '*', purposes: [{profile.id}]}}]"
    )
    return parse(f"version: 1\n{said}", taxonomy=tree, profiles={profile.id: profile})
