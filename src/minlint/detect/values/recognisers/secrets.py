"""Secrets: tokens, keys and what is kept of passwords."""

from __future__ import annotations

import base64
import binascii
import re

from minlint.detect.values.kinds import Kind, shaped, sieve, whole

_TOKEN = "user.authorization.token"
_KEY = "user.authorization.api_key"
_JWT = re.compile(r"(?:Bearer )?(eyJ[\w-]{8,})\.(eyJ[\w-]{4,})\.[\w-]*")


def jwt(text: str) -> bool:
    """Whether a text is a JSON web token: its head, decoded, names an algorithm."""
    match = _JWT.fullmatch(text)
    if not match:
        return False
    try:
        head = base64.urlsafe_b64decode(match[1] + "=" * (-len(match[1]) % 4))
    except (binascii.Error, ValueError):
        return False
    return b'"alg"' in head


def _secret(name: str, category: str, what: str, first: str, form: str) -> Kind:
    return Kind(name, category, what, sieve(first), shaped(form, re.DOTALL), 0.97, least=1, proof=True)


KINDS: tuple[Kind, ...] = (
    Kind(
        "jwt",
        _TOKEN,
        "JSON web tokens (three parts, a head that names an algorithm)",
        sieve("eyJ"),
        whole(jwt),
        0.97,
        least=1,
        proof=True,
    ),
    _secret("aws key", _KEY, "AWS access keys (20 characters)", "^a[ks]ia", r"(?:AKIA|ASIA)[A-Z2-7]{16}"),
    _secret(
        "github token",
        _TOKEN,
        "GitHub tokens",
        "^(?:gh[pousr]|github_pat)_",
        r"(?:gh[pousr]_\w{36,}|github_pat_\w{50,})",
    ),
    _secret("gitlab token", _TOKEN, "GitLab tokens", "^glpat-", r"glpat-[\w-]{20,}"),
    _secret("slack token", _TOKEN, "Slack tokens", "^xox", r"xox[abeoprs]-[\w-]{10,}"),
    _secret("stripe key", _KEY, "Stripe keys", "^[rsp]k_", r"[rsp]k_(?:live|test)_\w{16,}"),
    _secret("google key", _KEY, "Google API keys (39 characters)", "^AIza", r"AIza[\w-]{35}"),
    _secret("sendgrid key", _KEY, "SendGrid keys", r"^SG\.", r"SG\.[\w-]{22}\.[\w-]{43}"),
    _secret("npm token", _TOKEN, "npm tokens", "^npm_", r"npm_\w{36}"),
    _secret("private key", _KEY, "private keys (PEM)", "^-----BEGIN", r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----.*"),
    _secret(
        "password hash",
        "user.authorization.password",
        "hashes of passwords (bcrypt, argon2, scrypt, PBKDF2, crypt)",
        r"^(?:\$|pbkdf2|scrypt|bcrypt|argon2|\{S?SHA)",
        r"(?:\$2[abxy]?\$\d\d\$[./\w]{53}|\$argon2(?:id?|d)\$v=.*|\$(?:1|5|6|y|7)\$.{8,}|pbkdf2_sha\d+\$\d+\$.*|"
        r"(?:scrypt|bcrypt_sha256|argon2)\$.*|\{S?SHA(?:256|512)?\}.{20,})",
    ),
)
