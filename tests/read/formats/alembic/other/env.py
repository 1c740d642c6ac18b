"""Sorts revisions by their down_revision and runs them."""

from alembic import context


def run(connection, metadata):
    context.configure(connection=connection, target_metadata=metadata)
    with context.begin_transaction():
        context.run_migrations()
