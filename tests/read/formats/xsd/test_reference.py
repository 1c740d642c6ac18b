"""The reader finds what xmlschema, the reference library, finds: the elements and attributes of every complex type."""

from __future__ import annotations

import pathlib
import textwrap
from collections.abc import Iterator
from typing import Any

import pytest
import xmlschema
from hypothesis import given, settings
from hypothesis import strategies as st

from minlint.read import Options, read
from minlint.read.input import Input

Found = tuple[str, str, bool]
"""Record, path of what stands in it directly, mandatory."""

HERE = pathlib.Path(__file__).parent


def expected(schema: Any) -> set[Found]:
    """The direct parts of a schema's types, and of its elements that have a type of their own."""
    holders = [(each.local_name, each) for each in schema.types.values() if each.is_complex()]
    inner = (each for each in schema.elements.values() if each.type.is_complex() and each.type.parent is not None)
    holders += [(each.local_name, each.type) for each in inner]
    own = [(name, each) for name, each in holders if each.schema is schema]
    return {(name, *part) for name, each in own for part in parts(each)}


def parts(type_: Any) -> Iterator[tuple[str, bool]]:
    for name, attribute in type_.attributes.items():
        if name is not None and attribute.use != "prohibited":
            must = attribute.use == "required" and attribute.default is None and attribute.fixed is None
            yield attribute.local_name, must
    if isinstance(type_.content, xmlschema.validators.XsdGroup):
        yield from particles(type_.content, True, False)


def particles(particle: Any, demanded: bool, many: bool) -> Iterator[tuple[str, bool]]:
    demanded = demanded and particle.min_occurs != 0
    many = many or particle.max_occurs is None or particle.max_occurs > 1
    if isinstance(particle, xmlschema.validators.XsdElement):
        said = particle.default is not None or particle.fixed is not None or particle.nillable
        if particle.max_occurs != 0:
            listed = particle.type.is_simple() and particle.type.is_list()
            yield particle.local_name + "[]" * (many or listed), demanded and not said
    elif isinstance(particle, xmlschema.validators.XsdGroup):
        chosen = particle.model == "choice" and len(particle) > 1
        for inner in particle:
            yield from particles(inner, demanded and not chosen, many)


def told(source: Input) -> set[Found]:
    """The same by the reader."""
    found = read(source, Options())
    assert found and not [each for each in found.problems if "beside" not in each.reason]
    return {
        (record.name, field.path, bool(field.mandatory))
        for record in found.records
        for field in record.fields
        if "." not in field.path
    }


@pytest.mark.parametrize("name", ["clinic.xsd", "parts/shared.xsd", "parts/types.xsd"])
def test_a_fixture_is_read_as_the_reference_reads_it(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(HERE / "good")
    text = (HERE / "good" / name).read_text(encoding="utf-8")
    loop = '<xs:attributeGroup ref="c:Audited"/>\n  </xs:attributeGroup>'  # which the reference refuses
    data = text.replace(loop, "</xs:attributeGroup>")
    if name == "clinic.xsd":
        data = data.replace('<xs:any processContents="lax" minOccurs="0"/>', "")
        data = data.replace(' schemaLocation="http://www.w3.org/2001/xml.xsd"', "")
    place = str(HERE / "good" / name)
    schema = xmlschema.XMLSchema11(data, base_url=str((HERE / "good" / name).parent), allow="local", validation="lax")
    assert told(Input(name, data=data.encode(), place=place)) == expected(schema)


NAMES = st.sampled_from(["name", "id", "birthDate", "element", "sequence", "x-1"])
TYPES = st.sampled_from(["xs:string", "xs:date", "t:S", "t:A", "t:B"])
OCCURS = st.sampled_from(["", ' minOccurs="0"', ' maxOccurs="unbounded"', ' minOccurs="0" maxOccurs="2"'])
NOISE = st.sampled_from(["", "\n", "<!-- <xs:element name='no'/> -->", "<?pi <x> ?>", "\u00e9<!-- \u20ac -->"])


@st.composite
def models(draw: st.DrawFn, used: set[str], depth: int = 0) -> str:
    kind = draw(st.sampled_from(["sequence", "choice"]))
    parts = []
    for _ in range(draw(st.integers(0, 3))):
        if depth < 2 and draw(st.booleans()):
            parts.append(draw(models(used, depth + 1)))
            continue
        name = draw(NAMES) + str(len(used))
        used.add(name)
        occurs, noise = draw(OCCURS), draw(NOISE).replace("\u00e9", "")
        parts.append(f'{noise}<xs:element name="{name}" type="{draw(TYPES)}"{occurs}/>')
    return f"<xs:{kind}{draw(OCCURS)}>{''.join(parts)}</xs:{kind}>"


@st.composite
def schemas(draw: st.DrawFn) -> str:
    used: set[str] = set()
    base = draw(models(used))
    use = draw(st.sampled_from(["", ' use="required"', ' default="x"']))
    more = draw(models(used))
    return textwrap.dedent(f"""\
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:t" targetNamespace="urn:t">
        <xs:annotation><xs:documentation>\u00e9\U0001f600</xs:documentation></xs:annotation>
        <xs:simpleType name="S"><xs:list itemType="xs:int"/></xs:simpleType>
        <xs:complexType name="A">{base}<xs:attribute name="kind" type="xs:string"{use}/></xs:complexType>
        <xs:complexType name="B"><xs:complexContent><xs:extension base="t:A">{more}</xs:extension></xs:complexContent>
        </xs:complexType>
        <xs:element name="C"><xs:complexType><xs:complexContent><xs:extension base="t:B"/></xs:complexContent>
        </xs:complexType></xs:element>
        </xs:schema>
        """)


@given(schemas())
@settings(max_examples=60, deadline=None)
def test_any_schema_is_read_as_the_reference_reads_it(text: str) -> None:
    schema = xmlschema.XMLSchema11(text, validation="skip")
    assert told(Input("a.xsd", data=text.encode())) == expected(schema)


GROUPS = {
    "doubled at each step": "".join(
        f'<xs:group name="g{step}"><xs:sequence><xs:group ref="g{step + 1}"/><xs:group ref="g{step + 1}"/>'
        f'<xs:element name="e{step}" type="xs:int"/></xs:sequence></xs:group>'
        for step in range(40)
    ),
    "within itself": '<xs:group name="g0"><xs:sequence>'
    + "".join(
        f'<xs:element name="{name}"><xs:complexType><xs:group ref="g0"/></xs:complexType></xs:element>' for name in "ab"
    )
    + "</xs:sequence></xs:group>",
}


@pytest.mark.parametrize("groups", GROUPS.values(), ids=GROUPS)
def test_groups_that_make_much_of_little_are_cut_off_and_told(groups: str) -> None:
    root = '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">'
    text = f'{root}{groups}<xs:complexType name="T"><xs:group ref="g0"/></xs:complexType></xs:schema>'
    source = read(Input("a.xsd", data=text.encode()), Options())
    assert source and [problem.code for problem in source.problems] == ["E002"]
    assert 0 < sum(len(record.fields) for record in source.records) <= 20_000
