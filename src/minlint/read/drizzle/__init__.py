"""Drizzle's tables."""
