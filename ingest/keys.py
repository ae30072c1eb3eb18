"""The keys that a file names: which rows of it repeat one, and which of its quarantined rows still say theirs.

Belongs here: keys of one file, as SQL over temp.incoming and quarantine.row. Does not belong here: what a key's row
changes in history (history.py), how rows without a key are told apart (redelivery.py).
"""

from __future__ import annotations

import duckdb

from ingest.contract import Entity
from ingest.conversion import value_sql
from ingest.queries import one_row
from ingest.redelivery import INCOMING
from ingest.sql_text import identifier, literal

QUARANTINED_KEY = "temp.quarantined_key"


def key_columns(entity: Entity) -> list[str]:
    """The columns of the key, quoted."""
    return [identifier(name) for name in entity.keys]


def same_key(entity: Entity, one: str, other: str) -> str:
    """An SQL condition: the rows `one` and `other` have the same key. No part of a key is ever null."""
    return " and ".join(f"{one}.{column} = {other}.{column}" for column in key_columns(entity))


def content_columns(entity: Entity) -> list[str]:
    """All that a row says, its key included, quoted."""
    return [*(identifier(name) for name in entity.columns), "_extra"]


def same_content(entity: Entity, one: str, other: str) -> str:
    """An SQL condition: the rows `one` and `other` say the same, by typed values."""
    return " and ".join(f"{one}.{column} is not distinct from {other}.{column}" for column in content_columns(entity))


def quarantine_doubled_keys(con: duckdb.DuckDBPyConnection, entity: Entity, delivery_id: int) -> int:
    """Keeps the first row of each key in INCOMING and returns how many of the others contradict it.

    A snapshot says each key once. Rows equal to the first are known; those that are not go to quarantine.
    """
    key = ", ".join(key_columns(entity))
    if one_row(con, f"select 1 from {INCOMING} group by {key} having count(*) > 1 limit 1") is None:
        return 0
    con.execute(
        f"create or replace temp table repeated as select * from (select *, row_number() over "
        f"(partition by {key} order by _line) as _nth from {INCOMING}) where _nth > 1"
    )
    con.execute(f"delete from {INCOMING} where _line in (select _line from temp.repeated)")
    source = ", ".join(f"{literal(name)}, further.{identifier(name)}::varchar" for name in entity.columns)
    inserted = one_row(
        con,
        "insert into quarantine.row select $1, further._line, [struct_pack(column_name := $2, value := null::varchar, "
        "reason := 'is a key that stands in line ' || first._line || ' already, with other values')], "
        f"json_object({source})::varchar, null "
        f"from temp.repeated as further join {INCOMING} as first on {same_key(entity, 'first', 'further')} "
        f"where not ({same_content(entity, 'first', 'further')})",
        [delivery_id, entity.keys[0]],
    )
    con.execute("drop table temp.repeated")
    return int(inserted[0]) if inserted else 0


def find_quarantined_keys(con: duckdb.DuckDBPyConnection, entity: Entity, delivery_id: int) -> int:
    """Makes QUARANTINED_KEY of the delivery's quarantined rows; returns how many of them do not say their key."""
    values = [
        f"{value_sql(entity.columns[name], f'json_extract_string(source_row, {_path(name)})')} as {identifier(name)}"
        for name in entity.keys
    ]
    con.execute(
        f"create or replace temp table quarantined_key as select {', '.join(values)} from quarantine.row "
        "where _delivery_id = $1",
        [delivery_id],
    )
    unknown = " or ".join(f"{column} is null" for column in key_columns(entity))
    found = one_row(con, f"select count(*) from {QUARANTINED_KEY} where {unknown}")
    return int(found[0]) if found else 0


def _path(name: str) -> str:
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return literal(f'$."{escaped}"')
