"""Privacy notices: what the text given to people discloses, so that it can be held against what is collected (P010)."""

from __future__ import annotations

from minlint.notice.disclosures import Disclosure, Notice, Period, read
from minlint.notice.text import Passage, passages

__all__ = ["Disclosure", "Notice", "Passage", "Period", "passages", "read"]
