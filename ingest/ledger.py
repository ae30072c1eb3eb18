"""The ledger: every delivery that came, what became of it, and which of them stand today.

A delivery stands where it is the last one loaded of its file and the file has not become known bytes of another since.
Belongs here: reading and writing ledger.delivery. Does not belong here: which files are new (deliveries.py), rows.
"""

from __future__ import annotations

import datetime
from dataclasses import astuple, dataclass, fields
from typing import Literal

import duckdb

from ingest.queries import one_row

Status = Literal["loaded", "known", "refused"]


@dataclass(frozen=True)
class DeliveryResult:
    """What became of one delivery. rows_read = rows_loaded + rows_known + rows_quarantined.

    loaded: its rows are in raw or quarantine; rows_known of them stood there already from an earlier delivery of the
    file. known: the same bytes stand already, all rows_known. refused: nothing of it is loaded and all counts are 0.
    rows_withdrawn counts raw rows of earlier deliveries of the file that this one no longer holds. `reason` says why a
    delivery is refused and holds no value of a row.
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
    new_columns: tuple[str, ...] = ()


@dataclass(frozen=True)
class FileName:
    """A file of an entity: the identity under which its deliveries replace each other."""

    system: str
    entity: str
    file: str


@dataclass(frozen=True)
class StandingBytes:
    """A delivery that stands, under which file name and with how many rows."""

    file: str
    rows_read: int


def next_delivery_id(con: duckdb.DuckDBPyConnection) -> int:
    latest = one_row(con, "select coalesce(max(delivery_id), 0) from ledger.delivery")
    return int(latest[0]) + 1 if latest else 1


def standing_bytes(con: duckdb.DuckDBPyConnection, name: FileName, content_hash: str) -> StandingBytes | None:
    """The standing delivery of the entity with these bytes, of the file itself if it has them; None: there is none."""
    bytes_of = [name.system, name.entity, content_hash]
    ever = "select 1 from ledger.delivery where system_name = ? and entity_name = ? and content_hash = ? limit 1"
    if one_row(con, ever, bytes_of) is None:  # as almost always, and six times faster than the view
        return None
    found = one_row(
        con,
        "select file, rows_read from ledger.standing_delivery "
        "where system_name = ? and entity_name = ? and content_hash = ? order by file <> ?, delivery_id limit 1",
        [*bytes_of, name.file],
    )
    return StandingBytes(*found) if found else None


def record_delivery(
    con: duckdb.DuckDBPyConnection,
    result: DeliveryResult,
    content_hash: str,
    size_bytes: int,
    contract_hash: str,
) -> None:
    """Writes one row of ledger.delivery."""
    values = {
        **dict(zip((field.name for field in fields(result)), astuple(result), strict=True)),
        "new_columns": list(result.new_columns),
        "content_hash": content_hash,
        "size_bytes": size_bytes,
        "contract_hash": contract_hash,
        "loaded_at": datetime.datetime.now(datetime.UTC).replace(tzinfo=None),
    }
    values["system_name"], values["entity_name"] = values.pop("system"), values.pop("entity")
    columns = ", ".join(values)
    con.execute(
        f"insert into ledger.delivery ({columns}) values ({', '.join('?' for _ in values)})",
        list(values.values()),
    )
