"""Spark through Ibis: a quiet session, its tables, and files that it reads."""

from __future__ import annotations

import os
import subprocess
from typing import Any
from urllib.parse import parse_qs

from minlint.errors import Unreadable
from minlint.model import Record, Source
from minlint.read import Options
from minlint.read.input import Input
from minlint.read.live import driver
from minlint.read.parts import stem

READS = ("parquet", "orc", "csv", "jsonl")
"""Formats of files that Spark is asked to read."""

_VIEW = "minlint_rows"


def session(address: str = "") -> tuple[Any, str]:
    """A session, and what the address names of its catalogue. Raises `Unreadable` where there is none to be had."""
    driver("pyspark", "spark")
    host, _, name = address.partition("://")[2].partition("?")[0].partition("/")
    told = parse_qs(address.partition("?")[2]).get("master")
    master = told[-1] if told else f"spark://{host}" if host else ""
    return _begun(master), name


def _begun(master: str) -> Any:
    """Spark logs onto standard error, rows among it: its process gets none."""
    from pyspark import SparkConf, SparkContext
    from pyspark.errors import PySparkException
    from pyspark.java_gateway import launch_gateway
    from pyspark.sql import SparkSession

    if active := SparkSession.getActiveSession():
        return active
    conf = SparkConf().setAppName("minlint").set("spark.ui.enabled", "false")
    conf.set("spark.ui.showConsoleProgress", "false").set("spark.sql.session.timeZone", "UTC")
    if master:  # else the one of spark-defaults.conf, or this machine
        conf.setMaster(master)
    silent = {"stdin": subprocess.PIPE, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    try:
        gateway = launch_gateway(conf, popen_kwargs=silent)  # type: ignore[no-untyped-call]
        return SparkSession(SparkContext(gateway=gateway, conf=conf))
    except (PySparkException, OSError, RuntimeError) as error:
        raise Unreadable(f"no Spark session can be had ({failure(error)}); it takes Java") from None
    except Exception as error:
        if type(error).__module__.partition(".")[0] != "py4j":
            raise
        raise Unreadable(f"no Spark session can be had ({failure(error)})") from None


def failure(error: Exception) -> str:
    """What went wrong, without the words that quote data: Spark's own name for it, else the kind of error."""
    if isinstance(error, Unreadable):
        return error.reason
    named = getattr(error, "getCondition", None) or getattr(error, "getErrorClass", None)
    return str(named() or type(error).__name__) if named else type(error).__name__


def tables(spark: Any, wanted: str) -> list[str]:
    """The tables that a name stands for: itself, those of a database, or those of the current one."""
    if wanted and spark.catalog.tableExists(wanted):
        return [wanted]
    listed = spark.catalog.listTables(wanted) if wanted else spark.catalog.listTables()
    return sorted(f"{wanted}.{table.name}" if wanted else table.name for table in listed)


def record(spark: Any, name: str, options: Options) -> Record:
    """A table of the catalogue, with its columns' comments."""
    found = _of(spark, spark.table(name), name, options)
    said = {column.name: column.description or "" for column in spark.catalog.listColumns(name)}
    fields = (field._replace(comment=said.get(field.path.partition(".")[0], "")) for field in found.fields)
    return found._replace(fields=tuple(fields))


def read_files(source: Input, form: str, options: Options) -> Source:
    """A file or a dataset of several, read in the cluster."""
    spark, _ = session()
    try:
        return Source(source.name, form, "data", (_of(spark, _frame(spark, source, form), stem(source.name), options),))
    except Exception as error:  # whatever Spark raises; its words may quote data
        raise Unreadable(f"Spark can't read it ({failure(error)})") from None


def _frame(spark: Any, source: Input, form: str) -> Any:
    files = [f"file://{os.path.abspath(path)}" for path in source.files]
    reader = spark.read
    if "*" in source.name:
        reader = reader.option("basePath", f"file://{os.path.abspath(_root(source.name))}")
    if form == "csv":
        from minlint.read.delimited import beginning, layout_of

        first = source.apart()[0]
        layout = layout_of(*beginning(first), first.suffix == ".tsv")
        if layout is None:
            raise Unreadable("empty")
        told = (
            reader.option("header", layout.header)
            .option("sep", layout.dialect.delimiter)
            .option("quote", layout.dialect.quote)
        )
        return told.option("inferSchema", True).option("multiLine", True).csv(files).toDF(*layout.names)
    return reader.json(files) if form == "jsonl" else getattr(reader, form)(*files)


def _root(name: str) -> str:
    """The folder below which a dataset's partitions stand."""
    steps = name.split("/")
    return "/".join(steps[: next(index for index, step in enumerate(steps) if "*" in step)]) or "."


def _of(spark: Any, frame: Any, name: str, options: Options) -> Record:
    import ibis

    from minlint.read.elsewhere import record_of_table

    connection = ibis.pyspark.connect(spark)

    def view(rows: Any, called: str) -> Any:
        rows.createOrReplaceTempView(called)
        return connection.table(called)

    def draw(_: Any, share: float) -> Any:
        return view(frame.sample(share, seed=1), f"{_VIEW}_sample")

    try:
        return record_of_table(view(frame, _VIEW), name, options, draw)
    finally:
        for called in (_VIEW, f"{_VIEW}_sample"):
            spark.catalog.dropTempView(called)
