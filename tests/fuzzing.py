"""How many examples the tests try that hand readers damaged files."""

from __future__ import annotations

from hypothesis import settings

TIMES = 20
"""How many times more examples the profile `fuzz` tries: `pytest tests/read --hypothesis-profile=fuzz`."""


def examples(usual: int) -> settings:
    """So many examples, or under the profile `fuzz` so many times more."""
    fuzz = settings.get_current_profile_name() == "fuzz"
    return settings(max_examples=usual * TIMES if fuzz else usual)
