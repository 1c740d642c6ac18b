"""Laravel's migrations: what their blueprints do to tables."""
