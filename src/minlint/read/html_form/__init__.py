"""Forms in HTML."""
