resource "aws_sagemaker_feature_group" "doors" {
  feature_group_name             = "doors"
  record_identifier_feature_name = "badge"
  feature_definition {
    feature_name = "badge"
    feature_type = "String"
  }
}

# minlint: purpose=security
resource "aws_glue_catalog_table" "older" {
  partition_keys = [
    { name = "day", type = "date" }, // minlint: allow P009 until 2030-01-31 because days go by
  ]
  storage_descriptor {
    columns = [{ name = "badge", type = "string" }, { name = "opened", type = var.type }]
  }
}
