"""Biometric records in base64, hexadecimal digits or bytes: ISO 19794, ANSI 378, CBEFF, ICAO 9303, WSQ, ANSI/NIST."""

from __future__ import annotations

from minlint.detect.values.kinds import Kind, sieve, whole
from minlint.detect.values.packed import unpacked

_B = "user.biometric"
_FORMATS = (  # ISO/IEC 19794: the part's sign, what it records, and how to call it
    (b"FMR\0", f"{_B}.fingerprint.template", "fingerprint minutiae (ISO 19794-2, ANSI 378)"),
    (b"FSP\0", f"{_B}.fingerprint.template", "fingerprint spectra (ISO 19794-3)"),
    (b"FIR\0", f"{_B}.fingerprint.image", "fingerprint images (ISO 19794-4)"),
    (b"FAC\0", f"{_B}.face.image", "face images (ISO 19794-5)"),
    (b"IIR\0", f"{_B}.iris.image", "iris images (ISO 19794-6)"),
    (b"SDI\0", f"{_B}.signature.recording", "signatures as they were written (ISO 19794-7)"),
    (b"FSK\0", f"{_B}.fingerprint.template", "fingerprint skeletons (ISO 19794-8)"),
    (b"VIR\0", f"{_B}.vein.image", "vein images (ISO 19794-9)"),
    (b"HND\0", f"{_B}.palm.template", "hand shapes (ISO 19794-10)"),
    (b"SPD\0", f"{_B}.signature.template", "processed signatures (ISO 19794-11)"),
    (b"VDI\0", f"{_B}.voice.recording", "voice records (ISO 19794-13)"),
    (b"DNA\0", f"{_B}.dna_profile.template", "DNA profiles (ISO 19794-14)"),
)
_VERSIONS = (b" 20\0", b"030\0", b" 30\0", b"010\0", b" 10\0", b"020\0")
_CUT = 2_000  # bytes from which on a value may have been cut when it was sampled


def _record(sign: bytes, data: bytes) -> bool:
    """Whether bytes are such a record: its sign, a version, and the length it states."""
    if not data.startswith(sign) or data[4:8] not in _VERSIONS or len(data) < 20:
        return False
    size = len(data)
    stated = {int.from_bytes(data[8:12]), int.from_bytes(data[8:10]), int.from_bytes(data[10:14])}
    return size in stated or (size >= _CUT and any(size <= length < 50_000_000 for length in stated))


def wsq(data: bytes) -> bool:
    """Whether bytes begin as a fingerprint's image in WSQ."""
    return data[:3] == b"\xff\xa0\xff" and data[3:4] in (b"\xa4", b"\xa5", b"\xa6", b"\xa8", b"\xa2")


def _cbeff(data: bytes) -> bool:
    head = data[:1500]
    return (b"<BIR" in head and b"19785" in head) or (
        head[:2] in (b"\x7f\x61", b"\x7f\x60") and b"\x5f\x2e" in head + data
    )


def _nist(data: bytes) -> bool:
    return data[:6] == b"1.001:" or data[:8] == b"1.01:\x1d"[:8]


def _kind(name: str, category: str, what: str, first: str, check: object) -> Kind:
    def found(text: str) -> bool:
        data = unpacked(text)
        return data is not None and bool(check(data))  # type: ignore[operator]

    return Kind(name, category, what, sieve(first), whole(found), 0.98, least=1, floor=0.3, proof=True, packed=True)


def _first(sign: bytes) -> str:
    """How a record begins in base64 and in hexadecimal digits."""
    import base64

    return f"^(?:0x|\\\\x)?(?:{base64.b64encode(sign[:3]).decode()}|{sign.hex()})"


KINDS: tuple[Kind, ...] = (
    *(
        _kind(
            f"iso 19794 {sign[:3].decode().lower()}",
            category,
            what,
            _first(sign),
            lambda data, sign=sign: _record(sign, data),
        )
        for sign, category, what in _FORMATS
    ),
    _kind("wsq", f"{_B}.fingerprint.image", "fingerprint images (WSQ)", r"^(?:0x|\\x)?(?:/6D/|ffa0ff)", wsq),
    _kind("cbeff", _B, "biometric records (CBEFF, ICAO 9303)", r"^(?:0x|\\x)?(?:PEJJU|PD94|<|f2|7f6|3c)", _cbeff),
    _kind("ansi nist", _B, "biometric files (ANSI/NIST-ITL)", r"^(?:0x|\\x)?(?:MS4wMDE6|312e3030313a|1\.001:)", _nist),
)
