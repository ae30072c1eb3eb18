"""Tickets of a month, as arrays, and how they reach the company.

Belongs here: their shape, reasons, contact channels and hours. Does not belong here: what brings them (complaints.py).
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from demo.world.calendar import (
    CALLS_OPEN,
    DAYS,
    END_AT,
    HOUR,
    NEXT_CALL_DAY,
    Flags,
    Ints,
    at,
    day_of,
    month_of,
    second_of_day,
)
from demo.world.state import State, World

REASONS = [
    "faulty", "damaged", "late_delivery", "wrong_item", "invoice", "return", "product_question", "account",
    "loyalty_points",
]  # fmt: skip
FAULTY, DAMAGED, LATE, WRONG_ITEM, INVOICE_QUESTION, RETURN, PRODUCT_QUESTION, ACCOUNT, POINTS = range(len(REASONS))
COMPLAINTS = (FAULTY, DAMAGED, LATE, WRONG_ITEM)
CONTACT_CHANNELS = ["phone", "email", "web_form", "chat"]
PHONE_CONTACT = 0
CONTACT_SHARES = np.array([0.38, 0.34, 0.18, 0.10])


@dataclass
class Tickets:
    """Arrays over tickets of one month, in the order in which they are opened. `order_no`, `sku_no` 0 for none."""

    who: Ints
    opened_at: Ints
    reason: Ints
    order_no: Ints
    sku_no: Ints

    def __len__(self) -> int:
        return len(self.who)

    def chosen(self, which: Ints | Flags) -> Tickets:
        return Tickets(**{column.name: getattr(self, column.name)[which] for column in fields(self)})


def joined_tickets(parts: list[Tickets]) -> Tickets:
    return Tickets(
        **{column.name: np.concatenate([getattr(part, column.name) for part in parts]) for column in fields(Tickets)}
    )


def tickets_of(world: World, state: State, month: int) -> tuple[Tickets, Ints]:
    """The month's tickets in order, and the contact channel of each; who rings does so in opening hours."""
    due: list[Tickets] = state.due("tickets", month)
    tickets = joined_tickets(due) if due else Tickets(*(np.zeros(0, np.int64) for _ in range(5)))
    tickets = tickets.chosen(tickets.opened_at < END_AT)
    draw = world.chance.of("contacts", month)
    channel = np.searchsorted(np.cumsum(CONTACT_SHARES), draw.random(len(tickets))).clip(0, 3)
    tickets.opened_at, channel = _in_opening_hours(draw, tickets.opened_at, channel, month)
    order = np.argsort(tickets.opened_at, kind="stable")
    return tickets.chosen(order), channel[order]


def _in_opening_hours(draw: np.random.Generator, opened: Ints, channel: Ints, month: int) -> tuple[Ints, Ints]:
    day = day_of(opened)
    next_open = NEXT_CALL_DAY[day]
    rung = at(next_open, 8 * HOUR + (draw.random(len(opened)) ** 1.4 * 11 * HOUR).astype(np.int64))
    second = second_of_day(opened)
    open_now = CALLS_OPEN[day.clip(0, DAYS - 1)] & (second > 8 * HOUR) & (second < 19 * HOUR)
    can_ring = (channel == PHONE_CONTACT) & (next_open - day <= 1) & (month_of(rung) == month)
    moved = np.where(can_ring & ~open_now, rung, opened)
    return moved, np.where((channel == PHONE_CONTACT) & ~can_ring, 1, channel)
