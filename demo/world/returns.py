"""Goods sent back and money returned.

Belongs here: refunds for what was not liked, damaged or late; what a piece was worth.
Does not belong here: faulty goods (complaints.py).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from demo.world.calendar import (
    DAY_SECONDS,
    NEVER,
    Ints,
)
from demo.world.fulfilment import Fulfilment
from demo.world.orders import Lines
from demo.world.state import World

NOT_LIKED = np.array([0.03, 0.025, 0.07, 0.06, 0.045, 0.045, 0.03, 0.035])  # by category
DAMAGED = np.array([0.008, 0.02, 0.002, 0.012, 0.015, 0.016, 0.003, 0.008])
LATE_SENT_BACK = 0.06
REFUND_REASONS = ["faulty", "damaged", "not_liked", "late"]
FAULTY_REASON, DAMAGED_REASON, NOT_LIKED_REASON, LATE_REASON = range(4)


@dataclass
class Refunds:
    """Arrays over refunds; `line` is the place of the line."""

    line: Ints
    refunded_at: Ints
    quantity: Ints
    amount: Ints
    reason: Ints


def send_back(world: World, lines: Lines, fulfilment: Fulfilment, month: int) -> Refunds:
    """Lines sent back for other reasons than a fault; each line at most once."""
    draw = world.chance.of("refunds", month)
    category = world.products.category[lines.sku]
    luck = draw.random(len(lines))
    late = np.where(fulfilment.is_late[lines.order], LATE_SENT_BACK, 0)
    steps = np.cumsum([DAMAGED[category], NOT_LIKED[category], late], axis=0)
    back = np.flatnonzero((luck < steps[2]) & (fulfilment.delivered_at[lines.order] < NEVER))
    reason = 1 + (luck[back] >= steps[0][back]).astype(np.int64) + (luck[back] >= steps[1][back])
    waited = draw.gamma(3.0, 4.0, len(back)) * DAY_SECONDS + DAY_SECONDS
    refunded_at = fulfilment.delivered_at[lines.order[back]] + waited.astype(np.int64)
    part = 1 + (draw.random(len(back)) * lines.quantity[back]).astype(np.int64)
    quantity = np.where(draw.random(len(back)) < 0.7, lines.quantity[back], part)
    return Refunds(back, refunded_at, quantity, refund_amount(lines, back, quantity), reason)


def refund_amount(lines: Lines, line: Ints, quantity: Ints) -> Ints:
    """The paid share of the pieces, to the cent."""
    share = lines.amount[line] * quantity / lines.quantity[line]
    return np.minimum(np.round(share / 100).astype(np.int64) * 100, lines.amount[line])


def joined_refunds(parts: list[Refunds]) -> Refunds:
    """One refund a line: the earlier part wins."""
    line = np.concatenate([part.line for part in parts])
    kept = np.sort(np.unique(line, return_index=True)[1])
    columns = {
        name: np.concatenate([getattr(part, name) for part in parts])[kept]
        for name in ("refunded_at", "quantity", "amount", "reason")
    }
    return Refunds(line[kept], **columns)
