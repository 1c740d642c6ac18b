"""BLAKE2 as Python carries it: hashlib loads OpenSSL first, which takes two milliseconds."""

from __future__ import annotations

try:
    from _blake2 import blake2b
except ImportError:  # a Python that leaves all hashes to OpenSSL
    from hashlib import blake2b

__all__ = ["blake2b"]
