"""The tables and columns that readers rely on change only when somebody approves it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb

from warehouse.company import load_company
from warehouse.versions import current_version

APPROVED = Path(__file__).with_name("published_schema.txt")


def test_published_schema(built_online_retail: Path, approve: Callable[[Path, str], None]) -> None:
    version = current_version(load_company(built_online_retail))
    assert version is not None
    with duckdb.connect(version.warehouse_path, read_only=True) as connection:
        rows = connection.execute("""
            select schema_name || '.' || table_name || '.' || column_name || ' ' || lower(data_type)
            from duckdb_columns() where not internal order by schema_name, table_name, column_index""").fetchall()
    approve(APPROVED, "".join(f"{line}\n" for (line,) in rows))


def test_every_published_table_and_column_is_described(built_online_retail: Path) -> None:
    version = current_version(load_company(built_online_retail))
    assert version is not None
    with duckdb.connect(version.warehouse_path, read_only=True) as connection:
        rows = connection.execute("""
            select schema_name || '.' || table_name from duckdb_tables() where not internal and comment is null
            union all
            select schema_name || '.' || table_name || '.' || column_name from duckdb_columns()
            where not internal and comment is null""").fetchall()
    assert rows == []
