"""Liquibase's change logs: what they say, in XML, YAML or JSON, and what that does to tables."""
