"""Whether the workshop says of each damaged file what was stated of it.

Belongs here: reading ledger, quarantine and raw, and the differences. Does not belong here: loading (loading.py).
"""

from __future__ import annotations

import dataclasses

import duckdb

from tests.damage.company import SYSTEM
from tests.damage.outcome import Outcome, Stated

_DELIVERIES = """
select file, row_number() over (partition by file order by delivery_id) - 1 as nth, delivery_id, entity_name, status,
    rows_read, rows_loaded, rows_known, rows_quarantined, rows_withdrawn, rows_closed, coalesce(reason, '') as reason,
    new_columns
from ledger.delivery
"""
_FAULTS = """
select _delivery_id, list((_line, fault.column_name))
from (select _delivery_id, _line, unnest(faults) as fault from quarantine.row) group by all
"""


def differences(con: duckdb.DuckDBPyConnection, stated: list[Stated]) -> list[str]:
    """One sentence per delivery that is not as stated, and per file that nothing was stated of."""
    found = _found(con)
    wrong = [_difference(one, found.pop((one.file, one.nth), None)) for one in stated]
    strangers = [f"{file}, delivery {nth}: nothing was stated of it" for file, nth in found]
    return [sentence for sentence in wrong if sentence] + strangers


def _found(con: duckdb.DuckDBPyConnection) -> dict[tuple[str, int], Outcome]:
    faults = dict(con.execute(_FAULTS).fetchall())
    totals = _totals(con)
    found = {}
    for file, nth, delivery_id, _, status, *counts, reason, new_columns in con.execute(_DELIVERIES).fetchall():
        found[file, nth] = Outcome(
            status,
            *counts,
            reason=reason,
            faults=_in_order(faults.get(delivery_id, [])),
            new_columns=tuple(new_columns),
            id_total=totals.get(delivery_id, 0),
        )
    return found


def _totals(con: duckdb.DuckDBPyConnection) -> dict[int, int]:
    """The sum of the first column over the rows that each delivery gave to raw."""
    totals = {}
    for (entity,) in con.execute("select entity_name from ledger.contract").fetchall():
        table = f'raw."{SYSTEM}__{entity}"'
        first = con.execute(f"select * from {table} limit 0").description[0][0]
        totals |= dict(
            con.execute(
                f'select _delivery_id, sum("{first}") from {table} where _line is not null group by all'
            ).fetchall()
        )
    return totals


def _difference(stated: Stated, found: Outcome | None) -> str | None:
    if found is None:
        return f"{stated.file}, delivery {stated.nth}: the ledger does not know it"
    expected = dataclasses.replace(stated.outcome, faults=_in_order(stated.outcome.faults))
    if (expected.reason and expected.reason in found.reason) or (expected.status == "refused" and not expected.reason):
        expected = dataclasses.replace(expected, reason=found.reason)
    return None if expected == found else f"{stated.file}, delivery {stated.nth}:\n  stated {expected}\n  is {found}"


def _in_order(faults: object) -> tuple[tuple[int, str | None], ...]:
    return tuple(sorted(((line, column) for line, column in faults), key=str))  # type: ignore[attr-defined]
