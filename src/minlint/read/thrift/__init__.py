"""What the Thrift reader is made of."""
