"""Whether two published versions are equal by content.

Equal means: equal multisets of rows after every key is replaced by its natural id, lineage and build times left
out. Keys may differ between two ways of building (they are numbered as ids are met); what they stand for may not.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

# Which table a key column points to, its key there, and the columns that name the member.
_NATURAL_IDS = {
    "customer_key": ("dim_customer", "customer_key", ("system_name", "customer_id")),
    "customer_version_key": (
        "dim_customer_history",
        "customer_version_key",
        ("system_name", "customer_id", "valid_from_at"),
    ),
    "product_key": ("dim_product", "product_key", ("system_name", "product_id")),
    "product_version_key": (
        "dim_product_history",
        "product_version_key",
        ("system_name", "product_id", "valid_from_at"),
    ),
    "employee_key": ("dim_employee", "employee_key", ("system_name", "employee_id")),
    "employee_version_key": (
        "dim_employee_history",
        "employee_version_key",
        ("system_name", "employee_id", "valid_from_at"),
    ),
    "geography_key": ("dim_geography", "geography_key", ("country_name",)),
    "sales_channel_key": ("dim_channel", "channel_key", ("channel_code",)),
    "marketing_channel_key": ("dim_channel", "channel_key", ("channel_code",)),
    "contact_channel_key": ("dim_channel", "channel_key", ("channel_code",)),
    "preferred_contact_channel_key": ("dim_channel", "channel_key", ("channel_code",)),
    "organisation_customer_key": ("dim_customer", "customer_key", ("system_name", "customer_id")),
    "account_employee_key": ("dim_employee", "employee_key", ("system_name", "employee_id")),
    "campaign_key": ("dim_campaign", "campaign_key", ("system_name", "campaign_id")),
    "channel_key": ("dim_channel", "channel_key", ("channel_code",)),
}
_LINEAGE = {"_delivery_id", "_line"}


def differences(left: Path, right: Path) -> dict[str, int]:
    """Rows of core tables that stand in one file and not in the other, per table; empty where both are equal."""
    with duckdb.connect() as connection:
        connection.execute(f"attach '{left}' as left_file (read_only)")
        connection.execute(f"attach '{right}' as right_file (read_only)")
        tables = _tables(connection, "left_file")
        assert tables == _tables(connection, "right_file")
        found = {table: _difference(connection, table) for table in tables}
    return {table: count for table, count in found.items() if count}


def _tables(connection: duckdb.DuckDBPyConnection, database: str) -> list[str]:
    rows = connection.execute(
        "select table_name from duckdb_tables() where database_name = ? and schema_name = 'core' order by 1",
        [database],
    )
    return [name for (name,) in rows.fetchall()]


def _difference(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    left, right = (_naturally(connection, database, table) for database in ("left_file", "right_file"))
    only_left, only_right = (f"(select count(*) from ({a} except all {b}))" for a, b in ((left, right), (right, left)))
    row = connection.execute(f"select {only_left} + {only_right}").fetchone()
    assert row is not None
    return int(row[0])


def _naturally(connection: duckdb.DuckDBPyConnection, database: str, table: str) -> str:
    """A select of the table in which natural ids stand for keys."""
    rows = connection.execute(
        "select column_name from duckdb_columns() where database_name = ? and schema_name = 'core' and table_name = ?"
        " order by column_index",
        [database, table],
    )
    columns = [name for (name,) in rows.fetchall() if name not in _LINEAGE]
    chosen, joins = [], []
    for column in columns:
        if column not in _NATURAL_IDS:
            chosen.append(f"fact.{column}")
            continue
        dimension, key, names = _NATURAL_IDS[column]
        alias = f"of_{column}"
        joins.append(f"left join {database}.core.{dimension} as {alias} on fact.{column} = {alias}.{key}")
        chosen += [f"{alias}.{name}" for name in names]
    return f"select {', '.join(chosen)} from {database}.core.{table} as fact {' '.join(joins)}"
