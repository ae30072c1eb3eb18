"""From a new extract to raw, quarantine and ledger, in one transaction per file: all of it or nothing.

Belongs here: the order of the steps and what ends in a refusal. Does not belong here: any one step.
"""

from __future__ import annotations

from dataclasses import replace

import duckdb

from ingest.contract import Contract, Entity
from ingest.deliveries import NewExtract
from ingest.header import fit_header
from ingest.insertion import insert_file
from ingest.ledger import (
    DeliveryResult,
    FileName,
    StandingBytes,
    next_delivery_id,
    record_delivery,
    standing_bytes,
)
from ingest.quarantine import refuse_too_many
from ingest.raw_table import prepare_raw, raw_table
from ingest.readers import FileRefused, RowReader, open_rows
from ingest.redelivery import (
    INCOMING,
    Replaced,
    has_earlier,
    make_incoming,
    replace_rows,
    withdraw_quarantine,
    withdraw_rows,
)

# A file that changed while it was read is recorded without a hash, so that the next build takes it for new.
_NO_HASH = ""


class _ChangedWhileRead(FileRefused):
    """The bytes read are not those that were hashed."""


def load_extract(
    con: duckdb.DuckDBPyConnection, contract: Contract, entity: Entity, new_extract: NewExtract
) -> DeliveryResult:
    """Loads one new extract and returns what became of it, as ledger.delivery says it too.

    Whatever is wrong with the file gives a refused delivery. Raises ContractChanged where the raw table was made with
    another contract.
    """
    prepare_raw(con, contract)
    content_hash = new_extract.content_hash
    con.begin()
    try:
        result = _load(con, contract.system, entity, new_extract)
        _record(con, result, new_extract, content_hash)
    except FileRefused as refusal:
        con.rollback()
        content_hash = _NO_HASH if isinstance(refusal, _ChangedWhileRead) else content_hash
        result = replace(_result(con, new_extract), status="refused", reason=str(refusal))
        _record(con, result, new_extract, content_hash)
        return result
    except BaseException:
        con.rollback()
        raise
    con.commit()
    return result


def _load(con: duckdb.DuckDBPyConnection, system: str, entity: Entity, new_extract: NewExtract) -> DeliveryResult:
    if new_extract.fault:
        raise FileRefused(new_extract.fault)
    table, name = raw_table(system, entity.name), _file_name(new_extract)
    result = _result(con, new_extract)
    standing = standing_bytes(con, name, new_extract.content_hash)
    if standing is not None:
        return _know(con, table, name, standing, result)
    with open_rows(new_extract.extract.path, entity.format) as reader:
        return _read(con, table, name, entity, reader, new_extract.content_hash, result)


def _know(
    con: duckdb.DuckDBPyConnection,
    table: str,
    name: FileName,
    standing: StandingBytes,
    result: DeliveryResult,
) -> DeliveryResult:
    """The bytes stand already. Where they do so under another name, what this file held until now is withdrawn."""
    withdrawn = 0
    if standing.file != name.file:
        withdrawn = withdraw_rows(con, table, name, result.delivery_id)
        withdraw_quarantine(con, name, result.delivery_id)
    rows = standing.rows_read
    return replace(result, status="known", rows_read=rows, rows_known=rows, rows_withdrawn=withdrawn)


def _read(
    con: duckdb.DuckDBPyConnection,
    table: str,
    name: FileName,
    entity: Entity,
    reader: RowReader,
    content_hash: str,
    result: DeliveryResult,
) -> DeliveryResult:
    fit = fit_header(entity, reader)
    is_further = has_earlier(con, name, result.delivery_id)
    if is_further:
        make_incoming(con, table)
    tally = insert_file(con, reader, entity, fit, INCOMING if is_further else table, result.delivery_id)
    if reader.content_hash != content_hash:
        raise _ChangedWhileRead("the file changed while it was read; the next build reads it again")
    refuse_too_many(con, tally, entity, result.delivery_id)
    replaced = Replaced(loaded=tally.good, withdrawn=0)
    if is_further:
        withdraw_quarantine(con, name, result.delivery_id)
        replaced = replace_rows(con, table, list(entity.columns), name, result.delivery_id)
    return replace(
        result,
        rows_read=tally.read,
        rows_loaded=replaced.loaded,
        rows_known=tally.good - replaced.loaded,
        rows_quarantined=tally.quarantined,
        rows_withdrawn=replaced.withdrawn,
        new_columns=tuple(fit.new),
    )


def _record(con: duckdb.DuckDBPyConnection, result: DeliveryResult, new_extract: NewExtract, content_hash: str) -> None:
    """Writes the ledger's row, unless a row got lost on the way: then nothing of the file may stay."""
    if result.rows_read != result.rows_loaded + result.rows_known + result.rows_quarantined:
        raise RuntimeError(f"{result.file}: {result.rows_read} rows read are not the sum of where they went: {result}")
    extract = new_extract.extract
    record_delivery(con, result, content_hash, extract.size_bytes, extract.contract_hash)


def _file_name(new_extract: NewExtract) -> FileName:
    extract = new_extract.extract
    return FileName(extract.system, extract.entity, extract.file)


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
