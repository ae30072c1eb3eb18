"""Updates within a transaction that has inserted rows itself.

DuckDB 2.0 damages a table, or ends the process, where one UPDATE meets both rows that stood before the transaction and
rows that the transaction has inserted; one statement for each kind does not (a few hundred rows, a dozen inserts and
updates in turn: five of ten runs crashed; apart, none did). Belongs here: running an update so. Does not belong here:
what is updated (redelivery.py, replay.py, stretches.py).
"""

from __future__ import annotations

from collections.abc import Mapping

import duckdb

from ingest.queries import one_row

# Rows of the transaction at hand have row ids from here on (DuckDB's MAX_ROW_ID).
_FIRST_OF_TRANSACTION = 36_028_797_018_960_000


def update_rows(con: duckdb.DuckDBPyConnection, table: str, changes: str, parameters: Mapping[str, object]) -> int:
    """Runs `update <table> set <changes>` and returns how many rows changed. `changes` ends with its where clause.

    Whether a row is changed, and to what, must not depend on the change of another.
    """
    changed = 0
    for rows in (f"< {_FIRST_OF_TRANSACTION}", f">= {_FIRST_OF_TRANSACTION}"):
        count = one_row(con, f"update {table} set {changes} and {table}.rowid {rows}", dict(parameters))
        changed += int(count[0]) if count else 0
    return changed
