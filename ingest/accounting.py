"""The accounting of rows: what was read went somewhere, and what the ledger says is what raw and quarantine hold.

Belongs here: identities that must hold at any time. Does not belong here: repairing what breaks them.
"""

from __future__ import annotations

import json

import duckdb

from ingest.raw_table import raw_table
from ingest.sql_text import identifier

_ROWS_ADD_UP = """
select format('delivery {} ({}): {} rows read, but {} loaded + {} known + {} quarantined',
    delivery_id, file, rows_read, rows_loaded, rows_known, rows_quarantined)
from ledger.delivery where rows_read <> rows_loaded + rows_known + rows_quarantined order by delivery_id
"""
_IDS_ARE_DENSE = """
select format('ledger: {} deliveries, but the latest is number {}', given, latest)
from (
    select count(*) + (select max(forgotten_deliveries) from ledger.workshop) as given, max(delivery_id) as latest
    from ledger.delivery
)
where given < latest or (latest < given and (select max(forgotten_deliveries) from ledger.workshop) = 0)
"""
_QUARANTINE_AGREES = """
with held as (
    select _delivery_id as delivery_id, count(*) as rows, count(*) filter (_withdrawn_delivery_id is null) as standing
    from quarantine.row group by all
)
select format('delivery {}: {} rows in quarantine ({} standing), but the ledger says {} ({})', delivery_id,
    coalesce(held.rows, 0), coalesce(held.standing, 0), coalesce(delivery.rows_quarantined, 0), coalesce(now, 0))
from held
full join ledger.delivery as delivery using (delivery_id)
left join (select delivery_id, rows_quarantined as now from ledger.standing_delivery) using (delivery_id)
where coalesce(held.rows, 0) <> coalesce(rows_quarantined, 0) or coalesce(held.standing, 0) <> coalesce(now, 0)
order by delivery_id
"""
_RAW_AGREES = """
with loaded as (
    select _delivery_id as delivery_id, count(_line) as rows, count(*) - count(_line) as closed
    from {table} group by all
),
withdrawn as (
    select _withdrawn_delivery_id as delivery_id, count(*) as rows from {table}
    where _withdrawn_delivery_id is not null group by all
),
said as (select * from ledger.delivery where system_name = $system and entity_name = $entity)
select format('{table}, delivery {{}}: {{}} rows of it, {{}} closed and {{}} withdrawn by it, '
        'but the ledger says {{}}, {{}} and {{}}',
    delivery_id, coalesce(loaded.rows, 0), coalesce(loaded.closed, 0), coalesce(withdrawn.rows, 0),
    coalesce(said.rows_loaded, 0), coalesce(said.rows_closed, 0), coalesce(said.rows_withdrawn, 0))
from loaded full join withdrawn using (delivery_id) full join said using (delivery_id)
where coalesce(loaded.rows, 0) <> coalesce(said.rows_loaded, 0)
    or coalesce(withdrawn.rows, 0) <> coalesce(said.rows_withdrawn, 0)
    or coalesce(loaded.closed, 0) <> coalesce(said.rows_closed, 0)
order by delivery_id
"""
_FILES_STAND_WHOLE = """
with said as (select * from ledger.delivery where system_name = $system and entity_name = $entity),
held as (
    select file, count(*) as rows from (
        select _delivery_id from {table} where _withdrawn_delivery_id is null
        union all select _delivery_id from quarantine.row where _withdrawn_delivery_id is null
    ) as rows join said on said.delivery_id = rows._delivery_id group by file
),
standing as (
    select file, rows_read from ledger.standing_delivery where system_name = $system and entity_name = $entity
)
select format('{table}, {{}}: {{}} rows stand in raw and quarantine, but its standing delivery held {{}}',
    file, coalesce(held.rows, 0), coalesce(standing.rows_read, 0))
from held full join standing using (file)
where coalesce(held.rows, 0) <> coalesce(standing.rows_read, 0) order by file
"""
_KEYS_HOLD_ONE_VERSION = """
select format('{table}: {{}} keys have not exactly one version that holds today', count(*)) from (
    select 1 from {table} where _withdrawn_delivery_id is null
    group by {key} having count(*) filter (_valid_to_at is null) <> 1
) having count(*) > 0
"""


def verify_accounting(con: duckdb.DuckDBPyConnection) -> list[str]:
    """What does not add up, one sentence each; an empty list where every row is accounted for.

    For each delivery: rows read = loaded + known + quarantined; raw and quarantine hold and have withdrawn what the
    ledger says. For each file of rows without a key: the rows that stand in raw and quarantine are those of its
    standing delivery. For each key: one version holds today.
    """
    faults = [
        *_sentences(con, _ROWS_ADD_UP),
        *_sentences(con, _IDS_ARE_DENSE),
        *_sentences(con, _QUARANTINE_AGREES),
    ]
    contracts = con.execute("select system_name, entity_name, declared from ledger.contract order by all").fetchall()
    for system, entity, declared in contracts:
        table, keys = raw_table(system, entity), json.loads(declared)["key"]
        faults += _sentences(con, _RAW_AGREES.format(table=table), {"system": system, "entity": entity})
        if keys == "none":
            faults += _sentences(con, _FILES_STAND_WHOLE.format(table=table), {"system": system, "entity": entity})
        else:
            key = ", ".join(identifier(name) for name in keys)
            faults += _sentences(con, _KEYS_HOLD_ONE_VERSION.format(table=table, key=key))
    return faults


def _sentences(con: duckdb.DuckDBPyConnection, claim: str, parameters: dict[str, str] | None = None) -> list[str]:
    return [sentence for (sentence,) in con.execute(claim, parameters or {}).fetchall()]
