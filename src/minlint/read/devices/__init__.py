"""What apps and extensions declare that they may have of a person's device."""
