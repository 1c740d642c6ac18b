"""Packs ``rules/`` into one file inside the wheel."""

from __future__ import annotations

import json
import pathlib
import sys
import tempfile
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class PackRules(BuildHookInterface[Any]):
    """Adds ``minlint/_rules.json`` to wheels; an editable install goes on reading the YAML."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name != "wheel" or version == "editable":
            return
        root = pathlib.Path(self.root)
        sys.path.insert(0, str(root / "src"))
        from minlint import rulebook

        book = rulebook.load_folder(str(root / "rules"))
        self.packed = tempfile.TemporaryDirectory()
        file = pathlib.Path(self.packed.name) / rulebook.PACKED
        file.write_text(json.dumps(book, ensure_ascii=False, sort_keys=True, default=str), encoding="utf-8")
        build_data["force_include"][str(file)] = f"minlint/{rulebook.PACKED}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if hasattr(self, "packed"):
            self.packed.cleanup()
