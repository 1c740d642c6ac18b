"""Papers: machine-readable zones (ICAO 9303) and the numbers of immigration files of the United States."""

from __future__ import annotations

import re

from minlint.detect.values.kinds import Kind, named, shaped, sieve, whole

_SIGNS = {sign: index for index, sign in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")} | {"<": 0}
_ZONE = re.compile(r"[A-Z0-9<]+")
_IMMIGRATION = "user.government_id.immigration"


def _holds(text: str, digit: str) -> bool:
    total = sum(_SIGNS[sign] * (7, 3, 1)[index % 3] for index, sign in enumerate(text))
    return digit.isdigit() and total % 10 == int(digit)


def mrz(text: str) -> bool:
    """Whether a text is a document's whole zone, or its line of numbers, and all of its check digits hold."""
    lines = [line.strip() for line in re.split(r"[\r\n|]+|\\n", text.strip()) if line.strip()]
    joined = "".join(lines)
    if not _ZONE.fullmatch(joined) or ("<" not in joined and len(joined) != 44):
        return False
    if len(joined) == 90:  # TD1, three lines of thirty
        return _holds(joined[5:14], joined[14]) and _births(joined[30:])
    if len(joined) in (88, 44):  # TD3, a passport
        return _numbers(joined[-44:])
    if len(joined) in (72, 36):  # TD2, and visas of its size
        return _numbers(joined[-36:])
    return len(joined) == 30 and _births(joined)


def _births(line: str) -> bool:
    return _holds(line[0:6], line[6]) and _holds(line[8:14], line[14])


def _numbers(line: str) -> bool:
    return _holds(line[0:9], line[9]) and _births(line[13:])


KINDS: tuple[Kind, ...] = (
    Kind(
        "mrz",
        "user.government_id.document_copy",
        "machine-readable zones of passports, visas or identity cards (check digits hold)",
        sieve(r"[a-z0-9<]{13}"),
        whole(mrz),
        0.97,
        least=1,
        proof=True,
    ),
    Kind(
        "us alien number",
        "user.government_id.alien_registration_number",
        "US alien registration numbers (A and 8 or 9 digits)",
        sieve(r"\d{3}-?\d{3}-?\d"),
        shaped(r"A?[- ]?\d{3}-?\d{3}-?\d{2,3}", re.IGNORECASE),
        0.9,
        words=named("alien uscis anumber arn"),
        numbers=True,
    ),
    Kind(
        "us alien number by letter",
        "user.government_id.alien_registration_number",
        "an A and 9 digits, as US alien registration numbers have them",
        sieve(r"^a[- ]?\d{3}"),
        shaped(r"A[- ]?\d{3}-?\d{3}-?\d{3}"),
        0.65,
        least=8,
        floor=0.95,
        gate="people",
    ),
    Kind(
        "sevis",
        _IMMIGRATION,
        "SEVIS numbers (N and 10 digits)",
        sieve(r"^n\d{10}$"),
        shaped(r"N00\d{8}"),
        0.9,
        least=3,
        floor=0.9,
    ),
    Kind(
        "uscis receipt",
        _IMMIGRATION,
        "USCIS receipt numbers (a service centre's letters and 10 digits)",
        sieve(r"^[a-z]{3}-?\d{2}"),
        shaped(r"(?:EAC|WAC|LIN|SRC|NBC|MSC|IOE|YSC|VSC|TSC|NSC|CSC|MCT)-?\d{2}-?\d{3}-?\d{5}"),
        0.93,
        least=2,
        floor=0.8,
    ),
    Kind(
        "i-94",
        _IMMIGRATION,
        "I-94 admission numbers (11 characters)",
        sieve(r"^\d{9}"),
        shaped(r"\d{9}[A-Z0-9]\d"),
        0.9,
        words=named("i94 admission arrival"),
        numbers=True,
    ),
    Kind(
        "i-94 by letter",
        _IMMIGRATION,
        "9 digits, a letter and a digit, as I-94 admission numbers have them",
        sieve(r"^\d{9}[a-z]\d$"),
        shaped(r"\d{9}[A-Z]\d"),
        0.7,
        least=8,
        floor=0.9,
        gate="people",
    ),
)
