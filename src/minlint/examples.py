"""The examples that rules, categories and profiles carry, run: documentation, test and specification are one text."""

from __future__ import annotations

from minlint import laws, rulebook, taxonomy
from minlint.judge import examples as judged
from minlint.judge import rules


def run(folder: str | None = None) -> tuple[int, list[str]]:
    """Run the examples of our rules, or of a folder of rules: how many, and what came out otherwise."""
    from minlint.detect import examples as detected

    book = rulebook.load_folder(folder) if folder else rulebook.load()
    tree = taxonomy.build(book["taxonomy"]) if book["taxonomy"] else taxonomy.default()
    provisions = {**laws.default(), **laws.build(book["laws"])}
    pack = rules.build(book["checks"], tree, provisions)
    rules.compile_all(pack)
    own = list(tree) if book["taxonomy"] else []
    count = judged.count(pack) + sum(len(category.fires) + len(category.silent) for category in own)
    failures = judged.check_examples(pack, tree) + (detected.check_examples(tree) if own else [])
    return count, failures
