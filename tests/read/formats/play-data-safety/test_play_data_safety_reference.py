"""Forms as the standard library's writer of CSV writes them: each type that is answered with yes is found."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from minlint.read import Options, read
from minlint.read.formats import play_data_safety
from minlint.read.input import Input
from tests.fuzzing import examples

HEAD = ["Question ID (machine readable)", "Response ID (machine readable)", "Response value", "Answer", "Label"]
TYPES = st.sampled_from(["PSL_NAME", "PSL_EMAIL", "PSL_PRECISE_LOCATION", "PSL_MADE_UP"])
CONTROL, PURPOSE = "DATA_USAGE_USER_CONTROL", "DATA_USAGE_COLLECTION_PURPOSE"
LABELS = st.text('aé ,"\n/', max_size=8)


@given(st.dictionaries(TYPES, st.tuples(st.booleans(), st.booleans(), LABELS), min_size=1))
@examples(60)
def test_what_is_written_is_read(said: dict[str, tuple[bool, bool, str]]) -> None:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEAD)
    for name, (collected, _, label) in said.items():
        writer.writerow(["PSL_DATA_TYPES_PERSONAL", name, "true" if collected else "", "MULTIPLE_CHOICE", label])
    for name, (_, needed, label) in said.items():
        usage = f"PSL_DATA_USAGE_RESPONSES:{name}"
        writer.writerow(
            [f"{usage}:{CONTROL}", f"PSL_{CONTROL}_{'REQUIRED' if needed else 'OPTIONAL'}", "true", "", label]
        )
        writer.writerow([f"{usage}:{PURPOSE}", "PSL_ANALYTICS", "true", "", label])
    given_to = Input("data_safety.csv", data=text.getvalue().encode())
    source = read(given_to, Options(), "schema")
    assert source and not source.problems
    fields = {field.path: field.mandatory for record in source.records for field in record.fields}
    assert fields == {name: needed for name, (collected, needed, _) in said.items() if collected}
    assert play_data_safety.uses(given_to) == dict.fromkeys(said, ("PSL_ANALYTICS",))
