"""``minlint new``."""

from __future__ import annotations

import datetime
import os
import re
from collections.abc import Callable
from typing import Any

import click

from minlint.cli.streams import note
from minlint.cli.streams import write as write_file
from minlint.errors import UsageError

RULE = """\
code: {code}
name: {slug}
status: stable                 # stable | preview (runs with `--preview` alone) | deprecated | removed
since: "{today}"
scope: field                   # field | record | purpose | entry | manifest | source | change: what it looks at
applies_to: [user]             # only categories at or below these
facts: [field.coverage, category.sensitive]      # docs/facts.md lists them
when: field.coverage == "beyond" && category.sensitive
severity: warning              # error | warning | info
persona: review                # the first that sees it: commit | review | audit
summary: TODO when it fires, in a sentence.
message: "{{place}} holds {{category.words}}"
suggestion: TODO what to do instead, in a line
why: >-
  TODO why it matters, in a paragraph.
remedy: |
  TODO what to do instead, with the manifest lines to paste.
false_alarms: >-
  TODO when it is wrong, and what to say then.
laws: []
examples:
  fires:
    - name: TODO a case in which it fires
      purpose: {{necessary: [user.contact.email]}}
      sql: "CREATE TABLE members (email text, religion text);"
      expect: [members.religion]
  silent:
    - name: TODO a near miss
      purpose: {{necessary: [user.contact.email]}}
      sql: "CREATE TABLE members (email text);"
"""
CATEGORY = """\
categories:
  - key: {key}
    title: {title}
    description: TODO what it is, in a sentence or two.
    names:
      en:
        always: [{words}]
    examples:
      fires: ["customers.{name} text"]
      silent: ["products.price numeric"]
"""
PROFILE = """\
profile: {id}
title: {title}
statement: >-
  TODO whose data, for which service or decision, on what occasion, until when.
necessary:
  - user.name
optional: []
beyond:
  - user.demographic.date_of_birth
retention: 1 year
anchor: TODO what its lists rest on.
anchor_status: judgement       # statute | case | guidance | judgement
reviewed: "{today}"
examples:
  fires:
    X101: ["customers.date_of_birth date"]
  silent: ["customers.full_name text"]
"""


@click.group("new")
def command() -> None:
    """Begin a rule, a category or a profile of your own, in a pack."""


def pack(command: Callable[..., Any]) -> Callable[..., Any]:
    """``--pack``: the folder that the file is written into."""
    return click.option(
        "--pack", "folder", default="privacy-rules", show_default=True, metavar="DIR", help="The pack it goes into."
    )(command)


@command.command("rule", short_help="A rule: CODE is like acme/001.")
@click.argument("code")
@click.argument("slug")
@pack
def rule(code: str, slug: str, folder: str) -> None:
    """Begin a rule. CODE is your prefix, a slash and a number, such as acme/001; SLUG a name, such as stale-consent."""
    if not re.fullmatch(r"[a-z][a-z0-9-]*/\d+", code):
        raise UsageError("a code is your prefix, a slash and a number, such as acme/001")
    _kebab(slug)
    file = f"{code.replace('/', '-')}-{slug}.yaml"
    _write(os.path.join(folder, "checks", file), RULE.format(code=code, slug=slug, today=_today()), folder)


@command.command("category", short_help="A category: KEY is like user.financial.risk_rating.")
@click.argument("key")
@pack
def category(key: str, folder: str) -> None:
    """Begin a category. KEY is dotted, below a category that there is, such as user.financial.risk_rating."""
    if not re.fullmatch(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+", key):
        raise UsageError("a key is dotted, below a category that there is, such as user.financial.risk_rating")
    name = key.rpartition(".")[2]
    words = name.replace("_", " ")
    text = CATEGORY.format(key=key, title=words.capitalize(), words=words, name=name)
    _write(os.path.join(folder, "taxonomy", f"{name}.yaml"), text, folder)


@command.command("profile", short_help="A purpose profile: ID is like kyc-onboarding.")
@click.argument("id_", metavar="ID")
@pack
def profile(id_: str, folder: str) -> None:
    """Begin a purpose profile. ID is a name such as kyc-onboarding."""
    _kebab(id_)
    text = PROFILE.format(id=id_, title=id_.replace("-", " ").capitalize(), today=_today())
    _write(os.path.join(folder, "profiles", f"{id_}.yaml"), text, folder)


def _kebab(word: str) -> None:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", word):
        raise UsageError("a name is written in kebab-case, such as stale-consent")


def _today() -> str:
    return (os.environ.get("MINLINT_TODAY") or datetime.date.today().isoformat())[:10]


def _write(path: str, text: str, folder: str) -> None:
    if os.path.exists(path):
        raise UsageError(f"{path} is there already")
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
    except OSError as error:
        raise UsageError(f"{os.path.dirname(path)} can't be made: {(error.strerror or '').lower()}") from None
    write_file(path, text)
    note(f"Wrote {path}. Fill in its TODOs, then run `minlint rules test {folder}`.")
    note(f"The manifest names the pack: `packs: [{folder}]`.")
