"""What the Smithy reader is made of."""
