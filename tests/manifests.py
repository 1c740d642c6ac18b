"""Manifests that tests of several parts share."""

NEWS = """version: 1
purposes:
  news:
    statement: Send a newsletter to subscribers who asked for it, until they unsubscribe.
    necessary: [user.contact.email]
    owner: a@b.example
    retention: 1 year
"""
"""One purpose, which needs an e-mail address; what it is bound to is added by who uses it."""
