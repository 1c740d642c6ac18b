"""Resources of CloudFormation and SAM templates that declare fields, in JSON and YAML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from minlint.model import Field, Kind, Record, Source
from minlint.read.input import Input
from minlint.read.members import entries, is_true, mappings, text

if TYPE_CHECKING:
    from minlint.located import Member, Node, Places
    from minlint.model import Marker
    from minlint.read import Options
    from minlint.read.notes import Notes

NAME = "cloudformation"
TITLE = "CloudFormation, SAM and Serverless templates: Glue, DynamoDB, Keyspaces, Cognito, SageMaker feature groups"
KIND: Kind = "schema"
SUFFIXES = (".json", ".yaml", ".yml", ".template")
MARKS = ("AWS::",)
READS = """`AWS::Glue::Table` (columns and partition keys, types down into structs), `AWS::DynamoDB::Table` and
`GlobalTable`, `AWS::Serverless::SimpleTable`, `AWS::Cassandra::Table`, `AWS::Cognito::UserPool` (its schema),
`AWS::SageMaker::FeatureGroup`; short forms of functions (`!Ref`, `!Sub`) in YAML."""
IDIOM = """`Metadata` of a resource: `purpose` (one id or several) and `minlint` (`allow …`); in YAML also `# minlint:
…` comments."""
LIMITS = """Functions aren't computed, save that both sides of an `If` count: a name that one makes is the resource's
own. Transforms and nested stacks aren't followed."""

_SAYS = re.compile(
    rb"AWS::(?:Glue::Table|DynamoDB::(?:Global)?Table|Serverless::SimpleTable|Cassandra::Table|Cognito::UserPool"
    rb"|SageMaker::FeatureGroup)\b"
)
_DECLARES = re.compile(rb"""AWSTemplateFormatVersion|AWS::Serverless-""")


def claims(source: Input) -> bool:
    """Whether this is a template with a resource that declares fields."""
    if not source.holds(_SAYS):
        return False
    from minlint.errors import SyntaxProblem

    try:
        root = _root(source)
    except SyntaxProblem:
        return bool(_DECLARES.search(source.head))
    return root is not None and any(True for _ in _resources(root))


def read(source: Input, options: Options) -> Source:  # noqa: ARG001
    """Read it. Raises `Unreadable` with the place where it isn't valid JSON or YAML."""
    from minlint.errors import SyntaxProblem, Unreadable
    from minlint.located import Places
    from minlint.read.notes import Notes

    try:
        root = _root(source)
    except SyntaxProblem as error:
        raise Unreadable(error.message, error.line, error.column) from None
    if root is None:
        raise Unreadable("empty", 1, 1)
    places = Places(source.text)
    notes = Notes(source.text, root, places)
    records = [_record(name, member, places, notes) for name, member in _resources(root)]
    kept = tuple(record for record in records if record.fields)
    return Source(source.name, NAME, KIND, kept, markers=notes.head(), text=source.text, stored=True)


def _root(source: Input) -> Node | None:
    """The tree; a ``.template`` is JSON or YAML, and YAML is both. Raises `SyntaxProblem`."""
    from minlint.located import parse_yaml
    from minlint.read.trees import tree

    return parse_yaml(source.text, source.name, []) if source.suffix == ".template" else tree(source).root


def _resources(root: Node) -> Iterator[tuple[str, Member]]:
    for name, member in (*entries(root, "Resources"), *entries(root.get("resources"), "Resources")):
        if text(member.node, "Type") in _READ and member.node.get("Properties"):
            yield name, member


def _record(logical: str, member: Member, places: Places, notes: Notes) -> Record:
    from minlint.read import attributes

    said = member.node.get("Properties")
    assert said is not None  # the caller passes over those without
    properties = _settled(said)
    holder, keys = properties, ["TableName", "UserPoolName", "FeatureGroupName"]
    if text(member.node, "Type") == "AWS::Glue::Table":
        holder, keys = properties.get("TableInput") or properties, ["Name"]
    key = next((key for key in keys if _is_plain(text(holder, key))), "")
    name = text(holder, key) if key else logical
    span = places.bare(holder.value[key].node.span if key else member.key)
    about = member.node.get("Metadata")
    markers: tuple[Marker, ...] = tuple(attributes.markers(about, places, "purpose", "minlint")) if about else ()
    fields = [_noted(field, notes) for field in _READ[text(member.node, "Type")](properties, places)]
    comment = text(holder, "Description") or text(member.node, "Description")
    return Record(name, tuple(fields), span, comment, markers=markers + notes.at([member.key.line]))


def _settled(node: Node) -> Node:
    """Properties with both branches of a condition in a list, and the first of one that stands for a value."""
    if isinstance(node.value, list):
        return node._replace(value=[_settled(each) for item in node.value for each in _branches(item)])
    if not isinstance(node.value, dict):
        return node
    if "Fn::If" in node.value and (found := [each for each in _branches(node) if isinstance(each.value, (dict, list))]):
        return _settled(found[0])
    return node._replace(value={key: member._replace(node=_settled(member.node)) for key, member in node.value.items()})


def _branches(item: Node) -> list[Node]:
    """What an item of a list may be: the branches of `Fn::If`, which in its short form is a list by itself."""
    said = item.get("Fn::If") or item
    return said.value[1:] if isinstance(said.value, list) else [item]


def _noted(field: Field, notes: Notes) -> Field:
    """A field with what comments at its line say."""
    said = notes.at([field.span.line]) if field.span else ()
    return field._replace(markers=tuple(dict.fromkeys((*field.markers, *said))))


def _is_plain(name: str) -> bool:
    return bool(name) and "${" not in name


def _glue(properties: Node, places: Places) -> tuple[Field, ...]:
    from minlint.read.formats.glue import GLUE, record

    table = properties.get("TableInput")
    return record(table, "", GLUE, places).fields if table and isinstance(table.value, dict) else ()


def _dynamodb(properties: Node, places: Places) -> Iterator[Field]:
    from minlint.read.keyed import attribute_fields

    return attribute_fields(properties, places)


def _simple(properties: Node, places: Places) -> Iterator[Field]:
    """One key, called `id` where nothing is said."""
    key = properties.get("PrimaryKey")
    if key and text(key, "Name"):
        span = places.bare(key.value["Name"].node.span)
        yield Field(text(key, "Name"), text(key, "Type").lower(), span, mandatory=True, primary=True, unique=True)


def _cassandra(properties: Node, places: Places) -> Iterator[Field]:
    keys = [*mappings(properties, "PartitionKeyColumns")]
    keys += [column for each in mappings(properties, "ClusteringKeyColumns") if (column := each.get("Column"))]
    keys = [key.get("Column") or key for key in keys]
    for node in (*keys, *mappings(properties, "RegularColumns")):
        if name := text(node, "ColumnName"):
            span = places.bare(node.value["ColumnName"].node.span)
            yield Field(name, text(node, "ColumnType"), span, mandatory=node in keys, primary=node in keys)


def _cognito(properties: Node, places: Places) -> Iterator[Field]:
    """What somebody who signs up is asked: attributes of the standard, and the pool's own."""
    for node in mappings(properties, "Schema"):
        if name := text(node, "Name"):
            span = places.bare(node.value["Name"].node.span)
            yield Field(name, text(node, "AttributeDataType").lower(), span, mandatory=is_true(node, "Required"))


def _features(properties: Node, places: Places) -> Iterator[Field]:
    key = text(properties, "RecordIdentifierFeatureName")
    for node in mappings(properties, "FeatureDefinitions"):
        if name := text(node, "FeatureName"):
            span = places.bare(node.value["FeatureName"].node.span)
            yield Field(name, text(node, "FeatureType").lower(), span, mandatory=name == key, primary=name == key)


_READ = {
    "AWS::Glue::Table": _glue,
    "AWS::DynamoDB::Table": _dynamodb,
    "AWS::DynamoDB::GlobalTable": _dynamodb,
    "AWS::Serverless::SimpleTable": _simple,
    "AWS::Cassandra::Table": _cassandra,
    "AWS::Cognito::UserPool": _cognito,
    "AWS::SageMaker::FeatureGroup": _features,
}
