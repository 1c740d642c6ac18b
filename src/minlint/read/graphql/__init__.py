"""What the GraphQL reader is made of."""
