"""GORM's models."""
