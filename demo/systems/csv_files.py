"""Files of comma-separated values, written by DuckDB: a header, quotes where a value needs them, nothing for null.

Belongs here: the way to disk. Does not belong here: columns (each vendor's module).
"""

from __future__ import annotations

from pathlib import Path

import duckdb


def write_csv(truth: duckdb.DuckDBPyConnection, query: str, path: Path) -> None:
    """Writes what `query` gives, in its order; the header alone where that is nothing."""
    quoted = str(path).replace("'", "''")
    truth.execute(f"copy ({query}) to '{quoted}' (format csv, header)")
