"""Which finding is which, from run to run: whatever is reformatted, and from whatever folder it is run."""

from __future__ import annotations


def fingerprint(code: str, category: str | None, source: str, logical: str) -> str:
    """A short hash of rule, category, source and logical path; never of a line, a message, a version or a value.

    ``source`` is relative to the manifest's folder, else to the repository's root.
    """
    from minlint.hashing import blake2b

    text = "\0".join((code, category or "", source, logical))
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
