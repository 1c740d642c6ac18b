"""Ecto's schemas and migrations."""
