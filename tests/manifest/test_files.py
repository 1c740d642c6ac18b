"""Finding manifests on disk, and what they include."""

from __future__ import annotations

import pathlib

import pytest

from minlint import manifest
from minlint.errors import ManifestErrors
from minlint.manifest.model import Manifest
from minlint.places import nearest_manifest
from minlint.taxonomy import Taxonomy


def write(folder: pathlib.Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def load(folder: pathlib.Path, book: Taxonomy, path: str = "minlint.yaml") -> Manifest:
    return manifest.load(path, cwd=str(folder), taxonomy=book, profiles={})


def complaints(folder: pathlib.Path, book: Taxonomy, path: str = "minlint.yaml") -> list[str]:
    with pytest.raises(ManifestErrors) as caught:
        load(folder, book, path)
    return [str(error) for error in caught.value.errors]


def test_includes_are_merged(tmp_path: pathlib.Path, book: Taxonomy) -> None:
    files = {
        "app/minlint.yaml": "version: 1\ninclude: [purposes/*.yaml, ../shared.yaml]\n"
        "laws: [gdpr]\npolicy: {mandatory: [S2]}\nbindings: [{source: a.csv, purposes: [news, visits]}]\n",
        "app/purposes/news.yaml": "purposes: {news: {optional: [user.name]}}\n",
        "app/purposes/visits.yaml": "version: 1\npurposes: {visits: {}}\n",
        "shared.yaml": "laws: [bipa]\npolicy: {max_waiver_days: 30}\nlint: {strict: true}\n"
        "waivers: [{field: a.b, rules: [X1], because: c, until: 2027-01-01}]\n",
    }
    write(tmp_path, files)
    found = load(tmp_path, book, "app/minlint.yaml")
    assert (found.path, found.folder) == ("app/minlint.yaml", str(tmp_path / "app"))
    assert {key: purpose.file for key, purpose in found.purposes.items()} == {
        "news": "app/purposes/news.yaml",
        "visits": "app/purposes/visits.yaml",
    }
    assert (found.laws, found.policy.mandatory, found.policy.max_waiver_days) == (("gdpr", "bipa"), ("S2",), 30)
    assert [(waiver.field, waiver.file) for waiver in found.waivers] == [("a.b", "shared.yaml")]
    assert found.lint == {"strict": True}


def test_the_manifest_of_the_contract(tmp_path: pathlib.Path) -> None:
    contract = (pathlib.Path(__file__).parent / "contract.yaml").read_text(encoding="utf-8")
    files = {"minlint.yaml": contract, "purposes/badge.yaml": "purposes: {badge: {}}", "minlint.waivers.yaml": ""}
    write(tmp_path, files)
    found = manifest.load("minlint.yaml", cwd=str(tmp_path))
    assert list(found.purposes) == ["appointment-booking", "badge"]
    assert [entry.categories for entry in found.purposes["appointment-booking"].optional] == [("user.contact.email",)]
    assert found.bindings[0].fields[2].purposes == ("badge",)


@pytest.mark.parametrize(
    ("main", "other", "expected"),
    [
        (
            "version: 1\npurposes: {news: {}}\ninclude: [o.yaml]",
            "purposes: {news: {}}",
            "o.yaml:1:12: `news` is said twice, here and in minlint.yaml:2:12",
        ),
        (
            "version: 1\nnotice: a.md\ninclude: [o.yaml]",
            "notice: b.md",
            "o.yaml:1:1: `notice` is said twice, here and in minlint.yaml:2:1",
        ),
        (
            "version: 1\nlint: {strict: true}\ninclude: [o.yaml]",
            "lint: {strict: false}",
            "o.yaml:1:8: `strict` is said twice, here and in minlint.yaml:2:8",
        ),
        (
            "version: 1\ninclude: [o.yaml]",
            "law: gdpr",
            "o.yaml:1:1: unknown key `law` in the manifest; did you mean `laws`?",
        ),
        ("version: 1\ninclude: [o.yaml]", "version: 2", "o.yaml:1:10: `version` must be 1"),
        ("version: 1\ninclude: [o.yaml]", "a: [", "o.yaml:1:5: not valid YAML: did not find expected node content"),
        ("version: 1\ninclude: [gone.yaml]", "", "minlint.yaml:2:11: there is no file `gone.yaml` to include"),
        ("version: 1\ninclude: [.]", "", "minlint.yaml:2:11: there is no file `.` to include"),
        (
            "version: 1\ninclude: [o.yaml]",
            "include: [minlint.yaml]",
            "o.yaml:1:11: `minlint.yaml` includes a file that includes this one",
        ),
        (
            "version: 1\ninclude: o.yaml",
            "include: o.yaml",
            "o.yaml:1:10: `o.yaml` includes a file that includes this one",
        ),
    ],
)
def test_what_can_go_wrong(tmp_path: pathlib.Path, book: Taxonomy, main: str, other: str, expected: str) -> None:
    write(tmp_path, {"minlint.yaml": main, "o.yaml": other})
    assert complaints(tmp_path, book) == [expected]


def test_an_included_file_may_say_nothing(tmp_path: pathlib.Path, book: Taxonomy) -> None:
    write(tmp_path, {"minlint.yaml": "version: 1\ninclude: waivers.yaml", "waivers.yaml": "# none at present\n"})
    assert load(tmp_path, book).waivers == ()


def test_a_glob_may_match_nothing_or_the_file_itself(tmp_path: pathlib.Path, book: Taxonomy) -> None:
    write(
        tmp_path, {"minlint.yaml": "version: 1\ninclude: ['*.yaml', 'purposes/*.yaml', o.yaml]", "o.yaml": "laws: [a]"}
    )
    assert load(tmp_path, book).laws == ("a",)


def test_a_binding_may_name_a_purpose_of_another_file(tmp_path: pathlib.Path, book: Taxonomy) -> None:
    write(
        tmp_path,
        {
            "minlint.yaml": "version: 1\npurposes: {news: {}}\ninclude: o.yaml",
            "o.yaml": "bindings: [{source: a, purposes: [nws]}]",
        },
    )
    assert complaints(tmp_path, book) == ["o.yaml:1:35: unknown purpose `nws`; did you mean `news`?"]


def test_errors_of_all_files_are_told_file_by_file(tmp_path: pathlib.Path, book: Taxonomy) -> None:
    write(
        tmp_path,
        {"minlint.yaml": "version: 1\ninclude: [b.yaml, a.yaml]\nzz: 1", "a.yaml": "zz: 1", "b.yaml": "y: 1\nzz: 1"},
    )
    places = [error.partition(": ")[0] for error in complaints(tmp_path, book)]
    assert places == ["minlint.yaml:3:1", "b.yaml:1:1", "b.yaml:2:1", "a.yaml:1:1"]


def test_files_that_are_no_text(tmp_path: pathlib.Path, book: Taxonomy) -> None:
    (tmp_path / "minlint.yaml").write_bytes(b"version: 1\ninclude: [o.yaml]\n")
    (tmp_path / "o.yaml").write_bytes(b"\xff\xfe\x00")
    assert complaints(tmp_path, book) == ["o.yaml: not a text in UTF-8"]
    assert complaints(tmp_path, book, "gone.yaml") == ["gone.yaml: can't be read: no such file or directory"]
    assert complaints(tmp_path, book, "a\0b") == ["a\0b: can't be read: no such file"]


def test_a_byte_order_mark_counts_for_nothing(tmp_path: pathlib.Path, book: Taxonomy) -> None:
    (tmp_path / "minlint.yaml").write_bytes(b"\xef\xbb\xbfversion: 2")
    assert complaints(tmp_path, book) == ["minlint.yaml:1:10: `version` must be 1"]


def test_the_nearest_manifest_up_to_the_repositorys_root(tmp_path: pathlib.Path) -> None:
    text = "version: 1"
    write(tmp_path, {"minlint.yaml": text, "repo/.git/HEAD": "", "repo/app/minlint.yml": text, "repo/app/db/a.sql": ""})
    root = str(tmp_path / "repo")
    assert nearest_manifest(f"{root}/app/db") == f"{root}/app/minlint.yml"
    assert nearest_manifest(f"{root}/lib") is None


def test_without_a_repository_the_search_goes_all_the_way_up(tmp_path: pathlib.Path) -> None:
    write(tmp_path, {"minlint.yaml": "version: 1", "work/a/b.sql": "", "work/minlint.yaml": "version: 1"})
    work = str(tmp_path / "work")
    assert nearest_manifest(f"{work}/a") == f"{work}/minlint.yaml"
    assert nearest_manifest(f"{tmp_path}/elsewhere/at/all") == f"{tmp_path}/minlint.yaml"


def test_where_there_is_no_manifest_nothing_is_stated(tmp_path: pathlib.Path) -> None:
    found = manifest.empty(str(tmp_path))
    assert (found.path, found.folder, found.purposes, found.bindings) == ("", str(tmp_path), {}, ())
