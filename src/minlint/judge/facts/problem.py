"""A place in a source that could not be read."""

from __future__ import annotations

from minlint.judge.contexts import ProblemContext


def code(at: ProblemContext) -> str:
    """E001 for a whole source, E002 for a part of it."""
    return at.problem.code


def reason(at: ProblemContext) -> str:
    """Why, without a word of what stands there."""
    return at.problem.reason


def format(at: ProblemContext) -> str:  # noqa: A001 - the fact's public name
    """The format it was read as."""
    return at.source.format
