"""AsyncAPI 2 and 3, in JSON and YAML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from minlint.model import Kind, Source
from minlint.read.input import Input

if TYPE_CHECKING:
    from minlint.located import Node
    from minlint.read import Options

NAME = "asyncapi"
TITLE = "AsyncAPI 2 and 3, in JSON or YAML"
KIND: Kind = "schema"
_OWN = (".asyncapi.json", ".asyncapi.yaml", ".asyncapi.yml")
SUFFIXES = (*_OWN, ".json", ".yaml", ".yml")
MARKS = ("asyncapi",)
READS = """Messages: the properties of payloads and headers, those of traits too, as JSON Schema or Avro; schemas of
components, channels' parameters. What the application receives comes in (`receive`, in version 2 `publish`), what it
sends goes out; a reply goes the other way."""
IDIOM = """`x-purpose` on the document, a channel, an operation, a message, a schema or a property; waivers in
`x-minlint`; in YAML also `# minlint: …` comments."""
LIMITS = """References are never fetched over a network. Payloads in other schema languages than JSON Schema and Avro
aren't read; bindings and examples hold no fields."""

_DECLARES = re.compile(r"""(?:\A|\n)(?:\{?\s{0,20})["']?asyncapi["']?[ \t]*:""")
_SAYS = re.compile(r"""["']?asyncapi["']?[ \t]*:\s{0,20}["']?[23]""")


def claims(source: Input) -> bool:
    """Whether its root says that it is an AsyncAPI document of a version that is read."""
    from minlint.read.trees import claimed

    if not _SAYS.search(source.head.decode("utf-8", errors="ignore")):
        return False
    return claimed(source, _declares, _is_one)


def read(source: Input, options: Options) -> Source:  # noqa: ARG001
    """Read it. Raises `Unreadable` with the place where it isn't valid JSON or YAML."""
    from minlint.read.asyncapi.interface import Interface
    from minlint.read.json_schema.references import Document
    from minlint.read.trees import opened, tree

    interface = Interface(Document(opened(source), source), source.text)
    records = interface.records()
    problems = (*tree(source).problems, *interface.problems())
    return Source(source.name, NAME, KIND, records, problems, interface.head(), text=source.text)


def _declares(source: Input) -> bool:
    """Whether a file that doesn't parse says at its very beginning that it is one."""
    return bool(_DECLARES.search(source.head.decode("utf-8", errors="ignore")[:1_000]))


def _is_one(root: Node) -> bool:
    said = root.get("asyncapi")
    version = str(said.value) if said and isinstance(said.value, (str, int, float)) else ""
    parts = [root.get(key) for key in ("channels", "operations", "components")]
    return version[:2] in ("2.", "3.", "2", "3") and any(part and isinstance(part.value, dict) for part in parts)
