"""PostgreSQL through psycopg: connection, catalogue, rows."""
