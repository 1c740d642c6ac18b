"""T-SQL as Management Studio scripts it and as people write it."""

from __future__ import annotations

from collections.abc import Callable

from minlint.model import Field, Reference, Source

ReadSql = Callable[..., Source]

SCRIPT = """USE [Clinic]
GO
/****** Object:  Table [dbo].[Patients]    Script Date: 01/02/2020 ******/
SET ANSI_NULLS ON
GO
CREATE TABLE [dbo].[Patients](
\t[PatientId] [int] IDENTITY(1,1) NOT FOR REPLICATION NOT NULL,
\t[First Name] [nvarchar](50) NOT NULL, -- given
\t[Ssn] [char](11) MASKED WITH (FUNCTION = 'default()') NULL,
\t[Full]  AS ([First Name]+' x') PERSISTED,
\t[Born] [dbo].[BirthDate] NULL,
\t[Odd]]Name] [xml] NULL,
\t[From] datetime2 GENERATED ALWAYS AS ROW START HIDDEN NOT NULL,
\t[To] datetime2 GENERATED ALWAYS AS ROW END HIDDEN NOT NULL,
\tPERIOD FOR SYSTEM_TIME ([From],[To]),
 CONSTRAINT [PK_Patients] PRIMARY KEY CLUSTERED
(
\t[PatientId] ASC
)WITH (PAD_INDEX = OFF, STATISTICS_NORECOMPUTE = OFF) ON [PRIMARY],
 INDEX ix NONCLUSTERED ([Ssn])
) ON [PRIMARY] TEXTIMAGE_ON [PRIMARY]
WITH (SYSTEM_VERSIONING = ON (HISTORY_TABLE = dbo.PatientsHistory))
GO
"""


def _rows(source: Source, row: Callable[[Field], str]) -> list[str]:
    return [row(field).partition(" ")[2] for field in source.records[0].fields]


def test_a_scripted_table(read_sql: ReadSql, row: Callable[[Field], str]) -> None:
    source = read_sql(SCRIPT)
    assert [record.name for record in source.records] == ["dbo.Patients"]
    assert source.problems == ()
    assert _rows(source, row) == [
        "PatientId | int | DP",
        "First Name | nvarchar(50) | M",
        "Ssn | char(11) |",
        "Full |  | D",
        "Born | dbo.BirthDate |",
        "Odd]Name | xml |",
        "From | datetime2 | D",
        "To | datetime2 | D",
    ]
    assert source.records[0].fields[1].comment == "given"
    span = source.records[0].fields[0].span
    assert span and span == (7, 3, 7, 12)


def test_changes_without_semicolons(read_sql: ReadSql, row: Callable[[Field], str]) -> None:
    source = read_sql(
        SCRIPT
        + """ALTER TABLE [dbo].[Patients] ADD  CONSTRAINT [DF_x]  DEFAULT (newid()) FOR [Odd]]Name]
GO
ALTER TABLE [dbo].[Patients]  WITH CHECK ADD  CONSTRAINT [FK_p] FOREIGN KEY([Ssn])
REFERENCES [dbo].[People] ([Number])
ALTER TABLE [dbo].[Patients] CHECK CONSTRAINT [FK_p]
GO
ALTER TABLE dbo.Patients ADD a int NULL, [b] [int] NOT NULL CONSTRAINT DF_b DEFAULT 0, CONSTRAINT UQ_b UNIQUE (b)
ALTER TABLE dbo.Patients ALTER COLUMN [First Name] nvarchar(80) NULL
ALTER TABLE dbo.Patients DROP CONSTRAINT DF_b, COLUMN a
EXEC sp_rename 'dbo.Patients.Born', 'Birthday', 'COLUMN';
CREATE TYPE [dbo].[BirthDate] FROM [date] NOT NULL
go 2
"""
    )
    assert source.problems == ()
    assert _rows(source, row) == [
        "PatientId | int | DP",
        "First Name | nvarchar(80) |",
        "Ssn | char(11) |",
        "Full |  | D",
        "Birthday | date | M",
        "Odd]Name | xml | D",
        "From | datetime2 | D",
        "To | datetime2 | D",
        "b | int | MU",
    ]
    fields = {field.path: field for field in source.records[0].fields}
    assert fields["Ssn"].references == Reference("dbo.People", "Number")
    assert fields["Birthday"].format == "dbo.BirthDate"


def test_descriptions_are_what_the_schema_says(read_sql: ReadSql) -> None:
    source = read_sql(
        SCRIPT
        + """EXEC sys.sp_addextendedproperty @name=N'MS_Description', @value=N'It''s a number' , @level0type=N'SCHEMA',
 @level0name=N'dbo', @level1type=N'TABLE',@level1name=N'Patients', @level2type=N'COLUMN',@level2name=N'Ssn'
EXEC sys.sp_addextendedproperty N'MS_Description', N'All patients', N'SCHEMA', N'dbo', N'TABLE', N'Patients'
EXEC sp_addextendedproperty N'microsoft_database_tools_support', 1, N'SCHEMA', N'dbo', N'TABLE', N'Patients'
GO
DECLARE @v sql_variant
SET @v = N'Day of birth'
EXECUTE sp_addextendedproperty N'MS_Description', @v, N'SCHEMA', N'dbo', N'TABLE', N'Patients', N'COLUMN', N'Born'
EXEC sp_addextendedproperty N'MS_Description', N'an index', N'SCHEMA', N'dbo', N'TABLE', N'Patients', N'INDEX', N'ix'
GO
"""
    )
    (record,) = source.records
    assert record.comment == "All patients"
    assert {field.path: field.comment for field in record.fields if field.comment} == {
        "First Name": "given",
        "Ssn": "It's a number",
        "Born": "Day of birth",
    }


def test_batches_end_routines_and_hold_blocks(read_sql: ReadSql) -> None:
    source = read_sql(
        """IF NOT EXISTS (SELECT * FROM sys.objects WHERE name = 'Visits')
BEGIN
CREATE TABLE Visits (id uniqueidentifier, pid int FOREIGN KEY REFERENCES dbo.Patients(PatientId))
END
GO
DECLARE @t TABLE (secret int)
GO
CREATE TYPE dbo.IdList AS TABLE (id int)
GO
CREATE OR ALTER PROC dbo.p @x int AS
BEGIN
  CREATE TABLE inner_one (a int);
  SELECT 1;
END
GO
CREATE TABLE [Last] (a [int])"""
    )
    assert source.problems == ()
    assert {record.name: [field.path for field in record.fields] for record in source.records} == {
        "Visits": ["id", "pid"],
        "Last": ["a"],
    }
    pid = source.records[0].fields[1]
    assert (pid.primary, pid.references) == (False, Reference("dbo.Patients", "PatientId"))


def test_a_view(read_sql: ReadSql, row: Callable[[Field], str]) -> None:
    source = read_sql(
        SCRIPT
        + """CREATE VIEW dbo.Names WITH SCHEMABINDING AS
SELECT TOP (5) p.[First Name] AS Given, Number = p.Ssn, COUNT_BIG(*) AS n, [Born]
FROM dbo.Patients AS p INNER JOIN Visits v ON v.pid = p.PatientId
GO
"""
    )
    assert [row(field) for field in source.records[1].fields] == [
        "25:34 Given | nvarchar(50) |",
        "25:41 Number | char(11) |",
        "25:73 n |  |",
        "25:77 Born | dbo.BirthDate |",
    ]
    assert source.records[1].name == "dbo.Names"
