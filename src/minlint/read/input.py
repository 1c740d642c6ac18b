"""What a reader is handed: a name, and the bytes behind it."""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO, TextIO

from minlint.errors import Unreadable
from minlint.once import cached_property
from minlint.places import is_file

HEAD = 65_536
"""How many bytes a reader sees before it claims a file."""

LARGEST_REFERRED = 10_000_000
"""How many bytes a file may have that is read because another refers to it."""


class Input:
    """A file, or bytes given on standard input under a name.

    ``name`` is what findings show: relative to the working folder, with ``/``. ``file`` is where it lies on disk,
    None for standard input and for a file of another revision. References in it start from ``place`` (None: nowhere)
    and lead to what ``beside`` opens: given an absolute path, the file there, None where it isn't to be read.
    ``largest`` is how many bytes it may have to be read at all.
    ``barred`` says why nobody can look into it: a folder, or what can't be reached.
    """

    def __init__(
        self,
        name: str,
        file: str | None = None,
        data: bytes | None = None,
        *,
        place: str | None = None,
        beside: Callable[[str], Input | None] | None = None,
        barred: str = "",
    ) -> None:
        self.name, self.file, self._data, self.barred = name, file, data, barred
        self.place, self.beside = place or file, beside or nearby
        self.largest: int | None = None

    @cached_property
    def head(self) -> bytes:
        """The first bytes, enough to tell what this is."""
        if self._data is not None:
            return self._data[:HEAD]
        with self._on_disk() as file:
            return file.read(HEAD)

    @cached_property
    def data(self) -> bytes:
        """All bytes. Raises `Unreadable` where they are more than it may have."""
        self.fit()
        if self._data is not None:
            return self._data
        with self._on_disk() as file:
            return file.read()

    @cached_property
    def text(self) -> str:
        """All of it as text, in the encoding it is found to be in; a byte order mark is left out.

        Raises `Unreadable` for a binary file.
        """
        encoding = encoding_of(self.head)
        try:
            return self.data.decode(encoding).removeprefix("\ufeff")
        except UnicodeDecodeError:
            return self.data.decode("cp1252", errors="replace")

    def fit(self) -> None:
        """Raises `Unreadable` where it has more bytes than it may have."""
        if self.largest is None:
            return
        has = self._size()
        if has > self.largest:
            from minlint.limits import words

            raise Unreadable(f"{words(has)}, and --max-file-size is {words(self.largest)}")

    def _size(self) -> int:
        try:
            return os.path.getsize(self.file or self.name) if self._data is None else len(self._data)
        except OSError:
            return 0  # opening it will say what is wrong

    @property
    def encoding(self) -> str:
        """The encoding its head is found to be in. Raises `Unreadable` for a binary file."""
        return encoding_of(self.head)

    @contextmanager
    def opened(self) -> Iterator[TextIO]:
        """The text as a stream, for a file that may be too long to hold; line ends are left as they are."""
        encoding = "utf-8-sig" if self.encoding == "utf-8" else self.encoding
        file = io.BytesIO(self._data) if self._data is not None else self._on_disk()
        with io.TextIOWrapper(file, encoding, errors="replace", newline="") as text:
            yield text

    @property
    def suffix(self) -> str:
        """The name's last suffix, lower-case, with its dot."""
        return os.path.splitext(self.name)[1].lower()

    def _on_disk(self) -> BinaryIO:
        path = self.file if self.file is not None else self.name
        try:
            if not stat.S_ISREG(os.stat(path).st_mode):
                raise Unreadable("not a regular file")  # a pipe would be waited for
            return open(path, "rb")
        except OSError as error:
            raise Unreadable(error.strerror or "can't be opened") from None


def nearby(path: str) -> Input | None:
    """A file that a reference may lead to: one below the working folder, of a size that a schema has."""
    return within(os.getcwd(), path)


def within(folder: str, path: str) -> Input | None:
    """The file at an absolute path, where it lies below a folder and isn't larger than a schema ever is."""
    try:
        top = os.path.realpath(folder)
        inside = os.path.commonpath((top, path)) == top and is_file(path)
        return Input(path, path) if inside and os.path.getsize(path) <= LARGEST_REFERRED else None
    except (OSError, ValueError):
        return None


def encoding_of(head: bytes) -> str:
    """The encoding of a text from its first bytes: UTF-8, UTF-16 or Windows-1252, with a mark or without.

    Raises `Unreadable` where the bytes are no text.
    """
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if b"\x00" in head:
        return _utf16_without_mark(head)
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.end < len(head) - 4:  # not merely a character cut at the head's end
            return "cp1252"
    return "utf-8"


def _utf16_without_mark(head: bytes) -> str:
    even, odd = head[0::2].count(0), head[1::2].count(0)
    pairs = len(head) // 2 or 1
    if odd > pairs * 0.4 and even < pairs * 0.05:
        return "utf-16-le"
    if even > pairs * 0.4 and odd < pairs * 0.05:
        return "utf-16-be"
    raise Unreadable("binary, not text")
