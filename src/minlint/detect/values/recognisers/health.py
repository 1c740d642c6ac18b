"""Health: codes of diagnoses, findings, measurements and medicines."""

from __future__ import annotations

import re

from minlint.detect.values.kinds import Kind, named, shaped, sieve, whole

_HEALTH = "user.health_and_medical"
_DIAGNOSIS = f"{_HEALTH}.diagnosis"


def snomed(text: str) -> bool:
    """Whether a text identifies a concept of SNOMED CT: its check digit (Verhoeff) holds, its part is a concept's."""
    from stdnum import verhoeff

    return 6 <= len(text) <= 18 and text.isdigit() and text[-3:-1] in ("00", "10") and bool(verhoeff.is_valid(text))


def loinc(text: str) -> bool:
    """Whether a text is a LOINC code: its check digit (Luhn) holds."""
    from minlint.detect.values.kinds import luhn

    return re.fullmatch(r"\d{3,5}-\d", text) is not None and luhn(text.replace("-", ""))


KINDS: tuple[Kind, ...] = (
    Kind(
        "icd-10",
        _DIAGNOSIS,
        "codes of diagnoses (ICD-10)",
        sieve(r"^[a-z]\d[0-9a-z]"),
        shaped(r"[A-TV-Z]\d[0-9AB](?:\.[0-9A-Z]{1,4})?[+*!]?", re.IGNORECASE),
        0.85,
        least=4,
        floor=0.95,
        gate="people",
        words=named("icd icd10 diagnosis diagnoses dx diagnose condition"),
    ),
    Kind(
        "icd-10 with points",
        _DIAGNOSIS,
        "codes of diagnoses (ICD-10, with subcategories)",
        sieve(r"^[a-z]\d[0-9a-z]\."),
        shaped(r"[A-TV-Z]\d[0-9AB]\.[0-9A-Z]{1,4}[+*!]?", re.IGNORECASE),
        0.8,
        least=5,
        floor=0.6,
    ),
    Kind(
        "snomed ct",
        _HEALTH,
        "SNOMED CT concepts (check digit holds)",
        sieve(r"^\d{6,18}$"),
        whole(snomed),
        0.85,
        least=8,
        floor=0.95,
        numbers=True,
        proof=True,
    ),
    Kind(
        "loinc",
        f"{_HEALTH}.measurement",
        "LOINC codes of tests and measurements (check digit holds)",
        sieve(r"^\d{3,5}-\d$"),
        whole(loinc),
        0.85,
        least=6,
        floor=0.95,
        proof=True,
    ),
    Kind(
        "ndc",
        f"{_HEALTH}.medication",
        "US codes of medicines (NDC, three groups of digits)",
        sieve(r"^\d{4,5}-"),
        shaped(r"\d{4}-\d{4}-\d{2}|\d{5}-(?:\d{3}-\d{2}|\d{4}-\d{1,2})"),
        0.75,
        least=5,
        floor=0.95,
        gate="people",
        words=named("ndc drug medication medicine"),
    ),
)
