"""Questions and complaints: what brings them, how long they take, through whose hands they go.

Belongs here: tickets, their events, and that complaining and waiting grieve.
Does not belong here: the call in which a ticket was opened (calls.py).
"""

from __future__ import annotations

import numpy as np

from demo.world.calendar import (
    DAY_SECONDS,
    DAYS,
    HOUR,
    NEVER,
    WEEKDAY,
    Floats,
    Ints,
    day_of,
    month_of,
)
from demo.world.fulfilment import Fulfilment
from demo.world.orders import Lines, Orders
from demo.world.products import FAULTY_FROM, FAULTY_TO
from demo.world.returns import DAMAGED_REASON, LATE_REASON, NOT_LIKED_REASON, Refunds, refund_amount
from demo.world.state import State, World
from demo.world.tickets import (
    ACCOUNT,
    COMPLAINTS,
    DAMAGED,
    FAULTY,
    INVOICE_QUESTION,
    LATE,
    POINTS,
    PRODUCT_QUESTION,
    RETURN,
    WRONG_ITEM,
    Tickets,
    joined_tickets,
)

FAULTY_PIECES = 0.6
COMPLAINS_OF = {DAMAGED_REASON: 0.75, NOT_LIKED_REASON: 0.2, LATE_REASON: 0.5}
REASON_OF_REFUND = {DAMAGED_REASON: DAMAGED, NOT_LIKED_REASON: RETURN, LATE_REASON: LATE}
LATE_COMPLAINS = 0.2
PER_ORDER = {WRONG_ITEM: 0.006, INVOICE_QUESTION: 0.012, PRODUCT_QUESTION: 0.02, ACCOUNT: 0.008, POINTS: 0.006}
COMPLAINT_GRIEF, COMPLAINT_CONTENT = 0.42, -0.25
SLOW_HOURS = 24
SLOW_GRIEF, SLOW_CONTENT = 0.30, -0.10
QUICK_HOURS = 36
QUICK_CONTENT = 0.10


def faulty_lines(world: World, orders: Orders, lines: Lines, fulfilment: Fulfilment, month: int) -> Refunds:
    """Lines of the faulty product, bought while it was made wrongly, that fail: all are paid back."""
    luck = world.chance.of("faults", month).random(len(lines))
    day = orders.day[lines.order]
    fails = world.products.is_faulty[lines.sku] & (day >= FAULTY_FROM) & (day <= FAULTY_TO) & (luck < FAULTY_PIECES)
    line = np.flatnonzero(fails & (fulfilment.delivered_at[lines.order] < NEVER))
    waited = world.chance.of("fault days", month).gamma(2.5, 5.0, len(line)) * DAY_SECONDS + 2 * DAY_SECONDS
    refunded_at = fulfilment.delivered_at[lines.order[line]] + waited.astype(np.int64) + 6 * DAY_SECONDS
    quantity = lines.quantity[line]
    return Refunds(line, refunded_at, quantity, refund_amount(lines, line, quantity), np.zeros(len(line), np.int64))


def raise_tickets(
    world: World, state: State, orders: Orders, order_no: Ints, lines: Lines, fulfilment: Fulfilment, refunds: Refunds,
    month: int,
) -> None:  # fmt: skip
    """Lays the tickets that this month's orders bring into the months in which they are opened."""
    draw = world.chance.of("tickets", month)
    parts = [
        _of_refunds(draw, orders, order_no, lines, fulfilment, refunds),
        _of_late_orders(draw, orders, order_no, fulfilment),
        *(_of_orders(draw, orders, order_no, fulfilment, reason, share) for reason, share in PER_ORDER.items()),
    ]
    tickets = joined_tickets(parts)
    months = month_of(tickets.opened_at)
    for later in np.unique(months):
        state.later("tickets", int(later), tickets.chosen(months == later))


def _of_refunds(
    draw: np.random.Generator, orders: Orders, order_no: Ints, lines: Lines, fulfilment: Fulfilment, refunds: Refunds
) -> Tickets:
    share = np.ones(len(refunds.line))
    reason = np.full(len(refunds.line), FAULTY)
    for refund_reason, complains in COMPLAINS_OF.items():
        share[refunds.reason == refund_reason] = complains
        reason[refunds.reason == refund_reason] = REASON_OF_REFUND[refund_reason]
    kept = draw.random(len(share)) < share
    line = refunds.line[kept]
    order = lines.order[line]
    delivered = fulfilment.delivered_at[order]
    before = (draw.uniform(0.1, 0.6, len(line)) * (refunds.refunded_at[kept] - delivered)).astype(np.int64)
    return Tickets(orders.who[order], delivered + before, reason[kept], order_no[order], lines.sku[line] + 1)


def _of_late_orders(draw: np.random.Generator, orders: Orders, order_no: Ints, fulfilment: Fulfilment) -> Tickets:
    late = np.flatnonzero(fulfilment.is_late & (draw.random(len(orders)) < LATE_COMPLAINS))
    opened = fulfilment.delivered_at[late] - draw.integers(HOUR, 2 * DAY_SECONDS, len(late))
    nothing = np.zeros(len(late), np.int64)
    return Tickets(orders.who[late], opened, nothing + LATE, order_no[late], nothing)


def _of_orders(
    draw: np.random.Generator, orders: Orders, order_no: Ints, fulfilment: Fulfilment, reason: int, share: float
) -> Tickets:
    some = np.flatnonzero((draw.random(len(orders)) < share) & ~fulfilment.is_cancelled)
    from_delivery = np.where(reason == WRONG_ITEM, fulfilment.delivered_at[some], orders.ordered_at[some])
    opened = from_delivery + (draw.gamma(1.5, 1.6, len(some)) * DAY_SECONDS).astype(np.int64) + HOUR
    return Tickets(orders.who[some], opened, np.full(len(some), reason), order_no[some], np.zeros(len(some), np.int64))


def busy_factor(opened_at: Ints) -> Floats:
    """How much longer an answer takes: Mondays, and while the faulty product keeps everybody busy."""
    day = day_of(opened_at).clip(0, DAYS - 1)
    monday = np.where(WEEKDAY[day] == 0, 1.8, np.where(WEEKDAY[day] >= 5, 1.5, 1.0))
    wave = np.where((day >= FAULTY_FROM + 30) & (day <= FAULTY_TO + 30), 1.8, 1.0)
    return monday * wave


def grieve(state: State, tickets: Tickets, answered_after: Ints, resolved_after: Ints) -> None:
    """A complaint grieves when it is raised, waiting for the answer grieves more; a quick end mends a little."""
    complaint = np.isin(tickets.reason, COMPLAINTS)
    slow = answered_after > SLOW_HOURS * HOUR
    quick = resolved_after < QUICK_HOURS * HOUR
    when = tickets.opened_at
    state.feel(tickets.who[complaint], when[complaint], COMPLAINT_GRIEF, COMPLAINT_CONTENT)
    state.feel(tickets.who[slow], when[slow], SLOW_GRIEF, SLOW_CONTENT)
    state.feel(tickets.who[quick], when[quick], 0.0, QUICK_CONTENT)
    faulty = tickets.reason == FAULTY
    state.feel(tickets.who[faulty], when[faulty], 0.0, 0.0, fault=True)
