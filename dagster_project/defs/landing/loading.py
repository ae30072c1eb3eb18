"""Loads the extracts that a run is about and tells the record of the build of each.

Belongs here: which extracts of an entity a run takes. Does not belong here: how one is loaded (ingest.load).
"""

from collections.abc import Callable, Iterable

import duckdb

from dagster_project.progress import BuildRecord
from ingest.content import content_hashes
from ingest.contract import Contract, Entity
from ingest.deliveries import Extract, NewExtract, in_loading_order, landed_extracts, new_extracts
from ingest.load import load_extract
from ingest.workshop import open_workshop
from warehouse.company import Company


def load_new(company: Company, contract: Contract, entity: Entity, record: BuildRecord) -> None:
    """Loads what the ledger does not know of `entity`, one transaction per file."""
    extracts = _landed(company, contract, entity)
    with open_workshop(company) as con:
        _load(con, contract, entity, new_extracts(con, extracts), record)
        # A file is new again where its bytes stood under another name until a moment ago; one more look finds it.
        _load(con, contract, entity, _not_refused(record, new_extracts(con, extracts)), record)


def read_again(
    company: Company,
    contract: Contract,
    entity: Entity,
    includes: Callable[[Extract], bool],
    record: BuildRecord,
) -> None:
    """Reads the extracts that a person chose again, whether or not the ledger knows them."""
    extracts = [extract for extract in _landed(company, contract, entity) if includes(extract)]
    with open_workshop(company) as con:
        contents = content_hashes(con, extracts)
        chosen = [
            NewExtract(extract, content.content_hash, extract.fault or content.fault)
            for extract, content in zip(extracts, contents, strict=True)
        ]
        _load(con, contract, entity, in_loading_order(con, chosen), record, reread=True)


def _landed(company: Company, contract: Contract, entity: Entity) -> list[Extract]:
    return [extract for extract in landed_extracts(company, [contract]) if extract.entity == entity.name]


def _load(
    con: duckdb.DuckDBPyConnection,
    contract: Contract,
    entity: Entity,
    extracts: Iterable[NewExtract],
    record: BuildRecord,
    *,
    reread: bool = False,
) -> None:
    for extract in extracts:
        record.add(load_extract(con, contract, entity, extract, reread=reread))


def _not_refused(record: BuildRecord, extracts: list[NewExtract]) -> list[NewExtract]:
    refused = {
        (result.system, result.entity, result.file) for result in record.deliveries if result.status == "refused"
    }
    return [new for new in extracts if (new.extract.system, new.extract.entity, new.extract.file) not in refused]
