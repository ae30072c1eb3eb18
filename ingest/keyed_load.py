"""Reads a delivery of rows with a key into its place among the others, and again what follows it.

Belongs here: one delivery and those that follow it, in order. Does not belong here: what a delivery changes
(history.py), which ones follow (replay.py).
"""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

import duckdb

from ingest.contract import Contract, Entity
from ingest.deliveries import NewExtract
from ingest.header import fit_header
from ingest.history import Arrival, merge_arrived
from ingest.insertion import Tally, insert_file
from ingest.ledger import DeliveryResult, Place, recount_delivery
from ingest.quarantine import refuse_too_many
from ingest.raw_table import raw_table
from ingest.readers import FileRefused, open_rows
from ingest.redelivery import INCOMING, has_earlier, make_incoming
from ingest.replay import Following, following, keep_what_came_back, take_out, vacate, withdrawn_by
from ingest.stretches import announce
from ingest.unchanged import ChangedWhileRead, refuse_changed_while_read


def read_keyed(
    con: duckdb.DuckDBPyConnection,
    contract: Contract,
    entity: Entity,
    place: Place,
    new_extract: NewExtract,
    result: DeliveryResult,
    *,
    may_shrink: bool,
) -> DeliveryResult:
    """Merges the extract into the history of its keys, as if all deliveries had come in order."""
    announce(con, result.delivery_id, result.delivery_date, place.file)
    replaces = has_earlier(con, place, result.delivery_id)
    later = following(con, entity, place, result.delivery_date, vacates=replaces)
    take_out(con, place.system, entity, later)
    path, content_hash = new_extract.extract.path, new_extract.content_hash
    result, tally = _read_in_place(con, entity, place, result, path, content_hash, may_shrink=may_shrink)
    refuse_too_many(con, tally, entity, result.delivery_id)
    _read_again(con, contract, entity, later)
    return result


def vacate_keyed(
    con: duckdb.DuckDBPyConnection,
    contract: Contract,
    entity: Entity,
    place: Place,
    day: datetime.date,
    delivery_id: int,
) -> int:
    """Withdraws what deliveries of `place` before `delivery_id` gave, and returns how many raw rows that were."""
    table = raw_table(place.system, entity.name)
    if not has_earlier(con, place, delivery_id):
        return 0
    announce(con, delivery_id, day, place.file)
    later = following(con, entity, place, day, vacates=True)
    take_out(con, place.system, entity, later)
    vacate(con, table, entity, place, delivery_id)
    _read_again(con, contract, entity, later)
    return withdrawn_by(con, table, delivery_id)


def _read_in_place(
    con: duckdb.DuckDBPyConnection,
    entity: Entity,
    place: Place,
    result: DeliveryResult,
    path: Path,
    content_hash: str,
    *,
    may_shrink: bool,
) -> tuple[DeliveryResult, Tally]:
    """Reads one file behind all that stands; what earlier deliveries of its place gave is replaced."""
    table = raw_table(place.system, entity.name)
    replaces = has_earlier(con, place, result.delivery_id)
    if replaces:
        vacate(con, table, entity, place, result.delivery_id)
    make_incoming(con, table)
    with open_rows(path, entity.format_of(place.file)) as reader:
        fit = fit_header(entity, reader)
        tally = insert_file(con, reader, entity, fit, INCOMING, result.delivery_id)
        refuse_changed_while_read(reader, content_hash)
    arrival = Arrival(result.delivery_id, result.delivery_date, fit.missing)
    merged = merge_arrived(con, table, entity, arrival, may_shrink=may_shrink)
    kept = keep_what_came_back(con, table, entity, result.delivery_id) if replaces else (0, 0)
    quarantined, loaded = tally.quarantined + merged.contradicting, merged.loaded - kept[0]
    result = replace(
        result,
        rows_read=tally.read,
        rows_loaded=loaded,
        rows_known=tally.read - quarantined - loaded,
        rows_quarantined=quarantined,
        rows_withdrawn=withdrawn_by(con, table, result.delivery_id) if replaces else 0,
        rows_closed=merged.closed - kept[1],
        new_columns=fit.new_names,
        missing_columns=fit.missing,
    )
    return result, Tally(read=tally.read, good=tally.read - quarantined, quarantined=quarantined)


def _read_again(con: duckdb.DuckDBPyConnection, contract: Contract, entity: Entity, later: list[Following]) -> None:
    """These were judged when they came, so they are not judged again."""
    for delivery in later:
        place = Place(contract.system, entity.name, delivery.file, delivery.place)
        result = DeliveryResult(
            delivery.delivery_id, contract.system, entity.name, delivery.file, delivery.day, status="loaded"
        )
        path = contract.landing / delivery.file
        try:
            result, _ = _read_in_place(con, entity, place, result, path, delivery.content_hash, may_shrink=True)
        except ChangedWhileRead:
            raise _not_as_loaded(delivery, "is not as it was loaded") from None
        except FileRefused as refusal:
            raise _not_as_loaded(delivery, f"cannot be read any more ({refusal})") from None
        recount_delivery(con, result)


def _not_as_loaded(delivery: Following, fault: str) -> FileRefused:
    return FileRefused(
        f"what was delivered later has to be read again behind it, but {delivery.file} {fault}; have that file "
        f"delivered as it should be, or put the one of delivery {delivery.delivery_id} back, and run the days again"
    )
