"""What the OpenAPI reader is made of."""
