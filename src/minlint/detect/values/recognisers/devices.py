"""Devices: browsers' user agents, numbers of telephones, cards and adverts."""

from __future__ import annotations

import re

from minlint.detect.values.kinds import Kind, luhn, named, shaped, sieve, whole

_REPORTING = ("01", "35", "86", "98", "99", "44", "45", "49", "50", "51", "52", "53", "54", "91")
_UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"


def imei(text: str) -> bool:
    """Whether a text is a telephone's number: of a body that gives them out, and its check digit holds."""
    bare = re.sub(r"[ -]", "", text)
    return len(bare) == 15 and bare.isdigit() and bare[:2] in _REPORTING and luhn(bare)


def iccid(text: str) -> bool:
    """Whether a text is a SIM card's number."""
    bare = re.sub(r"[ -]", "", text).upper().rstrip("F")
    return len(bare) in (19, 20) and bare.isdigit() and bare.startswith("89") and luhn(bare)


def imsi(text: str) -> bool:
    """Whether a text is a subscriber's number: fifteen digits that begin with a network's."""
    from stdnum import imsi as known

    try:
        return len(text) == 15 and text.isdigit() and bool(known.is_valid(text)) and "mcc" in known.info(text)
    except ValueError:  # of some networks its tables know too little
        return False


KINDS: tuple[Kind, ...] = (
    Kind(
        "user agent",
        "user.device.user_agent",
        "user agents of browsers (a program, a version, a system)",
        sieve(r"^[a-z][\w.]{1,40}/\d"),
        shaped(
            r"(?:Mozilla/\d\.\d \(|Opera/\d|Dalvik/\d|okhttp/\d|curl/\d|Wget/\d|python-requests/\d|CFNetwork/|"
            r"[\w.]{2,40}/[\d.]+ \([^)]{3,}\)).*",
            re.DOTALL,
        ),
        0.97,
        least=1,
        proof=True,
    ),
    Kind(
        "imei",
        "user.device.device_id",
        "IMEI numbers of telephones (15 digits, checksum holds)",
        sieve(r"^\d{2}[- ]?\d{4,6}"),
        whole(imei),
        0.95,
        least=5,
        floor=0.9,
        numbers=True,
        proof=True,
    ),
    Kind(
        "iccid",
        "user.device.device_id",
        "numbers of SIM cards (19 or 20 digits, checksum holds)",
        sieve(r"^89\d"),
        whole(iccid),
        0.95,
        least=5,
        floor=0.9,
        numbers=True,
        proof=True,
    ),
    Kind(
        "imsi",
        "user.device.device_id",
        "subscribers' numbers of mobile networks (15 digits)",
        sieve(r"^\d{15}$"),
        whole(imsi),
        0.9,
        words=named("imsi subscriber"),
        numbers=True,
    ),
    Kind(
        "advertising id",
        "user.device.advertising_id",
        "advertising identifiers (8-4-4-4-12 hexadecimal digits)",
        sieve(r"^[0-9a-f]{8}-"),
        shaped(_UUID, re.IGNORECASE),
        0.95,
        words=named("idfa gaid aaid adid advertising ifa maid rida tifa lgudid idfv"),
    ),
    Kind(
        "android id",
        "user.device.device_id",
        "Android identifiers (16 hexadecimal digits)",
        sieve(r"^[0-9a-f]{16}$"),
        shaped(r"[0-9a-f]{16}", re.IGNORECASE),
        0.93,
        words=named("android ssaid"),
    ),
)
