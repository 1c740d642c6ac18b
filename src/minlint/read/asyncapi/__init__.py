"""What the AsyncAPI reader is made of."""
