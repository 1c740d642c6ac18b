"""The reader against the catalogues of real servers that ran the same DDL."""

from __future__ import annotations


def test_the_servers_answer(postgres: str, mariadb: str) -> None:
    import psycopg
    import pymysql

    with psycopg.connect(postgres) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    with pymysql.connect(unix_socket=mariadb, user="root") as other, other.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)
