"""What may stand in a pack's files: every key with its shape and its meaning; docs/authoring.md says more."""

from __future__ import annotations

from collections.abc import Mapping

from minlint.judge import facts
from minlint.judge.rules import STATUSES
from minlint.manifest.grammar import CATEGORY, WORD_LIST, WORDS
from minlint.manifest.shapes import Choice, Either, Flag, Free, Key, Keys, Many, Named, Number, Shape, Text
from minlint.model import PERSONAS, SEVERITIES
from minlint.profiles import SHAPE as PROFILE

KEY = Text("a category key such as user.contact.email", r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$(?!\n)")
CODE = Text("a code such as acme/001: the organisation's prefix, a slash, a number", r"^[a-z][a-z0-9-]*/\d+$(?!\n)")
SLUG = Text("a slug in kebab-case, such as excess-category", r"^[a-z0-9]+(-[a-z0-9]+)*$(?!\n)")

NAMES = Keys(
    {
        "always": Key(WORD_LIST, "Names that mean it wherever they stand."),
        "person": Key(WORD_LIST, "Names that mean it in a record about a person."),
        "with": Key(
            Many(
                Keys(
                    {
                        "names": Key(Many(WORDS, least=1), "Names that mean it beside others.", required=True),
                        "near": Key(Many(WORDS, least=1), "The words they have to stand beside.", required=True),
                    }
                )
            ),
            "Names that mean it beside other words.",
        ),
        "never": Key(WORD_LIST, "Longer phrases that mean something else."),
    }
)
EXAMPLES = Keys(
    {
        "fires": Key(WORD_LIST, "Fields that are detected as it.", required=True),
        "silent": Key(WORD_LIST, "Fields that aren't.", required=True),
    }
)
ONE_CATEGORY = Keys(
    {
        "key": Key(KEY, "Its key; every parent has an entry too, here or in what ships.", required=True),
        "title": Key(WORDS, "Its title.", required=True),
        "description": Key(WORDS, "What it is, in a sentence or two.", required=True),
        "sensitive": Key(Flag(), "Whether it is sensitive; inherited."),
        "must_be_named": Key(Flag(), "Whether only an entry for this part of the tree covers it; inherited."),
        "fallback": Key(CATEGORY, "The nearest fideslang key."),
        "ladder": Key(WORDS, "The precision ladder it is measured on; inherited."),
        "dpv": Key(WORD_LIST, "Terms of DPV-PD."),
        "marks": Key(WORD_LIST, "Classes of law; inherited, and added to."),
        "same_as": Key(Many(CATEGORY), "Keys that mean the same thing."),
        "aliases": Key(Many(CATEGORY), "Other spellings of its key."),
        "names": Key(Named(NAMES, Text("a language such as en")), "What it goes by, in each language."),
        "kinds": Key(WORD_LIST, "The kinds of declared type it can have."),
        "values": Key(WORD_LIST, "Value recognisers that speak for it."),
        "examples": Key(EXAMPLES, "Fields, as `record.field type`."),
    }
)
RUNG = Keys(
    {
        "name": Key(WORDS, "Its name.", required=True),
        "code": Key(WORDS, "Its code.", required=True),
        "title": Key(WORDS, "What it is.", required=True),
        "notes": Key(WORDS, "What a reader should know besides."),
        "metres": Key(Number(0), "The size of its cell, where the ladder measures places."),
    }
)
LADDER = Keys(
    {
        "title": Key(WORDS, "What it measures.", required=True),
        "rungs": Key(Many(RUNG, least=1), "Its rungs, the finest first.", required=True),
    }
)
TAXONOMY = Keys(
    {
        "categories": Key(Many(ONE_CATEGORY), "Categories of data."),
        "ladders": Key(Named(LADDER, Text()), "Precision ladders, by name."),
    }
)

PROVISION = Keys(
    {
        "id": Key(WORDS, "What rules cite.", required=True),
        "cite": Key(WORDS, "How it is cited.", required=True),
        "says": Key(WORDS, "What it says, in your own words.", required=True),
        "verified": Key(Flag(), "Whether the wording was held against the source.", required=True),
        "link": Key(WORDS, "Where it is published."),
    }
)
CAP = Keys(
    {
        "categories": Key(Many(CATEGORY), "The categories that it is about."),
        "mark": Key(WORDS, "Or a class of law that those categories are marked with."),
        "period": Key(WORDS, "How long they are kept at most, such as `3 years`.", required=True),
        "from": Key(WORDS, "The event that it counts from."),
        "provision": Key(WORDS, "The id of the law's words that set it.", required=True),
        "asked": Key(Flag(), "Whether it counts only where a manifest names the law."),
    }
)
LAW = Keys(
    {
        "law": Key(WORDS, "Its id, which manifests name it by.", required=True),
        "title": Key(WORDS, "Its title.", required=True),
        "jurisdiction": Key(WORDS, "Where it holds.", required=True),
        "link": Key(WORDS, "Where it is published.", required=True),
        "provisions": Key(Many(PROVISION, least=1), "Its provisions.", required=True),
        "caps": Key(Many(CAP), "How long it lets data be kept at most."),
        "modes": Key(Named(Free(), Text()), "Purposes by which `check --law` judges."),
        "thresholds": Key(Many(Free()), "From where on it calls a category precise, as figures."),
    }
)

RULE_EXAMPLES = Keys(
    {
        "fires": Key(Many(Free(), least=1), "Sources in which it fires, and where.", required=True),
        "silent": Key(Many(Free(), least=1), "Near misses in which it doesn't.", required=True),
    }
)
EASED = Keys(
    {
        "to": Key(Choice(SEVERITIES), "How grave it is then.", required=True),
        "when": Key(WORDS, "The condition, in CEL, over the rule's facts.", required=True),
    }
)
SOONER = Keys(
    {
        "to": Key(Choice(PERSONAS), "The first persona that sees it then.", required=True),
        "when": Key(WORDS, "The condition, in CEL, over the rule's facts.", required=True),
    }
)
RULE = Keys(
    {
        "code": Key(CODE, "Its code, which is never used again.", required=True),
        "name": Key(SLUG, "Its slug, which selects and waives as well as the code.", required=True),
        "status": Key(Choice(STATUSES), "Where it stands in its life.", required=True),
        "since": Key(Either((WORDS, Number(0))), "The version it came with.", required=True),
        "scope": Key(Choice(tuple(facts.SCOPES)), "What it looks at, one at a time.", required=True),
        "applies_to": Key(Many(CATEGORY), "Only categories at or below these."),
        "at": Key(WORDS, "The key of the purpose that a finding stands at."),
        "facts": Key(Many(WORDS, least=1), "The facts that its condition asks for.", required=True),
        "when": Key(WORDS, "The condition, in CEL.", required=True),
        "severity": Key(Choice(SEVERITIES), "How grave a finding is.", required=True),
        "eased": Key(EASED, "When it is less grave."),
        "persona": Key(Choice(PERSONAS), "The first persona that sees it.", required=True),
        "sooner": Key(SOONER, "When an earlier persona sees it."),
        "summary": Key(WORDS, "When it fires, in a sentence.", required=True),
        "message": Key(WORDS, "What a finding says.", required=True),
        "suggestion": Key(WORDS, "What to do instead, in a line."),
        "shows": Key(Named(WORDS, Text()), "Figures of the finding, each from a fact."),
        "why": Key(WORDS, "Why it matters, in a paragraph.", required=True),
        "remedy": Key(WORDS, "What to do instead.", required=True),
        "false_alarms": Key(WORDS, "When it is wrong, and what to say then.", required=True),
        "laws": Key(WORD_LIST, "The provisions it is relevant to."),
        "examples": Key(RULE_EXAMPLES, "Its tests and its documentation.", required=True),
    }
)

SHAPES: Mapping[str, tuple[Shape, str]] = {
    "taxonomy": (TAXONOMY, "a file of categories"),
    "profiles": (PROFILE, "a profile"),
    "laws": (LAW, "a law"),
    "checks": (RULE, "a rule"),
}
"""What a file of each folder is."""
