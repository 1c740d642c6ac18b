"""Everything that minlint says of some sources, and everything that it leaves behind, as texts to look through."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import zlib
from collections.abc import Sequence
from pathlib import Path

from minlint.report import FORMATS


def everything(
    folder: Path,
    left: Path,
    *sources: str,
    explained: Sequence[str] = (),
    reading: Sequence[str] = (),
    before: str = "pass",
) -> dict[str, str]:
    """What each command prints, in each format, and each file that is left below ``left``, by what it is.

    ``folder`` is where they run, and not watched itself; ``explained`` are fields; ``reading`` says how to read;
    ``before`` is a statement of Python that each command begins with.
    """
    listed = " ".join(f"--output={form}={left / 'out'}.{form}" for form in FORMATS).split()
    commands = [
        ["check", "--persona", "audit", "--show-waived", "-v", *listed, *reading, *sources],
        *(["inventory", "--format", form, "-v", *reading, *sources] for form in ("text", "json")),
        ["init", "-o", "-", *reading, *sources],
        ["baseline", "create", "--baseline", str(left / "baseline.txt"), *sources],
        *(["explain", field, *reading, *sources] for field in explained),
    ]
    env = {**os.environ, "MINLINT_CACHE_DIR": str(left / "cache"), "MINLINT_DEBUG": "1", "TMPDIR": str(left)}
    found: dict[str, str] = {}
    for command in commands:
        code = f"{before}\nfrom minlint.__main__ import main\nimport sys\nsys.argv = {['minlint', *command]!r}\nmain()"
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=folder, env=env, capture_output=True, text=True, timeout=300, check=False
        )
        assert done.returncode in (0, 1), done.stderr
        found[" ".join(command)] = done.stdout + done.stderr
    for path in sorted(item for item in left.rglob("*") if item.is_file()):
        found[str(path.relative_to(left))] = _text(path.read_bytes())
    return found


def _text(content: bytes) -> str:
    """A file's content, unpacked where it is packed."""
    with contextlib.suppress(zlib.error):
        content = zlib.decompress(content)
    return content.decode("utf-8", "replace")


def shown(found: dict[str, str], secrets: Sequence[str]) -> list[tuple[str, str]]:
    """Where one of some secrets shows."""
    return [(where, secret) for where, text in found.items() for secret in secrets if secret in text]


def formats_read(found: dict[str, str]) -> set[str]:
    """The formats of which something was read."""
    said = next(text for command, text in found.items() if command.startswith("check --persona"))
    return {line.rpartition(" as ")[2] for line in said.splitlines() if line.startswith("read ")}


def with_fields(found: dict[str, str]) -> set[str]:
    """The sources of which fields are known."""
    said = next(text for command, text in found.items() if command.startswith("inventory --format json -v"))
    return {field["source"] for field in json.loads(said[: said.rindex("}") + 1])["fields"]}
