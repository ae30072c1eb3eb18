"""The workshop: the one DuckDB file that ingest writes, with its ledger, raw and quarantine schemas.

Belongs here: opening it, its tables other than raw, the version of their shape.
Does not belong here: raw tables (raw_table.py), what the ledger says (ledger.py).
"""

from __future__ import annotations

import os
import time
import uuid
from pathlib import Path

import duckdb

from ingest.decisions import copy_decisions
from ingest.queries import one_row
from warehouse.company import Company

SCHEMA_VERSION = 3
DEFAULT_MEMORY_LIMIT = "4GB"
DEFAULT_THREADS = 2
_SECONDS_FOR_READERS = 5.0
# With DuckDB's 16 MB nearly every daily file ends with writing the last rows of raw anew: 10 million rows in 305 files
# took 66 s, 26 s of them commits; with this 46 s and 15 s. Commits are as durable.
_CHECKPOINT_THRESHOLD = "256MB"

_TABLES = """
create schema ledger;
create schema raw;
create schema quarantine;
create table ledger.workshop (
    schema_version integer not null, workshop_id varchar not null, forgotten_deliveries bigint not null
);
create table ledger.contract (system_name varchar not null, entity_name varchar not null, declared varchar not null);
create table ledger.file_seen (
    system_name varchar not null, entity_name varchar not null, file varchar not null,
    size_bytes bigint not null, modified_ns bigint not null, seen_at_ns bigint not null, content_hash varchar not null,
    primary key (system_name, entity_name, file)
);
create table ledger.delivery (
    delivery_id bigint primary key, system_name varchar not null, entity_name varchar not null, file varchar not null,
    place varchar not null, content_hash varchar not null, size_bytes bigint not null, delivery_date date not null,
    status varchar not null check (status in ('loaded', 'known', 'refused', 'withdrawn')), reason varchar,
    rows_read bigint not null, rows_loaded bigint not null, rows_known bigint not null,
    rows_quarantined bigint not null, rows_withdrawn bigint not null, rows_closed bigint not null,
    new_columns varchar[] not null, missing_columns varchar[] not null, replaced_delivery_id bigint,
    loaded_at timestamp not null, contract_hash varchar not null
);
create table ledger.decision (
    system_name varchar not null, entity_name varchar not null, content_hash varchar not null, delivery_date date,
    decision varchar not null, decided_at timestamp not null
);
create view ledger.standing_delivery as
    select delivery.* from ledger.delivery as delivery
    where delivery.status = 'loaded' and not exists (
        select 1 from ledger.delivery as later
        where later.system_name = delivery.system_name and later.entity_name = delivery.entity_name
            and later.place = delivery.place and later.delivery_id > delivery.delivery_id
            and (later.status in ('loaded', 'withdrawn')
                or (later.status = 'known' and later.content_hash <> delivery.content_hash))
    );
create table quarantine.row (
    _delivery_id bigint not null, _line bigint not null,
    faults struct(column_name varchar, value varchar, reason varchar)[] not null,
    source_row varchar not null, _withdrawn_delivery_id bigint
);
"""


class WorkshopError(Exception):
    """The workshop cannot be used; the message says why and what to do."""


class InUse(WorkshopError):
    """Another process has it open."""


def open_workshop(company: Company) -> duckdb.DuckDBPyConnection:
    """Opens the workshop of `company` for writing, made where there is none. The caller closes it.

    `RAPPORT_MEMORY_LIMIT` (such as 4GB) bounds what DuckDB keeps in memory, `RAPPORT_THREADS` its threads. Whoever only
    lists what is in the workshop is waited for. Raises WorkshopError where another process keeps it open, it is no
    workshop, or one of another version of Rapport.
    """
    path = company.workshop_path
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    con = _connect_once_readers_ended(path, company.folder)
    try:
        _prepare(con, company.folder)
        copy_decisions(con, company)
    except BaseException:
        con.close()
        raise
    path.chmod(0o600)
    return con


def has_other_shape(company: Company) -> bool:
    """Whether the workshop was made by a Rapport whose tables were others; it is made anew from landing then."""
    if not company.workshop_path.is_file():
        return False
    try:
        with duckdb.connect(str(company.workshop_path), read_only=True) as con:
            version = one_row(con, "select max(schema_version) from ledger.workshop")
    except duckdb.Error:
        return False  # in use, damaged or none of ours: opening it says which
    return version is not None and version != (SCHEMA_VERSION,)


def forget_workshop(company: Company) -> None:
    """Removes the workshop with its write-ahead log; landing holds all it knew. Call it under the writer lock."""
    for suffix in ("", ".wal"):
        company.workshop_path.with_name(company.workshop_path.name + suffix).unlink(missing_ok=True)


def _connect_once_readers_ended(path: Path, folder: Path) -> duckdb.DuckDBPyConnection:
    until = time.monotonic() + _SECONDS_FOR_READERS
    while True:
        try:
            return _connect(path, folder)
        except InUse:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def _connect(path: Path, folder: Path) -> duckdb.DuckDBPyConnection:
    config: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": os.environ.get("RAPPORT_MEMORY_LIMIT") or DEFAULT_MEMORY_LIMIT,
        "threads": os.environ.get("RAPPORT_THREADS") or str(DEFAULT_THREADS),
        "temp_directory": str(path.parent / "workshop.tmp"),
        "checkpoint_threshold": _CHECKPOINT_THRESHOLD,
        "autoinstall_known_extensions": "false",
    }
    try:
        return duckdb.connect(str(path), config=config)
    except duckdb.IOException as error:
        if "lock" in str(error):
            raise InUse(f"{path} is in use by another process; wait until it has ended") from error
        raise WorkshopError(f"{path} cannot be opened ({error}); {_rebuild(folder)}") from error
    except duckdb.Error as error:
        raise WorkshopError(f"RAPPORT_MEMORY_LIMIT or RAPPORT_THREADS is set wrong: {error}") from error


def _prepare(con: duckdb.DuckDBPyConnection, folder: Path) -> None:
    tables = con.execute("select schema_name || '.' || table_name from duckdb_tables()").fetchall()
    if not tables:
        _make_tables(con)
        return
    if ("ledger.workshop",) not in tables:
        raise WorkshopError(f"{folder}: the workshop holds no ledger; {_rebuild(folder)}")
    version = one_row(con, "select max(schema_version) from ledger.workshop")
    if version != (SCHEMA_VERSION,):
        found = version[0] if version else None
        reason = f"the workshop was made with schema version {found}, this Rapport works with {SCHEMA_VERSION}"
        raise WorkshopError(f"{folder}: {reason}; {_rebuild(folder)}")


def _make_tables(con: duckdb.DuckDBPyConnection) -> None:
    con.begin()
    con.execute(_TABLES)
    con.execute("insert into ledger.workshop values (?, ?, 0)", [SCHEMA_VERSION, str(uuid.uuid4())])
    con.commit()


def _rebuild(folder: Path) -> str:
    return f"run `rapport build --company {folder} --rebuild` to make it anew from landing"
