"""Rows of a file that lacks an optional column: what was known last of that column stands.

Belongs here: filling INCOMING from the versions that stand. Does not belong here: which columns a file lacks
(header.py), which rows are new then (history.py).
"""

from __future__ import annotations

import duckdb

from ingest.contract import Entity
from ingest.keys import key_columns, same_key
from ingest.redelivery import INCOMING
from ingest.sql_text import identifier


def keep_last_known(
    con: duckdb.DuckDBPyConnection, table: str, entity: Entity, delivery_id: int, missing: tuple[str, ...]
) -> None:
    """Gives each row in INCOMING, for the columns `missing`, what the version of its key said that held before it.

    A key that is new, or was gone, has none. INCOMING is made anew: texts that are updated in a table of the same
    transaction read as corrupt afterwards (DuckDB 2.0).
    """
    if not missing:
        return
    columns = [identifier(name) for name in missing]
    con.execute(
        "create or replace temp table incoming as "
        f"select arrived.* replace ({', '.join(f'known.{column} as {column}' for column in columns)}) "
        f"from {INCOMING} as arrived left join ({_held_before(table, entity, columns)}) as known using (_line)",
        {"delivery_id": delivery_id},
    )


def _held_before(table: str, entity: Entity, columns: list[str]) -> str:
    """Per line of INCOMING the columns of the version of its key that is the last one to begin no later."""
    key = key_columns(entity)
    versions = (
        f"select {', '.join([*key, *columns])}, _valid_from_at from {table} where _withdrawn_delivery_id is null "
        "and _delivery_id <> $delivery_id and (_valid_to_at is null or _valid_to_at > _valid_from_at)"
    )
    begins_before = "true" if entity.is_ordered_by_delivery else "stood._valid_from_at <= incoming._valid_from_at"
    return (
        f"select incoming._line, {', '.join(f'stood.{column}' for column in columns)} from {INCOMING} as incoming "
        f"join ({versions}) as stood on {same_key(entity, 'incoming', 'stood')} and {begins_before} "
        "qualify row_number() over (partition by incoming._line order by stood._valid_from_at desc) = 1"
    )
