"""``minlint explain docs/privacy.md``: what is heard in a notice."""

from __future__ import annotations

import os
from collections.abc import Iterator

from minlint.errors import UsageError
from minlint.judge.words import within_sentence
from minlint.taxonomy import Taxonomy

ENDINGS = (".md", ".markdown", ".html", ".htm", ".txt", ".text")


def is_notice(what: str) -> bool:
    """Whether a name is that of a text that people can read."""
    return what.lower().endswith(ENDINGS) and os.path.isfile(what)


def told(path: str, book: Taxonomy) -> Iterator[str]:
    """The categories, periods and purposes of a notice, each with the line of the sentence that says it.

    Raises `UsageError` for a file that can't be read.
    """
    from minlint.notice import read
    from minlint.notice.loading import LONGEST

    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            found = read(file.read(LONGEST), path, book)
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}") from None
    yield f"{path}, read as a privacy notice\n\nIt says that this is collected:\n"
    for item in found.disclosed:
        title = within_sentence(book[item.category].title)
        yield f"  line {item.passage.line}: {title} ({item.category}), by “{item.words}”\n"
    if not found.disclosed:
        yield "  nothing\n"
    for title, lines in (
        ("Kept for", [(item.passage.line, f"“{item.words}”") for item in found.periods]),
        ("Used for", [(item.line, f"“{_short(item.text)}”") for item in found.purposes]),
    ):
        if lines:
            yield f"\n{title}:\n"
            yield from (f"  line {line}: {words}\n" for line, words in lines)


def _short(text: str) -> str:
    return text if len(text) <= 100 else f"{text[:99].rstrip()}…"
