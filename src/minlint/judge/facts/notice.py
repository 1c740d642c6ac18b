"""A difference between the privacy notice given to people and what is collected."""

from __future__ import annotations

from minlint.judge.notices import NoticeContext
from minlint.judge.words import within_sentence


def omitted(at: NoticeContext) -> bool:
    """Whether a field holds a category that the notice doesn't disclose."""
    return at.field is not None and not at.access


def undeclared(at: NoticeContext) -> bool:
    """Whether an app asks for access to a category that it doesn't tell its store that it collects."""
    return at.field is not None and at.access


def unfounded(at: NoticeContext) -> bool:
    """Whether the notice discloses a category that nothing read holds; always false for a part of the tree.

    Of what a store is told: whether the app asks for no access to it, though there is none without asking.
    """
    return (at.disclosure is not None or at.declared is not None) and at.run.whole


def longer(at: NoticeContext) -> bool:
    """Whether a purpose keeps data longer than any period of the notice."""
    return at.purpose is not None


def file(at: NoticeContext) -> str:
    """The notice's file."""
    return at.notice.path


def told(at: NoticeContext) -> str:
    """The difference in words."""
    if at.purpose:
        kept = at.purpose.retention.text if at.purpose.retention else ""
        return f"the purpose {at.purpose.id} keeps its data “{kept}”, longer than {at.notice.path} says anywhere"
    words = within_sentence(at.run.taxonomy[at.key].title)
    if at.field and at.access:
        return f"asks for access to {words}, which {at.notice.path} doesn't declare as collected"
    if at.field:
        return f"holds {words}, which {at.notice.path} doesn't disclose"
    if at.declared:
        return f"declares {words} as collected, and {at.notice.path} doesn't ask for access to it"
    return f"says that {words} is collected, and nothing that was read holds it"
