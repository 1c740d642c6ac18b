"""``check --show-files`` and ``--show-settings``: what a check would do."""

from __future__ import annotations

import os

from minlint import checking, pipeline
from minlint.cli.console import as_json, table
from minlint.cli.streams import note, put
from minlint.places import ranks


def show(asked: pipeline.Reading, judging: checking.Judging, *, files: bool) -> int:
    """Print the files that would be read, or the settings of each manifest; 2 where a manifest is wrong."""
    scopes, errors = checking.gather(pipeline.find(asked), asked, judging)
    for problem in errors:
        note(f"error: {problem}")
    found = {item.source.path: item.source.format for scope in scopes for item in scope.readings}
    rank = ranks(found)
    rows = [(path, found[path]) for path in sorted(found, key=rank.__getitem__)]
    if files and rows:
        put(table(rows))
    if not files:
        put([as_json([_settings(scope) for scope in scopes])])
    return checking.WRONG if errors else 0


def _settings(scope: checking.Scope) -> dict[str, object]:
    """What one manifest's sources are judged by, manifest, policy and command line together."""
    said, policy = scope.manifest, scope.manifest.policy
    return {
        "manifest": said.path or None,
        "sources": len(scope.readings),
        "whole": scope.whole,
        "persona": scope.persona,
        "min-confidence": scope.min_confidence,
        "select": list(scope.selection.select),
        "ignore": list(scope.selection.ignore),
        "extend-select": list(scope.selection.extend_select),
        "max-file-size": scope.asked.max_file_size,
        "timeout-per-file": scope.asked.timeout_per_file,
        "exclude": list(said.lint.get("exclude", ())),
        "per-file-ignores": {glob: list(words) for glob, words in said.lint.get("per-file-ignores", {}).items()},
        "fail-on": scope.fail_on,
        "strict": scope.strict,
        "preview": scope.preview,
        "baseline": os.path.relpath(scope.baseline).replace(os.sep, "/"),
        "packs": [os.path.relpath(folder).replace(os.sep, "/") for folder in scope.book.folders],
        "laws": None if said.laws is None else list(said.laws),
        "policy": {
            "mandatory": list(policy.mandatory),
            "inline_waivers": policy.inline_waivers,
            "inline_bindings": policy.inline_bindings,
            "category_none": policy.category_none,
            "category_none_in": [list(globs) for globs in policy.category_none_in],
            "category_none_by": [list(globs) for globs in policy.category_none_by],
            "forbidden": [list(ban) for ban in policy.forbidden],
            "max_waiver_days": policy.max_waiver_days,
        },
    }
