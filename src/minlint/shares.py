"""Shares of what was looked at, and what they say of all."""

from __future__ import annotations

_Z = 1.96  # 95 in 100


def interval(hits: int, of: int) -> tuple[float, float]:
    """The interval in which a share lies with 95 in 100.

    Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference" (1927).
    """
    share, square = hits / of, _Z * _Z
    middle = (share + square / (2 * of)) / (1 + square / of)
    half = _Z / (1 + square / of) * ((share * (1 - share) + square / (4 * of)) / of) ** 0.5
    return max(0.0, middle - half), min(1.0, middle + half)
