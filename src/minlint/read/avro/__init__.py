"""What the Avro reader is made of."""
