"""Terraform and OpenTofu resources that declare tables, attributes and schemas."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from minlint.model import Kind, Source
from minlint.read.input import Input

if TYPE_CHECKING:
    from minlint.read import Options

NAME = "terraform"
TITLE = "Terraform and OpenTofu resources with fields (HCL and its JSON form)"
KIND: Kind = "schema"
SUFFIXES = (".tf", ".tofu", ".tf.json", ".tofu.json")
READS = """The columns, attributes and schemas of `aws_glue_catalog_table`, `aws_dynamodb_table`,
`aws_keyspaces_table`, `aws_cognito_user_pool`, `aws_sagemaker_feature_group`, `google_bigquery_table` (`jsonencode`,
heredocs, a file beside it), `snowflake_table` and its kin, `databricks_sql_table`,
`azurerm_cosmosdb_cassandra_table`, datasets of `azurerm_data_factory_dataset_…`, indexes of Elasticsearch and
OpenSearch; as blocks or as lists of objects."""
IDIOM = """`# minlint: purpose=ID` (or `//`, `/* … */`) in or above a resource, in the file's head for all of it; `#
minlint: allow …` on a field's line or above it; in JSON, `"//": "minlint: …"` of the file, a resource or a field."""
LIMITS = """Expressions aren't computed: what a variable, a loop or a dynamic block makes isn't seen."""

_RESOURCES = (
    rb"(?:aws_(?:glue_catalog_table|dynamodb_table|keyspaces_table|cognito_user_pool|sagemaker_feature_group)"
    rb"|google_bigquery_table|snowflake_(?:external_|hybrid_|dynamic_)?table|databricks_sql_table"
    rb"|azurerm_(?:cosmosdb_cassandra_table|data_factory_dataset_\w+)"
    rb"|elasticstack_elasticsearch_index|(?:elasticsearch|opensearch)_index)"
)
_SAYS = re.compile(rb'\bresource\s+"?' + _RESOURCES + rb'"?\s')
_KEYS = re.compile(rb'"' + _RESOURCES + rb'"\s*:')


def claims(source: Input) -> bool:
    """Whether a resource that declares fields stands in it."""
    return bool((_KEYS if source.suffix == ".json" else _SAYS).search(source.data))


def read(source: Input, options: Options) -> Source:  # noqa: ARG001
    """Read it. What isn't understood is a problem, and the next resource is read."""
    from minlint.read.terraform.resources import Resources

    found = Resources(source)
    records = found.records()
    return Source(source.name, NAME, KIND, records, tuple(found.problems), found.head(), text=source.text, stored=True)
