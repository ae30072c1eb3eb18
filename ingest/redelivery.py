"""What a further delivery of the same file changes: equal rows are known, the others come in or are withdrawn.

Rows are told apart by their typed content and, among equal ones, by their occurrence; never by their position.
Belongs here: comparing a file's new rows with those that stand. Does not belong here: reading them (insertion.py).
"""

from __future__ import annotations

from typing import NamedTuple

import duckdb

from ingest.ledger import Place
from ingest.queries import one_row
from ingest.sql_text import identifier
from ingest.updates import update_rows

INCOMING = "temp.incoming"

_EARLIER = (
    "select delivery_id from ledger.delivery where status = 'loaded' "
    "and system_name = $system and entity_name = $entity and place = $place and delivery_id < $delivery_id"
)


class Replaced(NamedTuple):
    """Counts of raw rows: come in new, and withdrawn."""

    loaded: int
    withdrawn: int


def has_earlier(con: duckdb.DuckDBPyConnection, place: Place, delivery_id: int) -> bool:
    """Whether an earlier delivery of this place was loaded."""
    return one_row(con, f"{_EARLIER} limit 1", _parameters(place, delivery_id)) is not None


def make_incoming(con: duckdb.DuckDBPyConnection, table: str) -> None:
    """Makes the empty table INCOMING for the rows of a file, shaped like the raw table `table`."""
    con.execute(f"create or replace temp table incoming as from {table} limit 0")


def replace_rows(
    con: duckdb.DuckDBPyConnection, table: str, columns: list[str], place: Place, delivery_id: int
) -> Replaced:
    """Makes the standing rows of the file in `table` equal to those of INCOMING, and drops INCOMING.

    `columns` are the contract's column names. The rows that stay keep the delivery and line in which they first came.
    """
    content = [identifier(column) for column in columns] + ["_extra"]
    parameters = _parameters(place, delivery_id)
    con.execute(f"create or replace temp table standing as {_numbered(_standing(table), content)}", parameters)
    con.execute(f"create or replace temp table arrived as {_numbered(f'select * from {INCOMING}', content)}")
    same = " and ".join(f"a.{column} is not distinct from b.{column}" for column in [*content, "_occurrence"])
    loaded = one_row(
        con,
        f"insert into {table} by name select * exclude (_occurrence) from temp.arrived as a "
        f"anti join temp.standing as b on {same}",
    )
    withdrawn = update_rows(
        con,
        table,
        f"_withdrawn_delivery_id = $delivery_id where {table}.rowid in "
        f"(select a._standing_row from temp.standing as a anti join temp.arrived as b on {same})",
        {"delivery_id": delivery_id},
    )
    for temporary in ("incoming", "standing", "arrived"):
        con.execute(f"drop table temp.{temporary}")
    return Replaced(int(loaded[0]) if loaded else 0, withdrawn)


def withdraw_rows(con: duckdb.DuckDBPyConnection, table: str, place: Place, delivery_id: int) -> int:
    """Withdraws all standing raw rows of the file and returns how many; for a file whose bytes stand elsewhere."""
    return update_rows(
        con,
        table,
        f"_withdrawn_delivery_id = $delivery_id where _withdrawn_delivery_id is null and _delivery_id in ({_EARLIER})",
        _parameters(place, delivery_id),
    )


def withdraw_quarantine(con: duckdb.DuckDBPyConnection, place: Place, delivery_id: int) -> None:
    """Withdraws the quarantined rows of earlier deliveries of the file."""
    update_rows(
        con,
        "quarantine.row",
        f"_withdrawn_delivery_id = $delivery_id where _withdrawn_delivery_id is null and _delivery_id in ({_EARLIER})",
        _parameters(place, delivery_id),
    )


def _standing(table: str) -> str:
    return (
        f"select *, rowid as _standing_row from {table} "
        f"where _withdrawn_delivery_id is null and _delivery_id in ({_EARLIER})"
    )


def _numbered(rows: str, content: list[str]) -> str:
    """`rows` with `_occurrence`: the how-manieth of the rows of equal content, in the order of delivery and line."""
    return (
        f"select *, row_number() over (partition by {', '.join(content)} order by _delivery_id, _line) "
        f"as _occurrence from ({rows})"
    )


def _parameters(place: Place, delivery_id: int) -> dict[str, object]:
    return {"system": place.system, "entity": place.entity, "place": place.place, "delivery_id": delivery_id}
