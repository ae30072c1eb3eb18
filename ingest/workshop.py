"""The workshop: the one DuckDB file that ingest writes, with its ledger, raw and quarantine schemas.

Belongs here: opening it, its tables other than raw, the version of their shape.
Does not belong here: raw tables (raw_table.py), what the ledger says (ledger.py).
"""

from __future__ import annotations

import os
import uuid
from pathlib import Path

import duckdb

from ingest.queries import one_row
from warehouse.company import Company

SCHEMA_VERSION = 1
DEFAULT_MEMORY_LIMIT = "4GB"
DEFAULT_THREADS = 2

_TABLES = """
create schema ledger;
create schema raw;
create schema quarantine;
create table ledger.workshop (schema_version integer not null, workshop_id varchar not null);
create table ledger.contract (system_name varchar not null, entity_name varchar not null, declared varchar not null);
create table ledger.file_seen (
    system_name varchar not null, entity_name varchar not null, file varchar not null,
    size_bytes bigint not null, modified_ns bigint not null, seen_at_ns bigint not null, content_hash varchar not null,
    primary key (system_name, entity_name, file)
);
create table ledger.delivery (
    delivery_id bigint primary key, system_name varchar not null, entity_name varchar not null, file varchar not null,
    content_hash varchar not null, size_bytes bigint not null, delivery_date date not null,
    status varchar not null check (status in ('loaded', 'known', 'refused')), reason varchar,
    rows_read bigint not null, rows_loaded bigint not null, rows_known bigint not null,
    rows_quarantined bigint not null, rows_withdrawn bigint not null,
    new_columns varchar[] not null, loaded_at timestamp not null, contract_hash varchar not null
);
create view ledger.standing_delivery as
    select delivery.* from ledger.delivery as delivery
    where delivery.status = 'loaded' and not exists (
        select 1 from ledger.delivery as later
        where later.system_name = delivery.system_name and later.entity_name = delivery.entity_name
            and later.file = delivery.file and later.delivery_id > delivery.delivery_id
            and (later.status = 'loaded' or (later.status = 'known' and later.content_hash <> delivery.content_hash))
    );
create table quarantine.row (
    _delivery_id bigint not null, _line bigint not null,
    faults struct(column_name varchar, value varchar, reason varchar)[] not null,
    source_row varchar not null, _withdrawn_delivery_id bigint
);
"""


class WorkshopError(Exception):
    """The workshop cannot be used; the message says why and what to do."""


def open_workshop(company: Company) -> duckdb.DuckDBPyConnection:
    """Opens the workshop of `company` for writing, made where there is none. The caller closes it.

    `RAPPORT_MEMORY_LIMIT` (such as 4GB) bounds what DuckDB keeps in memory, `RAPPORT_THREADS` its threads. Raises
    WorkshopError where another process has it open, it is no workshop, or one of another version of Rapport.
    """
    path = company.workshop_path
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    con = _connect(path, company.folder)
    try:
        _prepare(con, company.folder)
    except BaseException:
        con.close()
        raise
    path.chmod(0o600)
    return con


def _connect(path: Path, folder: Path) -> duckdb.DuckDBPyConnection:
    config: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": os.environ.get("RAPPORT_MEMORY_LIMIT") or DEFAULT_MEMORY_LIMIT,
        "threads": os.environ.get("RAPPORT_THREADS") or str(DEFAULT_THREADS),
        "temp_directory": str(path.parent / "workshop.tmp"),
        "autoinstall_known_extensions": "false",
    }
    try:
        return duckdb.connect(str(path), config=config)
    except duckdb.IOException as error:
        if "lock" in str(error):
            raise WorkshopError(f"{path} is in use by another process; wait until it has ended") from error
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
    con.execute("insert into ledger.workshop values (?, ?)", [SCHEMA_VERSION, str(uuid.uuid4())])
    con.commit()


def _rebuild(folder: Path) -> str:
    return f"run `rapport build --company {folder} --rebuild` to make it anew from landing"
