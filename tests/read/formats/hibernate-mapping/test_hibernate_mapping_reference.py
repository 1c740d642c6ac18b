"""Every property of a mapping is a field, at its name, however deep its components lie and however it is written."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

from hypothesis import given
from hypothesis import strategies as st

from minlint.read import Options, read
from minlint.read.input import Input
from tests.fuzzing import examples

NAMES = st.from_regex(r"[a-zé][A-Za-z]{0,7}", fullmatch=True)
PROPERTIES = st.tuples(st.just("string"), st.booleans(), st.integers(1, 400))
TREES = st.recursive(
    st.dictionaries(NAMES, PROPERTIES, min_size=1, max_size=4),
    lambda inner: st.dictionaries(NAMES, PROPERTIES | inner, min_size=1, max_size=3),
    max_leaves=8,
)
Tree = dict[str, "tuple[str, bool, int] | Tree"]


def written(tree: Tree, apart: bool) -> str:
    parts = []
    for name, said in tree.items():
        if isinstance(said, dict):
            parts.append(f"<component name={quoteattr(name)} class='C'>\n{written(said, apart)}</component>\n")
            continue
        kind, needed, length = said
        about = f"not-null='{str(needed).lower()}' length='{length}'"
        column = f"><column name='c' {about}/></property>" if apart else f" {about}/>"
        parts.append(f"<property name={quoteattr(name)} type='{kind}'{column}\n")
    return "".join(parts)


def expected(tree: Tree, prefix: str = "") -> list[tuple[str, str, bool | None, int | None]]:
    found: list[tuple[str, str, bool | None, int | None]] = []
    for name, said in tree.items():
        if isinstance(said, dict):
            found += [(prefix + name, "", False, None), *expected(said, f"{prefix}{name}.")]
        else:
            found.append((prefix + name, *said))
    return found


@given(tree=TREES, apart=st.booleans())
@examples(120)
def test_every_property_is_a_field(tree: Tree, apart: bool) -> None:
    inner = f"<class name='org.example.Person'>\n{written(tree, apart)}</class>"
    text = f"<hibernate-mapping>\n{inner}\n</hibernate-mapping>\n"
    source = read(Input("Person.hbm.xml", data=text.encode()), Options())
    assert source and source.format == "hibernate-mapping" and not source.problems
    (record,) = source.records
    assert record.name == "Person"
    assert [(f.path, f.type, f.mandatory, f.length) for f in record.fields] == expected(tree)
    lines = text.splitlines()
    for field in record.fields:
        assert field.span
        assert lines[field.span.line - 1][field.span.column - 1 : field.span.end_column - 1] == field.name
