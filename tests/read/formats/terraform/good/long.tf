resource "google_bigquery_table" "long" { schema = file("../schemas/long.json") }
