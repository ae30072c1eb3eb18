"""From a new extract to raw, quarantine and ledger, in one transaction per file: all of it or nothing.

Belongs here: the order of the steps and what ends in a refusal. Does not belong here: any one step; reading a file of
rows with a key, in its order (keyed_load.py).
"""

from __future__ import annotations

from dataclasses import replace

import duckdb

from ingest.contract import Contract, Entity
from ingest.decisions import DecidedBytes, decision_about
from ingest.deliveries import NewExtract
from ingest.header import fit_header
from ingest.insertion import insert_file
from ingest.keyed_load import read_keyed, vacate_keyed
from ingest.ledger import (
    DeliveryResult,
    Place,
    StandingBytes,
    next_delivery_id,
    record_delivery,
    replaced_delivery,
    standing_bytes,
)
from ingest.quarantine import refuse_too_many
from ingest.raw_table import prepare_raw, raw_table
from ingest.readers import FileRefused, open_rows
from ingest.redelivery import (
    INCOMING,
    Replaced,
    has_earlier,
    make_incoming,
    replace_rows,
    withdraw_quarantine,
    withdraw_rows,
)
from ingest.unchanged import ChangedWhileRead, refuse_changed_while_read

# A file that changed while it was read is recorded without a hash, so that the next build takes it for new.
_NO_HASH = ""


class _NothingDiffers(Exception):
    """A file that was read again gave what stands already."""


def load_extract(
    con: duckdb.DuckDBPyConnection,
    contract: Contract,
    entity: Entity,
    new_extract: NewExtract,
    *,
    reread: bool = False,
) -> DeliveryResult:
    """Loads one new extract and returns what became of it, as ledger.delivery says it too.

    With `reread` a file that stands is read again under today's contract and replaces what it gave; where nothing
    differs the ledger stays as it is and the result says `known`. Whatever is wrong with the file gives a refused
    delivery. Raises ContractChanged where the raw table was made with another contract.
    """
    prepare_raw(con, contract)
    place, content_hash = place_of_extract(entity, new_extract), new_extract.content_hash
    con.begin()
    try:
        result = _load(con, contract, entity, place, new_extract, reread)
        _record(con, result, place, new_extract, content_hash)
    except _NothingDiffers:
        con.rollback()
        return _known_again(con, place, new_extract)
    except FileRefused as refusal:
        con.rollback()
        content_hash = _NO_HASH if isinstance(refusal, ChangedWhileRead) else content_hash
        result = replace(_result(con, new_extract), status="refused", reason=str(refusal))
        _record(con, result, place, new_extract, content_hash)
        return result
    except BaseException:
        con.rollback()
        raise
    con.commit()
    return result


def place_of_extract(entity: Entity, new_extract: NewExtract) -> Place:
    """The place that the extract holds in the ledger."""
    extract = new_extract.extract
    place = f"{extract.file} {extract.delivery_date}" if entity.keys else extract.file
    return Place(extract.system, extract.entity, extract.file, place)


def _load(
    con: duckdb.DuckDBPyConnection,
    contract: Contract,
    entity: Entity,
    place: Place,
    new_extract: NewExtract,
    reread: bool,
) -> DeliveryResult:
    if new_extract.fault:
        raise FileRefused(new_extract.fault)
    content_hash = new_extract.content_hash
    result = replace(_result(con, new_extract), replaced_delivery_id=replaced_delivery(con, place, content_hash))
    day = result.delivery_date if new_extract.extract.is_days_own else None
    decision = decision_about(con, DecidedBytes(place.system, place.entity, content_hash, day))
    if decision == "withdrawn":
        withdrawn = _vacate(con, contract, entity, place, result)
        return replace(result, status="withdrawn", reason="taken out by a person", rows_withdrawn=withdrawn)
    standing = standing_bytes(con, place, content_hash, day)
    if standing is not None and not (reread and standing.place == place.place):
        return _know(con, contract, entity, place, standing, result)
    may_shrink = decision == "accepted" or standing is not None
    if entity.keys:
        return read_keyed(con, contract, entity, place, new_extract, result, may_shrink=may_shrink)
    result = _read(con, entity, place, new_extract, result)
    if standing is not None and not (result.rows_loaded or result.rows_withdrawn or result.rows_quarantined):
        raise _NothingDiffers
    return result


def _know(
    con: duckdb.DuckDBPyConnection,
    contract: Contract,
    entity: Entity,
    place: Place,
    standing: StandingBytes,
    result: DeliveryResult,
) -> DeliveryResult:
    """The bytes stand already. Where they do so in another place, what this place held until now is withdrawn."""
    withdrawn = 0
    if standing.place != place.place:
        withdrawn = _vacate(con, contract, entity, place, result)
    rows = standing.rows_read
    return replace(result, status="known", rows_read=rows, rows_known=rows, rows_withdrawn=withdrawn)


def _vacate(
    con: duckdb.DuckDBPyConnection, contract: Contract, entity: Entity, place: Place, result: DeliveryResult
) -> int:
    if entity.keys:
        return vacate_keyed(con, contract, entity, place, result.delivery_date, result.delivery_id)
    withdraw_quarantine(con, place, result.delivery_id)
    return withdraw_rows(con, raw_table(place.system, entity.name), place, result.delivery_id)


def _read(
    con: duckdb.DuckDBPyConnection, entity: Entity, place: Place, new_extract: NewExtract, result: DeliveryResult
) -> DeliveryResult:
    table = raw_table(place.system, entity.name)
    with open_rows(new_extract.extract.path, entity.format_of(place.file)) as reader:
        fit = fit_header(entity, reader)
        is_further = has_earlier(con, place, result.delivery_id)
        if is_further:
            make_incoming(con, table)
        tally = insert_file(con, reader, entity, fit, INCOMING if is_further else table, result.delivery_id)
        refuse_changed_while_read(reader, new_extract.content_hash)
    refuse_too_many(con, tally, entity, result.delivery_id)
    replaced = Replaced(loaded=tally.good, withdrawn=0)
    if is_further:
        withdraw_quarantine(con, place, result.delivery_id)
        replaced = replace_rows(con, table, list(entity.columns), place, result.delivery_id)
    return replace(
        result,
        rows_read=tally.read,
        rows_loaded=replaced.loaded,
        rows_known=tally.good - replaced.loaded,
        rows_quarantined=tally.quarantined,
        rows_withdrawn=replaced.withdrawn,
        new_columns=fit.new_names,
        missing_columns=fit.missing,
    )


def _known_again(con: duckdb.DuckDBPyConnection, place: Place, new_extract: NewExtract) -> DeliveryResult:
    """What was read again and gave nothing new is known, under the id that it has."""
    standing = standing_bytes(con, place, new_extract.content_hash, new_extract.extract.delivery_date)
    if standing is None:
        raise LookupError(f"{place.file} stood a moment ago and does not any more")
    result, rows = _result(con, new_extract), standing.rows_read
    return replace(result, delivery_id=standing.delivery_id, status="known", rows_read=rows, rows_known=rows)


def _record(
    con: duckdb.DuckDBPyConnection, result: DeliveryResult, place: Place, new_extract: NewExtract, content_hash: str
) -> None:
    """Writes the ledger's row, unless a row got lost on the way: then nothing of the file may stay."""
    if result.rows_read != result.rows_loaded + result.rows_known + result.rows_quarantined:
        raise RuntimeError(f"{result.file}: {result.rows_read} rows read are not the sum of where they went: {result}")
    extract = new_extract.extract
    record_delivery(con, result, place.place, content_hash, extract.size_bytes, extract.contract_hash)


def _result(con: duckdb.DuckDBPyConnection, new_extract: NewExtract) -> DeliveryResult:
    extract = new_extract.extract
    return DeliveryResult(
        delivery_id=next_delivery_id(con),
        system=extract.system,
        entity=extract.entity,
        file=extract.file,
        delivery_date=extract.delivery_date,
        status="loaded",
    )
