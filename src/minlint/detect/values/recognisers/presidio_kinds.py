"""Kinds that Presidio's recognisers know, asked one by one."""

from __future__ import annotations

from minlint.detect.values.exact import place
from minlint.detect.values.kinds import Kind, Place, named, sieve
from minlint.tuples import NamedTuple


class Asked(NamedTuple):
    """A question to one of Presidio's recognisers, and the score below which its patterns aren't heeded.

    ``unless`` is what none of its kind begins with, though it doesn't know that.
    """

    recognizer: str
    score: float = 0.3
    unless: str = ""

    def find(self, text: str) -> Place | None:
        """Where it finds its kind."""
        where = place(self.recognizer, text, self.score)
        return None if where and self.unless and text.startswith(self.unless, where[0]) else where


_NATIONAL = "user.government_id.national_identification_number"
_TAX = "user.government_id.tax_id"
_LICENCE = "user.government_id.drivers_license_number"

KINDS: tuple[Kind, ...] = (
    Kind(
        "email",
        "user.contact.email",
        "e-mail addresses (a•••@•••.•••)",
        sieve("@"),
        Asked("EmailRecognizer").find,
        0.97,
        least=1,
        inside=True,
        entity=("EMAIL_ADDRESS", 0.3),
        proof=True,
    ),
    Kind(
        "us ssn",
        _NATIONAL,
        "US Social Security numbers (•••-••-••••)",
        sieve(r"\d{3}[- .]\d\d[- .]\d{4}"),
        Asked("UsSsnRecognizer", 0.5, unless="9").find,
        0.93,
        inside=True,
    ),
    Kind(
        "us ssn plain",
        _NATIONAL,
        "US Social Security numbers (9 digits)",
        sieve(r"\d{3}[- .]?\d\d[- .]?\d{4}"),
        Asked("UsSsnRecognizer", 0.05, unless="9").find,
        0.9,
        words=named("ssn social ss"),
        numbers=True,
    ),
    Kind(
        "us itin",
        _TAX,
        "US taxpayer numbers (9••-••-••••)",
        sieve(r"9\d\d[- ]\d\d[- ]\d{4}"),
        Asked("UsItinRecognizer", 0.5).find,
        0.9,
        inside=True,
        entity=("US_ITIN", 0.5),
    ),
    Kind(
        "iban",
        "user.financial.bank_account",
        "IBANs (two letters, digits, checksum holds)",
        sieve(r"[a-z]{2}\d\d"),
        Asked("IbanRecognizer", 0.9).find,
        0.95,
        inside=True,
        entity=("IBAN_CODE", 0.9),
        proof=True,
    ),
    Kind(
        "ip",
        "user.device.ip_address",
        "IP addresses",
        sieve(r"\d\.\d{1,3}\.|:[0-9a-f]{0,4}:"),
        Asked("IpRecognizer", 0.6).find,
        0.93,
        proof=True,
    ),
    Kind(
        "mac address",
        "user.device.mac_address",
        "MAC addresses (••:••:••:••:••:••)",
        sieve(r"[0-9a-f]{2}([:-])[0-9a-f]{2}\1|[0-9a-f]{4}\.[0-9a-f]{4}\."),
        Asked("MacAddressRecognizer", 0.6).find,
        0.93,
        proof=True,
    ),
    Kind(
        "crypto",
        "user.financial.bank_account",
        "Bitcoin addresses (checksum holds)",
        sieve(r"(?:bc1|[13])[a-z0-9]{25}"),
        Asked("CryptoRecognizer", 0.9).find,
        0.7,
    ),
    Kind(
        "uk nino",
        _NATIONAL,
        "UK National Insurance numbers (••••••••A)",
        sieve(r"[a-z]{2} ?\d\d ?\d\d ?\d\d ?[a-d]"),
        Asked("UkNinoRecognizer").find,
        0.9,
    ),
    Kind(
        "uk driving licence",
        _LICENCE,
        "UK driving licence numbers (16 characters)",
        sieve(r"[a-z9]{5}\d{6}"),
        Asked("UkDrivingLicenceRecognizer").find,
        0.9,
    ),
    Kind(
        "us mbi",
        "user.health_and_medical.insurance_beneficiary_id",
        "US Medicare numbers (11 characters)",
        sieve(r"\d[a-z][a-z0-9]\d-?[a-z][a-z0-9]\d-?[a-z]{2}\d\d"),
        Asked("UsMbiRecognizer").find,
        0.9,
    ),
    Kind(
        "sg fin",
        _NATIONAL,
        "Singaporean identity numbers (a letter, 7 digits, a letter)",
        sieve(r"[a-z]\d{7}[a-z]"),
        Asked("SgFinRecognizer", 0.5).find,
        0.75,
        least=5,
        floor=0.9,
    ),
    Kind(
        "de social security",
        _NATIONAL,
        "German pension insurance numbers (12 characters, checksum holds)",
        sieve(r"\d{8}[a-z]\d{3}"),
        Asked("DeSocialSecurityRecognizer", 0.9).find,
        0.9,
        least=3,
        proof=True,
    ),
    Kind(
        "us passport",
        "user.government_id.passport_number",
        "US passport numbers (9 characters)",
        sieve(r"\d{8}"),
        Asked("UsPassportRecognizer", 0.05).find,
        0.8,
        words=named("passport"),
        numbers=True,
    ),
    Kind(
        "us license",
        _LICENCE,
        "numbers as US driver's licences have them",
        sieve(r"\d"),
        Asked("UsLicenseRecognizer", 0.3).find,
        0.75,
        words=named("driver drivers driving licence license dl"),
    ),
    Kind(
        "us bank",
        "user.financial.bank_account",
        "US bank account numbers (8 to 17 digits)",
        sieve(r"\d{8}"),
        Asked("UsBankRecognizer", 0.05).find,
        0.8,
        words=named("account acct bank banking"),
        numbers=True,
    ),
)
