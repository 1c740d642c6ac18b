"""Packs: an organisation's own categories, profiles, laws and rules, in folders written as ``rules/`` is."""
