"""A clinic in real servers, with a role that may only read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import psycopg
import pymysql
import pytest

PASSWORD = "zqcanary pass/w@rd#1"
"""The password of the role that reads."""

ENCODED = "zqcanary%20pass%2Fw%40rd%231"
"""The same as it stands in an address."""

POSTGRES_DDL = """
CREATE TYPE care.mood AS ENUM ('zqcanary calm', 'sad');
CREATE DOMAIN care.zip AS varchar(5) NOT NULL CHECK (VALUE ~ '^[0-9]+$');
CREATE DOMAIN care.visa AS text CHECK (VALUE IN ('B1', 'F1'));
CREATE TYPE care.place AS (street text, town text);
CREATE TABLE care.doctors (id serial PRIMARY KEY, name text NOT NULL);
CREATE TABLE care.patients (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email varchar(80) NOT NULL UNIQUE,
  born date,
  mood care.mood,
  zip care.zip,
  visa care.visa,
  home care.place,
  tags text[],
  profile jsonb,
  photo bytea,
  doctor int REFERENCES care.doctors (id),
  status text CHECK (status IN ('in', 'out')),
  seen timestamptz DEFAULT now(),
  weight numeric(5, 2),
  note text
);
COMMENT ON TABLE care.patients IS 'zqcanary those in care';
COMMENT ON COLUMN care.patients.email IS 'zqcanary where to write to';
CREATE TABLE care.visits (
  at timestamptz NOT NULL, patient bigint REFERENCES care.patients (id)
) PARTITION BY RANGE (at);
"""
POSTGRES_ROWS = r"""
CREATE TABLE care.visits_1 PARTITION OF care.visits FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE VIEW care.mails AS SELECT email, born FROM care.patients;
CREATE MATERIALIZED VIEW care.kept AS SELECT email FROM care.patients;
CREATE TABLE care.secret (ssn text);
CREATE TABLE care.half (email text, ssn text);
INSERT INTO care.doctors (name) VALUES ('zqcanary Ann'), ('Bob');
INSERT INTO care.half VALUES ('zqcanary@mail.example', 'zqcanary');
INSERT INTO care.patients (email, born, mood, zip, visa, home, tags, profile, photo, doctor, status, weight, note)
SELECT 'zqcanary' || n || '@mail.example', date '1950-01-01' + n, 'sad', '12345', 'B1',
  ROW('Main St '::text || n, 'zqcanary'::text)::care.place,
  ARRAY['zqcanary', 'b'], jsonb_build_object('phone', '+31 6 5551' || lpad(n::text, 4, '0'), 'kids',
  jsonb_build_array(jsonb_build_object('name', 'zqcanary'))), '\xffd8', 1 + n % 2, 'in', 71.25,
  CASE WHEN n % 2 = 0 THEN 'says "zqcanary", and' || chr(10) || 'more' WHEN n % 3 = 0 THEN '' END
FROM generate_series(1, 2500) n;
INSERT INTO care.visits SELECT '2024-02-01', n FROM generate_series(1, 500) n;
REFRESH MATERIALIZED VIEW care.kept;
"""


def url(where: str, user: str, password: str = "", database: str = "clinic", more: str = "") -> str:
    """An address of the server that a connection string of the tests names."""
    host = where.partition("host=")[2].partition(" ")[0]
    return f"postgresql://{user}{':' + password if password else ''}@/{database}?host={host}{more}"


@pytest.fixture(scope="session")
def clinic(postgres: str) -> Iterator[str]:
    """A database ``clinic`` with a schema ``care``, and ``reader``, who may read most of it and needs a password."""
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute("CREATE DATABASE clinic")
        hba = connection.execute("SHOW hba_file").fetchone()
        assert hba
        with open(hba[0], encoding="utf-8") as file:
            rules = file.read()
        with open(hba[0], "w", encoding="utf-8") as file:
            file.write(f"local all reader scram-sha-256\n{rules}")
        connection.execute("SELECT pg_reload_conf()")
    with psycopg.connect(postgres.replace("dbname=postgres", "dbname=clinic"), autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA care; {POSTGRES_DDL}")
        connection.execute(POSTGRES_ROWS)
        connection.execute(f"""CREATE ROLE reader LOGIN PASSWORD '{PASSWORD}'; GRANT USAGE ON SCHEMA care TO reader;
            GRANT SELECT ON ALL TABLES IN SCHEMA care TO reader; REVOKE ALL ON care.secret, care.half FROM reader;
            GRANT SELECT (email) ON care.half TO reader""")
    yield postgres
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute("DROP DATABASE clinic WITH (FORCE)")
        connection.execute("DROP ROLE reader")


MYSQL_DDL = """
CREATE TABLE doctors (id int AUTO_INCREMENT PRIMARY KEY, name varchar(80) NOT NULL);
CREATE TABLE patients (
  id bigint AUTO_INCREMENT PRIMARY KEY,
  email varchar(80) NOT NULL UNIQUE COMMENT 'zqcanary where to write to',
  born date,
  visa enum('B1', 'F1') NOT NULL DEFAULT 'B1',
  profile json,
  photo blob,
  place point,
  doctor int,
  flags bit(3),
  weight decimal(5, 2),
  note text,
  FOREIGN KEY (doctor) REFERENCES doctors (id)
) COMMENT 'zqcanary those in care';
"""
MYSQL_ROWS = """
CREATE VIEW mails AS SELECT email, born FROM patients;
CREATE TABLE secret (ssn text);
INSERT INTO doctors (name) VALUES ('zqcanary Ann'), ('Bob');
INSERT INTO patients (email, born, profile, photo, place, doctor, flags, weight, note)
  SELECT concat('zqcanary', seq, '@mail.example'), date '1950-01-01' + INTERVAL seq DAY,
    json_object('phone', concat('+31 6 5551', lpad(seq, 4, '0'))), x'ffd8', point(4.35, 52.01), 1 + seq % 2,
    b'101', 71.25,
    if(seq % 2, 'zqcanary, and\nmore', NULL) FROM seq_1_to_2500;
"""


def statements(text: str) -> list[str]:
    """A script's statements."""
    return [statement for statement in text.split(";\n") if statement.strip()]


@pytest.fixture(scope="session")
def shop(mariadb: str) -> Iterator[str]:
    """A database ``shop`` in MariaDB, and ``reader``, who may read most of it and needs a password."""
    with closing(pymysql.connect(unix_socket=mariadb, user="root", autocommit=True)) as connection:
        cursor: Any = connection.cursor()
        cursor.execute("CREATE DATABASE shop")
        cursor.execute("USE shop")
        for statement in statements(MYSQL_DDL + MYSQL_ROWS):
            cursor.execute(statement)
        cursor.execute(f"CREATE USER reader IDENTIFIED BY '{PASSWORD}'")
        for table in ("doctors", "patients", "mails"):
            cursor.execute(f"GRANT SELECT ON shop.{table} TO reader")
        cursor.execute("GRANT INSERT ON shop.secret TO reader")
    yield mariadb
    with closing(pymysql.connect(unix_socket=mariadb, user="root", autocommit=True)) as connection:
        cursor = connection.cursor()
        cursor.execute("DROP DATABASE shop")
        cursor.execute("DROP USER reader")
