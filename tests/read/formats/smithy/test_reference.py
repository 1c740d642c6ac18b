"""No parser of Smithy comes with Python: any model that is written out is read as it was meant."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from minlint.read import Options, read
from minlint.read.input import Input

NOISE = st.sampled_from(["", " ", "\n", "\r\n", ",", " // } structure X {\n", "\n/// a: B @required {\n"])
NAMES = st.lists(
    st.sampled_from(["name", "id", "structure", "use", "list", "_x", "birthDate"]), max_size=5, unique=True
)
TARGETS = {"String": "", "example#Kept": "", "Names": "[]", "smithy.api#Timestamp": "", "Other": "", "Lists": "[][]"}
VALUES = st.sampled_from(["", ' = "a: }"', " = []", " = {a: 1, b: [2]}", " = -1.5e3"])
TRAITS = st.sampled_from(["", '@documentation("""\n"}" {""")\n', "@length(max: 3) ", "@tags([{a: 1}]) @x#y "])


@st.composite
def structures(draw: st.DrawFn, name: str) -> tuple[str, list[tuple[str, str, bool]]]:
    text, found = "", []
    for member in draw(NAMES):
        target, required, value = draw(st.sampled_from(sorted(TARGETS))), draw(st.booleans()), draw(VALUES)
        said = draw(TRAITS) + ("@required " if required else "")
        text += f"{draw(NOISE)}{said}{member}:{draw(NOISE)}{target}{value}{draw(NOISE) or ' '}"
        found.append((name, member + TARGETS[target], required and not value))
    return f"{draw(NOISE)}{draw(TRAITS)}structure {name} {{{text}}}", found


@given(structures("One"), structures("Other"))
def test_any_model_is_read_as_it_is_written(
    one: tuple[str, list[tuple[str, str, bool]]], two: tuple[str, list[tuple[str, str, bool]]]
) -> None:
    lists = "list Names { member: String }\nlist Lists { member: Names }\n"
    text = f'$version: "2.0"\nnamespace example\n{lists}{one[0]}\n{two[0]}\n'
    source = read(Input("a.smithy", data=text.encode()), Options())
    assert source and not source.problems
    found = [(record.name, field.path, field.mandatory) for record in source.records for field in record.fields]
    assert found == [*one[1], *two[1]]
