"""Sequelize's models."""
