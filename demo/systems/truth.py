"""The truth as writers read it: one view per table, times in UTC.

Belongs here: opening it, and what a day is. Does not belong here: what its tables hold (demo/truth/README.md).
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from demo.truth.tables import TABLES
from demo.world.calendar import COMPANY_TIME


def open_truth(folder: Path) -> duckdb.DuckDBPyConnection:
    """A database in memory with a view for each table of `folder`/truth; writers may add temporary tables to it."""
    connection = duckdb.connect()
    connection.execute("set TimeZone = 'UTC'")  # known only once icu is loaded
    for table in TABLES:
        path = str(folder / "truth" / f"{table}.parquet").replace("'", "''")
        connection.execute(f"create view {table} as from read_parquet('{path}')")
    return connection


def company_day(column: str) -> str:
    """SQL for the company's day of a UTC time."""
    return f"cast(timezone('{COMPANY_TIME.key}', timezone('UTC', {column})) as date)"
