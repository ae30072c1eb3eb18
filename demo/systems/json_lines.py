"""Files of JSON Lines, written by DuckDB as fast as it makes them.

Belongs here: the way to disk. Does not belong here: what stands on a line (each vendor's module).
"""

from __future__ import annotations

from pathlib import Path

import duckdb

# A delimiter that no line holds, since JSON escapes it: so each line is written as it is.
_AS_IT_IS = r"format csv, header false, quote '', escape '', delimiter E'\x01'"


def write_json_lines(truth: duckdb.DuckDBPyConnection, query: str, path: Path) -> None:
    """Writes the one JSON column that `query` gives, a line a row in its order; no file where there is no row."""
    quoted = str(path).replace("'", "''")
    truth.execute(f"copy ({query}) to '{quoted}' ({_AS_IT_IS})")
    if not path.stat().st_size:
        path.unlink()
