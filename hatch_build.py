"""Packs ``rules/`` into the wheel, with what is made from it at start-up."""

from __future__ import annotations

import pathlib
import sys
import tempfile
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class PackRules(BuildHookInterface[Any]):
    """Adds ``minlint/_taxonomy.bin`` and the like to wheels; an editable install goes on reading the YAML."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name != "wheel" or version == "editable":
            return
        root = pathlib.Path(self.root)
        sys.path.insert(0, str(root / "src"))
        from minlint import read, rulebook, taxonomy
        from minlint.detect.lexicon import compile_index
        from minlint.detect.subject import list_roles
        from minlint.judge import rules
        from minlint.notice.names import list_told

        folder = str(root / "rules")
        made: dict[str, Any] = {name: rulebook.pack(folder, name) for name in (*rulebook.FOLDERS, "names")}
        tree = rulebook.load_folder(folder)["taxonomy"]
        made["categories"], made["lexicon"] = taxonomy.listed(tree), compile_index(taxonomy.build(tree))
        made["roles"], made["rules"] = list_roles(), rules.listed(rulebook.part("checks"))
        made["formats"], made["told"] = read.list_formats(), list_told(taxonomy.build(tree))
        self.packed = tempfile.TemporaryDirectory()
        for name, content in made.items():
            file = pathlib.Path(self.packed.name) / rulebook.PACKED.format(name)
            file.write_bytes(rulebook.encoded(content))
            build_data["force_include"][str(file)] = f"minlint/{file.name}"

    def finalize(self, *_: Any) -> None:
        if hasattr(self, "packed"):
            self.packed.cleanup()
