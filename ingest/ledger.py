"""The ledger: every delivery that came, what became of it, and which of them stand today.

A delivery stands where it is the last one loaded of its place, was not withdrawn, and the place has not become known
bytes of another since.
Belongs here: reading and writing ledger.delivery. Does not belong here: which files are new (deliveries.py), rows.
"""

from __future__ import annotations

import datetime
from dataclasses import astuple, dataclass, fields
from typing import Literal

import duckdb

from ingest.queries import one_row

Status = Literal["loaded", "known", "refused", "withdrawn"]


@dataclass(frozen=True)
class DeliveryResult:
    """What became of one delivery. rows_read = rows_loaded + rows_known + rows_quarantined.

    loaded: its rows are in raw or quarantine; rows_known of them stood there already from an earlier delivery of the
    file. known: the same bytes stand already, all rows_known. refused: nothing of it is loaded and all counts are 0.
    withdrawn: a person took it out; its counts say what it gave. rows_withdrawn counts raw rows of its own and of
    earlier deliveries of its place that do not stand because of it, rows_closed the keys that a snapshot no longer
    holds. `reason` says why a delivery is refused or withdrawn and holds no value of a row. `missing_columns` are
    optional ones that the file lacks; `replaced_delivery_id` is the one that brought other bytes to its place before.
    """

    delivery_id: int
    system: str
    entity: str
    file: str
    delivery_date: datetime.date
    status: Status
    reason: str | None = None
    rows_read: int = 0
    rows_loaded: int = 0
    rows_known: int = 0
    rows_quarantined: int = 0
    rows_withdrawn: int = 0
    rows_closed: int = 0
    new_columns: tuple[str, ...] = ()
    missing_columns: tuple[str, ...] = ()
    replaced_delivery_id: int | None = None


@dataclass(frozen=True)
class Place:
    """The place that a delivery holds: a further delivery of the same place replaces it.

    Rows without a key are their file's, so the place is the file. Rows with one are told apart by it, and a file of
    one name may bring each day's rows anew, so the place is the file and the day.
    """

    system: str
    entity: str
    file: str
    place: str


@dataclass(frozen=True)
class StandingBytes:
    """A delivery that stands, in which place and with how many rows."""

    delivery_id: int
    place: str
    rows_read: int


def next_delivery_id(con: duckdb.DuckDBPyConnection) -> int:
    """Ids are dense and never given twice, not even those of deliveries that were forgotten (forgetting.py)."""
    given = one_row(
        con, "select (select count(*) from ledger.delivery) + (select max(forgotten_deliveries) from ledger.workshop)"
    )
    return int(given[0]) + 1 if given else 1


def standing_bytes(
    con: duckdb.DuckDBPyConnection, place: Place, content_hash: str, day: datetime.date | None
) -> StandingBytes | None:
    """The standing delivery of the entity with these bytes, of the place itself if it has them; None: there is none.

    With `day` only deliveries of that day count.
    """
    bytes_of = [place.system, place.entity, content_hash]
    ever = "select 1 from ledger.delivery where system_name = ? and entity_name = ? and content_hash = ? limit 1"
    if one_row(con, ever, bytes_of) is None:  # as almost always, and six times faster than the view
        return None
    found = one_row(
        con,
        "select delivery_id, place, rows_read from ledger.standing_delivery "
        "where system_name = ? and entity_name = ? and content_hash = ? and delivery_date = coalesce(?, delivery_date) "
        "order by place <> ?, delivery_id limit 1",
        [*bytes_of, day, place.place],
    )
    return StandingBytes(*found) if found else None


def replaced_delivery(con: duckdb.DuckDBPyConnection, place: Place, content_hash: str) -> int | None:
    """The delivery that stands in `place` with other bytes than these."""
    found = one_row(
        con,
        "select delivery_id from ledger.standing_delivery where system_name = ? and entity_name = ? and place = ? "
        "and content_hash <> ?",
        [place.system, place.entity, place.place, content_hash],
    )
    return int(found[0]) if found else None


def record_delivery(
    con: duckdb.DuckDBPyConnection,
    result: DeliveryResult,
    place: str,
    content_hash: str,
    size_bytes: int,
    contract_hash: str,
) -> None:
    """Writes one row of ledger.delivery."""
    values = {
        **dict(zip((field.name for field in fields(result)), astuple(result), strict=True)),
        "new_columns": list(result.new_columns),
        "missing_columns": list(result.missing_columns),
        "place": place,
        "content_hash": content_hash,
        "size_bytes": size_bytes,
        "contract_hash": contract_hash,
        "loaded_at": utc_now(),
    }
    values["system_name"], values["entity_name"] = values.pop("system"), values.pop("entity")
    columns = ", ".join(values)
    con.execute(
        f"insert into ledger.delivery ({columns}) values ({', '.join('?' for _ in values)})",
        list(values.values()),
    )


def recount_delivery(con: duckdb.DuckDBPyConnection, result: DeliveryResult) -> None:
    """Writes the counts of a delivery that was read again in its place, and when that was."""
    con.execute(
        "update ledger.delivery set rows_read = ?, rows_loaded = ?, rows_known = ?, rows_quarantined = ?, "
        "rows_withdrawn = ?, rows_closed = ?, loaded_at = ? where delivery_id = ?",
        [
            *(result.rows_read, result.rows_loaded, result.rows_known, result.rows_quarantined),
            *(result.rows_withdrawn, result.rows_closed, utc_now(), result.delivery_id),
        ],
    )


def utc_now() -> datetime.datetime:
    """The time as the ledger writes it: UTC, without saying so."""
    return datetime.datetime.now(datetime.UTC).replace(tzinfo=None)
