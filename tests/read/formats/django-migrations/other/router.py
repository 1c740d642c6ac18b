"""Says to which database migrations.Migration classes go."""


class Router:
    def allow_migrate(self, db, app_label, **hints):
        return db == "default"
