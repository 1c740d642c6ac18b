"""What stands near a name decides what it means: its neighbours, its comment, what most fields speak of."""

from __future__ import annotations

from collections.abc import Callable

from minlint.model import Detection, Field, Record

Best = Callable[..., Detection | None]


def test_a_word_in_the_comment_counts_as_one_near_by(best: Best) -> None:
    plain = Record("log", (Field("plate", "text"),))
    told = Record("log", (Field("plate", "text", comment="Plate of the vehicle, as it was read"),))
    assert best(plain, "plate") is None
    found = best(told, "plate")
    assert found is not None and found.category == "user.vehicle.plate"
