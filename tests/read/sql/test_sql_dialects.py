"""What each dialect writes in its own way; nested types become paths."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from minlint.model import Field, Source
from minlint.read.sql.dialect import (
    BIGQUERY,
    CLICKHOUSE,
    DUCKDB,
    ORACLE,
    REDSHIFT,
    SNOWFLAKE,
    SPARK,
    Dialect,
    detect,
)

ReadSql = Callable[..., Source]

ORACLE_DDL = """REM don't worry; it's a remark
PROMPT Creating tables...
SET DEFINE OFF
CREATE OR REPLACE TYPE phone_t AS OBJECT (area VARCHAR2(5), num VARCHAR2(10), MEMBER FUNCTION whole RETURN VARCHAR2)
/
CREATE TYPE phones_t AS TABLE OF phone_t;
/
CREATE TYPE tags_v AS VARRAY(10) OF VARCHAR2(30);
/
CREATE TABLE "HR"."EMPLOYEES"
   (\t"EMPLOYEE_ID" NUMBER(6,0) GENERATED ALWAYS AS IDENTITY MINVALUE 1 NOT NULL ENABLE,
\t"FIRST_NAME" VARCHAR2(20 CHAR) DEFAULT q'[it's; fine]',
\t"SALARY" NUMBER(8,2) CONSTRAINT "EMP_SAL_MIN" CHECK (salary > 0) ENABLE,
\t"LAT" NUMBER(9,6), PHONES phones_t, tags tags_v, home phone_t NOT NULL,
\t"FULL" VARCHAR2(100 BYTE) GENERATED ALWAYS AS (FIRST_NAME || 'x') VIRTUAL,
\t"BIO" CLOB,
\t CONSTRAINT "EMP_PK" PRIMARY KEY ("EMPLOYEE_ID")
  USING INDEX PCTFREE 10 STORAGE(INITIAL 65536 NEXT 1048576) TABLESPACE "USERS"  ENABLE,
\t SUPPLEMENTAL LOG DATA (ALL) COLUMNS
   ) SEGMENT CREATION IMMEDIATE
  PCTFREE 10 PCTUSED 40 NOCOMPRESS LOGGING
  TABLESPACE "USERS" NESTED TABLE PHONES STORE AS phones_nt
 LOB ("BIO") STORE AS SECUREFILE (TABLESPACE "USERS" ENABLE STORAGE IN ROW CHUNK 8192)
/
CREATE OR REPLACE PACKAGE BODY p AS
  PROCEDURE x IS BEGIN NULL; END;
END p;
/
BEGIN
  EXECUTE IMMEDIATE 'DROP TABLE hr.employees';
EXCEPTION WHEN OTHERS THEN NULL;
END;
/
ALTER TABLE hr.employees ADD (email VARCHAR2(25 CHAR) NOT NULL, hired DATE DEFAULT SYSDATE);
ALTER TABLE hr.employees MODIFY (bio NOT NULL, email NULL);
COMMENT ON COLUMN hr.employees.salary IS 'Monthly pay';
COMMENT ON TABLE HR.EMPLOYEES IS q'{People's rows}';
"""
BIGQUERY_DDL = """CREATE OR REPLACE TABLE `my-proj.clinic.patients`
(
  id INT64 NOT NULL OPTIONS(description="Patient's key"),
  name STRUCT<first STRING NOT NULL OPTIONS(description='given name'), last STRING>,
  tags ARRAY<STRING>,
  homes ARRAY<STRUCT<street STRING, zip STRING(5), geo STRUCT<lat FLOAT64, lon FLOAT64>>> NOT NULL, # all of them
  amount NUMERIC(10, 2) DEFAULT 0,
  PRIMARY KEY (id) NOT ENFORCED
)
PARTITION BY DATE(created)
CLUSTER BY id
OPTIONS(description="All patients", labels=[("a", "b")]);
ALTER TABLE my-proj.clinic.patients ALTER COLUMN amount SET OPTIONS (description = '''what's due''');
"""
SNOWFLAKE_DDL = """create or replace transient TABLE db.sch.t (
\tID NUMBER(38,0) NOT NULL autoincrement start 1 increment 1 noorder COMMENT 'key\\'s',
\tEMAIL VARCHAR(16777216) WITH MASKING POLICY db.sch.m USING (EMAIL, ID) WITH TAG (db.pii='e', x.y='z') COMMENT 'mail',
\tSSN STRING MASKING POLICY m TAG (a='b') NOT NULL, // don't; care
\tDATA VARIANT, O OBJECT(a INT, b VARCHAR), A ARRAY(VARCHAR), M MAP(VARCHAR, INT),
\tTS TIMESTAMP_NTZ(9) DEFAULT CURRENT_TIMESTAMP(),
\tconstraint pk primary key (ID) not enforced
) CLUSTER BY (ID) DATA_RETENTION_TIME_IN_DAYS=1 COMMENT='a table';
alter table db.sch.t alter column ts comment 'when', column ssn drop not null;
"""
REDSHIFT_DDL = """CREATE TABLE public.users (id BIGINT IDENTITY(1,1) ENCODE az64 DISTKEY,
  email VARCHAR(256) NOT NULL ENCODE zstd SORTKEY, extra SUPER) DISTSTYLE KEY COMPOUND SORTKEY(id, email);
"""
DUCKDB_DDL = """CREATE TABLE t (a STRUCT(x INTEGER, y VARCHAR)[], m MAP(VARCHAR, INTEGER), l INTEGER[], f FLOAT[512],
  u UNION(num INTEGER, str VARCHAR), h HUGEINT, e ENUM('a','b'), g INTEGER GENERATED ALWAYS AS (h + 1) VIRTUAL,
  PRIMARY KEY (h));
"""
CLICKHOUSE_DDL = """CREATE TABLE db.hits ON CLUSTER '{cluster}'
(
    `id` UInt64 CODEC(Delta, ZSTD),
    email LowCardinality(Nullable(String)) COMMENT 'it\\'s mail',
    `sex` Enum8('f' = 1, 'm' = 2),
    contacts Nested(kind String, value Nullable(String)),
    pt Tuple(lat Float64, lon Float64), un Tuple(String, Int32),
    tags Array(LowCardinality(String)), attrs Map(String, String),
    d DateTime64(3, 'UTC') DEFAULT now() TTL d + INTERVAL 1 MONTH,
    m String MATERIALIZED lower(email), al String ALIAS upper(email),
    a.b Array(String),
    INDEX idx email TYPE bloom_filter GRANULARITY 1,
    PROJECTION p (SELECT id ORDER BY email),
    CONSTRAINT c CHECK id > 0
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(d) ORDER BY (id) TTL d + INTERVAL 1 YEAR SETTINGS index_granularity = 8192
COMMENT 'hits of people';
ALTER TABLE db.hits ADD COLUMN x String AFTER id, COMMENT COLUMN x 'an x', MODIFY COLUMN un String, DROP COLUMN al;
"""
SPARK_DDL = """CREATE EXTERNAL TABLE IF NOT EXISTS `crm.people` (
  `id` bigint COMMENT 'the key',
  name STRUCT<first: STRING COMMENT 'given; name', last: STRING>,
  phones ARRAY<STRUCT<kind:STRING,num:STRING>>, m MAP<STRING, ARRAY<INT>>, mm map<string,struct<a:int>>
) PARTITIONED BY (dt string COMMENT 'day', country string)
ROW FORMAT SERDE 'org.apache.hadoop.hive.ql.io.orc.OrcSerde'
STORED AS ORC LOCATION "s3://b/it's" TBLPROPERTIES ('comment'='People', 'a'='b');
ALTER TABLE crm.people ADD COLUMNS (c STRING COMMENT 'cc', e INT);
"""
EXPECTED: list[tuple[Dialect, str, str, list[str], dict[str, str]]] = [
    (
        ORACLE,
        ORACLE_DDL,
        "HR.EMPLOYEES",
        [
            *("EMPLOYEE_ID | NUMBER(6,0) | DP", "FIRST_NAME | VARCHAR2(20 CHAR) | D", "SALARY | NUMBER(8,2) |"),
            *("LAT | NUMBER(9,6) |", "PHONES | phone_t |", "PHONES[].area | VARCHAR2(5) |"),
            *("PHONES[].num | VARCHAR2(10) |", "tags[] | VARCHAR2(30) |", "home | phone_t | M"),
            *("home.area | VARCHAR2(5) |", "home.num | VARCHAR2(10) |", "FULL | VARCHAR2(100 BYTE) | D"),
            *("BIO | CLOB | M", "email | VARCHAR2(25 CHAR) |", "hired | DATE | D"),
        ],
        {"": "People's rows", "SALARY": "Monthly pay"},
    ),
    (
        BIGQUERY,
        BIGQUERY_DDL,
        "my-proj.clinic.patients",
        [
            *("id | INT64 | MP", "name | STRUCT |", "name.first | STRING |", "name.last | STRING |"),
            *("tags[] | ARRAY<STRING> |", "homes | ARRAY<STRUCT> | M", "homes[].street | STRING |"),
            *("homes[].zip | STRING(5) |", "homes[].geo | STRUCT |", "homes[].geo.lat | FLOAT64 |"),
            *("homes[].geo.lon | FLOAT64 |", "amount | NUMERIC(10,2) | D"),
        ],
        {
            "": "All patients",
            "id": "Patient's key",
            "name.first": "given name",
            "homes": "all of them",
            "amount": "what's due",
        },
    ),
    (
        SNOWFLAKE,
        SNOWFLAKE_DDL,
        "db.sch.t",
        [
            *("ID | NUMBER(38,0) | DP", "EMAIL | VARCHAR(16777216) |", "SSN | STRING |", "DATA | VARIANT |"),
            *("O | OBJECT |", "O.a | INT |", "O.b | VARCHAR |", "A[] | ARRAY(VARCHAR) |"),
            *("M | MAP(VARCHAR, INT) |", "M.{key} | MAP(VARCHAR, INT) |", "TS | TIMESTAMP_NTZ(9) | D"),
        ],
        {"": "a table", "ID": "key's", "EMAIL": "mail", "SSN": "don't; care", "TS": "when"},
    ),
    (
        REDSHIFT,
        REDSHIFT_DDL,
        "public.users",
        ["id | BIGINT | D", "email | VARCHAR(256) | M", "extra | SUPER |"],
        {},
    ),
    (
        DUCKDB,
        DUCKDB_DDL,
        "t",
        [
            *("a | STRUCT[] |", "a[].x | INTEGER |", "a[].y | VARCHAR |", "m | MAP(VARCHAR, INTEGER) |"),
            *("m.{key} | MAP(VARCHAR, INTEGER) |", "l[] | INTEGER[] |", "f | FLOAT[512] |", "u | UNION |"),
            *("u.num | INTEGER |", "u.str | VARCHAR |", "h | HUGEINT | MP", "e | ENUM |", "g | INTEGER | D"),
        ],
        {},
    ),
    (
        CLICKHOUSE,
        CLICKHOUSE_DDL,
        "db.hits",
        [
            *("id | UInt64 |", "x | String |", "email | LowCardinality(Nullable(String)) |", "sex | Enum8 |"),
            "contacts | Nested |",
            *("contacts.kind | String |", "contacts.value | Nullable(String) |", "pt | Tuple |"),
            *("pt.lat | Float64 |", "pt.lon | Float64 |", "un | String |", "tags[] | Array(LowCardinality(String)) |"),
            *("attrs | Map(String, String) |", "attrs.{key} | Map(String, String) |", "d | DateTime64 | D"),
            *("m | String | D", "a.b[] | Array(String) |"),
        ],
        {"": "hits of people", "email": "it's mail", "x": "an x"},
    ),
    (
        SPARK,
        SPARK_DDL,
        "crm.people",
        [
            *("id | bigint |", "name | STRUCT |", "name.first | STRING |", "name.last | STRING |"),
            *("phones | ARRAY<STRUCT> |", "phones[].kind | STRING |", "phones[].num | STRING |"),
            *("m | MAP<STRING, ARRAY<INT>> |", "m.{key}[] | MAP<STRING, ARRAY<INT>> |", "mm | map<string, struct> |"),
            *("mm.{key}.a | int |", "dt | string |", "country | string |", "c | STRING |", "e | INT |"),
        ],
        {"": "People", "id": "the key", "name.first": "given; name", "dt": "day", "c": "cc"},
    ),
]


@pytest.mark.parametrize(
    ("dialect", "text", "name", "rows", "comments"), EXPECTED, ids=[case[0].name for case in EXPECTED]
)
def test_a_table_of_each_dialect(
    read_sql: ReadSql,
    row: Callable[[Field], str],
    dialect: Dialect,
    text: str,
    name: str,
    rows: list[str],
    comments: dict[str, str],
) -> None:
    assert detect(text) == dialect
    source = read_sql(text)
    assert source.problems == ()
    (record,) = source.records
    assert record.name == name
    assert [row(field).partition(" ")[2] for field in record.fields] == rows
    said = {field.path: field.comment for field in record.fields if field.comment}
    assert ({"": record.comment} if record.comment else {}) | said == comments


@pytest.mark.parametrize(("dialect", "text"), [case[:2] for case in EXPECTED], ids=[case[0].name for case in EXPECTED])
def test_places_are_those_of_the_names(read_sql: ReadSql, dialect: Dialect, text: str) -> None:
    lines = text.split("\n")
    for field in read_sql(text, f"{dialect.name}.sql").records[0].fields:
        assert field.span and field.span.line == field.span.end_line
        written = lines[field.span.line - 1][field.span.column - 1 : field.span.end_column - 1]
        assert (
            written.lower()
            == field.path.removesuffix(".{key}[]")
            .removesuffix(".{key}")
            .rpartition("].")[2]
            .removesuffix("[]")
            .rpartition("." if field.path != "a.b[]" else "#")[2]
            .lower()
        )


def test_enumerations_and_containers(read_sql: ReadSql) -> None:
    fields = {field.path: field for field in read_sql(CLICKHOUSE_DDL).records[0].fields}
    assert fields["sex"].enum == ("f", "m")
    assert {path for path, field in fields.items() if field.container} == {"contacts", "pt", "attrs"}


@pytest.mark.parametrize("opening", ["STRUCT<a ", "ARRAY<", "MAP<STRING, ", "Tuple(a ", "Nullable("])
def test_types_nested_without_end(read_sql: ReadSql, opening: str) -> None:
    source = read_sql(f"CREATE TABLE t (x {opening * 2000}INT{'>' * 2000}, y INT64);\nCREATE TABLE u (a int);")
    assert source.records[0].fields[0].path in ("x", "x" + "[]" * 24, "x" + "[]" * 25)
