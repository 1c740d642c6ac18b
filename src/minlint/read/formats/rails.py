"""Rails: `schema.rb` and migrations."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from minlint.model import Kind, Source
from minlint.read.input import Input

if TYPE_CHECKING:
    from minlint.read import Options

NAME = "rails"
TITLE = "Rails schema.rb and migrations (Ruby)"
KIND: Kind = "schema"
SUFFIXES = (".rb",)
MARKS = ("ActiveRecord::Schema", "ActiveRecord::Migration")
READS = """Columns of `create_table`, `change_table`, `create_join_table`, `add_column`, `add_reference`,
`add_timestamps` and their like: types with `limit`, `precision`, `scale`, `array`; `null`, `default`, `comment`,
primary keys that are named, `references` and `add_foreign_key` as references, unique indexes, `create_enum`, virtual
columns, comments. A migration gives what it adds that is there after all migrations of its folder: `remove_*`,
`drop_table`, `rename_*` and `change_*` of later ones are followed."""
IDIOM = """`# minlint: purpose=ID` and `# minlint: allow CODE until DATE because …` above a table or a column or on
its line; a purpose in the file's head binds the whole file."""
LIMITS = """SQL in `execute` isn't read, nor what loops and methods of one's own put together. The key `id` that Rails
adds by itself isn't written down and is no field. What `down` says is passed over."""

_ONE = re.compile(
    rb"^[^#\n]*(?:ActiveRecord::Schema(?:\[[\d.]+\])?\.define|<\s*ActiveRecord::Migration\b)", re.MULTILINE
)
_ORDER = re.compile(r"(\d{3,})_\w+\.rb\Z")


def claims(source: Input) -> bool:
    """Whether it defines a schema or a migration."""
    return bool(_ONE.search(source.head))


def read(source: Input, options: Options) -> Source:  # noqa: ARG001
    """Read it, in the light of the migrations beside it. Raises `Unreadable` for a binary file."""
    from minlint.read.history import source_of
    from minlint.read.rails.steps import part

    return source_of(source, NAME, order, part)


def order(name: str) -> int | None:
    """The version that a migration's name begins with; None for what is no migration."""
    match = _ORDER.match(name)
    return int(match[1]) if match else None
