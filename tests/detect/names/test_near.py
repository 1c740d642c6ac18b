"""What stands near a name decides what it means: its neighbours, its comment, what most fields speak of."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from minlint.model import Detection, Field, Record, RecordReading

Best = Callable[..., Detection | None]
Read = Callable[..., RecordReading]


def test_a_word_in_the_comment_counts_as_one_near_by(best: Best) -> None:
    plain = Record("log", (Field("plate", "text"),))
    told = Record("log", (Field("plate", "text", comment="Plate of the vehicle, as it was read"),))
    assert best(plain, "plate") is None
    found = best(told, "plate")
    assert found is not None and found.category == "user.vehicle.plate"


@pytest.mark.parametrize(
    ("written", "field", "category"),
    [
        ("swipes(id, swiper_id int, swiped_id int)", "swiped_id", "user.unique_id"),
        ("swipes(id, swiper_id int, counter_id int)", "swiper_id", None),
        ("pairs(id, user_a_id int, user_b_id int)", "user_b_id", "user.unique_id"),
        ("sales_reps(rep_id int, email text)", "rep_id", "user.unique_id"),
        ("medications(id, name text, unit_price decimal, manufacturer text, diagnosis text)", "name", None),
    ],
)
def test_whose_keys_and_names_they_are(best: Best, written: str, field: str, category: str | None) -> None:
    found = best(written, field)
    assert (found.category if found and found.confidence >= 0.5 else None) == category


def test_goods_are_about_nobody(read: Read) -> None:
    assert read("patients(id, name text, price decimal, sku text)").subject == "person"
    assert read("medication(id, name text, unit_price decimal, in_stock int)").subject == "thing"
