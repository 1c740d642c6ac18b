"""Telephone numbers within texts, where they name their country; a column of numbers is judged as a whole elsewhere."""

from __future__ import annotations

import re

from minlint.detect.values.kinds import Kind, Place, sieve

_NUMBER = re.compile(r"\+\d[\d ()./-]{6,20}\d")


def international(text: str) -> Place | None:
    """Where a number in use stands that begins with its country's code."""
    import phonenumbers

    for match in _NUMBER.finditer(text[:4_000]):
        try:
            if phonenumbers.is_valid_number(phonenumbers.parse(match[0], None)):
                return match.span()
        except phonenumbers.NumberParseException:
            continue
    return None


KINDS: tuple[Kind, ...] = (
    Kind(
        "international phone",
        "user.contact.phone_number",
        "phone numbers with their country (+•• ••• •••••••)",
        sieve(r"\+\d[\d ()./-]{6}"),
        international,
        0.93,
        least=3,
        inside=True,
        entity=("PHONE_NUMBER", 0.4),
        proof=True,
    ),
)
