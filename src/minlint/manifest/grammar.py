"""What may stand in a manifest: every key with its shape and its meaning, told once for parser and JSON Schema."""

from __future__ import annotations

from minlint.manifest.model import LINT_SETTINGS, Setting
from minlint.manifest.shapes import Choice, Day, Either, Flag, Key, Keys, Many, Named, Number, Shape, Text

BASES = ("consent", "contract", "legal_obligation", "vital_interests", "public_task", "legitimate_interests")

WORDS = Text()
CATEGORY = Text("a category key such as user.contact.email")
GLOB = Text("a glob")
PURPOSE_ID = Text("a purpose id in kebab-case, such as appointment-booking", r"^[a-z0-9]+(-[a-z0-9]+)*$(?!\n)")
SELECTOR = Text(
    "a rule's code, slug, prefix or @category glob",
    r"^([A-Z][A-Za-z0-9]{0,7}|[a-z][a-z0-9]*(-[a-z0-9]+)*(/[A-Za-z0-9-]*)?|@[a-z0-9_.*?]+)$(?!\n)",
)
BASIS = Text(f"{', '.join(BASES)}, or a citation", rf"^({'|'.join(BASES)})$(?!\n)|[\s\d]")
WORD_LIST = Many(WORDS)
SIZE = Text("a size such as 10 MB", r"^\s*\d{1,15}(\.\d{1,6})?\s*([kKmMgGtT][iI]?)?[bB]?\s*$(?!\n)")
_ONE_VERSION = r"(==|>=|<=|<|>)?\s*\d{1,9}(\.\d{1,9}){0,3}"
VERSIONS = Text("versions such as `>=0.1, <1`", rf"^\s*{_ONE_VERSION}(\s*,\s*{_ONE_VERSION})*\s*$(?!\n)")

ENTRY = Keys(
    {
        "category": Key(CATEGORY, "The category of data that is needed."),
        "any_of": Key(Many(CATEGORY, least=1), "Categories of which one is needed, whichever it is."),
        "precision": Key(WORDS, "The finest rung allowed, by name or code."),
        "interval": Key(WORDS, "The closest spacing of positions or events, such as `60 s`."),
        "because": Key(WORDS, "Why the purpose can't do without it."),
        "method": Key(WORDS, "How an inferred value is made."),
        "error_rate": Key(Either((Number(0), WORDS)), "How often an inferred value is wrong."),
        "human_review": Key(Either((Flag(), WORDS)), "Whether and how a person reviews an inferred value."),
        "expires": Key(WORDS, "When an inferred value lapses, such as `90 days`."),
    }
)
ENTRIES = Many(Either((CATEGORY, ENTRY)))

RETENTION = Keys(
    {
        "period": Key(WORDS, "How long, in plain words or ISO 8601: `1 year`, `P18M`.", required=True),
        "trigger": Key(WORDS, "The event from which the period counts."),
        "field": Key(WORDS, "The field that holds that event's time: `column` or `record.column`."),
        "because": Key(WORDS, "Why so long, where a profile has less."),
    }
)

ORIGIN = Keys(
    {
        "name": Key(WORDS, "Where the data come from.", required=True),
        "original_purpose": Key(WORDS, "What they were collected for there."),
    }
)

PURPOSE = Keys(
    {
        "statement": Key(WORDS, "Whose data, for which service or decision, on what occasion, until when."),
        "profile": Key(WORDS, "A purpose profile whose entries, rungs and retention hold unless said otherwise here."),
        "subjects": Key(WORD_LIST, "Whom the data are about; child, minor and pupil mean children."),
        "authority": Key(WORDS, "The law, order or request that decides."),
        "necessary": Key(ENTRIES, "What the purpose can't do without."),
        "optional": Key(ENTRIES, "What a person may give; not mandatory in the schema."),
        "forbidden": Key(Many(CATEGORY), "Categories that must not be collected."),
        "retention": Key(Either((WORDS, RETENTION)), "How long the data are kept, in plain words or ISO 8601."),
        "lawful_basis": Key(BASIS, "The basis in law: one of the six of GDPR 6(1), or a citation."),
        "special_category_basis": Key(WORDS, "The ground of GDPR 9(2), or a citation."),
        "recipients": Key(WORD_LIST, "Who receives the data."),
        "sources": Key(Many(Either((WORDS, ORIGIN))), "Where data obtained elsewhere come from."),
        "owner": Key(WORDS, "Who answers for the purpose."),
        "assessment": Key(WORDS, "The reference of the impact assessment or system notice."),
        "contest": Key(WORDS, "Who corrects the data and hears objections."),
        "review_by": Key(Day(), "The last day by which the purpose is to be looked at again."),
    }
)

FIELD = Keys(
    {
        "category": Key(
            Many(Text("a category key, or none"), least=1), "What the field holds; `none` says it isn't personal."
        ),
        "purposes": Key(Many(PURPOSE_ID), "The purposes this field serves, in place of its record's."),
        "because": Key(WORDS, "Why it is so."),
        "approved_by": Key(WORDS, "Who says so."),
    }
)

BINDING = Keys(
    {
        "source": Key(GLOB, "A glob on source paths, relative to the manifest's folder.", required=True),
        "records": Key(Many(GLOB), "Globs on names of tables, models or messages; none means all of them."),
        "purposes": Key(Many(PURPOSE_ID), "The purposes these records serve."),
        "fields": Key(Named(FIELD, Text("a glob on record.field")), "What a person says of single fields."),
    }
)

WAIVER = Keys(
    {
        "field": Key(GLOB, "A glob on record.field; it matches any dotted suffix.", required=True),
        "source": Key(GLOB, "A glob on source paths, relative to the manifest's folder."),
        "rules": Key(Many(SELECTOR, least=1), "The rules that are waived.", required=True),
        "because": Key(WORDS, "Why the finding is accepted.", required=True),
        "until": Key(Day(), "The last day on which the waiver holds.", required=True),
        "approved_by": Key(WORDS, "Who accepted it."),
    }
)

CONSUMER = Keys(
    {
        "name": Key(
            Many(GLOB, least=1),
            "Globs on who reads (`check --usage`): database users, applications, models, views, files, `tag:…` of dbt.",
            required=True,
        ),
        "purposes": Key(Many(PURPOSE_ID), "The purposes that they read for.", required=True),
    }
)

CONTROLLER = Keys(
    {
        "name": Key(WORDS, "Who decides on the processing."),
        "contact": Key(WORDS, "How to reach them."),
        "representative": Key(WORDS, "Their representative."),
        "joint_controllers": Key(WORD_LIST, "Who decides with them."),
        "dpo": Key(WORDS, "How to reach the data protection officer."),
        "transfers": Key(WORD_LIST, "Transfers to other countries, with their safeguards."),
        "security": Key(WORD_LIST, "Technical and organisational measures."),
    }
)

ALLOW = Choice(("allow", "deny"))
POLICY = Keys(
    {
        "mandatory": Key(Many(SELECTOR), "Rules that nobody below may switch off."),
        "inline_waivers": Key(ALLOW, "Whether waivers may stand beside the data."),
        "inline_bindings": Key(ALLOW, "Whether bindings may stand beside the data."),
        "category_none": Key(ALLOW, "Whether a binding may say that a field isn't personal (`category: none`)."),
        "category_none_in": Key(
            Many(GLOB, least=1),
            "The manifest's files that alone may say `category: none`: globs relative to its folder.",
        ),
        "category_none_by": Key(Many(WORDS, least=1), "Who alone may say `category: none` (`approved_by`): globs."),
        "forbidden": Key(
            Named(Many(CATEGORY, least=1), Text("a glob on purposes' ids, or `profile:` and a profile's id")),
            "Categories that purposes of these ids may not permit.",
        ),
        "max_waiver_days": Key(Number(0, whole=True), "How many days ahead of today a waiver may reach."),
    }
)


def _setting(setting: Setting) -> Shape:
    one: Shape = Choice(setting.values) if setting.values else WORDS
    if setting.name.endswith(("select", "ignore")):
        one = SELECTOR
    typed: dict[str, Shape] = {
        "flag": Flag(),
        "count": Number(1, whole=True),
        "share": Number(0, 1),
        "size": Either((Number(1, whole=True), SIZE)),
        "seconds": Number(0.001),
    }
    if setting.type == "table":
        return Named(Many(SELECTOR), GLOB)
    return Many(one) if setting.many else typed.get(setting.type, one)


LINT = Keys({item.name: Key(_setting(item), item.says or f"As the option --{item.name}.") for item in LINT_SETTINGS})

_TOP = {
    "version": Key(Number(1, 1, whole=True), "The version of the manifest's format: 1.", required=True),
    "required-version": Key(VERSIONS, "The versions of minlint that may read it, such as `>=0.1, <1`."),
    "controller": Key(CONTROLLER, "Who answers for the processing, for the record of GDPR 30."),
    "purposes": Key(Named(PURPOSE, PURPOSE_ID), "The stated purposes, by id."),
    "notice": Key(WORDS, "The privacy notice given to people, relative to the manifest's folder."),
    "bindings": Key(Many(BINDING), "Which purposes which sources serve; the most specific wins, equals add up."),
    "consumers": Key(Many(CONSUMER), "Which purposes those serve who read the data, for `check --usage`."),
    "waivers": Key(Many(WAIVER), "Findings that a person accepts until a day."),
    "include": Key(Many(GLOB), "Further files with the same keys, relative to this one."),
    "laws": Key(WORD_LIST, "Which laws' caps apply; all of them, as information, where this isn't said."),
    "locales": Key(WORD_LIST, "Where the people live: countries (AT), locales (de-AT), languages (de)."),
    "packs": Key(WORD_LIST, "Folders with the organisation's own rules, categories and profiles."),
    "policy": Key(POLICY, "What nobody below may switch off."),
    "lint": Key(LINT, "Settings, named as the options of `minlint check`."),
}

MANIFEST = Keys(_TOP)
INCLUDED = Keys({**_TOP, "version": _TOP["version"]._replace(required=False)})

LIMITS = ("persona", "min-confidence", "fail-on", "preview", "strict")
LOCK = Keys(
    {
        "version": _TOP["version"],
        "required-version": _TOP["required-version"],
        "policy": _TOP["policy"],
        "waivers": Key(Many(WAIVER), "Findings that the organisation accepts, mandatory ones too."),
        "laws": _TOP["laws"],
        "packs": Key(WORD_LIST, "Folders with the organisation's own rules, relative to this file."),
        "lint": Key(Keys({key: LINT.keys[key] for key in LIMITS}), "Settings that may be stricter, never looser."),
    }
)
"""A policy that is given from outside with `--policy`."""
