"""Laravel: migrations."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from minlint.model import Kind, Source
from minlint.read.input import Input

if TYPE_CHECKING:
    from minlint.read import Options

NAME = "laravel"
TITLE = "Laravel migrations (PHP)"
KIND: Kind = "schema"
SUFFIXES = (".php",)
MARKS = ("Schema::",)
READS = """Columns of `Schema::create` and `Schema::table`: types with lengths and digits, `nullable`, `default`,
`useCurrent`, `unique`, `primary`, `comment`, `enum`, `foreignId` with `constrained`, `foreign` with `references` and
`on`, `foreignIdFor`, `morphs`, `timestamps`, `softDeletes`, `rememberToken`, computed columns, comments. A migration
gives what it adds that is there after all migrations of its folder: `dropColumn`, `drop`, `renameColumn`, `rename`
and `change` of later ones are followed."""
IDIOM = """`// minlint: purpose=ID` and `// minlint: allow CODE until DATE because …` above a table or a column or on
its line; a purpose in the file's head or above its class binds the whole file."""
LIMITS = """SQL in `DB::statement` isn't read, nor names that are put together or come from configuration. What `down`
says is passed over."""

_ONE = re.compile(rb"\bSchema::(?:connection|create|table|drop|rename|dropIfExists|dropColumns)\s*\(")
_MIGRATES = re.compile(rb"\bextends\s+(?:\\?\w+\\)*\w*Migration\b")
_ORDER = re.compile(r"(\d{4}_\d\d_\d\d_\d+)_\w+\.php\Z")


def claims(source: Input) -> bool:
    """Whether it is a migration that changes tables."""
    return bool(_MIGRATES.search(source.head)) and source.holds(_ONE)


def read(source: Input, options: Options) -> Source:  # noqa: ARG001
    """Read it, in the light of the migrations beside it. Raises `Unreadable` for a binary file."""
    from minlint.read.history import source_of
    from minlint.read.laravel.steps import part

    return source_of(source, NAME, order, part)


def order(name: str) -> str | None:
    """The date and number that a migration's name begins with; None for what is no migration."""
    match = _ORDER.match(name)
    return match[1] if match else None
