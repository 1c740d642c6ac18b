# aws_dynamodb_table is what this bucket is for
resource "aws_s3_bucket" "data" { bucket = "data" }
variable "resource" { default = "aws_glue_catalog_table" }
