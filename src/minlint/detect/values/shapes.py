"""The kinds of value that are looked for: Presidio's recogniser for each, and a cheap sieve before it.

A sieve lets through every text in which the recogniser could find something (a test holds them to that), and costs
next to nothing; recognisers are asked only about what passes.
"""

from __future__ import annotations

import re

from minlint.tuples import NamedTuple


class Kind(NamedTuple):
    """A kind of value.

    ``what`` names several of them, with their shape. ``sure`` is the confidence when nearly all values of a column
    are of the kind; below ``least`` distinct values, or below the share ``floor``, it says nothing. ``score`` is the
    weakest of the recogniser's patterns that is heeded. ``words``: only under a name with one of these words.
    ``numbers``: also among whole numbers. ``inside``: also looked for within longer texts.
    """

    recognizer: str
    category: str
    what: str
    sieve: re.Pattern[str]
    sure: float
    score: float = 0.3
    least: int = 2
    floor: float = 0.6
    words: frozenset[str] = frozenset()
    numbers: bool = False
    inside: bool = False


def _sieve(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _checked(recognizer: str, category: str, what: str, pattern: str, sure: float = 0.9) -> Kind:
    """Plain digits that only a checksum tells from others: it must hold for nearly all of many values."""
    return Kind(recognizer, category, what, _sieve(pattern), sure, 0.3, least=8, floor=0.9, numbers=True)


_NATIONAL = "user.government_id.national_identification_number"
_TAX = "user.government_id.tax_id"
_LICENCE = "user.government_id.drivers_license_number"
_RECORD = "user.health_and_medical.record_id"

KINDS: tuple[Kind, ...] = (
    Kind(
        "EmailRecognizer",
        "user.contact.email",
        "e-mail addresses (a•••@•••.•••)",
        _sieve("@"),
        0.97,
        least=1,
        inside=True,
    ),
    Kind(
        "UsSsnRecognizer",
        _NATIONAL,
        "US Social Security numbers (•••-••-••••)",
        _sieve(r"\d{3}[- .]\d\d[- .]\d{4}"),
        0.93,
        0.5,
        inside=True,
    ),
    Kind(
        "UsSsnRecognizer",
        _NATIONAL,
        "US Social Security numbers (9 digits)",
        _sieve(r"\d{3}[- .]?\d\d[- .]?\d{4}"),
        0.9,
        0.05,
        words=frozenset(("ssn", "social", "ss")),
        numbers=True,
    ),
    Kind(
        "UsItinRecognizer",
        _TAX,
        "US taxpayer numbers (9••-••-••••)",
        _sieve(r"9\d\d[- ]\d\d[- ]\d{4}"),
        0.9,
        0.5,
        inside=True,
    ),
    Kind(
        "CreditCardRecognizer",
        "user.financial.credit_card",
        "payment card numbers (13 to 19 digits, checksum holds)",
        _sieve(r"\d(?:[- ]?\d){11}"),
        0.95,
        least=3,
        floor=0.8,
        numbers=True,
        inside=True,
    ),
    Kind(
        "IbanRecognizer",
        "user.financial.bank_account",
        "IBANs (two letters, digits, checksum holds)",
        _sieve(r"[a-z]{2}\d\d"),
        0.95,
        0.9,
        inside=True,
    ),
    Kind(
        "IpRecognizer",
        "user.device.ip_address",
        "IP addresses",
        _sieve(r"\d\.\d{1,3}\.|:[0-9a-f]{0,4}:"),
        0.93,
        0.6,
    ),
    Kind(
        "MacAddressRecognizer",
        "user.device.mac_address",
        "MAC addresses (••:••:••:••:••:••)",
        _sieve(r"[0-9a-f]{2}([:-])[0-9a-f]{2}\1|[0-9a-f]{4}\.[0-9a-f]{4}\."),
        0.93,
        0.6,
    ),
    Kind(
        "CryptoRecognizer",
        "user.financial.bank_account",
        "Bitcoin addresses (checksum holds)",
        _sieve(r"(?:bc1|[13])[a-z0-9]{25}"),
        0.7,
        0.9,
    ),
    Kind(
        "UkNinoRecognizer",
        _NATIONAL,
        "UK National Insurance numbers (••••••••A)",
        _sieve(r"[a-z]{2} ?\d\d ?\d\d ?\d\d ?[a-d]"),
        0.9,
    ),
    Kind(
        "UkDrivingLicenceRecognizer",
        _LICENCE,
        "UK driving licence numbers (16 characters)",
        _sieve(r"[a-z9]{5}\d{6}"),
        0.9,
    ),
    Kind(
        "UsMbiRecognizer",
        "user.health_and_medical.insurance_beneficiary_id",
        "US Medicare numbers (11 characters)",
        _sieve(r"\d[a-z][a-z0-9]\d-?[a-z][a-z0-9]\d-?[a-z]{2}\d\d"),
        0.9,
    ),
    Kind(
        "EsNifRecognizer",
        _NATIONAL,
        "Spanish identity numbers (8 digits and a letter, checksum holds)",
        _sieve(r"\d{7}-?[a-z]"),
        0.9,
        0.9,
        least=3,
    ),
    Kind(
        "EsNieRecognizer",
        _NATIONAL,
        "Spanish foreigners' numbers (X, 7 digits and a letter, checksum holds)",
        _sieve(r"\d{7}-?[a-z]"),
        0.9,
        0.9,
        least=3,
    ),
    Kind(
        "ItFiscalCodeRecognizer",
        _TAX,
        "Italian fiscal codes (16 characters, checksum holds)",
        _sieve(r"[a-z]{6}[0-9l-v]{2}[a-z]"),
        0.93,
        0.9,
    ),
    Kind(
        "FiPersonalIdentityCodeRecognizer",
        _NATIONAL,
        "Finnish identity codes (6 digits, a mark, 4 characters, checksum holds)",
        _sieve(r"\d{6}[-+a-fu-y]\d{3}"),
        0.93,
        0.9,
    ),
    Kind(
        "SgFinRecognizer",
        _NATIONAL,
        "Singaporean identity numbers (a letter, 7 digits, a letter)",
        _sieve(r"[a-z]\d{7}[a-z]"),
        0.75,
        0.5,
        least=5,
        floor=0.9,
    ),
    Kind(
        "InPanRecognizer",
        _TAX,
        "Indian PANs (5 letters, 4 digits, a letter)",
        _sieve(r"[a-z]{5}\d{4}[a-z]"),
        0.85,
        0.5,
        floor=0.9,
    ),
    Kind(
        "DeSocialSecurityRecognizer",
        _NATIONAL,
        "German pension insurance numbers (12 characters, checksum holds)",
        _sieve(r"\d{8}[a-z]\d{3}"),
        0.9,
        0.9,
        least=3,
    ),
    _checked("NhsRecognizer", _RECORD, "UK NHS numbers (10 digits, checksum holds)", r"\d{3}[- ]?\d{3}[- ]?\d{4}"),
    _checked("PlPeselRecognizer", _NATIONAL, "Polish PESELs (11 digits, checksum holds)", r"\d{11}"),
    _checked("SePersonnummerRecognizer", _NATIONAL, "Swedish identity numbers (checksum holds)", r"\d{6}[-+]?\d{4}"),
    _checked(
        "InAadhaarRecognizer", _NATIONAL, "Aadhaar numbers (12 digits, checksum holds)", r"\d{4}[- :]?\d{4}[- :]?\d{4}"
    ),
    _checked("KrRrnRecognizer", _NATIONAL, "Korean resident numbers (13 digits, checksum holds)", r"\d{6}-?\d{7}"),
    _checked("ThTninRecognizer", _NATIONAL, "Thai identity numbers (13 digits, checksum holds)", r"\d{13}"),
    _checked("TrNationalIdRecognizer", _NATIONAL, "Turkish identity numbers (11 digits, checksum holds)", r"\d{11}"),
    _checked(
        "AuTfnRecognizer", _TAX, "Australian tax file numbers (9 digits, checksum holds)", r"\d{3}\s?\d{3}\s?\d{3}"
    ),
    _checked("CaSinRecognizer", _NATIONAL, "Canadian SINs (9 digits, checksum holds)", r"\d{3}([- ]?)\d{3}\1\d{3}"),
    _checked("DeTaxIdRecognizer", _TAX, "German tax numbers (11 digits, checksum holds)", r"\d{11}"),
    _checked(
        "ZaIdNumberRecognizer", _NATIONAL, "South African identity numbers (13 digits, checksum holds)", r"\d{13}"
    ),
    Kind(
        "UsPassportRecognizer",
        "user.government_id.passport_number",
        "US passport numbers (9 characters)",
        _sieve(r"\d{8}"),
        0.8,
        0.05,
        words=frozenset(("passport",)),
        numbers=True,
    ),
    Kind(
        "UsLicenseRecognizer",
        _LICENCE,
        "numbers as US driver's licences have them",
        _sieve(r"\d"),
        0.75,
        0.3,
        words=frozenset(("driver", "drivers", "driving", "licence", "license", "dl")),
    ),
    Kind(
        "UsBankRecognizer",
        "user.financial.bank_account",
        "US bank account numbers (8 to 17 digits)",
        _sieve(r"\d{8}"),
        0.8,
        0.05,
        words=frozenset(("account", "acct", "bank", "banking")),
        numbers=True,
    ),
)
