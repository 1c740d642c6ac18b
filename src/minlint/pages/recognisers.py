"""What values are recognised by, as a page."""

from __future__ import annotations

from minlint.detect.values.kinds import Kind
from minlint.detect.values.national import numbers
from minlint.detect.values.recognisers import kinds
from minlint.detect.values.vocabularies import vocabularies
from minlint.pages import _markdown as md

ABOUT = (
    "What a column's values are recognised by, whatever it is called; made by `minlint docs`. A verdict is a "
    "share of the distinct values, with the recogniser's name as evidence; a value is never told. What needs "
    "context counts only under a name with one of the words, or in a record that is about people (its values or "
    "names say so), holds an address, or speaks of the country (phone numbers, accounts, e-mail domains, postal codes, "
    "national numbers, scripts, the language of the columns' names).\n\n"
    "A manifest's `locales: [de-AT, CH]` says where the people live, as countries (`AT`), locales (`de-AT`) or "
    "languages (`de`): then these countries count as spoken of in every record, and another country's numbers whose "
    "rule many other numbers hold to are only looked for under a name that says so."
)

NATIONAL = (
    "Checksums and dates by python-stdnum. Nearly all values of a column must hold; the chance is that of a "
    "random text of the same shape, and decides how many values suffice. Numbers of firms, books, goods and "
    "securities that hold to the same rule are told apart where a word or a country decides, else they lower the "
    "confidence."
)

MORE = (
    "Besides: telephone numbers by the numbering plans of some fifty countries; names of people, streets and "
    "towns by a model of letters that is trained on generated names of 47 locales (`benchmarks/train_names.py`); "
    "days of birth and ages by how they are distributed; pairs of columns that are coordinates; vectors that "
    "recognise a face, a voice, an iris or a finger; hashes that were found again by trying the record's other "
    "columns, days, counters, telephone numbers, IP addresses and US Social Security numbers; positions, serial "
    "numbers and authors that a camera wrote into a picture; and, in free text, identifiers that are counted over "
    "all rows, and names of people, by a spaCy pipeline where one is installed "
    "(`python -m spacy download en_core_web_sm`), else by the letters of words with capitals."
)


def page() -> str:
    """Every recogniser: the kinds, the national numbers and the vocabularies."""
    parts = ["# Recognisers", ABOUT, md.table(("name", "category", "what", "sure", "needs"), map(_kind, kinds())), MORE]
    parts += ["## National numbers", NATIONAL]
    rows = [
        (item.title, item.country, f"`{item.category}`", f"{item.chance:.2%}", f"`{item.module}`") for item in numbers()
    ]
    parts.append(md.table(("numbers", "country", "category", "chance", "module"), rows))
    parts += ["## Vocabularies", "Columns most of whose different values are such words."]
    known = [(f"`{item.category}`", item.title, str(len(item.words))) for item in vocabularies()]
    parts.append(md.table(("category", "words for", "how many"), known))
    return "\n\n".join(parts) + "\n"


def _kind(kind: Kind) -> tuple[str, ...]:
    return kind.name, f"`{kind.category}`", kind.what, f"{kind.sure:.2f}", "; ".join(_needs(kind))


def _needs(kind: Kind) -> list[str]:
    found = [f"{kind.least} values or more"] if kind.least > 2 else []
    gates = {"people": "a record about people", "address": "an address beside it"}
    if kind.gate:
        found.append(gates[kind.gate])
    if kind.countries:
        found.append(f"the country ({', '.join(sorted(kind.countries))})")
    if kind.words:
        found.append(f"{'or ' if kind.gate else ''}a word in the name ({', '.join(sorted(kind.words)[:4])}, …)")
    return found
