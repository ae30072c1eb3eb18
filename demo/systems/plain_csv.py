"""Plain CSV files, as planners, agencies and market observers make them.

Belongs here: the way to disk. Does not belong here: columns (each system's module), a vendor's own quoting.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from demo.systems.window import Window


def cover(truth: duckdb.DuckDBPyConnection, window: Window) -> None:
    """Sets the variables by which queries know the window: first_day, last_day, begins_at, ends_at."""
    truth.execute(f"set variable first_day = date '{window.first_day}'")
    truth.execute(f"set variable last_day = date '{window.last_day}'")
    truth.execute(f"set variable begins_at = timestamp '{window.begins_at}'")
    truth.execute(f"set variable ends_at = timestamp '{window.ends_at}'")


def write_csv(truth: duckdb.DuckDBPyConnection, rows: str, path: Path) -> None:
    """Writes what the query `rows` gives, in its order, under its columns' names; no file where there is no row."""
    ((count,),) = truth.execute(f"select count(*) from ({rows})").fetchall()
    if count:
        target = str(path).replace("'", "''")
        truth.execute(f"copy ({rows}) to '{target}' (format csv, header)")
