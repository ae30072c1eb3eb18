"""The DuckDB file that bare work writes into: as many threads, as much memory and the same storage as ours.

Belongs here: opening it. Does not belong here: what is written into it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from ingest.workshop import DEFAULT_MEMORY_LIMIT, DEFAULT_THREADS
from warehouse.compaction import STORAGE_VERSION


@contextmanager
def open_bare(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection whose current database is the new file `path`."""
    with duckdb.connect(config={"memory_limit": DEFAULT_MEMORY_LIMIT, "threads": DEFAULT_THREADS}) as con:
        con.execute(f"set temp_directory = '{path}.tmp'")
        con.execute(f"attach '{path}' as bare (storage_version '{STORAGE_VERSION}')")
        con.execute("use bare")
        yield con
        con.execute("checkpoint bare")
