"""Judging a file by what it left in quarantine.

Belongs here: when too much of a file is quarantined, and saying so without a value of it.
Does not belong here: which row is quarantined (insertion.py).
"""

from __future__ import annotations

import duckdb

from ingest.contract import Entity
from ingest.insertion import Tally
from ingest.queries import one_row
from ingest.readers import FileRefused
from ingest.shape import shape_of_value


def refuse_too_many(con: duckdb.DuckDBPyConnection, tally: Tally, entity: Entity, delivery_id: int) -> None:
    """Raises FileRefused where more than the contract's `max_quarantined` share of the rows is quarantined."""
    if not tally.quarantined or tally.quarantined <= entity.max_quarantined * tally.read:
        return
    share, most = tally.quarantined / tally.read, entity.max_quarantined
    raise FileRefused(
        f"{tally.quarantined} of {tally.read} rows ({share:.1%}) do not fit the contract, "
        f"max_quarantined allows {most:.1%}; the first: {_first_fault(con, delivery_id)}"
    )


def _first_fault(con: duckdb.DuckDBPyConnection, delivery_id: int) -> str:
    found = one_row(
        con,
        "select _line, faults[1].column_name, length(faults[1].value), faults[1].reason from quarantine.row "
        "where _delivery_id = ? order by _line limit 1",
        [delivery_id],
    )
    if found is None:
        raise LookupError(f"delivery {delivery_id} has no row in quarantine")
    line, column, length, reason = found
    if column is None:
        return f"line {line} {reason}"
    shape = "" if length is None else f" ({shape_of_value(length)})"
    return f"line {line}, column '{column}'{shape} {reason}"
