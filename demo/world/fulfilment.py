"""What becomes of an order: paid, shipped, delivered, cancelled; goods sent back.

Belongs here: the days an order takes, refunds for what was not liked, damaged or late; that waiting grieves.
Does not belong here: faulty goods and complaints (complaints.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from demo.world.calendar import (
    DAY_SECONDS,
    DAYS,
    HOUR,
    NEVER,
    NEXT_WORKDAY,
    Flags,
    Floats,
    Ints,
    at,
    day_number,
    month_days,
    second_of_day,
)
from demo.world.countries import CODES, CURRENCY_OF, PROMISED_DAYS, TRANSIT_DAYS
from demo.world.orders import WEB, Orders
from demo.world.people import BUSINESS
from demo.world.state import State, World

METHODS = ["card", "paypal", "invoice", "bank_transfer", "alipay", "wechat_pay"]
METHOD_SHARES = {
    "DE": [0.25, 0.4, 0.3, 0.05, 0, 0],
    "AT": [0.35, 0.3, 0.3, 0.05, 0, 0],
    "CH": [0.5, 0.1, 0.35, 0.05, 0, 0],
    "FR": [0.75, 0.22, 0, 0.03, 0, 0],
    "GB": [0.7, 0.28, 0, 0.02, 0, 0],
    "US": [0.7, 0.3, 0, 0, 0, 0],
    "CN": [0.05, 0, 0, 0, 0.55, 0.4],
}
INVOICE = METHODS.index("invoice")
BUSINESS_ON_INVOICE = 0.9
UNPAID = 0.01
CANCELLED = 0.022
LATE_GRIEF, LATE_CONTENT = 0.30, -0.12
FREE_SHIPPING_FROM = 60.0
SHIPPING = np.array([4.95, 7.9, 5.95, 12.0, 60.0])  # by currency
STRIKE = (day_number(date(2025, 3, 10)), day_number(date(2025, 3, 28)))


@dataclass
class Fulfilment:
    """Arrays over orders; times that lie after the end have not happened."""

    method: Ints
    is_cancelled: Flags
    cancelled_at: Ints
    paid_at: Ints
    shipped_at: Ints
    delivered_at: Ints
    is_late: Flags
    shipping: Ints


def _delays() -> Floats:
    """Days that the warehouse is behind: before Christmas, and while the carrier was on strike."""
    behind = np.full(DAYS + 400, 0.25)
    for year in range(3):
        december = month_days(year * 12 + 11)
        behind[december[0] - 5 : december[18]] = 2.2
    behind[STRIKE[0] : STRIKE[1]] = 4.5
    return behind


BEHIND = _delays()


def draw_cancelled(world: World, orders: Orders, month: int) -> Flags:
    """Who calls off; nobody on the last day, so that by the end it is known which goods were not sold."""
    luck = world.chance.of("cancel", month).random(len(orders))
    return np.asarray((luck < CANCELLED) & (orders.opportunity == 0) & (orders.day < DAYS - 1))


def fulfil(world: World, state: State, orders: Orders, cancelled: Flags, net: Ints, month: int) -> Fulfilment:
    """`net` is what the goods of each order cost, in its currency."""
    draw = world.chance.of("fulfilment", month)
    country = world.people.country[orders.who]
    shipped, delivered = _ways(draw, orders, country)
    method = _methods(draw, world, orders, country)
    cancelled_at = orders.ordered_at + draw.integers(HOUR, 6 * HOUR, len(orders))
    late = (delivered - orders.ordered_at > (PROMISED_DAYS[country] + 1) * DAY_SECONDS) & ~cancelled
    state.feel(orders.who[late], delivered[late], LATE_GRIEF, LATE_CONTENT)
    return Fulfilment(
        method=method,
        is_cancelled=cancelled,
        cancelled_at=np.where(cancelled, cancelled_at, NEVER),
        paid_at=_paid(draw, orders, method, cancelled, delivered),
        shipped_at=np.where(cancelled, NEVER, shipped),
        delivered_at=np.where(cancelled, NEVER, delivered),
        is_late=late,
        shipping=_shipping(world, orders, country, net),
    )


def _ways(draw: np.random.Generator, orders: Orders, country: Ints) -> tuple[Ints, Ints]:
    early = second_of_day(orders.ordered_at) < 11 * HOUR
    packed = NEXT_WORKDAY[orders.day + np.where(early & (draw.random(len(orders)) < 0.5), 0, 1)]
    packed = NEXT_WORKDAY[(packed + draw.poisson(BEHIND[orders.day])).clip(0, DAYS + 60)]
    shipped = at(packed, draw.integers(12 * HOUR, 18 * HOUR, len(orders)))
    arrives = NEXT_WORKDAY[packed.clip(0, DAYS) + TRANSIT_DAYS[country] + draw.poisson(0.35, len(orders))]
    return shipped, at(arrives, draw.integers(9 * HOUR, 18 * HOUR, len(orders)))


def _methods(draw: np.random.Generator, world: World, orders: Orders, country: Ints) -> Ints:
    steps = np.cumsum([METHOD_SHARES[code] for code in CODES], axis=1)
    private = (draw.random(len(orders))[:, None] > steps[country]).sum(axis=1).clip(0, len(METHODS) - 1)
    business = (world.people.kind[orders.who] == BUSINESS) & (draw.random(len(orders)) < BUSINESS_ON_INVOICE)
    return np.where(business, INVOICE, private)


def _paid(draw: np.random.Generator, orders: Orders, method: Ints, cancelled: Flags, delivered: Ints) -> Ints:
    on_account = delivered + (draw.gamma(3.0, 6.0, len(orders)) * DAY_SECONDS).astype(np.int64)
    never = cancelled | (draw.random(len(orders)) < UNPAID)
    return np.where(method == INVOICE, np.where(never, NEVER, on_account), orders.ordered_at + 20)


def _shipping(world: World, orders: Orders, country: Ints, net: Ints) -> Ints:
    currency = CURRENCY_OF[country]
    limit = np.round(FREE_SHIPPING_FROM * np.array([1, 1.1, 0.9, 1.15, 8.0]) * 10_000).astype(np.int64)
    pays = (net < limit[currency]) & (orders.channel == WEB) & (world.people.kind[orders.who] != BUSINESS)
    return np.where(pays, np.round(SHIPPING * 10_000).astype(np.int64)[currency], 0)
