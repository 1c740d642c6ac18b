"""The manifest that judges."""

from __future__ import annotations

from minlint.judge.contexts import Run


def stated(at: Run) -> bool:
    """Whether there is one; without, an empty one judges."""
    return bool(at.manifest.path)


def whole(at: Run) -> bool:
    """Whether all that it binds was given: only then can something be missing."""
    return at.whole


def purposes(at: Run) -> list[str]:
    """The ids of the purposes it states."""
    return list(at.manifest.purposes)
