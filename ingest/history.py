"""Rows with a key: what the rows of one delivery change in the history of their keys.

A version is a stretch of time, so a value that comes back is a version of its own, and a value that stays is none.
Belongs here: the versions that a delivery adds and the keys that a snapshot closes.
Does not belong here: until when a version holds (stretches.py), deliveries out of order (replay.py), keys of one file
(keys.py).
"""

from __future__ import annotations

import datetime
from typing import NamedTuple

import duckdb

from ingest.contract import Entity
from ingest.keys import (
    QUARANTINED_KEY,
    content_columns,
    find_quarantined_keys,
    key_columns,
    quarantine_doubled_keys,
    same_content,
    same_key,
)
from ingest.last_known import keep_last_known
from ingest.queries import one_row
from ingest.readers import FileRefused
from ingest.redelivery import INCOMING
from ingest.sql_text import identifier
from ingest.stretches import close_stretches_of_touched, touch

_OPEN = "_withdrawn_delivery_id is null and _valid_to_at is null and _delivery_id <> $delivery_id"


class Arrival(NamedTuple):
    """The delivery whose rows lie in INCOMING, and the columns that its file lacks."""

    delivery_id: int
    day: datetime.date
    missing_columns: tuple[str, ...] = ()


class Merged(NamedTuple):
    """Counts of rows: new versions, keys closed because they are gone, rows that contradict another of the file."""

    loaded: int
    closed: int
    contradicting: int


def merge_arrived(
    con: duckdb.DuckDBPyConnection, table: str, entity: Entity, arrival: Arrival, *, may_shrink: bool
) -> Merged:
    """Adds what INCOMING says that `table` does not say yet. The rest of INCOMING is known; it is dropped.

    Deliveries are merged in their order (replay.py sees to it) unless the source says itself when a row changed.
    Raises FileRefused where a snapshot lacks too many of the keys that stood, unless it `may_shrink`.
    """
    _say_from_when(con, entity, arrival.day)
    keep_last_known(con, table, entity, arrival.delivery_id, arrival.missing_columns)
    contradicting = closed = 0
    if entity.mode == "snapshot":
        contradicting = quarantine_doubled_keys(con, entity, arrival.delivery_id)
        unknown_keys = find_quarantined_keys(con, entity, arrival.delivery_id)
        if not may_shrink:
            _refuse_shrunken(con, table, entity, arrival.delivery_id, unknown_keys)
        loaded = _add_where_state_differs(con, table, entity, arrival)
        if not unknown_keys:  # one of them may be any key that seems to be gone
            closed = _close_missing(con, table, entity, arrival)
    elif entity.is_ordered_by_delivery:
        loaded = _add_where_predecessor_differs(con, table, entity, arrival.delivery_id)
    else:
        loaded = _add_where_not_standing(con, table, entity)
    con.execute(f"drop table {INCOMING}")
    _touch_keys_with_more_versions(con, table, entity, arrival.delivery_id)
    close_stretches_of_touched(con, table, entity)
    return Merged(loaded, closed, contradicting)


def _say_from_when(con: duckdb.DuckDBPyConnection, entity: Entity, day: datetime.date) -> None:
    changed_at = f"{identifier(entity.changed_at)}::timestamp" if entity.changed_at else "null::timestamp"
    con.execute(
        f"update {INCOMING} set _valid_from_at = coalesce({changed_at}, $1::date::timestamp), "
        f"_is_deleted = {_is_flagged(entity)}",
        [day],
    )


def _is_flagged(entity: Entity) -> str:
    """The source's own word that a row is deleted: a true flag, or a time of deletion."""
    if entity.deleted is None:
        return "false"
    column = identifier(entity.deleted)
    return f"coalesce({column}, false)" if entity.columns[entity.deleted].type == "boolean" else f"{column} is not null"


def _refuse_shrunken(
    con: duckdb.DuckDBPyConnection, table: str, entity: Entity, delivery_id: int, unknown_keys: int
) -> None:
    found = one_row(
        con,
        f"select count(*), count(*) filter (exists (from {INCOMING} as arrived "
        f"where {same_key(entity, 'arrived', 'stood')}) or exists (from {QUARANTINED_KEY} as quarantined "
        f"where {same_key(entity, 'quarantined', 'stood')})) from {table} as stood where {_OPEN} and not _is_deleted",
        {"delivery_id": delivery_id},
    )
    stood, present = found or (0, 0)
    present = min(stood, present + unknown_keys)
    if present >= entity.min_share * stood:
        return
    raise FileRefused(
        f"holds {present:,} of the {stood:,} keys that stood ({present / stood:.1%}), min_share asks for "
        f"{entity.min_share:.1%}; if so many are really gone, run `rapport build --accept {delivery_id}`"
    )


def _add_where_state_differs(con: duckdb.DuckDBPyConnection, table: str, entity: Entity, arrival: Arrival) -> int:
    """A version never begins before the one that it follows, nor a key that was gone before the day it is back."""
    added = one_row(
        con,
        f"insert into {table} by name select arrived.* replace (greatest(arrived._valid_from_at, "
        "stood._valid_from_at, case when stood._line is null and stood._delivery_id is not null "
        "then $day::date::timestamp end) as _valid_from_at) "
        f"from {INCOMING} as arrived left join (from {table} where {_OPEN}) as stood "
        f"on {same_key(entity, 'arrived', 'stood')} "
        f"where stood._line is null or not ({same_content(entity, 'arrived', 'stood')})",
        {"delivery_id": arrival.delivery_id, "day": arrival.day},
    )
    return _count(added)


def _close_missing(con: duckdb.DuckDBPyConnection, table: str, entity: Entity, arrival: Arrival) -> int:
    """A row without a line says that the key is gone."""
    key = ", ".join(key_columns(entity))
    closed = one_row(
        con,
        f"insert into {table} ({key}, _delivery_id, _valid_from_at, _is_deleted) "
        f"select {key}, $delivery_id, greatest(_valid_from_at, $day::date::timestamp), true from {table} as stood "
        f"where {_OPEN} and not _is_deleted "
        f"and not exists (from {INCOMING} as arrived where {same_key(entity, 'arrived', 'stood')}) "
        f"and not exists (from {QUARANTINED_KEY} as quarantined where {same_key(entity, 'quarantined', 'stood')})",
        {"delivery_id": arrival.delivery_id, "day": arrival.day},
    )
    return _count(closed)


def _add_where_predecessor_differs(con: duckdb.DuckDBPyConnection, table: str, entity: Entity, delivery_id: int) -> int:
    """Within the file the order of its lines is that of time."""
    content, key = content_columns(entity), ", ".join(key_columns(entity))
    is_as_before = " and ".join(f"lag({column}) over in_order is not distinct from {column}" for column in content)
    added = one_row(
        con,
        f"insert into {table} by name select * from {INCOMING} where _line not in ("
        f"select line from (select _line as line, _delivery_id as delivery_id, "
        f"row_number() over in_order > 1 and {is_as_before} as is_as_before from ("
        f"select {', '.join(content)}, _line, _delivery_id, 1 as place from {INCOMING} union all "
        f"select {', '.join(content)}, _line, _delivery_id, 0 as place from {table} as stood where {_OPEN} "
        f"and exists (from {INCOMING} as arrived where {same_key(entity, 'arrived', 'stood')})) "
        f"window in_order as (partition by {key} order by place, _line)) "
        "where is_as_before and delivery_id = $delivery_id)",
        {"delivery_id": delivery_id},
    )
    return _count(added)


def _add_where_not_standing(con: duckdb.DuckDBPyConnection, table: str, entity: Entity) -> int:
    """The source says when a row changed, so equal rows are the same version, whichever came first."""
    content = ", ".join(content_columns(entity))
    added = one_row(
        con,
        f"insert into {table} by name select * exclude (_nth) from (select *, row_number() over "
        f"(partition by {content} order by _line) as _nth from {INCOMING}) as arrived where _nth = 1 "
        f"and not exists (from {table} as stood where _withdrawn_delivery_id is null "
        f"and {same_key(entity, 'arrived', 'stood')} and {same_content(entity, 'arrived', 'stood')})",
    )
    return _count(added)


def _touch_keys_with_more_versions(
    con: duckdb.DuckDBPyConnection, table: str, entity: Entity, delivery_id: int
) -> None:
    """The keys of the new rows that have other versions too: a first load has none, and is spared the ordering."""
    key = ", ".join(key_columns(entity))
    new = f"select {key}, rowid as row_id from {table} where _delivery_id = $delivery_id"
    touch(
        con,
        entity,
        f"select {key} from ({new}) as new where exists (from {table} as stood "
        f"where _withdrawn_delivery_id is null and {same_key(entity, 'new', 'stood')} and stood.rowid <> new.row_id)",
        {"delivery_id": delivery_id},
    )


def _count(changed: tuple[int, ...] | None) -> int:
    return int(changed[0]) if changed else 0
