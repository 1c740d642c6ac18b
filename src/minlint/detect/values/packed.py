"""Bytes that stand in a text: base64, hexadecimal digits, data URIs; and bytes as such texts."""

from __future__ import annotations

import base64
import binascii
import re

_HEX = re.compile(r"(?:0x|\\x)?((?:[0-9a-fA-F]{2})+)")
_BASE64 = re.compile(r"(?:data:[\w.+/-]*(?:;[\w=.-]+)*;base64,)?([A-Za-z0-9+/_-]{16,}={0,2})")


def unpacked(text: str) -> bytes | None:
    """The bytes that a text spells, as far as it was kept; None where it spells none."""
    match = _HEX.fullmatch(text)
    if match and len(match[1]) >= 16:
        return bytes.fromhex(match[1])
    match = _BASE64.fullmatch(text)
    if match is None:
        return text.encode() if text[:1] == "<" or text[:6] == "1.001:" else None
    bare = match[1].replace("-", "+").replace("_", "/").rstrip("=")
    try:
        return base64.b64decode(bare[: len(bare) // 4 * 4] + _rest(bare))
    except (binascii.Error, ValueError):
        return None


def _rest(bare: str) -> str:
    """The last, incomplete group of four with its padding."""
    last = bare[len(bare) // 4 * 4 :]
    return last + "=" * (4 - len(last)) if len(last) > 1 else ""


def spelt(data: bytes) -> str:
    """Bytes as the text that stands for them."""
    return "\\x" + data.hex()
