"""Mongoose's schemas."""
