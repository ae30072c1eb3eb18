"""What a month's orders come to: rows of orders, lines, payments, refunds; and what each customer is worth.

Belongs here: writing sales, and the running value of customers. Does not belong here: how sales come about (buying.py).
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from demo.truth.columns import Words
from demo.truth.writer import Truth
from demo.world.calendar import END_AT, NEVER, Floats, Ints
from demo.world.countries import CODES, CURRENCIES, CURRENCY_OF
from demo.world.fulfilment import METHODS, Fulfilment
from demo.world.orders import FIELD, SALES_CHANNELS, Lines, Orders
from demo.world.returns import REFUND_REASONS, Refunds
from demo.world.state import State, World

KINDS = ["sale", "refund"]
KINDS_OF_PARTY = 3


@dataclass
class Ledger:
    """Net sales so far, and lines and margin by kind of party; amounts in ten-thousandths of euros."""

    net_sales: int = 0
    lines: Ints = field(default_factory=lambda: np.zeros(KINDS_OF_PARTY, np.int64))
    margin: Ints = field(default_factory=lambda: np.zeros(KINDS_OF_PARTY, np.int64))

    def margin_per_line(self, kind: Ints) -> Floats:
        """What a usual line of a party of each kind brings above its cost, in euros."""
        return np.asarray((self.margin / np.maximum(self.lines, 1) / 10_000)[kind])


def write_month(
    world: World, state: State, truth: Truth, ledger: Ledger, rates: Floats, orders: Orders, order_no: Ints,
    record: Ints, lines: Lines, fulfilment: Fulfilment, refunds: Refunds, agents: Ints, sessions: Ints,
    promotions: Ints, month: int,
) -> None:  # fmt: skip
    country = world.people.country[orders.who]
    _write_orders(truth, state, orders, order_no, record, fulfilment, agents, sessions, promotions, country)
    truth.add(
        "order_line",
        order_no=order_no[lines.order],
        line_no=lines.numbers_within_order(),
        sku_no=lines.sku + 1,
        quantity=lines.quantity,
        unit_price_local=lines.unit_price,
        discount_local=lines.discount,
    )
    _write_refunds(truth, order_no, lines, refunds)
    _write_payments(truth, orders, order_no, lines, fulfilment, refunds)
    _add_up(world, state, ledger, rates, orders, lines, fulfilment, refunds, country)


def _write_orders(
    truth: Truth, state: State, orders: Orders, order_no: Ints, record: Ints, fulfilment: Fulfilment, agents: Ints,
    sessions: Ints, promotions: Ints, country: Ints,
) -> None:  # fmt: skip
    by_rep = (orders.channel == FIELD) & ~state.is_quiet[orders.who]
    truth.add(
        "sales_order",
        order_no=order_no,
        party_no=orders.who + 1,
        record_no=record,
        ordered_at=orders.ordered_at,
        sales_channel=Words(orders.channel, SALES_CHANNELS),
        currency_code=Words(CURRENCY_OF[country], CURRENCIES),
        country_code=Words(country, CODES),
        rep_employee_no=np.where(by_rep, state.account_rep[orders.who], 0),
        agent_employee_no=agents,
        session_no=sessions,
        campaign_no=orders.campaign,
        promotion_no=promotions,
        paid_at=fulfilment.paid_at,
        payment_method=Words(fulfilment.method, METHODS),
        shipped_at=fulfilment.shipped_at,
        delivered_at=fulfilment.delivered_at,
        cancelled_at=fulfilment.cancelled_at,
        opportunity_no=orders.opportunity,
        shipping_amount_local=fulfilment.shipping,
    )


def _write_refunds(truth: Truth, order_no: Ints, lines: Lines, refunds: Refunds) -> None:
    done = np.flatnonzero(refunds.refunded_at < END_AT)
    line = refunds.line[done]
    truth.add(
        "refund",
        refund_no=truth.numbers("refund", len(done)),
        order_no=order_no[lines.order[line]],
        line_no=lines.numbers_within_order()[line],
        refunded_at=refunds.refunded_at[done],
        quantity=refunds.quantity[done],
        amount_local=refunds.amount[done],
        reason=Words(refunds.reason[done], REFUND_REASONS),
    )


def _write_payments(
    truth: Truth, orders: Orders, order_no: Ints, lines: Lines, fulfilment: Fulfilment, refunds: Refunds
) -> None:
    """What was paid; what went back for goods returned, and for orders cancelled after they were paid."""
    goods = np.bincount(lines.order, weights=lines.amount, minlength=len(orders)).astype(np.int64)
    due = goods + fulfilment.shipping
    paid = np.flatnonzero(fulfilment.paid_at < END_AT)
    returned_order = lines.order[refunds.line]
    back = np.flatnonzero((refunds.refunded_at < END_AT) & (fulfilment.paid_at[returned_order] <= refunds.refunded_at))
    undone = paid[fulfilment.cancelled_at[paid] < END_AT]
    order = np.concatenate([paid, returned_order[back], undone])
    when = [fulfilment.paid_at[paid], refunds.refunded_at[back], fulfilment.cancelled_at[undone] + 60]
    kept = np.concatenate(when) < END_AT
    truth.add(
        "payment",
        payment_no=truth.numbers("payment", int(kept.sum())),
        order_no=order_no[order][kept],
        paid_at=np.concatenate(when)[kept],
        method=Words(fulfilment.method[order][kept], METHODS),
        amount_local=np.concatenate([due[paid], -refunds.amount[back], -due[undone]])[kept],
        kind=Words(np.repeat([0, 1], [len(paid), len(back) + len(undone)])[kept], KINDS),
    )


def _add_up(
    world: World, state: State, ledger: Ledger, rates: Floats, orders: Orders, lines: Lines, fulfilment: Fulfilment,
    refunds: Refunds, country: Ints,
) -> None:  # fmt: skip
    """A customer's value is what his lasting goods brought above their cost, refunds taken off."""
    rate = rates[orders.day, CURRENCY_OF[country]][lines.order]
    lasting = fulfilment.cancelled_at[lines.order] >= NEVER
    euros = np.round(lines.amount / rate) * lasting
    margin = euros - lines.quantity * world.products.unit_cost[lines.sku] * lasting
    returned = refunds.refunded_at < END_AT
    back = np.round(refunds.amount / rate[refunds.line]) * returned
    np.subtract.at(margin, refunds.line, back)
    who = orders.who[lines.order]
    count = len(world.people)
    state.value += np.bincount(who, weights=margin, minlength=count).astype(np.int64)
    state.spent_half_year += np.bincount(who, weights=euros, minlength=count).astype(np.int64)
    np.maximum.at(state.last_order_day, orders.who, orders.day)
    ledger.net_sales += int(euros.sum() - back.sum())
    kind = world.people.kind[who]
    ledger.lines += np.bincount(kind, minlength=KINDS_OF_PARTY)
    ledger.margin += np.bincount(kind, weights=margin, minlength=KINDS_OF_PARTY).astype(np.int64)
