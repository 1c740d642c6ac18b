"""minlint: a linter that holds collected data against the purpose stated for it."""

__version__ = "0.1.0"
