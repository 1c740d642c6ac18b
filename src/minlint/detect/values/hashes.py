"""Hashes of values that can be tried: recomputed from the record's other columns, and from spaces that are small.

A hit is proof: no other text has this digest. What is tried is bounded, and spread evenly over each space, so that many
digests give a large space away as surely as a small one. Nothing that was tried is kept.
"""

from __future__ import annotations

import hashlib
import itertools
import random
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from minlint.detect.values.columns import percent
from minlint.detect.values.context import Column
from minlint.model import Detection, Evidence
from minlint.tuples import NamedTuple

TRIES = 300_000
"""Candidates that the digests of one column are held against: a count, so that the same data give the same answer."""

PSEUDONYM = "user.unique_id.pseudonymous"
RECOMPUTED = "recomputed"
"""The kind of evidence that says that a hash was found again by trying."""

_HEX = re.compile(
    r"(?:sha\d*[:-]|md5[:-]|0x|\\x)?([0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{56}|[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128})",
    re.IGNORECASE,
)
_MADE = {
    32: ("md5",), 40: ("sha1",), 56: ("sha224", "sha3_224"), 64: ("sha256", "sha3_256", "blake2s"), 96: ("sha384",),
    128: ("sha512", "sha3_512", "blake2b"),
}  # fmt: skip
_FEW = 5


class Space(NamedTuple):
    """Values that may be behind a hash: their category, what to call them, and as many of them as time allows."""

    category: str
    what: str
    texts: Callable[[], Iterator[str]]


class Hidden(NamedTuple):
    """A column of digests, by their bytes, with the names of the functions that make digests of this length."""

    column: Column
    digests: frozenset[bytes]
    functions: tuple[str, ...]


def detections(read: Sequence[Column], said: Mapping[str, Sequence[Detection]]) -> Iterator[tuple[str, Detection]]:
    """The columns of digests of which the values could be found, with their categories.

    ``said`` is what the record's other columns were found to be, by their paths.
    """
    hidden = [found for column in read if (found := _hidden(column))]
    if not hidden:
        return
    spaces = [*_beside(read, hidden, said), *_spaces()]
    for functions in dict.fromkeys(item.functions for item in hidden):
        yield from _tried([item for item in hidden if item.functions == functions], functions, spaces)


def _hidden(column: Column) -> Hidden | None:
    if column.kind not in ("text", "bytes") or len(column.texts) < _FEW:
        return None
    matches = [match for text in column.texts if (match := _HEX.fullmatch(text))]
    if len(matches) < 0.9 * len(column.texts):
        return None
    sizes = {len(match[1]) for match in matches}
    if len(sizes) != 1:
        return None
    return Hidden(column, frozenset(bytes.fromhex(match[1]) for match in matches), _MADE[sizes.pop()])


def _tried(
    items: Sequence[Hidden], functions: Sequence[str], spaces: Iterable[Space]
) -> Iterator[tuple[str, Detection]]:
    """Columns of digests of one length, all held against each candidate; the first space that fits speaks."""
    left, waiting = TRIES, list(items)
    wanted = _digests(waiting)
    for space in spaces:
        texts = list(itertools.islice(space.texts(), left // len(functions)))
        for function in functions:
            make = getattr(hashlib, function)
            made = {digest for text in texts if (digest := make(text.encode()).digest()) in wanted}
            left -= len(texts)
            again = [(item, hits) for item in waiting if (hits := len(made & item.digests))] if made else []
            for item, hits in again:
                waiting.remove(item)
                yield item.column.field.path, _found_again(space, function, hits, len(item.digests))
            wanted = _digests(waiting) if again else wanted
        if left <= 0 or not waiting:
            return


def _digests(items: Iterable[Hidden]) -> frozenset[bytes]:
    return frozenset(digest for item in items for digest in item.digests)


def _found_again(space: Space, function: str, hits: int, count: int) -> Detection:
    made = f"{function.upper()} of {space.what}, without a salt"
    detail = f"{percent(hits / count)} of {count:,} distinct hashes are {made}"
    evidence = (Evidence("values", detail), Evidence(RECOMPUTED, "found again by trying"))
    return Detection(space.category, 0.97, evidence, "token")


def _beside(
    read: Sequence[Column], hidden: Sequence[Hidden], said: Mapping[str, Sequence[Detection]]
) -> Iterator[Space]:
    """The values of the record's other columns, as they are, in small and large letters, and as digits alone."""
    apart = {item.column.field.path for item in hidden}
    for column in read:
        if column.field.path in apart or column.kind == "bytes" or not column.short or len(column.texts) < _FEW:
            continue
        known = said.get(column.field.path)
        category = max(known, key=lambda item: item.confidence).category if known else PSEUDONYM
        yield Space(category, "the values of a column beside them", lambda texts=column.texts: _forms(texts))  # type: ignore[misc]


def _forms(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        digits = re.sub(r"\D", "", text)
        yield from dict.fromkeys(
            (text, text.lower(), text.upper(), digits, f"+{digits}") if digits else (text, text.lower(), text.upper())
        )


def _spaces() -> Iterator[Space]:
    """Small spaces whole, large ones as an even sample: days, counters, private addresses, phones, IP addresses."""
    yield Space("user.demographic.date_of_birth", "days", _days)
    yield Space(PSEUDONYM, "small whole numbers", lambda: map(str, range(300_000)))
    yield Space("user.contact.phone_number", "phone numbers", lambda: _phones(random.Random(1)))
    yield Space("user.device.ip_address", "IP addresses", lambda: _addresses(random.Random(2)))
    yield Space(
        "user.government_id.national_identification_number",
        "US Social Security numbers",
        lambda: _ssns(random.Random(3)),
    )


def _days() -> Iterator[str]:
    import datetime

    first = datetime.date(1920, 1, 1)
    for number in range(39_000):
        day = first + datetime.timedelta(days=number)
        yield from (
            day.isoformat(),
            day.strftime("%Y%m%d"),
            day.strftime("%d.%m.%Y"),
            day.strftime("%m/%d/%Y"),
            day.strftime("%d/%m/%Y"),
        )


_PHONES = 60_000  # samples of the numbers of all plans together


def _phones(rng: random.Random) -> Iterator[str]:
    """Numbers in use by the plans of large countries, as they are written for machines."""
    plans = (
        ("+1", (201, 989), 7),
        ("+44", (7400, 7999), 6),
        ("+49", (1511, 1799), 7),
        ("+33", (6, 7), 8),
        ("+34", (6, 7), 8),
        ("+39", (320, 393), 7),
        ("+55", (119, 219), 8),
        ("+91", (70, 99), 8),
        ("+48", (50, 88), 7),
    )
    for _ in range(_PHONES):
        for code, (low, high), rest in plans:
            local = f"{rng.randint(low, high)}{rng.randrange(10**rest):0{rest}}"
            yield from (code + local, local)


def _addresses(rng: random.Random) -> Iterator[str]:
    yield from (f"192.168.{a}.{b}" for a in (0, 1, 2, 178) for b in range(256))
    yield from (f"10.{a}.{b}.{c}" for a in (0, 1) for b in range(64) for c in range(256))
    for _ in range(100_000):
        yield ".".join(str(rng.randint(0, 255)) for _ in range(4))


def _ssns(rng: random.Random) -> Iterator[str]:
    for _ in range(150_000):
        area, group, serial = rng.randint(1, 899), rng.randint(1, 99), rng.randint(1, 9999)
        yield from (f"{area:03}-{group:02}-{serial:04}", f"{area:03}{group:02}{serial:04}")
