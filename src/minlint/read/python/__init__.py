"""Models in Python: what a module's classes declare, one file a family of libraries."""
