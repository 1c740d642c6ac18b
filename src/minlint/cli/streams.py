"""What a command says, and to whom: reports on standard output or into files, everything else on standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from minlint.errors import UsageError
from minlint.report._terminal import clean, wrap

OUT, ERR = "", "-"
"""What stands for the two streams where a file's name could stand."""

Said = tuple[str, str]
"""Where something was said, a stream or a file, and the text."""

_heard: list[Said] | None = None


def hear() -> list[Said]:
    """Everything that is said from now on, as it is said."""
    global _heard
    _heard = []
    return _heard


def repeat(said: Iterable[Said]) -> None:
    """Say it again."""
    for where, text in said:
        if where == ERR:
            note(text)
        elif where == OUT:
            put([text])
        else:
            write(where, text)


def put(pieces: Iterable[str]) -> None:
    """Write to standard output."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")  # a terminal that can't show a letter still shows the rest
    for piece in pieces:
        _keep(OUT, piece)
        with _writing(OUT):
            sys.stdout.write(piece)
    with _writing(OUT):
        sys.stdout.flush()


def write(file: str, text: str) -> None:
    """Write a file. Raises `UsageError` where that can't be."""
    _keep(file, text)
    with _writing(file), open(file, "w", encoding="utf-8") as out:
        out.write(text)


def note(text: str) -> None:
    """Write a line to standard error; what could steer a terminal is spelt out, and words don't break at its edge."""
    _keep(ERR, text)
    print(_fitted(clean(text)), file=sys.stderr, flush=True)


def _fitted(text: str) -> str:
    if not sys.stderr.isatty() or "\n" in text:
        return text
    try:
        columns = int(os.environ.get("COLUMNS", 0)) or os.get_terminal_size(sys.stderr.fileno()).columns
    except (OSError, ValueError):
        return text
    return text if len(text) <= columns else "\n  ".join(wrap(text, columns, columns - 2))


def _keep(where: str, text: str) -> None:
    if _heard is not None:
        _heard.append((where, text))


@contextmanager
def _writing(name: str) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        if name == OUT:
            let_go()
        raise UsageError(f"{name or 'standard output'} can't be written: {error.strerror}") from None


def let_go() -> None:
    """Give up on standard output, and keep Python from complaining of that at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
