"""What one value tells of its precision, a ladder at a time."""
