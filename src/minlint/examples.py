"""The examples that rules, categories and profiles carry, run: documentation, test and specification are one text."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping

from minlint import rulebook
from minlint.book import shipped
from minlint.judge import examples as judged
from minlint.judge import rules
from minlint.manifest.model import Binding, Manifest, Purpose
from minlint.profiles import Profile
from minlint.taxonomy import Taxonomy

SURE = 0.6
"""The confidence from which a category counts in a profile's example, that of a review."""

PERMITTED, EXCESS = ("covered",), ("too_fine", "beyond")
"""How a profile stands to what a `silent` example holds, and a `fires` example."""


def run(folder: str | None = None) -> tuple[int, list[str]]:
    """Run the examples of our rules, or of a folder of rules: how many, and what came out otherwise."""
    from minlint.detect import examples as detected

    base = shipped()
    known = base.widened((os.path.abspath(folder),)) if folder else base
    pack = {code: rule for code, rule in known.rules.items() if not folder or code not in base.rules}
    rules.compile_all(pack)
    kinds = {id_: kind for id_, kind in known.profiles.items() if not folder or id_ not in base.profiles}
    own = [item for item in known.taxonomy if not folder or item.key not in base.taxonomy]
    count = judged.count(pack) + sum(len(category.fires) + len(category.silent) for category in own)
    texts = {} if folder else {name: rulebook.part(name) for name in rulebook.VOCABULARIES}
    vocabularies = {file: content for part in texts.values() for file, content in part.items()}
    count += sum(len(content["examples"]) for content in vocabularies.values())
    count += sum(len(profile.fires) + len(profile.silent) for profile in kinds.values())
    failures = judged.check_examples(pack, known.taxonomy, known.profiles)
    failures += detected.check_examples(known.taxonomy, own)
    failures += detected.check_vocabularies(vocabularies, known.taxonomy)
    return count, failures + check_profiles(kinds, known.taxonomy)


def check_profiles(kinds: Mapping[str, Profile], tree: Taxonomy) -> list[str]:
    """What is wrong, a line an example: a `fires` that the profile covers, or a `silent` that it doesn't.

    A field that holds nothing personal is neither.
    """
    return [line for profile in kinds.values() for line in _check(profile, tree)]


def _check(profile: Profile, tree: Taxonomy) -> Iterator[str]:
    for example, wanted in (
        *((text, EXCESS) for text in profile.fires),
        *((text, PERMITTED) for text in profile.silent),
    ):
        try:
            found = coverage(example, profile, tree)
        except ValueError as error:
            yield f"{profile.id}: {error}"
            continue
        states = set(found.values())
        right = bool(states.intersection(EXCESS)) if wanted is EXCESS else states == set(PERMITTED)
        if not right:
            came = ", ".join(f"{key} {state}" for key, state in found.items()) or "nothing personal"
            yield f"{profile.id}: {example!r} isn't {'beyond' if wanted is EXCESS else 'within'} it (found: {came})"


def coverage(example: str, profile: Profile, tree: Taxonomy) -> dict[str, str]:
    """The categories of the field an example asks about (``*``: of its record), and how the profile alone covers each.

    Raises `ValueError` for an example that isn't written as docs/authoring.md says.
    """
    from minlint.detect import detect
    from minlint.detect.examples import parse
    from minlint.judge.contexts import Run
    from minlint.judge.records import RecordContext
    from minlint.manifest.match import resolve
    from minlint.measure import measure
    from minlint.model import Source

    record, asked = parse(example)
    source = Source("example", "example", "schema", (record,))
    reading = measure(detect(source, tree), tree).records[0]
    purpose = Purpose(profile.id, profile=profile.id, necessary=profile.necessary, optional=profile.optional)
    manifest = Manifest("", "", {purpose.id: purpose}, (Binding("*", purposes=(purpose.id,)),))
    run = Run(manifest, tree, judged.DAY, SURE, whole=True)
    context = RecordContext(run, source, reading, resolve(manifest, source.path, record, source))
    return {
        item.category.key: item.coverage.state
        for item in context.judged
        if (item.field.path if item.field else "*") == asked
    }
