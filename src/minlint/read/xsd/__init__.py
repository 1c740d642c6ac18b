"""What the XML Schema reader is made of."""
