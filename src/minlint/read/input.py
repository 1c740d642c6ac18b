"""What a reader is handed: a name, and the bytes behind it."""

from __future__ import annotations

import io
import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, BinaryIO, Literal, TextIO

from minlint.errors import Unreadable
from minlint.once import cached_property
from minlint.places import is_file, nearest_manifest, repository_root

HEAD = 65_536
"""How many bytes a reader sees before it claims a file."""

Packing = Literal["", "gzip", "zstd"]
PACKINGS: Mapping[str, Packing] = {".gz": "gzip", ".zst": "zstd"}
"""How a file is packed, by its last suffix."""

LARGEST_REFERRED = 10_000_000
"""How many bytes a file may have that is read because another refers to it."""

TREES = (".json", ".yaml", ".yml")
"""The suffixes of texts that may refer to files beside them, where they say so."""

PROGRAMS = tuple(".ts .mts .cts .js .mjs .cjs .rb .php .ex .exs .java .kt .cs .go .py".split())  # noqa: SIM905
"""Those of programs: what one of them declares may be changed, or made up, by another."""

LINKED = (*PROGRAMS, *".prisma .proto .thrift .avdl .xsd .wsdl .smithy .graphql .gql .graphqls".split())  # noqa: SIM905
"""Those of texts that may depend on files beside them without a ``$ref``."""


class Input:
    """A file, or bytes given on standard input under a name.

    ``name`` is what findings show: relative to the working folder, with ``/``. ``file`` is where it lies on disk,
    None for standard input and for a file of another revision. References in it start from ``place`` (None: nowhere)
    and lead to what ``beside`` opens: given an absolute path, the file there, None where it isn't to be read.
    ``largest`` is how many bytes it may have to be read at all.
    ``listed`` gives the names of the files in a folder that `beside` would open. ``kept`` is for what readers make of
    several files together: the inputs of one run share it, and one that used it ``shares``.
    ``barred`` says why nobody can look into it: a folder, or what can't be reached.
    ``parts`` are the files of a dataset that lies in several; its head is the first one's. ``url`` is the address of a
    source that is no file, which may hold a password: only its reader looks at it.
    """

    def __init__(
        self,
        name: str,
        file: str | None = None,
        data: bytes | None = None,
        *,
        place: str | None = None,
        beside: Callable[[str], Input | None] | None = None,
        listed: Callable[[str], Iterable[str]] | None = None,
        kept: dict[Any, Any] | None = None,
        barred: str = "",
        parts: Sequence[str] = (),
        url: str = "",
    ) -> None:
        self.name, self.file, self._data, self.barred = name, file, data, barred
        self.parts, self.url = tuple(parts), url
        self.place, self.beside = place or file, beside or self._nearby
        self.listed, self._kept = listed or listing, {} if kept is None else kept
        self.shares = False
        self.largest: int | None = None

    def _nearby(self, path: str) -> Input | None:
        """A file that a reference may lead to: one within the bounds of this one, of a size that a schema has."""
        here = os.getcwd()
        return within(_bounds(os.path.dirname(os.path.abspath(self.place)), here) if self.place else here, path)

    @property
    def kept(self) -> dict[Any, Any]:
        """What readers make of several files together."""
        self.shares = True
        return self._kept

    @cached_property
    def head(self) -> bytes:
        """The first bytes, enough to tell what this is."""
        if self._data is not None and not self.packing:
            return self._data[:HEAD]
        with self.stream() as file:
            return file.read(HEAD)

    def holds(self, pattern: re.Pattern[bytes]) -> bool:
        """Whether a pattern is found in its head or, where that isn't all of it, in the rest."""
        return bool(pattern.search(self.head) or (len(self.head) == HEAD and pattern.search(self.data)))

    @cached_property
    def data(self) -> bytes:
        """All bytes. Raises `Unreadable` where they are more than it may have."""
        self.fit()
        if self._data is not None and not self.packing:
            return self._data
        with self.stream() as file:
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
        has = self.size()
        if has > self.largest:
            from minlint.limits import words

            raise Unreadable(f"{words(has)}, and --max-file-size is {words(self.largest)}")

    def size(self) -> int:
        try:
            return sum(map(os.path.getsize, self.files)) if self._data is None else len(self._data)
        except OSError:
            return 0  # opening it will say what is wrong

    @property
    def files(self) -> tuple[str, ...]:
        """The files it lies in; none for standard input, for what was in another revision, and for an address."""
        return self.parts or ((self.file,) if self.file is not None else ())

    def apart(self) -> list[Input]:
        """Each of its parts as an input of its own, itself where there are none."""
        return [Input(part, part) for part in self.parts] or [self]

    @property
    def packing(self) -> Packing:
        """How its bytes are packed, by its name; they come out unpacked."""
        return PACKINGS.get(os.path.splitext(self.name)[1].lower(), "")

    @property
    def encoding(self) -> str:
        """The encoding its head is found to be in. Raises `Unreadable` for a binary file."""
        return encoding_of(self.head)

    @contextmanager
    def opened(self) -> Iterator[TextIO]:
        """The text as a stream, for a file that may be too long to hold; line ends are left as they are."""
        encoding = "utf-8-sig" if self.encoding == "utf-8" else self.encoding
        with self.stream() as file, io.TextIOWrapper(file, encoding, errors="replace", newline="") as text:
            yield text

    @property
    def suffix(self) -> str:
        """The name's last suffix, lower-case, with its dot; that of what is in it where it is packed."""
        return os.path.splitext(self.plain)[1].lower()

    @property
    def plain(self) -> str:
        """The name, without the suffix that says that it is packed."""
        return os.path.splitext(self.name)[0] if self.packing else self.name

    @contextmanager
    def stream(self) -> Iterator[BinaryIO]:
        """Its bytes as a stream, unpacked. Raises `Unreadable` for a stream that is broken or cut off."""
        raw: BinaryIO = io.BytesIO(self._data) if self._data is not None else self._on_disk()
        with raw, unpacked(raw, self.packing) as file:
            yield file

    def _on_disk(self) -> BinaryIO:
        path = next(iter(self.files), self.name)
        try:
            if not stat.S_ISREG(os.stat(path).st_mode):
                raise Unreadable("not a regular file")  # a pipe would be waited for
            return open(path, "rb")
        except OSError as error:
            raise Unreadable(error.strerror or "can't be opened") from None


@contextmanager
def unpacked(file: BinaryIO, packing: Packing) -> Iterator[BinaryIO]:
    """What a packed stream holds. Raises `Unreadable` where it is broken or cut off."""
    if not packing:
        yield file
        return
    import zlib

    if packing == "gzip":
        import gzip

        stream: Any = gzip.GzipFile(fileobj=file)
    else:
        import pyarrow

        stream = io.BufferedReader(pyarrow.CompressedInputStream(pyarrow.PythonFile(file, "r"), packing))
    try:
        yield stream
    except (EOFError, OSError, zlib.error) as error:
        if getattr(error, "errno", None):  # the disk's, not the stream's
            raise
        raise Unreadable(f"its {packing} stream is broken or cut off") from None


@lru_cache(maxsize=256)
def _bounds(folder: str, here: str) -> str:
    """The folder that references from files of a folder don't leave: their repository, else that of their manifest,
    so that it makes no difference where minlint is run; else the working folder where they lie in it."""
    root = repository_root(folder)
    if os.path.exists(os.path.join(root, ".git")):
        return root
    if manifest := nearest_manifest(folder):
        return os.path.dirname(manifest)
    return here if folder == here or folder.startswith(os.path.join(here, "")) else folder


def text_beside(source: Input, path: str) -> str:
    """The text of the file at an absolute path that a source may refer to; empty where none can be read."""
    try:
        found = source.beside(path)
        return found.text if found else ""
    except Unreadable:
        return ""


def listing(folder: str) -> Iterable[str]:
    """The names in a folder; none where it can't be listed."""
    try:
        return os.listdir(folder)
    except OSError:
        return ()


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
