"""Forgetting what one system delivered, so that it is loaded anew from landing under today's contract.

Belongs here: emptying the workshop of one system. Does not belong here: loading it again (load.py), removing the whole
workshop, which is removing its file.
"""

from __future__ import annotations

import uuid

import duckdb

from ingest.raw_table import raw_table


def forget_system(con: duckdb.DuckDBPyConnection, system: str) -> None:
    """Drops the raw tables of `system` and all that ledger and quarantine know of it, in one transaction.

    The workshop gets a new identity, so that the models are built whole.
    """
    con.begin()
    try:
        _drop_raw_tables(con, system)
        _delete_records(con, system)
        con.execute("update ledger.workshop set workshop_id = ?", [str(uuid.uuid4())])
    except BaseException:
        con.rollback()
        raise
    con.commit()


def _drop_raw_tables(con: duckdb.DuckDBPyConnection, system: str) -> None:
    entities = con.execute("select entity_name from ledger.contract where system_name = ?", [system]).fetchall()
    for (entity,) in entities:
        con.execute(f"drop table if exists {raw_table(system, entity)}")


def _delete_records(con: duckdb.DuckDBPyConnection, system: str) -> None:
    ids = "select delivery_id from ledger.delivery where system_name = $1"
    con.execute(f"delete from quarantine.row where _delivery_id in ({ids})", [system])
    con.execute(
        f"update ledger.workshop set forgotten_deliveries = forgotten_deliveries + (select count(*) from ({ids}))",
        [system],
    )
    for table in ("delivery", "file_seen", "contract"):
        con.execute(f"delete from ledger.{table} where system_name = $1", [system])
