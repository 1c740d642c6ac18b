"""The samples of docs/authoring.md are files that hold as they stand, but for the names that are taken."""

from __future__ import annotations

import pathlib
import re
import subprocess
import sys

import pytest

PAGE = (pathlib.Path(__file__).parent.parent / "docs" / "authoring.md").read_text(encoding="utf-8")
OURS = {
    "rule": ("checks/acme-950.yaml", {"code: X103": "code: acme/950", "name: mandatory-optional": "name: our-own"}),
    "profile": ("profiles/our-newsletter.yaml", {"profile: newsletter": "profile: our-newsletter"}),
    "law": ("laws/our-law.yaml", {"law: gdpr": "law: our-law", "gdpr-5-1-c": "our-law-1"}),
}


def sample(of: str) -> str:
    """The first text in YAML below a heading."""
    found = re.search(rf"\n## A {of} .*?```yaml\n(.*?)```", PAGE, re.DOTALL)
    assert found
    return found[1]


@pytest.mark.parametrize("of", OURS)
def test_a_sample_holds(of: str, tmp_path: pathlib.Path) -> None:
    name, renamed = OURS[of]
    text = sample(of)
    for there, new in renamed.items():
        assert there in text
        text = text.replace(there, new)
    path = tmp_path / "pack" / name
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    command = ["validate", "pack"] if of == "law" else ["rules", "test", "pack"]
    done = subprocess.run([sys.executable, "-m", "minlint", *command], cwd=tmp_path, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
