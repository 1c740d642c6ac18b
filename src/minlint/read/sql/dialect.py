"""Which SQL a file is written in: everything that differs before grammar does, decided in this one place."""

from __future__ import annotations

import re

from minlint.tuples import NamedTuple


class Dialect(NamedTuple):
    """How a dialect writes strings, comments and names, and ends statements.

    ``backslash``: escapes in every string. ``doubles``: ``"…"`` may be a string. ``triple``: so may three quotes.
    ``hashes``: ``#`` begins a comment; ``slashes``: so does ``//``; ``spaced``: ``--`` only before a space.
    ``executed``: ``/*! … */`` is code. ``dollars``: ``$tag$ … $tag$`` is a string. ``alternative``: so is ``q'[…]'``.
    ``nested``: block comments nest. ``brackets``: ``[name]`` is a name. ``dotted``: one in backticks may be qualified.
    ``marked``: a name may begin with ``#`` or ``@``. ``rowid``: an ``INTEGER PRIMARY KEY`` fills itself.
    ``into``: ``SELECT … INTO name`` makes a table. ``keeps``: a table made from a query asks for what its columns did.
    ``ends``: a line that ends a statement without being part of it, as a regular expression.
    """

    name: str
    backslash: bool = False
    doubles: bool = False
    triple: bool = False
    hashes: bool = False
    slashes: bool = False
    spaced: bool = False
    executed: bool = False
    dollars: bool = False
    alternative: bool = False
    nested: bool = False
    brackets: bool = False
    dotted: bool = False
    marked: bool = False
    rowid: bool = False
    into: bool = False
    keeps: bool = False
    ends: str = ""


POSTGRES = Dialect("postgres", dollars=True, nested=True, into=True)
MYSQL = Dialect("mysql", backslash=True, doubles=True, hashes=True, spaced=True, executed=True, keeps=True)
SQLITE = Dialect("sqlite", brackets=True, rowid=True)
TSQL = Dialect(
    "tsql",
    nested=True,
    brackets=True,
    marked=True,
    into=True,
    keeps=True,
    ends=r"[ \t]*+GO(?:[ \t]++\d++)?[ \t]*+;?[ \t]*+(?:--[^\r\n]*+)?",
)
ORACLE = Dialect("oracle", alternative=True, ends=r"[ \t]*+/[ \t]*+")
BIGQUERY = Dialect("bigquery", backslash=True, doubles=True, triple=True, hashes=True, dotted=True)
SNOWFLAKE = Dialect("snowflake", backslash=True, slashes=True, dollars=True)
REDSHIFT = POSTGRES._replace(name="redshift")
DUCKDB = POSTGRES._replace(name="duckdb", into=False)
CLICKHOUSE = Dialect("clickhouse", backslash=True, hashes=True)
SPARK = Dialect("spark", backslash=True, doubles=True, dotted=True)

DIALECTS = (POSTGRES, MYSQL, SQLITE, TSQL, ORACLE, BIGQUERY, SNOWFLAKE, REDSHIFT, DUCKDB, CLICKHOUSE, SPARK)
"""All of them; PostgreSQL first, which is what a file is read as that shows nothing."""

_IN_NAMES = (MYSQL, POSTGRES, SQLITE, TSQL, ORACLE, BIGQUERY, SNOWFLAKE, REDSHIFT, DUCKDB, CLICKHOUSE, SPARK)

SNIFFED = 65_536
"""How many characters are looked at; a dialect shows in its first table."""

_SUFFIXES = (
    *((".mysql", MYSQL), (".psql", POSTGRES), (".pgsql", POSTGRES), (".tsql", TSQL), (".hql", SPARK)),
    (".plsql", ORACLE),
)
_NAMED = re.compile(
    r"(?<![a-z])(?:(mysql|mariadb)|(postgres(?:ql)?|pgsql)|(sqlite3?)|(mssql|sql[-_]?server|tsql)|(oracle|plsql)"
    r"|(bigquery)|(snowflake)|(redshift)|(duckdb)|(clickhouse)|(spark|hive|databricks))(?![a-z])",
    re.IGNORECASE,
)
"""A file's own name may say its dialect; the groups are those of ``_IN_NAMES``."""

_DUMPS = (
    (MYSQL, r"^-- (?:MySQL|MariaDB) dump |^/\*M?!\d"),
    (POSTGRES, r"^-- PostgreSQL database (?:cluster )?dump|^\\(?:connect|restrict) "),
    (SQLITE, r"^PRAGMA "),
    (TSQL, r"^/\*{6} Object:  "),
    (ORACLE, r"^(?:REM|PROMPT)[ \t]|^SET (?:DEFINE|SERVEROUTPUT|SQLBLANKLINES|VERIFY|ECHO|FEEDBACK) "),
)

_OWN: tuple[tuple[Dialect, str], ...] = (
    (
        MYSQL,
        "AUTO_INCREMENT|ENGINE = INNODB|ENGINE = MYISAM|ENGINE = MEMORY|ENGINE = ARIA|UNSIGNED|TINYTEXT|MEDIUMTEXT",
    ),
    (MYSQL, "LONGTEXT|MEDIUMINT|TINYBLOB|MEDIUMBLOB|LONGBLOB|ON UPDATE CURRENT_TIMESTAMP|DELIMITER $ $|DELIMITER / /"),
    (
        POSTGRES,
        "TIMESTAMPTZ|JSONB|BYTEA|CHARACTER VARYING|TIMESTAMP WITHOUT|CREATE EXTENSION|AS ENUM|ADD VALUE|PLPGSQL",
    ),
    (POSTGRES, "SERIAL|BIGSERIAL|SMALLSERIAL|INHERITS (|CREATE DOMAIN|PARTITION OF"),
    (SQLITE, "PRIMARY KEY AUTOINCREMENT|WITHOUT ROWID|SQLITE_SEQUENCE|CREATE VIRTUAL TABLE|PRAGMA|) STRICT ;"),
    (TSQL, "NVARCHAR (|[ NVARCHAR ]|[ INT ]|[ VARCHAR ]|[ DATETIME ]|[ BIT ]|IDENTITY ( 1 ,|NONCLUSTERED"),
    (
        TSQL,
        "UNIQUEIDENTIFIER|DATETIME2|GETDATE (|SP_ADDEXTENDEDPROPERTY|[ DBO ]|DBO .|GO SET|GO CREATE|GO ALTER|PERSISTED",
    ),
    (TSQL, "SYSTEM_VERSIONING|HIERARCHYID|SMALLDATETIME|DECLARE @|ROWGUIDCOL|SYSDATETIME ("),
    (ORACLE, "VARCHAR2|NVARCHAR2|NOT NULL ENABLE|PCTFREE|STORAGE ( INITIAL|AS OBJECT (|AS TABLE OF|SYSDATE|NUMBER ( *"),
    (ORACLE, "VARRAY (|SEGMENT CREATION|END ; /|) ; /|SYSTIMESTAMP|NUMBER GENERATED|BINARY_DOUBLE|NOCACHE"),
    (BIGQUERY, "INT64|FLOAT64|BIGNUMERIC|OPTIONS ( DESCRIPTION|STRUCT <|NOT ENFORCED|PARTITION BY DATE ("),
    (
        SNOWFLAKE,
        "VARIANT|TIMESTAMP_NTZ|TIMESTAMP_LTZ|TIMESTAMP_TZ|MASKING POLICY|WITH TAG (|TRANSIENT TABLE|FILE FORMAT",
    ),
    (
        SNOWFLAKE,
        "NOT NULL AUTOINCREMENT|AUTOINCREMENT START|COPY GRANTS|DATA_RETENTION_TIME_IN_DAYS|NUMBER ( 38 ,|WAREHOUSE",
    ),
    (REDSHIFT, "DISTKEY|SORTKEY|DISTSTYLE|ENCODE ZSTD|ENCODE LZO|ENCODE RAW|ENCODE AZ64|ENCODE BYTEDICT|ENCODE AUTO"),
    (DUCKDB, "HUGEINT|UINTEGER|UBIGINT|UTINYINT|USMALLINT|STRUCT (|MAP (|UNION ( NUM"),
    (
        CLICKHOUSE,
        "MERGETREE|MERGETREE (|LOWCARDINALITY (|NULLABLE (|UINT8|UINT16|UINT32|UINT64|INT32|DATETIME64|CODEC (",
    ),
    (CLICKHOUSE, "REPLACINGMERGETREE|REPLACINGMERGETREE (|SUMMINGMERGETREE|AGGREGATINGMERGETREE|REPLICATEDMERGETREE ("),
    (CLICKHOUSE, "ON CLUSTER|ENUM8 (|ENUM16 (|FIXEDSTRING ("),
    (SPARK, "TBLPROPERTIES|ROW FORMAT|STORED AS|USING DELTA|USING PARQUET|USING ICEBERG|PARTITIONED BY ("),
    (
        SPARK,
        "ARRAY < STRING >|MAP < STRING|STRUCT <|STRUCT < X :|LIFECYCLE|USING CSV|USING JSON|USING ORC|ARRAY < INT >",
    ),
)
_SHARED: tuple[tuple[Dialect, str], ...] = (
    (MYSQL, "`|KEY `|ENUM (|TINYINT|CHARACTER SET|MODIFY COLUMN|CHANGE COLUMN|ENGINE ="),
    (POSTGRES, ": :|$ $|COMMENT ON|TIMESTAMP WITH"),
    (SQLITE, "TABLE [|( [|, ["),
    (TSQL, "TABLE [|( [|, [|] . [|GO|IDENTITY|BIT NOT NULL|BIT NULL|CLUSTERED"),
    (ORACLE, "NUMBER (|CLOB|ENABLE|PURGE"),
    (BIGQUERY, "STRING NOT NULL|STRING ,|STRUCT <|ARRAY <|CLUSTER BY"),
    (SNOWFLAKE, "CREATE OR REPLACE TABLE|NUMBER (|CLUSTER BY|STRING ,"),
    (SPARK, "STRING COMMENT|INT COMMENT|ARRAY <|STRING ,"),
    (DUCKDB, "VARCHAR [ ]|INTEGER [ ]|DOUBLE [ ]"),
    (CLICKHOUSE, "STRING ,"),
)
_ASIDE = re.compile(r"--[^\r\n]*+|'[^'\r\n]*+'?|/\*[^!M](?:[^*]++|\*(?!/))*+(?:\*/)?")
_WORD = re.compile(r"\w++|[^\w\s]")
_FIRST_MEMBER = re.compile(r"< (?:` )?\w++ (?:` )?:")


def detect(text: str, name: str = "") -> Dialect:
    """The dialect of a text, by the file's suffix, a dump's banner, its words or its name; else PostgreSQL."""
    head = text[:SNIFFED]
    for suffix, dialect in _SUFFIXES:
        if name.lower().endswith(suffix):
            return dialect
    for dialect, banner in _DUMPS:
        if re.search(banner, head, re.MULTILINE):
            return dialect
    code = f" {' '.join(_WORD.findall(_ASIDE.sub(' ', head).upper()))} "
    code = _FIRST_MEMBER.sub("< X :", code)
    return _best(code, _OWN) or _named(name) or _best(code, _SHARED) or POSTGRES


def _named(name: str) -> Dialect | None:
    """The dialect that a file's own name says; its folders' names differ with where one stands."""
    found = _NAMED.search(name.rpartition("/")[2])
    return _IN_NAMES[found.lastindex - 1] if found and found.lastindex else None


def _best(code: str, marks: tuple[tuple[Dialect, str], ...]) -> Dialect | None:
    """The dialect most of whose marks stand in the code; each line's end counts."""
    counts: dict[Dialect, int] = {}
    for dialect, phrases in marks:
        counts[dialect] = counts.get(dialect, 0) + sum(code.count(f" {phrase} ") for phrase in phrases.split("|"))
    best = max(counts, key=lambda dialect: counts[dialect])
    return best if counts[best] else None
