"""Rails' migrations: what their calls do to tables."""
