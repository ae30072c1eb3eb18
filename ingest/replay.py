"""Deliveries of rows with a key that come out of order: what came after them is taken out and read again behind them.

So the result is that of deliveries in order, whatever their order was. Belongs here: which deliveries follow, taking
rows out, and keeping those that come back. Does not belong here: reading and merging one delivery (load.py,
history.py).
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import duckdb

from ingest.contract import Entity
from ingest.keys import QUARANTINED_KEY, content_columns, find_quarantined_keys, same_key
from ingest.ledger import Place
from ingest.queries import one_row
from ingest.raw_table import raw_table
from ingest.redelivery import has_earlier, withdraw_quarantine, withdraw_rows
from ingest.stretches import close_stretches_of_touched, touch
from ingest.updates import update_rows


@dataclass(frozen=True)
class Following:
    """A standing delivery that has to be read again, and the bytes that its file must still have."""

    delivery_id: int
    day: datetime.date
    file: str
    place: str
    content_hash: str


def following(
    con: duckdb.DuckDBPyConnection, entity: Entity, place: Place, day: datetime.date, *, vacates: bool
) -> list[Following]:
    """The standing deliveries that depend on what a delivery of `place` and `day` says, in their order.

    Where the source says itself when a row changed, order does not matter: then only a place that loses rows
    (`vacates`) matters, to deliveries that know rows instead of holding them.
    """
    depends = "(delivery_date, file) > ($day, $file)"
    if not entity.depends_on_order:
        depends = "rows_known > 0" if vacates else "false"
    parameters: dict[str, object] = {"system": place.system, "entity": place.entity, "place": place.place}
    if entity.depends_on_order:
        parameters |= {"day": day, "file": place.file}
    found = con.execute(
        "select delivery_id, delivery_date, file, place, content_hash from ledger.standing_delivery "
        f"where system_name = $system and entity_name = $entity and place <> $place and {depends} "
        "order by delivery_date, file, delivery_id",
        parameters,
    ).fetchall()
    return [Following(*said) for said in found]


def take_out(con: duckdb.DuckDBPyConnection, system: str, entity: Entity, chosen: list[Following]) -> None:
    """Removes what `chosen` gave to raw and quarantine, so that they can be read again.

    Rows of earlier deliveries of their places, which stand for them, are withdrawn until they have come back.
    """
    if not chosen:
        return
    table = raw_table(system, entity.name)
    for delivery in chosen:
        place = Place(system, entity.name, delivery.file, delivery.place)
        if has_earlier(con, place, delivery.delivery_id):
            vacate(con, table, entity, place, delivery.delivery_id)
    ids = {"ids": [delivery.delivery_id for delivery in chosen]}
    touch(con, entity, f"select * from {table} where list_contains($ids, _delivery_id)", {**ids})
    con.execute(f"delete from {table} where list_contains($ids, _delivery_id)", ids)
    con.execute("delete from quarantine.row where list_contains($ids, _delivery_id)", ids)
    close_stretches_of_touched(con, table, entity)


def vacate(con: duckdb.DuckDBPyConnection, table: str, entity: Entity, place: Place, delivery_id: int) -> None:
    """Withdraws what earlier deliveries of `place` gave to raw and quarantine."""
    withdraw_rows(con, table, place, delivery_id)
    withdraw_quarantine(con, place, delivery_id)
    if entity.keys:
        withdrawn = f"select * from {table} where _withdrawn_delivery_id = $delivery_id"
        touch(con, entity, withdrawn, {"delivery_id": delivery_id})
        close_stretches_of_touched(con, table, entity)


def keep_what_came_back(
    con: duckdb.DuckDBPyConnection,
    table: str,
    entity: Entity,
    delivery_id: int,
) -> tuple[int, int]:
    """Lets the rows stand that the delivery withdrew and brought again, instead of the new.

    So do the rows of keys that it quarantined: their last good version is the withdrawn one. Returns the counts of new
    versions and of new closings that are dropped for it.
    """
    columns = ", ".join([*content_columns(entity), "_valid_from_at", "_is_deleted"])
    parameters = {"delivery_id": delivery_id}
    twins = (
        f"select row_id, _delivery_id as delivery_id, _line as line, count(*) over twin > 1 as has_twin from ("
        f"select rowid as row_id, *, row_number() over (partition by _delivery_id = $delivery_id, {columns}, "
        f"_line is null order by _line) as nth from {table} "
        f"where (_delivery_id = $delivery_id and _withdrawn_delivery_id is null) "
        f"or (_withdrawn_delivery_id = $delivery_id and _delivery_id <> $delivery_id)) "
        f"window twin as (partition by {columns}, nth, _line is null)"
    )
    con.execute(f"create or replace temp table twin as select * from ({twins}) where has_twin", parameters)
    dropped = one_row(
        con,
        "select count(*) filter (line is not null), count(*) filter (line is null) from temp.twin "
        "where delivery_id = $delivery_id",
        parameters,
    )
    find_quarantined_keys(con, entity, delivery_id)
    kept = (
        f"_withdrawn_delivery_id = $delivery_id and ({table}.rowid in (select row_id from temp.twin) or exists "
        f"(from {QUARANTINED_KEY} as quarantined where {same_key(entity, 'quarantined', table)}))"
    )
    touch(con, entity, f"select * from {table} where {kept}", {**parameters})
    update_rows(con, table, f"_withdrawn_delivery_id = null where {kept}", parameters)
    con.execute(
        f"delete from {table} where _delivery_id = $delivery_id and rowid in (select row_id from temp.twin)", parameters
    )
    close_stretches_of_touched(con, table, entity)
    con.execute("drop table temp.twin")
    return dropped or (0, 0)


def withdrawn_by(con: duckdb.DuckDBPyConnection, table: str, delivery_id: int) -> int:
    """How many raw rows do not stand because of the delivery."""
    found = one_row(con, f"select count(*) from {table} where _withdrawn_delivery_id = ?", [delivery_id])
    return int(found[0]) if found else 0
