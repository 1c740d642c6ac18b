"""Comments, types and enum values as evidence, and what evidence must not hold."""

from __future__ import annotations

from collections.abc import Callable

from minlint.model import Detection, Field, Record

Best = Callable[..., Detection | None]


def _field(best: Best, record: str, field: Field) -> Detection | None:
    return best(Record(record, (Field("id", "int"), field)), field.path)


def test_a_comment_says_what_a_name_hides(best: Best) -> None:
    found = _field(best, "patients", Field("c07", "date", comment="The patient's date of birth"))
    assert found is not None
    assert found.category == "user.demographic.date_of_birth"
    assert 0.6 <= found.confidence < 0.9
    assert [item.kind for item in found.evidence] == ["comment", "type"]


def test_a_comment_contradicts_a_name(best: Best) -> None:
    found = _field(best, "customers", Field("name", "text", comment="Name of the product"))
    alone = _field(best, "customers", Field("name", "text"))
    assert alone is not None
    assert found is None or found.confidence < alone.confidence - 0.2


def test_a_comment_that_repeats_the_name_adds_nothing(best: Best) -> None:
    assert _field(best, "visits", Field("name", "text", comment="Name")) == _field(
        best, "visits", Field("name", "text")
    )


def test_types_that_fit_and_types_that_do_not(best: Best) -> None:
    date = _field(best, "patients", Field("dob", "date"))
    flag = _field(best, "patients", Field("dob", "boolean"))
    phone = _field(best, "patients", Field("phone", "boolean"))
    assert date is not None
    assert "date fits" in [item.detail for item in date.evidence]
    assert flag is None or flag.confidence < 0.5
    assert phone is None or phone.confidence < 0.5


def test_enum_values_tell_without_being_told(best: Best) -> None:
    found = _field(best, "applicants", Field("kind", "text", enum=("H1B", "F1", "expired")))
    assert found is not None and found.category == "user.immigration.visa"
    assert "visa classes" in found.evidence[0].detail
    sexes = _field(best, "t1", Field("code", "enum('male','female','other')"))
    assert sexes is not None and sexes.category == "user.demographic.gender"


def test_evidence_holds_no_literals(best: Best) -> None:
    field = Field("x", "text", comment="sqrl-canary date of birth", enum=("male", "female", "zebra-canary"))
    found = _field(best, "patients", field)
    assert found is not None
    assert not any(word in item.detail for item in found.evidence for word in ("canary", "zebra", "male"))
