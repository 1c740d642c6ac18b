"""TypeORM's entities, and the columns that its decorators and entity schemas declare."""
