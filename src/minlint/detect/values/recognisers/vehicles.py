"""Vehicles: their numbers (ISO 3779), and the plates of countries."""

from __future__ import annotations

import re

from minlint.detect.values.kinds import Kind, named, shaped, sieve, whole

_VALUES = {sign: int(sign) for sign in "0123456789"} | dict(
    zip("ABCDEFGHJKLMNPRSTUVWXYZ", (1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 7, 9, 2, 3, 4, 5, 6, 7, 8, 9), strict=True)
)
_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_VIN = re.compile(r"[A-HJ-NPR-Z0-9]{13}\d{4}")
_MAKERS = re.compile(  # world manufacturer identifiers in wide use
    r"(?:1[CFGHJLN4]|2[CFGHT]|3[FGHNV]|4[JST]|5[FNTUXY]|J[AFHMNST]|K[LMN]|L[BFGHJSV]|MA|NM|R[FKL]|S[AB]|SJ|TM|TRU|U[U5]|"
    r"V[FRSW]|W[0ABDFMPUV]|WVW|X[LTU]|Y[SV]|Z[AFCHL]|9[B3])"
)
PLATE = "user.vehicle.plate"


def vin_checked(text: str) -> bool:
    """Whether a text is a vehicle's number with North America's check digit."""
    text = text.upper()
    if not _VIN.fullmatch(text):
        return False
    rest = sum(_VALUES[sign] * weight for sign, weight in zip(text, _WEIGHTS, strict=True)) % 11
    return text[8] == ("X" if rest == 10 else str(rest))


def vin_made(text: str) -> bool:
    """Whether a text has a vehicle number's form and begins like one of a maker."""
    text = text.upper()
    return (
        _VIN.fullmatch(text) is not None
        and _MAKERS.match(text) is not None
        and not text.isdigit()
        and any(sign.isdigit() for sign in text[:11])
    )


def _plates(country: str, what: str, form: str, sure: float = 0.8) -> Kind:
    return Kind(
        f"plate {country.lower()}",
        PLATE,
        f"{what} licence plates ({country})",
        sieve(r"\d"),
        shaped(form),
        sure,
        least=5,
        floor=0.85,
        words=named("plate plates kennzeichen licence license targa matricula tablica immatriculation plaka kenteken"),
        gate="people",
        countries=frozenset((country,)),
    )


KINDS: tuple[Kind, ...] = (
    Kind(
        "vin",
        "user.vehicle.vin",
        "vehicle identification numbers (17 characters, check digit holds)",
        sieve(r"^[a-hj-npr-z0-9]{17}$"),
        whole(vin_checked),
        0.95,
        least=3,
        floor=0.8,
        proof=True,
    ),
    Kind(
        "vin by maker",
        "user.vehicle.vin",
        "vehicle identification numbers (17 characters, a maker's first three)",
        sieve(r"^[a-hj-npr-z0-9]{13}\d{4}$"),
        whole(vin_made),
        0.85,
        least=5,
        floor=0.9,
    ),
    _plates("US", "US", r"[A-Z0-9]{1,4}[- ]?[A-Z0-9]{2,4}|[A-Z0-9]{2,3} [A-Z0-9]{3,6}|\d[A-Z]{3}\d{3}", 0.7),
    _plates("GB", "British", r"[A-Z]{2}\d\d ?[A-Z]{3}|[A-Z]\d{1,3} ?[A-Z]{3}|[A-Z]{3} ?\d{1,3}[A-Z]", 0.9),
    _plates("DE", "German", r"[A-ZÄÖÜ]{1,3}[- :][A-Z]{1,2}[- ]?[1-9]\d{0,3}[EH]?", 0.9),
    _plates("FR", "French", r"[A-Z]{2}-?\d{3}-?[A-Z]{2}|\d{1,4}[- ]?[A-Z]{2,3}[- ]?\d\d", 0.9),
    _plates("ES", "Spanish", r"\d{4}[- ]?[A-Z]{3}|[A-Z]{1,2}[- ]?\d{4}[- ]?[A-Z]{2}", 0.9),
    _plates("IT", "Italian", r"[A-Z]{2} ?\d{3} ?[A-Z]{2}", 0.9),
    _plates("NL", "Dutch", r"(?:[A-Z]{1,3}|\d{1,3})-(?:[A-Z]{2,3}|\d{2,3})-(?:[A-Z]{1,3}|\d{1,3})", 0.9),
    _plates("PL", "Polish", r"[A-Z]{2,3} [A-Z0-9]{4,5}", 0.85),
    _plates("BR", "Brazilian", r"[A-Z]{3}-?\d[A-Z0-9]\d\d", 0.9),
    _plates("SE", "Swedish", r"[A-Z]{3} ?\d\d[A-Z0-9]", 0.85),
    _plates("TR", "Turkish", r"(?:0[1-9]|[1-7]\d|8[01]) ?[A-Z]{1,3} ?\d{2,5}", 0.9),
    _plates("JP", "Japanese", r"\w{1,4} ?\d{2,3} ?[\u3041-\u3096\u30a1-\u30faA-Z] ?[\d・]{1,2}-?\d{2}", 0.95),
    _plates("IN", "Indian", r"[A-Z]{2}[ -]?\d{1,2}[ -]?[A-Z]{1,3}[ -]?\d{4}", 0.9),
    _plates("AT", "Austrian", r"[A-Z]{1,2}[- ]\d{1,5}[- ]?[A-Z]{1,3}", 0.85),
    _plates(
        "CH", "Swiss", r"(?:AG|AI|AR|BE|BL|BS|FR|GE|GL|GR|JU|LU|NE|NW|OW|SG|SH|SO|SZ|TG|TI|UR|VD|VS|ZG|ZH)[- ]?\d{1,6}"
    ),
    _plates("PT", "Portuguese", r"(?:[A-Z]{2}|\d\d)-(?:[A-Z]{2}|\d\d)-(?:[A-Z]{2}|\d\d)", 0.9),
    _plates("BE", "Belgian", r"[1-9]-?[A-Z]{3}-?\d{3}", 0.9),
    _plates("RU", "Russian", r"[АВЕКМНОРСТУХ]\d{3}[АВЕКМНОРСТУХ]{2}\d{2,3}", 0.95),
)
