"""Quarantined values of a build, for the terminal of the person who ran it; nowhere else are they shown.

Belongs here: reading them from the workshop. Does not belong here: what goes to quarantine (ingest).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.ledger import DeliveryResult
    from warehouse.company import Company

_FIRST_FAULTS = """
    select
        delivery.system_name || '/' || delivery.file as file,
        quarantined._line,
        fault.column_name,
        fault.value,
        fault.reason
    from quarantine.row as quarantined
    inner join ledger.delivery as delivery on quarantined._delivery_id = delivery.delivery_id
    cross join unnest(quarantined.faults) as faults(fault)
    where quarantined._delivery_id in (select unnest(?))
    order by quarantined._delivery_id, quarantined._line
    limit ?
"""


@dataclass(frozen=True)
class QuarantinedValue:
    """A value that did not fit its contract. `line` is the physical line of the file, 1-based; the header is 1."""

    file: str
    line: int
    column: str | None
    value: str | None
    reason: str


def first_quarantined(company: Company, deliveries: Sequence[DeliveryResult], limit: int) -> list[QuarantinedValue]:
    """Up to `limit` values that these deliveries left in quarantine, in the order they were read."""
    import duckdb

    ids = [delivery.delivery_id for delivery in deliveries if delivery.rows_quarantined]
    if not ids:
        return []
    with duckdb.connect(str(company.workshop_path), read_only=True) as workshop:
        return [QuarantinedValue(*row) for row in workshop.execute(_FIRST_FAULTS, [ids, limit]).fetchall()]
