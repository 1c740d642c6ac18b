"""MySQL and MariaDB through PyMySQL: connection, catalogue, rows."""
