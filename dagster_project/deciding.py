"""What a person decides about one delivery: noted under the writer lock, carried out by the next build.

Belongs here: finding the delivery and noting the decision. Does not belong here: the decision's store
(ingest/decisions.py), the build.
"""

from __future__ import annotations

from ingest.decisions import Decision, bytes_of_delivery, decide
from ingest.workshop import open_workshop
from warehouse.company import Company
from warehouse.lock import writer_lock
from warehouse.recovery import recover


def note_decision(company: Company, delivery_id: int, decision: Decision, wait_seconds: float = 0) -> None:
    """Raises NoSuchDelivery, Busy, WorkshopError, VersionError."""
    with writer_lock(company, wait_seconds, who=f"somebody who has a delivery {decision}"):
        recover(company)
        with open_workshop(company) as con:
            about = bytes_of_delivery(con, delivery_id, decision)
        decide(company, about, decision)
