"""Secrets in clear (X111): what a name, a comment, a type or an interface says of how they are kept."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from minlint.judge.engine import Verdict

Judged = Callable[..., Verdict]


def fields(verdict: Verdict) -> list[str]:
    return [finding.field or "" for finding in verdict.findings if finding.code == "X111"]


def users(*columns: str) -> str:
    return f"CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL, {', '.join(columns)});"


@pytest.mark.parametrize(
    "column",
    [
        "password text",
        "password varchar(255)",
        "passwd varchar(20)",
        "plain_password text",
        "password_plaintext text",
        "secret_answer text",
        "api_key text",
        "access_token text",
        "reset_token text",
        "otp_secret text",
        "ssh_private_key text",
        "pin varchar(4)",
    ],
)
def test_in_clear(judged: Judged, column: str) -> None:
    assert fields(judged(users(column))) == [column.split()[0]]


@pytest.mark.parametrize(
    "column",
    [
        "password_hash text",
        "passwordHash text",
        "password_sha256 text",
        "pwd_digest text",
        "encrypted_password text",
        "password_enc text",
        "password_salt text",
        "api_token_hash text",
        "password bytea",
        "password char(60)",
        "password varchar(60)",
        "password_hint text",
        "security_question text",
        "passkey_public_key text",
        "webauthn_id text",
        "has_password boolean",
        "password_changed_at timestamptz",
        "reset_token_expires_at timestamptz",
        "two_factor_enabled boolean",
    ],
)
def test_not_in_clear_or_no_secret(judged: Judged, column: str) -> None:
    assert fields(judged(users(column))) == []


@pytest.mark.parametrize(
    ("comment", "fires"),
    [
        ("argon2id, salted", False),
        ("encrypted with the KMS key", False),
        ("kept unencrypted", True),
        ("as typed", True),
    ],
)
def test_a_comment_tells(judged: Judged, comment: str, fires: bool) -> None:
    sql = users("password text") + f"\nCOMMENT ON COLUMN users.password IS '{comment}';"
    assert bool(fields(judged(sql))) == fires


def test_a_permission_does_not_put_it_right(judged: Judged) -> None:
    manifest = """\
version: 1
purposes:
  login:
    statement: Let a customer sign in.
    necessary: [user.contact.email, {category: user.authorization, because: They sign in.}]
    retention: 1 year
bindings: [{source: "**", purposes: [login]}]
"""
    verdict = judged(users("password text"), manifest)
    (found,) = [finding for finding in verdict.findings if finding.code == "X111"]
    assert (found.field, found.severity) == ("password", "error")
    assert found.facts == {"beside": ["user.contact.email", "user.unique_id"]}


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TABLE smtp_servers (host text, port integer, username text, password text);",
        "CREATE TABLE app_config (id integer PRIMARY KEY, api_key text, smtp_password text);",
        "CREATE TABLE db_connections (host text, port integer, db_user text, password text);",
        "CREATE TABLE secrets (id integer PRIMARY KEY, password text);",
    ],
)
def test_secrets_of_machines(judged: Judged, sql: str) -> None:
    assert fields(judged(sql)) == []


def test_what_is_only_taken_in(judged: Judged) -> None:
    schema = """\
{"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "users", "type": "object",
 "properties": {"email": {"type": "string"}, "password": {"type": "string"%s}}}
"""
    assert fields(judged({"a.schema.json": schema % ""})) == ["password"]
    assert fields(judged({"a.schema.json": schema % ', "writeOnly": true'})) == []
