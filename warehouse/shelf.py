"""Opens the DuckDB file of a version so that it can be asked and nothing else.

Belongs here: what an opened version may do: no writing, no other file, no extension, no setting.
Does not belong here: which version is opened (versions.py, reader.py) and who may see what of it.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

NAME_IN_SQL = "shelf"


def open_read_only(path: Path, memory_bytes: int = 1_000_000_000, threads: int = 2) -> duckdb.DuckDBPyConnection:
    """Opens the file as the database `shelf`, the default one, in a DuckDB instance of its own.

    Attached and not connected to, since DuckDB keeps one instance per process and path and refuses a second
    with other limits. The instance has no other database: cursors can write to temporary tables only.
    Raises duckdb.IOException where the file is missing or another process writes it.
    """
    connection = duckdb.connect(config=_limits(memory_bytes, threads))
    connection.execute(f"attach '{_quoted(path)}' as {NAME_IN_SQL} (read_only)")
    connection.execute(f"use {NAME_IN_SQL}")
    connection.execute("detach memory")
    connection.execute("set global TimeZone = 'UTC'")
    connection.execute("set enable_external_access = false")
    connection.execute("set disabled_filesystems = 'LocalFileSystem'")
    connection.execute("set lock_configuration = true")
    return connection


def _limits(memory_bytes: int, threads: int) -> dict[str, str | bool | int | float | list[str]]:
    return {
        "memory_limit": f"{memory_bytes}B",
        "threads": threads,
        "temp_directory": "",
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "python_enable_replacements": False,
    }


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
