resource "aws_dynamodb_table" "sessions" {
  name =
  hash_key = "userId"
  attribute {
    name = "userId"
    type "S"
  }
  attribute { name = "device" }
  lost = [1, 2
}
