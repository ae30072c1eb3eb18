"""What plain files of a delivery need: the window as variables of SQL, and rows that become a file if there are any.

Belongs here: that, for planners, agencies and observers of the market. Does not belong here: columns (each system's
module), the way to disk (csv_files.py).
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from demo.systems.csv_files import write_csv
from demo.systems.window import Window


def cover(truth: duckdb.DuckDBPyConnection, window: Window) -> None:
    """Sets the variables by which queries know the window: first_day, last_day, begins_at, ends_at."""
    truth.execute(f"set variable first_day = date '{window.first_day}'")
    truth.execute(f"set variable last_day = date '{window.last_day}'")
    truth.execute(f"set variable begins_at = timestamp '{window.begins_at}'")
    truth.execute(f"set variable ends_at = timestamp '{window.ends_at}'")


def write_rows(truth: duckdb.DuckDBPyConnection, query: str, path: Path) -> None:
    """Writes what `query` gives, in its order; no file where that is nothing."""
    ((count,),) = truth.execute(f"select count(*) from ({query})").fetchall()
    if count:
        write_csv(truth, query, path)
