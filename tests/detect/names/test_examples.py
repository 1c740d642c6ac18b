"""The examples that every category carries, and how examples are written."""

from __future__ import annotations

import pytest

from minlint.detect.examples import check_examples, parse
from minlint.model import Field, Record
from minlint.taxonomy import Taxonomy, build, default


def test_every_category_of_the_lexicon_finds_its_examples_and_no_near_miss() -> None:
    assert check_examples(default()) == []


def test_how_examples_are_written() -> None:
    assert parse("users.dob date") == (Record("users", (Field("dob", "date"),)), "dob")
    whole = parse("cars(id, plate text, price numeric(9,2)): plate")
    fields = (Field("id"), Field("plate", "text"), Field("price", "numeric(9,2)"))
    assert whole == (Record("cars", fields), "plate")
    assert parse("rides(id, at timestamp): *")[1] == "*"


@pytest.mark.parametrize("text", ["users", "users(id, name): email", ""])
def test_examples_that_are_written_wrong(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse(text)


def test_what_fails_is_named(taxonomy: Taxonomy) -> None:
    phone = taxonomy["user.contact.phone_number"]
    wrong = phone._replace(fires=("users.shoe_size integer", "users"), silent=("users.phone text",))
    broken = Taxonomy({**taxonomy.categories, phone.key: wrong}, taxonomy.ladders)
    assert check_examples(broken) == [
        "user.contact.phone_number: 'users.shoe_size integer' isn't detected (found: nothing)",
        "user.contact.phone_number: 'users' is neither record.field nor record(fields): field",
        "user.contact.phone_number: 'users.phone text' is detected",
    ]
    assert check_examples(build({})) == []
