"""A month of field sales: leads become deals, deals are won, customers are gained.

Belongs here: which deals begin and what a won one brings. Does not belong here: how a deal goes (selling.py).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from demo.truth.writer import Truth
from demo.world.arriving import become_customers
from demo.world.calendar import HOUR, NEVER, NEXT_WORKDAY, Flags, Ints, at, day_of, month_days, month_of, month_start
from demo.world.churn import USUAL_CONTENT
from demo.world.contracts import Contracts, renewal_talks, sign
from demo.world.deals import EXTENSION, NEW, RENEWAL, Beginnings, Deals
from demo.world.deals_written import write_deals
from demo.world.leads import Leads, new_leads
from demo.world.memberships import Memberships
from demo.world.orders import FIELD, Lines, Orders
from demo.world.people import BUSINESS
from demo.world.selling import open_deals
from demo.world.state import State, World

EXTENSIONS_PER_MONTH = 0.02
BEGINNINGS = ("who", "lead", "rep", "kind", "channel", "contract", "created_at", "content")


@dataclass
class Pipeline:
    """Deals won so far by channel: what a channel really brought."""

    won_by_channel: Ints | None = None

    def count(self, deals: Deals, channels: int) -> None:
        won = np.bincount(deals.channel[deals.is_won], minlength=channels)
        self.won_by_channel = won if self.won_by_channel is None else self.won_by_channel + won


def sell(
    world: World,
    state: State,
    memberships: Memberships,
    contracts: Contracts,
    pipeline: Pipeline,
    truth: Truth,
    month: int,
) -> tuple[Orders, Lines]:
    """Begins the month's deals; returns the orders of those that are won this month, with their lines."""
    leads = new_leads(world, state, truth, month)
    for later in np.unique(month_of(leads.converted_at[leads.converts])):
        state.later("converted", int(later), _of_leads(leads, leads.converts & (month_of(leads.converted_at) == later)))
    parts = [
        *state.due("converted", month),
        renewal_talks(world, state, contracts, month),
        _extensions(world, state, month),
    ]
    begin = Beginnings(**{name: np.concatenate([getattr(part, name) for part in parts]) for name in BEGINNINGS})
    number = truth.numbers("opportunity", len(begin.who))
    deals = open_deals(world, world.chance.of("deals", month), begin, number, month)
    write_deals(world, truth, deals)
    sign(contracts, deals)
    pipeline.count(deals, 7)
    _keep_won(state, deals)
    return _won(world, state, memberships, truth, month)


def _of_leads(leads: Leads, which: Flags) -> Beginnings:
    nothing = np.zeros(int(which.sum()), np.int64)
    return Beginnings(
        leads.who[which], leads.number[which], leads.rep[which], nothing + NEW, leads.channel[which], nothing,
        leads.converted_at[which], np.full(len(nothing), USUAL_CONTENT),
    )  # fmt: skip


def _extensions(world: World, state: State, month: int) -> Beginnings:
    """Customers of whom a rep takes care who want more than their contract."""
    draw = world.chance.of("extensions", month)
    cared_for = (world.people.kind == BUSINESS) & state.is_customer & (state.churned_at > month_start(month + 1))
    cared_for &= ~state.is_quiet & (world.people.month < month)
    who = np.flatnonzero(cared_for)
    who = who[draw.random(len(who)) < EXTENSIONS_PER_MONTH * np.exp(-state.grief[who])]
    nothing = np.zeros(len(who), np.int64)
    day = NEXT_WORKDAY[draw.choice(month_days(month)[:22], len(who))]
    created = at(day, draw.integers(9 * HOUR, 17 * HOUR, len(who)))
    return Beginnings(
        who, nothing, state.account_rep[who], nothing + EXTENSION, world.people.channel[who], nothing, created,
        state.content[who],
    )  # fmt: skip


def _keep_won(state: State, deals: Deals) -> None:
    """Orders for what was offered, some hours or days after the deal is won."""
    ordering = deals.is_won & (deals.kind != RENEWAL)
    ordered_at = deals.closed_at + HOUR + (deals.number % 3) * 600
    for month in np.unique(month_of(ordered_at[ordering])):
        state.later("won", int(month), (deals, np.flatnonzero(ordering & (month_of(ordered_at) == month)), ordered_at))


def _won(world: World, state: State, memberships: Memberships, truth: Truth, month: int) -> tuple[Orders, Lines]:
    orders, lines = [], []
    placed = 0
    for deals, won, ordered_at in state.due("won", month):
        nothing = np.zeros(len(won), np.int64)
        who, time = deals.who[won], ordered_at[won]
        orders.append(Orders(who, day_of(time), time, nothing + FIELD, nothing, deals.number[won]))
        place = np.full(len(deals), -1)
        place[won] = placed + np.arange(len(won))
        mine = np.flatnonzero(place[deals.line_deal] >= 0)
        lines.append(
            Lines(
                place[deals.line_deal[mine]], deals.line_sku[mine], deals.line_quantity[mine], deals.line_price[mine],
                np.zeros(len(mine), np.int64),
            )
        )  # fmt: skip
        placed += len(won)
    _gain(world, state, memberships, truth, orders, month)
    return _together(orders, lines)


def _gain(world: World, state: State, memberships: Memberships, truth: Truth, orders: list[Orders], month: int) -> None:
    if not orders:
        return
    who = np.concatenate([part.who for part in orders])
    since = np.concatenate([part.ordered_at for part in orders])
    state.churned_at[who[since >= state.churned_at[who]]] = NEVER  # who orders has not left
    first = np.unique(who, return_index=True)[1]
    new = first[~state.is_customer[who[first]]]
    become_customers(world, state, memberships, truth, who[new], since[new] - 60, month)


def _together(orders: list[Orders], lines: list[Lines]) -> tuple[Orders, Lines]:
    nothing = np.zeros(0, np.int64)
    orders = [*orders, Orders(*(nothing for _ in range(6)))]
    lines = [*lines, Lines(*(nothing for _ in range(5)))]
    return (
        Orders(
            **{name: np.concatenate([getattr(part, name) for part in orders]) for name in Orders.__dataclass_fields__}
        ),
        Lines(**{name: np.concatenate([getattr(part, name) for part in lines]) for name in Lines.__dataclass_fields__}),
    )
