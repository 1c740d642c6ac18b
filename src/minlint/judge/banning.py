"""What a policy forbids, as evidence beside what the manifest forbids itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from minlint.judge.contexts import Run
from minlint.manifest.model import Purpose
from minlint.model import Evidence


def banned(category: str, purposes: Sequence[Purpose], run: Run) -> Iterator[Evidence]:
    """The policy's words that forbid a category to some purposes, where the manifest doesn't say so itself."""
    keys = {key for _, key in run.manifest.policy.forbidden}
    words = run.taxonomy.synonyms(category)
    for purpose in purposes:
        for key, span in purpose.forbidden:
            if span is None and key in keys and any(run.taxonomy.covers(key, word) for word in words):
                yield Evidence("policy", f"the policy forbids {key} to {purpose.id}")
