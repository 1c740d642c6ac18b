"""Postal codes by country, in a record that also holds an address."""

from __future__ import annotations

import re

from minlint.detect.values.kinds import Kind, named, shaped, sieve

_CODE = "user.contact.address.postal_code"
WORDS = named("zip postcode postal plz cap cep kodpocztowy postnummer codigopostal codepostal")


def _codes(countries: str, form: str, own: bool = False) -> Kind:
    """Codes of one form. ``own``: no other thing looks like it, so no country need be known."""
    return Kind(
        f"postcode {countries.lower()}",
        _CODE,
        f"postal codes ({countries.replace(' ', ', ')})",
        sieve(r"\d"),
        shaped(form, re.IGNORECASE),
        0.9 if own else 0.85,
        least=10,
        floor=0.97,
        words=WORDS,
        gate="address",
        countries=frozenset() if own else frozenset(countries.split()),
        numbers=not own,
    )


KINDS: tuple[Kind, ...] = (
    _codes("GB", r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}"),
    _codes("CA", r"[A-Z]\d[A-Z] ?\d[A-Z]\d", own=True),
    _codes("NL", r"[1-9]\d{3} ?[A-Z]{2}", own=True),
    _codes("PL", r"\d\d-\d{3}", own=True),
    _codes("JP", r"\d{3}-\d{4}"),
    _codes("BR", r"\d{5}-?\d{3}"),
    _codes("PT", r"\d{4}-\d{3}"),
    _codes("SE CZ SK GR", r"\d{3} ?\d\d"),
    _codes("US DE FR ES IT TR FI MX TH MY UA KR HR", r"(?:\d{5}|\d{4})(?:-\d{4})?"),
    _codes("AT CH BE DK NO AU HU NZ ZA SI BG", r"\d{4}"),
    _codes("IN CN RU SG RO", r"\d{6}"),
)
