"""Which extracts lie in landing, and which of them bring bytes that the ledger does not know for their file.

Belongs here: extracts with their day, what is new. Does not belong here: loading (load.py), hashing (content.py).
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import duckdb

from ingest.content import content_hashes
from ingest.contract import Contract, Entity
from ingest.decisions import DecidedBytes
from ingest.delivery_day import NoDay, delivery_day, file_day
from ingest.landing import files_of, refuse_missing_landing, refuse_shared_files
from warehouse.company import Company


@dataclass(frozen=True)
class Extract:
    """A file in landing. `file` is its posix path below landing.

    `fault` says why its day cannot be told; then `delivery_date` is the day the file was written and loading it gives
    a refused delivery. `contract_hash` is the fingerprint of the entity's contract. `is_days_own`: the same bytes on
    another day are a delivery of their own. `depends_on_order`: what follows it is read again behind it.
    """

    system: str
    entity: str
    file: str
    path: Path
    delivery_date: datetime.date
    size_bytes: int
    modified_ns: int
    contract_hash: str
    is_days_own: bool
    depends_on_order: bool
    fault: str | None = None


@dataclass(frozen=True)
class NewExtract:
    """An extract to load. `content_hash` is SHA-256 (hex) of its bytes, empty where they cannot be read (`fault`)."""

    extract: Extract
    content_hash: str
    fault: str | None = None


def landed_extracts(company: Company, contracts: Iterable[Contract]) -> list[Extract]:
    """All extracts in the landing folders, by day, then order of systems in company.yml, of entities, and file.

    Raises SettingsError where a landing folder is missing or two entities' patterns match the same file.
    """
    contracts = list(contracts)
    for contract in contracts:
        refuse_missing_landing(company, contract)
    refuse_shared_files(contracts)
    order = [system.name for system in company.systems]
    contracts.sort(key=lambda contract: order.index(contract.system))
    extracts = [
        extract
        for contract in contracts
        for entity in contract.entities.values()
        for extract in entity_extracts(contract, entity)
    ]
    return sorted(extracts, key=lambda extract: extract.delivery_date)


def entity_extracts(contract: Contract, entity: Entity) -> list[Extract]:
    """The extracts of one entity, by file."""
    extracts = []
    for file, path in files_of(contract, entity).items():
        with suppress(FileNotFoundError):  # taken away since the folder was listed
            extracts.append(_extract(contract, entity, file, path))
    return extracts


def _extract(contract: Contract, entity: Entity, file: str, path: Path) -> Extract:
    status, fault = path.stat(), None
    try:
        day = delivery_day(entity, file, path, contract.time_zone)
    except NoDay as error:
        day, fault = file_day(path, contract.time_zone), str(error)
    return Extract(
        system=contract.system,
        entity=entity.name,
        file=file,
        path=path,
        delivery_date=day,
        size_bytes=status.st_size,
        modified_ns=status.st_mtime_ns,
        contract_hash=entity.fingerprint,
        is_days_own=entity.mode != "events",
        depends_on_order=entity.depends_on_order,
        fault=fault,
    )


def new_extracts(con: duckdb.DuckDBPyConnection, extracts: Iterable[Extract]) -> list[NewExtract]:
    """Those of `extracts` that have something to load, in the order in which to load them.

    A file is not new while its latest delivery has the same bytes; except where that was of another day whose rows
    are its own, was refused under another contract, was decided upon since, or was known from a delivery that does
    not stand any more. So once all new ones are loaded, a second call may name a file whose bytes stood elsewhere
    until then.
    """
    extracts = list(extracts)
    latest, standing, decided = _latest_deliveries(con), _standing_bytes(con), _decisions(con)
    hashes = content_hashes(con, extracts)
    new = [
        NewExtract(extract, read.content_hash, extract.fault or read.fault)
        for extract, read in zip(extracts, hashes, strict=True)
        if _is_new(
            extract,
            read.content_hash,
            latest.get(_name(extract)),
            standing,
            decided.get(_bytes_of(extract, read.content_hash)),
        )
    ]
    return in_loading_order(con, new)


def in_loading_order(con: duckdb.DuckDBPyConnection, extracts: Sequence[NewExtract]) -> list[NewExtract]:
    """Corrections of files that others are read again behind come first, the latest of them before the earlier ones:
    so whatever is read again is as it was loaded. All others keep their order."""
    latest = _latest_deliveries(con)
    corrections = [new for new in extracts if _corrects(new, latest.get(_name(new.extract)))]
    others = [new for new in extracts if new not in corrections]
    return [*reversed(corrections), *others]


def _corrects(new: NewExtract, latest: _Latest | None) -> bool:
    if latest is None or not new.extract.depends_on_order:
        return False
    is_same_day = latest.delivery_date == new.extract.delivery_date
    return is_same_day and latest.status in ("loaded", "known") and latest.content_hash != new.content_hash


class _Latest(NamedTuple):
    """What the ledger says of the latest delivery of a file."""

    status: str
    content_hash: str
    contract_hash: str
    delivery_date: datetime.date
    loaded_at: datetime.datetime


class _Decided(NamedTuple):
    """The latest decision about bytes, and when it was made."""

    decision: str
    decided_at: datetime.datetime


_FileKey = tuple[str, str, str]


def _name(extract: Extract) -> _FileKey:
    return extract.system, extract.entity, extract.file


def _is_new(
    extract: Extract,
    content_hash: str,
    latest: _Latest | None,
    standing: set[_FileKey],
    decided: _Decided | None,
) -> bool:
    if latest is None or latest.content_hash != content_hash:
        return True
    if extract.is_days_own and latest.delivery_date != extract.delivery_date:
        return True
    if decided is not None and decided.decided_at > latest.loaded_at:
        is_out = latest.status in ("refused", "withdrawn")
        return is_out if decided.decision == "accepted" else latest.status != "withdrawn"
    if latest.status == "refused":
        return latest.contract_hash != extract.contract_hash
    return latest.status == "known" and (extract.system, extract.entity, content_hash) not in standing


def _latest_deliveries(con: duckdb.DuckDBPyConnection) -> dict[_FileKey, _Latest]:
    rows = con.execute(
        "select system_name, entity_name, file, status, content_hash, contract_hash, delivery_date, loaded_at "
        "from ledger.delivery "
        "qualify row_number() over (partition by system_name, entity_name, file order by delivery_id desc) = 1"
    ).fetchall()
    return {(system, entity, file): _Latest(*said) for system, entity, file, *said in rows}


def _standing_bytes(con: duckdb.DuckDBPyConnection) -> set[_FileKey]:
    return set(con.execute("select system_name, entity_name, content_hash from ledger.standing_delivery").fetchall())


def _decisions(con: duckdb.DuckDBPyConnection) -> dict[DecidedBytes, _Decided]:
    rows = con.execute(
        "select system_name, entity_name, content_hash, delivery_date, decision, decided_at from ledger.decision "
        "order by decided_at"
    ).fetchall()
    return {DecidedBytes(*about): _Decided(decision, at) for *about, decision, at in rows}


def _bytes_of(extract: Extract, content_hash: str) -> DecidedBytes:
    day = extract.delivery_date if extract.is_days_own else None
    return DecidedBytes(extract.system, extract.entity, content_hash, day)
