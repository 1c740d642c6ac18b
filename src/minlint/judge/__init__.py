"""Facts, rules and purposes in, findings out."""
