"""What is wrong with a manifest: all of it at once, each at its place, with the way out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from minlint.errors import ManifestErrors
from minlint.manifest.model import Manifest

Read = Callable[..., Manifest]
Complaints = Callable[..., list[str]]


PLACE = "^"  # where the error is to be told


def faults(wrong: Complaints, text: str, message: str) -> None:
    """Assert that a text gives one error, where it holds the mark."""
    before = text[: text.index(PLACE)]
    place = f"{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"
    assert wrong(text.replace(PLACE, "")) == [f"{place} {message}"]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("^neccessary: [user.name]", "unknown key `neccessary` in `news`; did you mean `necessary`?"),
        (
            "necessary: [{category: user.name, ^becuase: x}]",
            "unknown key `becuase` in an item of `necessary`; did you mean `because`?",
        ),
        ("^zzz: 1", "unknown key `zzz` in `news`"),
        ("statement: ^[a]", "`statement` must be words, not a list"),
        ("statement: ^''", "`statement` must be words"),
        ("subjects: ^{a: b}", "`subjects` must be a list or words, not a mapping"),
        ("necessary: [^3]", "an item of `necessary` must be words or a mapping, not a number"),
        ("necessary: [^null]", "an item of `necessary` must be words or a mapping, not nothing"),
        ("necessary: [^user.dob]", "unknown category `user.dob`; did you mean `user.demographic.date_of_birth`?"),
        (
            "forbidden: [^user.contact.emial]",
            "unknown category `user.contact.emial`; did you mean `user.contact.email`?",
        ),
        (
            "optional: [^user.demographics.gender]",
            "unknown category `user.demographics.gender`; did you mean `user.demographic.gender`?",
        ),
        ("optional: [^plate]", "unknown category `plate`; did you mean `user.vehicle.plate`?"),
        ("optional: [^qqqq]", "unknown category `qqqq`"),
        (
            "necessary: [{category: user.demographic.date_of_birth, precision: ^decade}]",
            (
                "unknown rung `decade` for user.demographic.date_of_birth; its rungs are day (D1), month (D2), "
                "year (D3), over_n (D6)"
            ),
        ),
        (
            "necessary: [{category: user.contact.email, precision: ^year}]",
            "unknown rung `year` for user.contact.email; its rungs are full (U0), token (U3)",
        ),
        ("necessary: [{category: user.location, interval: ^5}]", "`interval` must be words, not a number"),
        (
            "necessary: [{category: user.location, interval: ^often}]",
            "`interval` must be a length of time such as `60 s`, `5 min` or `PT1M`",
        ),
        (
            "necessary: [{category: user.inference, expires: ^soon}]",
            "`expires` must be a period such as `90 days` or `P90D`",
        ),
        ("necessary: [^{because: x}]", "an entry names either a `category` or, with `any_of`, several"),
        (
            "necessary: [^{category: user.name, any_of: [user.name]}]",
            "an entry names either a `category` or, with `any_of`, several",
        ),
        ("necessary: [{any_of: ^[]}]", "`any_of` must not be empty"),
        ("retention: ^one yaer", "`retention` must be a period such as `1 year`, `P18M` or `30 days after the visit`"),
        ("retention: ^365", "`retention` must be words or a mapping, not a number"),
        (
            "retention: ^{trigger: x}",
            "`retention` needs `period`: How long, in plain words or ISO 8601: `1 year`, `P18M`.",
        ),
        (
            "lawful_basis: ^consnt",
            (
                "`lawful_basis` must be consent, contract, legal_obligation, vital_interests, public_task, "
                "legitimate_interests, or a citation"
            ),
        ),
        ("review_by: ^someday", "`review_by` must be a date such as 2027-06-30"),
        ("review_by: ^2027-02-30", "`review_by` must be a date such as 2027-06-30"),
        ("review_by: ^2027-02-03 10:00:00", "`review_by` must be a date such as 2027-06-30"),
        ("profile: ^apointment-booking", "unknown profile `apointment-booking`; did you mean `appointment-booking`?"),
        ("sources: [^{original_purpose: x}]", "an item of `sources` needs `name`: Where the data come from."),
    ],
)
def test_a_purpose(wrong: Complaints, body: str, message: str) -> None:
    faults(wrong, f"version: 1\npurposes:\n  news:\n    {body}\n", message)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("^", "the manifest is empty; write at least `version: 1`, or draft one with `minlint init`"),
        ("^# nothing yet\n", "the manifest is empty; write at least `version: 1`, or draft one with `minlint init`"),
        ("^purposes: {}", "the manifest needs `version`: The version of the manifest's format: 1."),
        ("version: ^2", "`version` must be 1"),
        ("version: ^'1'", "`version` must be a number, not words"),
        ("^- version: 1", "the manifest must be a mapping, not a list"),
        ("version: 1\n^purpose: {}", "unknown key `purpose` in the manifest; did you mean `purposes`?"),
        (
            "version: 1\npurposes: {^News: {}}",
            "a key of `purposes` must be a purpose id in kebab-case, such as appointment-booking: `News` is not",
        ),
        ("version: 1\npurposes: {news: ^}", "`news` must be a mapping, not nothing"),
        (
            "version: 1\nbindings: [{source: a, purposes: [^nws]}]\npurposes: {news: {}}",
            "unknown purpose `nws`; did you mean `news`?",
        ),
        ("version: 1\nbindings: [{source: a, fields: {b.c: {purposes: [^x]}}}]", "unknown purpose `x`"),
        (
            "version: 1\nbindings: [{source: a, fields: {^b.c: {because: x}}}]",
            "`b.c` needs a `category`, or `purposes` of its own",
        ),
        (
            "version: 1\nbindings: [{source: a, fields: {b.c: {category: ^user.emial}}}]",
            "unknown category `user.emial`; did you mean `user.contact.email`?",
        ),
        (
            "version: 1\nbindings: [{source: ^a}]",
            "a binding needs `purposes`, or `fields` that say something of single fields",
        ),
        (
            "version: 1\nbindings: [^{purposes: []}]",
            "an item of `bindings` needs `source`: A glob on source paths, relative to the manifest's folder.",
        ),
        ("version: 1\nlaws: [^gpdr]", "unknown law `gpdr`; did you mean `gdpr`?"),
        ("version: 1\npolicy: {inline_waivers: ^maybe}", "`inline_waivers` must be allow or deny"),
        ("version: 1\npolicy: {max_waiver_days: ^1.5}", "`max_waiver_days` must be a whole number, 0 or more"),
        ("version: 1\npolicy: {mandatory: [^Z9]}", "unknown rule `Z9`; `minlint rules` lists them"),
        ("version: 1\npolicy: {mandatory: [^'@user.helth']}", "no category matches `@user.helth`"),
        ("version: 1\nlint: {^fail_on: error}", "unknown key `fail_on` in `lint`; did you mean `fail-on`?"),
        (
            "version: 1\nlint: {fail-on: ^eror}",
            "`fail-on` must be error, warning, info or never; did you mean `error`?",
        ),
        ("version: 1\nlint: {min-confidence: ^2}", "`min-confidence` must be a number from 0 to 1"),
        ("version: 1\nlint: {strict: ^maybe}", "`strict` must be true or false, not words"),
        (
            "version: 1\nlint: {ignore: [^exces-category]}",
            "unknown rule `exces-category`; did you mean `excess-category`?",
        ),
        (
            "version: 1\nlint: {ignore: [^'X101 ']}",
            "an item of `ignore` must be a rule's code, slug, prefix or @category glob",
        ),
        ("version: 1\n^version: 1", "the same key twice in one mapping"),
        ("version: [1^", "not valid YAML: did not find expected … or …"),
        ("version: 1\n^---\nversion: 1", "not valid YAML: but found another document"),
    ],
)
def test_the_rest(wrong: Complaints, text: str, message: str) -> None:
    faults(wrong, text, message)


def waiver(rest: str) -> str:
    return f"version: 1\npolicy: {{max_waiver_days: 30}}\nwaivers:\n  - {rest}\n"


@pytest.mark.parametrize(
    ("rest", "message"),
    [
        (
            "^{field: a.b, because: x, until: 2026-11-05}",
            "an item of `waivers` needs `rules`: The rules that are waived.",
        ),
        (
            "^{field: a.b, rules: [X101], until: 2026-11-05}",
            "an item of `waivers` needs `because`: Why the finding is accepted.",
        ),
        (
            "^{field: a.b, rules: [X101], because: x}",
            "an item of `waivers` needs `until`: The last day on which the waiver holds.",
        ),
        (
            "{field: a.b, rules: [^X1O1], because: x, until: 2026-11-05}",
            "unknown rule `X1O1`; did you mean `X101`?",
        ),
        (
            "{field: a.b, rules: [^Z555], because: x, until: 2026-11-05}",
            "unknown rule `Z555`; `minlint rules` lists them",
        ),
        ("{field: a.b, rules: [X101], because: x, until: ^null}", "`until` must be words, not nothing"),
        ("{field: a.b, rules: [X101], because: x, until: ^soon}", "`until` must be a date such as 2027-06-30"),
        ("{field: a.b, rules: ^[], because: x, until: 2026-11-05}", "`rules` must not be empty"),
        (
            "{field: a.b, rules: [^ALL], because: x, until: 2026-11-05}",
            "unknown rule `ALL`; `minlint rules` lists them",
        ),
        ("{field: a.b, rules: [^X011], because: x, until: 2026-11-05}", "unknown rule `X011`; did you mean `X101`?"),
        (
            "{field: a.b, rules: [X101], because: x, until: ^2026-12-02}",
            "`until` reaches too far ahead; the last day allowed is 2026-12-01",
        ),
    ],
)
def test_a_waiver(wrong: Complaints, rest: str, message: str) -> None:
    faults(wrong, waiver(rest), message)


def test_the_last_day_allowed_is_allowed(wrong: Complaints) -> None:
    assert wrong(waiver("{field: a.b, rules: [X101], because: x, until: 2026-12-01}")) == []


def test_without_a_date_no_waiver_reaches_too_far(wrong: Complaints) -> None:
    assert wrong(waiver("{field: a.b, rules: [X101], because: x, until: 2999-01-01}"), today=None) == []


def test_a_limit_beyond_the_calendar_is_no_limit(wrong: Complaints) -> None:
    text = waiver("{field: a.b, rules: [X101], because: x, until: 9999-12-31}")
    assert wrong(text.replace("max_waiver_days: 30", "max_waiver_days: 99999999999999999999")) == []


@pytest.mark.parametrize("rule", ["X101", "X1", "X", "excess-category", "acme/001", "acme/", "'@user.contact.*'"])
def test_what_names_rules(wrong: Complaints, rule: str) -> None:
    assert wrong(f"version: 1\nlint: {{select: [{rule}]}}") == []


def test_codes_are_not_checked_where_none_are_known(wrong: Complaints) -> None:
    assert wrong("version: 1\nlint: {select: [Z999]}\nlaws: [lgpd]", known_codes=None, known_laws=None) == []


def test_everything_is_told_at_once_in_the_order_of_the_file(wrong: Complaints) -> None:
    text = """\
        version: 1
        lint: {fail-on: eror}
        purposes:
          news:
            necessary: [user.dob, user.contact.emial]
            retention: sometime
        waivers:
          - {field: a.b}
        """
    assert [line.partition(" ")[0] for line in wrong(text)] == ["2:17", "5:17", "5:27", "6:16", "8:5", "8:5", "8:5"]


def test_long_words_are_not_shown(wrong: Complaints) -> None:
    long = "user.contact." + "x" * 80
    faults(wrong, f"version: 1\npurposes: {{news: {{optional: [^{long}]}}}}", "unknown category (too long to show)")


def test_an_error_prints_as_an_editor_reads_it(said: Read) -> None:
    with pytest.raises(ManifestErrors) as caught:
        said("version: 3", cwd="/clinic", file="deep/minlint.yaml")
    assert str(caught.value) == "deep/minlint.yaml:1:10: `version` must be 1"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("settings: {fail-on: error}", "lint"),
        ("config: {}", "lint"),
        ("purpose: {}", "purposes"),
        ("exceptions: []", "waivers"),
        ("waivers: [{field: a, rules: [X101], reson: x, because: x, until: 2030-01-01}]", "because"),
        ("waivers: [{field: a, rules: [X101], expiry: x, because: x, until: 2030-01-01}]", "until"),
        ("waivers: [{field: a, codes: [X101], because: x, until: 2030-01-01}]", "rules"),
        ("purposes: {a: {keep: 1 year}}", "retention"),
        ("purposes: {a: {legal_basis: consent}}", "lawful_basis"),
        ("purposes: {a: {requierd: [user.name]}}", "necessary"),
        ("purposes: {a: {statment: Send.}}", "statement"),
        ("bindings: [{source: a, tables: [b], purposes: []}]", "records"),
    ],
)
def test_a_key_by_another_name(wrong: Complaints, text: str, meant: str) -> None:
    (error,) = [line for line in wrong(f"version: 1\n{text}\n") if "unknown key" in line]
    assert error.endswith(f"; did you mean `{meant}`?")


@pytest.mark.parametrize("key", ["colour", "zzz", "x" * 80])
def test_a_key_that_nothing_is_like(wrong: Complaints, key: str) -> None:
    (error,) = [line for line in wrong(f"version: 1\n{key}: a\n") if "unknown key" in line]
    assert "did you mean" not in error
