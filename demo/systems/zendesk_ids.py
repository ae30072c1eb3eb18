"""Ids of the service desk: each is a fixed first number plus the truth's, so that a test finds its way back.

Belongs here: numbers of the service desk. Does not belong here: ids that other vendors make.
"""

from __future__ import annotations

FIRST_NUMBERS = {
    "user": 360_000_000_000,  # a customer, by the number of his record
    "agent": 361_000_000_000,
    "group": 362_000_000_000,
    "audit": 363_000_000_000,
    "rating": 364_000_000_000,
    "field": 365_000_000_000,
}
MOST_EVENTS = 100  # of a ticket
EVENTS_OF_AN_AUDIT = 10
AUTOMATION = -1
KNOWS_SHOP_NUMBER_OF_TEN = 6  # of ten records, where the customer has a shop record by then
TICKET_FIELDS = ("Reason", "Order", "Product")


def number(kind: str, no: str) -> str:
    """SQL for the id of a `kind`, from the SQL of the truth's number."""
    return f"({FIRST_NUMBERS[kind]} + {no})"


def audit_no(ticket_no: str, event_no: str) -> str:
    """SQL for the number of an audit of a ticket."""
    return f"({ticket_no}::bigint * {MOST_EVENTS} + {event_no})"
