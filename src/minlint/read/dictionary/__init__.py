"""What the data dictionary reader is made of."""
