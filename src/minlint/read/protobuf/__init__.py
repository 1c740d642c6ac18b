"""What the Protocol Buffers reader is made of."""
