# What the data team's stack keeps.
# minlint: purpose=reporting

terraform {
  required_version = ">= 1.6"
  required_providers { aws = { source = "hashicorp/aws", version = "~> 5.0" } }
}

variable "stage" { default = "test" }

locals {
  common = merge(var.tags, { team = "data" })
  list   = [for name in var.names : upper(name) if name != ""]
}

// The patients, as the clinic keeps them
// minlint: purpose=appointment-booking
resource "aws_glue_catalog_table" "patients" {
  name          = "patients"
  database_name = aws_glue_catalog_database.clinic.name
  description   = "Patients"

  partition_keys {
    name = "year"
    type = "int"
  }

  storage_descriptor {
    location = "s3://${aws_s3_bucket.data["clinic"].id}/patients"

    columns {
      name = "patient_id"
      type = "string"
    }
    columns {
      name    = "address"
      type    = "struct<street:string,town:string>"
      comment = "where letters go"
    }
    # minlint: allow X101 until 2030-01-31 because the insurer asks for it
    columns { 
      name = "insurance_number"
      type = "string"
    }
    columns {
      name = "phones" # as they are told
      type = "array<string>"
    }
  }
}

resource "aws_dynamodb_table" "sessions" {
  name         = "${var.stage}-sessions"
  billing_mode = var.stage == "live" ? "PROVISIONED" : "PAY_PER_REQUEST"
  hash_key     = "userId"
  range_key    = "device"

  attribute {
    name = "userId"
    type = "S"
  }
  attribute {
    name = "device"
    type = "S"
  }
  attribute {
    name = "seen"
    type = "N"
  }
  global_secondary_index {
    name               = "bySeen"
    hash_key           = "seen"
    projection_type    = "INCLUDE"
    non_key_attributes = ["ip_address", "device"]
  }
  dynamic "attribute" {
    for_each = var.more
    content {
      name = attribute.value
      type = "S"
    }
  }
  /* minlint: purpose=login */
  ttl {
    attribute_name = "expires"
    enabled        = true
  }
  tags = { Name = "sessions" }
}

resource "google_bigquery_table" "visits" {
  dataset_id = google_bigquery_dataset.clinic.dataset_id
  table_id   = "visits"
  schema = jsonencode([
    { name = "patient", type = "STRING", mode = "REQUIRED", description = "who came" },
    # minlint: allow X101 until 2030-01-31 because of triage
    { name = "complaint", type = "STRING", mode = "NULLABLE" },
    {
      "name" : "vitals", "type" : "RECORD", "mode" : "REPEATED",
      "fields" : [{ "name" : "pulse", "type" : "INTEGER" }]
    },
  ])
}

resource "google_bigquery_table" "staff" {
  table_id = "staff"
  schema   = <<-EOF
    [
      {"name": "badge", "type": "STRING", "mode": "REQUIRED"},
      {"name": "salary", "type": "NUMERIC"}
    ]
  EOF
}

resource "google_bigquery_table" "doors" {
  table_id = "doors"
  schema   = file("${path.module}/../schemas/doors.json")
}

resource "snowflake_table" "customers" {
  database = "SHOP"
  schema   = "PUBLIC"
  name     = "CUSTOMERS"
  comment  = "Who buys"
  column {
    name     = "ID"
    type     = "NUMBER(38,0)"
    nullable = false
  }
  column {
    name = "EMAIL"
    type = "VARCHAR(254)"
    default { constant = "none" }
  }
}

resource "aws_cognito_user_pool" "users" {
  name = "clinic-users"
  schema {
    name                = "birthdate"
    attribute_data_type = "String"
    required            = true
  }
}

resource "aws_keyspaces_table" "loads" {
  keyspace_name = "clinic"
  table_name    = "loads"
  schema_definition {
    column {
      name = "patient"
      type = "uuid"
    }
    column {
      name = "weight"
      type = "decimal"
    }
    partition_key { name = "patient" }
  }
}

resource "azurerm_data_factory_dataset_parquet" "trips" {
  name            = "trips"
  schema_column {
    name        = "plate"
    type        = "String"
    description = "of the car"
  }
}

resource "opensearch_index" "people" {
  name     = "people"
  mappings = <<EOF
{
  "properties": {"name": {"type": "text"}, "home": {"type": "geo_point"}}
}
EOF
}

resource "aws_s3_bucket" "data" { bucket = "data" }
