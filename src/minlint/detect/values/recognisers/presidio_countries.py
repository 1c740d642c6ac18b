"""Papers and numbers of single countries that Presidio's recognisers know: only where the data or a manifest's
`locales:` speak of the country, what is a mere pattern only under a name that says what it is."""

from __future__ import annotations

from minlint.detect.values.kinds import Kind, named, sieve
from minlint.detect.values.recognisers.presidio_kinds import Asked

_NATIONAL = "user.government_id.national_identification_number"
_TAX = "user.government_id.tax_id"
_LICENCE = "user.government_id.drivers_license_number"
_PASSPORT = "user.government_id.passport_number"
_INSURED = "user.health_and_medical.insurance_beneficiary_id"

_PASSPORTS = named("passport reisepass passeport pasaporte passaporto passnummer")
_LICENCES = named("driver drivers driving patente fuehrerschein führerschein rijbewijs")
_CARDS = named("identita identità cartaidentita cie")


def _held(country: str, name: str, category: str, what: str, form: str, least: int = 4) -> Kind:
    """What a check digit or the structure proves."""
    asked = Asked(name, 0.9).find
    title = f"presidio {country.lower()} {name.removesuffix('Recognizer')[2:].lower()}"
    return Kind(title, category, what, sieve(form), asked, 0.9, least=least, floor=0.9, gate="people",
                countries=frozenset((country,)), numbers=form.startswith(r"\d"), proof=True)  # fmt: skip


def _formed(country: str, name: str, category: str, what: str, form: str, words: frozenset[str]) -> Kind:
    """What has a form alone: it is asked about under a name, which is why no country need be known."""
    title = f"presidio {country.lower()} {name.removesuffix('Recognizer')[2:].lower()}"
    return Kind(title, category, what, sieve(form), Asked(name, 0.01).find, 0.85, least=3, floor=0.9, words=words)


KINDS: tuple[Kind, ...] = (
    _held("AU", "AuMedicareRecognizer", _INSURED, "Australian Medicare numbers (10 digits, checksum holds)", r"\d{4}"),
    _held("DE", "DeHealthInsuranceRecognizer", _INSURED, "German health insurance numbers (a letter, 9 digits, "
          "checksum holds)", r"[a-z]\d{9}"),
    _held("DE", "DeIdCardRecognizer", "user.government_id", "German identity card numbers (check digit holds)",
          r"[a-z]\d|[a-z]{2}"),
    _held("DE", "DePassportRecognizer", _PASSPORT, "German passport numbers (check digit holds)", r"[a-z]"),
    _held("KR", "KrFrnRecognizer", "user.government_id.immigration", "Korean numbers of foreigners (13 digits, "
          "checksum holds)", r"\d{6}-?\d"),
    _held("NG", "NgNinRecognizer", _NATIONAL, "Nigerian identity numbers (11 digits, checksum holds)", r"\d{11}", 8),
    _formed("DE", "DeFuehrerscheinRecognizer", _LICENCE, "German driving licence numbers (11 characters)", r"\d",
            _LICENCES),
    _formed("DE", "DeTaxNumberRecognizer", _TAX, "German tax numbers (10 to 13 digits)", r"\d",
            named("steuernummer steuernr stnr tax")),
    _formed("ES", "EsPassportRecognizer", _PASSPORT, "numbers as Spanish passports have them",
            r"[a-z]{3}", _PASSPORTS),
    _formed("GB", "UkPassportRecognizer", _PASSPORT, "numbers as British passports have them", r"\d", _PASSPORTS),
    _formed("IN", "InPassportRecognizer", _PASSPORT, "numbers as Indian passports have them", r"[a-z]",
            _PASSPORTS),
    _formed("IT", "ItDriverLicenseRecognizer", _LICENCE, "Italian driving licence numbers (10 characters)", r"[a-z]",
            _LICENCES),
    _formed("IT", "ItIdentityCardRecognizer", "user.government_id", "Italian identity card numbers (9 characters)",
            r"[a-z]", _CARDS),
    _formed("IT", "ItPassportRecognizer", _PASSPORT, "numbers as Italian passports have them",
            r"[a-z]{2}", _PASSPORTS),
    _formed("KR", "KrDriverLicenseRecognizer", _LICENCE, "Korean driving licence numbers (12 digits)",
            r"\d\d[- ]?\d\d", _LICENCES),
    _formed("KR", "KrPassportRecognizer", _PASSPORT, "numbers as Korean passports have them", r"[a-z]", _PASSPORTS),
    _formed("PH", "PhPassportRecognizer", _PASSPORT, "numbers as Philippine passports have them", r"[a-z]", _PASSPORTS),
    _formed("PH", "PhTinRecognizer", _TAX, "Philippine tax numbers (9 or 12 digits)", r"\d{3}", named("tin")),
    _formed("PH", "PhUmidRecognizer", _NATIONAL, "Philippine UMID numbers (12 digits)", r"\d{4}",
            named("umid crn gsis")),
    _formed("ZA", "ZaPassportRecognizer", _PASSPORT, "numbers as South African passports have them", r"[a-z]",
            _PASSPORTS),
)  # fmt: skip
