"""The stretch of time in which each version of a key holds: until the next version of the key begins.

Versions follow each other by the time from which they hold, then by the day and the file of their delivery, then by
line. Belongs here: `_valid_to_at`. Does not belong here: which versions there are (history.py).
"""

from __future__ import annotations

import datetime

import duckdb

from ingest.contract import Entity
from ingest.keys import key_columns
from ingest.queries import one_row
from ingest.updates import update_rows

TOUCHED = "temp.touched_key"


def announce(con: duckdb.DuckDBPyConnection, delivery_id: int, day: datetime.date, file: str) -> None:
    """Tells the day and file of a delivery that the ledger does not hold yet."""
    con.execute(
        "create or replace temp table announced as select $1::bigint as delivery_id, $2::date as delivery_date, "
        "$3::varchar as file",
        [delivery_id, day, file],
    )


def close_stretches_of_touched(con: duckdb.DuckDBPyConnection, table: str, entity: Entity) -> None:
    """Sets `_valid_to_at` anew on all standing rows of the keys in TOUCHED, and drops that table."""
    if one_row(con, f"from {TOUCHED} limit 1"):
        _close_stretches(con, table, entity)
    con.execute(f"drop table {TOUCHED}")


def _close_stretches(con: duckdb.DuckDBPyConnection, table: str, entity: Entity) -> None:
    key = ", ".join(key_columns(entity))
    update_rows(
        con,
        table,
        f"""
        _valid_to_at = ordered.next_from_at
        from (
            with position as (
                select delivery_id, delivery_date, file from ledger.delivery
                union
                select delivery_id, delivery_date, file from temp.announced
            )
            select row_id, lead(_valid_from_at) over (
                partition by {key} order by _valid_from_at, delivery_date, file, delivery_id, _line
            ) as next_from_at
            from (
                select rowid as row_id, * from {table} semi join {TOUCHED} using ({key})
                where _withdrawn_delivery_id is null
            ) as standing
            join position on position.delivery_id = standing._delivery_id
        ) as ordered
        where {table}.rowid = ordered.row_id and {table}._valid_to_at is distinct from ordered.next_from_at
        """,
        {},
    )


def touch(con: duckdb.DuckDBPyConnection, entity: Entity, rows: str, parameters: dict[str, object]) -> None:
    """Makes TOUCHED of the keys of `rows`, a query."""
    key = ", ".join(key_columns(entity))
    con.execute(f"create or replace temp table touched_key as select distinct {key} from ({rows})", parameters)
