"""What is typed wrong is met with what may have been meant, and the status 2."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Tree


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("chek", "Did you mean 'check'?"),
        ("check --fail-onn error", "Did you mean '--fail-on'?"),
        ("check --format jsn", "did you mean `json`?"),
        ("check --fail-on eror", "did you mean `error`?"),
        ("check --persona comit", "did you mean `commit`?"),
        ("check --kind shema", "did you mean `schema`?"),
        ("check --color allways", "did you mean `always`?"),
        ("check --output jsno=report.json", "did you mean `json`?"),
        ("check --output json", "FORMAT=FILE"),
        ("check --output json=-", "FORMAT=FILE"),
        ("check --select excess-categry", "unknown rule `excess-categry`; did you mean `excess-category`?"),
        ("check --select X1O1", "unknown rule `X1O1`; did you mean `X101`?"),
        ("check --select Pol1", "unknown rule `Pol1`; did you mean `P011`?"),
        ("check --ignore X999", "unknown rule `X999`; `minlint rules` lists them"),
        ("check --extend-select @user.contct", "did you mean `user.contact`?"),
        ("check --min-confidence 1.5", "'--min-confidence': 1.5 is not in the range"),
        ("check --sample 0", "'--sample': 0 is not in the range"),
        ("check --sample few", "'--sample': 'few' is not a valid whole number"),
        ("check --timeout-per-file 1m", "'--timeout-per-file': '1m' is not a valid number"),
        ("check --today 30.4.2027", "'--today': a date is written like 2027-04-30"),
        ("check --manifest nowhere.yaml", "nowhere.yaml: can't be read: no such file"),
        ("check --baseline nowhere.txt", "no such baseline: nowhere.txt"),
        ("check nowhere.sql", "no such file or folder: nowhere.sql"),
        ("check nowhere/*.sql", "no file matches nowhere/*.sql"),
        ("check postgresq://reader@db.example/clinic", "postgresq://"),
        ("check -", "`-` needs --stdin-filename"),
        ("inventory --format concice", "did you mean `concise`?"),
        ("init --ouput x.yaml", "Did you mean '--output'?"),
        ("baseline creat", "did you mean `create`?"),
        ("baseline update", "no such baseline: minlint-baseline.txt"),
        ("explain exces-category", "did you mean `excess-category`?"),
        ("explain user.biometrik", "did you mean `user.biometric`?"),
        ("explain newsleter", "did you mean `newsletter`?"),
        ("explain subscribers.birthdate", "did you mean `subscribers.birth_date`?"),
        ("rules --format jsn", "did you mean `json`?"),
        ("rules test nowhere", "no such folder: nowhere"),
        ("rules test .", ".: no pack: it has no folder taxonomy, profiles, laws, checks"),
        ("categories --formt json", "Did you mean '--format'?"),
        ("profiles --format txt", "did you mean `text`?"),
        ("formats --zzz", "No such option '--zzz'"),
        ("schema manifst", "did you mean `manifest`?"),
        ("waivers lst", "No such command 'lst'"),
        ("waivers list --expiring-within soon", "'soon' is not a valid whole number"),
        ("check --policy nowhere.yaml", "nowhere.yaml: can't be read: no such file"),
    ],
)
def test_a_slip(newsletter: Tree, said: str, answer: str) -> None:
    ran = newsletter.run(*said.split())
    assert (ran.status, ran.out.startswith("{") or ran.out == "") == (2, True)
    assert answer in ran.err


@pytest.mark.parametrize(
    ("said", "one", "other"),
    [
        ("check --manifest minlint.yaml --isolated", "--manifest", "--isolated"),
        ("baseline create --manifest minlint.yaml --isolated", "--manifest", "--isolated"),
        ("waivers list --manifest minlint.yaml --isolated", "--manifest", "--isolated"),
        ("check --sample 5 --full", "--sample", "--full"),
        ("inventory --sample 5 --full", "--sample", "--full"),
        ("init -o - --sample 5 --full", "--sample", "--full"),
        ("check -q -v", "--quiet", "--verbose"),
        ("inventory -q -v", "--quiet", "--verbose"),
        ("check --exit-zero --fail-on warning", "--exit-zero", "--fail-on"),
        ("check --baseline b.txt --no-baseline", "--baseline", "--no-baseline"),
        ("check --no-waivers --show-waived", "--no-waivers", "--show-waived"),
        ("check --statistics --format json", "--statistics", "--format"),
        ("check --show-files --show-settings", "--show-files", "--show-settings"),
        ("check --show-files --statistics", "--show-files", "--statistics"),
        ("check --show-settings --output json=a.json", "--show-settings", "--output"),
        ("check --show-files --format sarif", "--show-files", "--format"),
    ],
)
def test_options_that_contradict_each_other(newsletter: Tree, said: str, one: str, other: str) -> None:
    ran = newsletter.run(*said.split())
    assert (ran.status, ran.out, ran.err) == (2, "", f"error: {one} and {other} can't be used together\n")
    assert not (newsletter.root / "a.json").exists()


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("check --output json=a.json --output sarif=./a.json", "sarif and json both go to ./a.json"),
        ("check --output json=a.json --output json=a.json", "json and json both go to a.json"),
        ("check --output json=db", "db: it is a folder"),
        ("check --output json=out/a.json", "out/a.json: there is no folder out"),
        ("check --output json=minlint.yaml", "minlint.yaml: it is a manifest"),
        ("check db/subscribers.sql --output json=db/subscribers.sql", "would write over what is read"),
        ("check --manifest other.yaml --output json=other.yaml", "would write over what is read"),
        ("check --policy other.yaml --output json=other.yaml", "would write over what is read"),
        ("check --baseline other.yaml --output json=./other.yaml", "would write over what is read"),
        ("check --stdin-filename a.sql", "--stdin-filename needs `-` among the paths"),
        ("inventory --stdin-filename a.sql db", "--stdin-filename needs `-` among the paths"),
        ("check - --stdin-filename db/minlint.yaml", "a manifest can't be given on standard input"),
    ],
)
def test_what_cannot_be_meant(newsletter: Tree, said: str, answer: str) -> None:
    newsletter.write("other.yaml", "version: 1\n")
    ran = newsletter.run(*said.split())
    assert (ran.status, ran.out) == (2, "")
    assert answer in " ".join(ran.err.split())
    assert not (newsletter.root / "a.json").exists()
    assert (newsletter.root / "other.yaml").read_text() == "version: 1\n"


def test_a_report_that_may_not_be_written(newsletter: Tree) -> None:
    folder = newsletter.root / "out"
    folder.mkdir(0o555)
    ran = newsletter.run("check", "--output", "json=out/a.json", bound=True)
    assert (ran.status, ran.out) == (2, "")
    assert "out/a.json: it may not be written" in ran.err


def test_a_report_of_the_last_run_is_not_read(newsletter: Tree) -> None:
    said = ("--output", "csv=found.csv", "--output", "jsonl=found.jsonl", "--output", "json=/dev/null")
    first = newsletter.check(*said)
    assert (newsletter.root / "found.csv").stat().st_size
    assert newsletter.check(*said) == first
    assert len(newsletter.check().places) > len(first.places)


def test_several_reports_to_nowhere(newsletter: Tree) -> None:
    assert newsletter.run("check", "--output", "json=/dev/null", "--output", "sarif=/dev/null").status == 1


def test_the_environment_is_named_where_it_holds_the_wrong_date(newsletter: Tree) -> None:
    ran = newsletter.run("check", MINLINT_TODAY="tomorrow")
    assert ran.status == 2
    assert "MINLINT_TODAY, a date is written like 2027-04-30" in ran.err


def test_the_credentials_of_an_address_are_not_repeated(tree: Tree) -> None:
    ran = tree.run("check", "mysql://reader:kept-secret@db.example/clinic")
    assert ran.status == 1
    assert "kept-secret" not in ran.out + ran.err


@pytest.mark.parametrize(
    "command", ["", "check", "inventory", "init", "explain", "baseline", "rules", "schema", "waivers list", "new rule"]
)
def test_help_fits_a_narrow_terminal(tree: Tree, command: str) -> None:
    ran = tree.run(*command.split(), "--help", COLUMNS="60")
    assert ran.status == 0
    assert max(map(len, ran.out.splitlines())) <= 60
    assert "..." not in ran.out.replace("]...", "")


def test_help_names_every_option_of_the_contract(tree: Tree) -> None:
    said = tree.run("check", "--help").out
    for option in (
        *("--manifest", "--isolated", "--kind", "--select", "--ignore", "--extend-select", "--persona"),
        *("--min-confidence", "--format", "--output", "--fail-on", "--exit-zero", "--strict", "--statistics"),
        *("--show-waived", "--no-cache", "--sample", "--full", "--stdin-filename", "--exclude", "--force-exclude"),
        *("--policy", "--today", "--color", "--quiet", "--verbose", "--whole", "--baseline"),
    ):
        assert option in said


def test_version(tree: Tree) -> None:
    from minlint import __version__

    assert tree.run("--version") == tree.run("-V") == (0, f"minlint {__version__}\n", "")


def test_a_manifest_that_is_not_there_where_nothing_else_is(tree: Tree) -> None:
    ran = tree.run("check", "--manifest", "nope.yaml")
    assert (ran.status, ran.err) == (2, "error: nope.yaml: can't be read: no such file or directory\n")
