"""Keeps the published file from growing while its data does not: a file with much waste is written anew.

DuckDB reuses the space of what was deleted, but never gives it back. Belongs here: when a file is wasteful, and writing
it anew. Does not belong here: publishing.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb

from warehouse.durable_files import PRIVATE_FILE, rename

STORAGE_VERSION = "v1.5.0"
# Below a third the copy costs more than it gives back.
MOST_WASTE = 1 / 3


def compact(path: Path) -> bool:
    """Writes the closed DuckDB file `path` anew where a third of it is waste; returns whether it did.

    Killed at any moment, the file is the old or the new one. Where there is no room for both it stays as it is. Raises
    duckdb.Error where it cannot be read.
    """
    if _waste(path) < MOST_WASTE:
        return False
    beside = path.with_name(f"{path.name}.compact")
    beside.unlink(missing_ok=True)
    if shutil.disk_usage(path.parent).free < path.stat().st_size:
        return False
    with duckdb.connect() as con:
        con.execute(f"attach '{_quoted(path)}' as old (read_only)")
        con.execute(f"attach '{_quoted(beside)}' as new (storage_version '{STORAGE_VERSION}')")
        con.execute("copy from database old to new")
        _copy_comments(con)
        con.execute("checkpoint new")
    beside.chmod(PRIVATE_FILE)
    rename(beside, path)
    return True


def _waste(path: Path) -> float:
    with duckdb.connect(str(path), read_only=True) as con:
        total, free = con.execute("select total_blocks, free_blocks from pragma_database_size()").fetchall()[0]
    return free / total if total else 0.0


def _copy_comments(con: duckdb.DuckDBPyConnection) -> None:
    """A copied database has its tables' comments or not, by the version of DuckDB; so they are written again."""
    for kind in ("table", "view"):
        tables = con.execute(
            f"select schema_name, {kind}_name, comment from duckdb_{kind}s() "
            "where database_name = 'old' and comment is not null"
        ).fetchall()
        for schema, name, comment in tables:
            con.execute(f"comment on {kind} new.{_name(schema)}.{_name(name)} is {_text(comment)}")
    columns = con.execute(
        "select schema_name, table_name, column_name, comment from duckdb_columns() "
        "where database_name = 'old' and comment is not null"
    ).fetchall()
    for schema, table, column, comment in columns:
        con.execute(f"comment on column new.{_name(schema)}.{_name(table)}.{_name(column)} is {_text(comment)}")


def _name(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
