"""What the JSON Schema reader is made of."""
