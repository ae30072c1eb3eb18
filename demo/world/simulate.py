"""The three years, month by month.

Belongs here: the order in which things happen in a month, and what one hands to the next.
Does not belong here: how anything happens (the other modules of the world).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from demo.size import Size
from demo.truth.writer import Truth
from demo.world import campaigns, changes, churn, consents, contracts, loyalty
from demo.world.arriving import begin, known_to_crm, make_world, welcome, write_versions
from demo.world.buying import promotions_used, wanted_orders, wished_lines
from demo.world.calendar import MONTH_FIRST_DAY, MONTHS, Flags, Ints, calendar_month, month_start
from demo.world.campaign_plans import Result, plan_campaigns
from demo.world.catalogue import write_beginning
from demo.world.complaints import faulty_lines, raise_tickets
from demo.world.countries import CURRENCY_OF
from demo.world.demand import MonthDemand
from demo.world.fulfilment import draw_cancelled, fulfil
from demo.world.ledger import Ledger, write_month
from demo.world.market import exchange_rates
from demo.world.memberships import Memberships
from demo.world.orders import Lines, Orders, in_order, joined
from demo.world.pipeline import Pipeline, sell
from demo.world.returns import joined_refunds, send_back
from demo.world.rosters import CallCentre
from demo.world.satisfaction import write_reviews
from demo.world.service import serve_callers_and_tickets
from demo.world.sessions import write_sessions
from demo.world.staff import LEAVES_ON
from demo.world.stock import Warehouse, open_warehouse, serve, write_stock
from demo.world.summing_up import write_end

PIECES_PER_LINE = 2.4
Progress = Callable[[str, float], None]


class Simulation:
    """One company's three years; `run` writes all of the truth."""

    def __init__(self, size: Size, seed: int, truth: Truth) -> None:
        self.truth = truth
        self.world = make_world(size, seed)
        self.contracts = contracts.Contracts()
        self.memberships = Memberships(self.world)
        self.state = begin(self.world, self.contracts, self.memberships, truth)
        self.plans = plan_campaigns(self.world)
        self.results: dict[int, Result] = {}
        self.rates = exchange_rates(self.world.chance)
        self.centre = CallCentre()
        self.ledger = Ledger()
        self.pipeline = Pipeline()
        pieces_per_day = size.lines * PIECES_PER_LINE / MONTH_FIRST_DAY[-1]
        self.warehouse: Warehouse = open_warehouse(self.world.products, pieces_per_day * 0.7, self.world.chance)

    def run(self, progress: Progress) -> None:
        write_beginning(self.world, self.truth, self.rates)
        for month in range(MONTHS):
            progress(f"{2023 + month // 12}-{calendar_month(month):02d}", month / MONTHS)
            self._month(month)
        write_end(self.world, self.state, self.truth, self)

    def _month(self, month: int) -> None:
        world, state, truth = self.world, self.state, self.truth
        self._people(month)
        won = sell(world, state, self.memberships, self.contracts, self.pipeline, truth, month)
        contacts = campaigns.run_campaigns(world, state, self.plans, month)
        demand = MonthDemand(world.products, world.prices, month)
        orders, lines, cancelled = self._orders(demand, won, contacts, month)
        order_no = truth.numbers("order", len(orders))
        net = np.bincount(lines.order, weights=lines.amount, minlength=len(orders)).astype(np.int64)
        fulfilment = fulfil(world, state, orders, cancelled, net, month)
        faults = faulty_lines(world, orders, lines, fulfilment, month)
        refunds = joined_refunds([faults, send_back(world, lines, fulfilment, month)])
        raise_tickets(world, state, orders, order_no, lines, fulfilment, refunds, month)
        agents = serve_callers_and_tickets(
            world, state, self.memberships, self.centre, truth, orders, order_no, fulfilment, month
        )
        record = self._records(orders, month)
        sessions = write_sessions(world, state, truth, self.plans, orders, order_no, record, month)
        write_month(
            world, state, truth, self.ledger, self.rates, orders, order_no, record, lines, fulfilment, refunds, agents,
            sessions, promotions_used(world, orders, lines), month,
        )  # fmt: skip
        write_reviews(world, state, truth, orders, order_no, lines, fulfilment, refunds, month)
        loyalty.promise_points(
            state, orders.who, order_no, fulfilment.shipped_at, self._euros(orders, net), ~fulfilment.is_cancelled
        )
        loyalty.book_points(world, state, truth, month, orders.who, order_no, orders.ordered_at)
        for contact in contacts:
            self.results[contact.plan.number] = campaigns.write_contacts(world, state, truth, contact, orders)

    def _people(self, month: int) -> None:
        """Moods, leaving, changes; then those who come."""
        world, state, truth = self.world, self.state, self.truth
        churn.feel(state, month)
        churn.leave(state, world.people, month, world.chance)
        churn.sleep_and_wake(state, world.people, month, world.chance)
        contracts.lapse(state, self.contracts, month)
        if month == int(np.searchsorted(MONTH_FIRST_DAY, LEAVES_ON, side="right")):
            state.is_quiet |= state.account_rep == world.staff.leaver
        self._changes(month)
        consents.change_minds(world, state, truth, month)
        welcome(world, state, self.memberships, truth, month)
        self.memberships.give_second(truth, state, world.chance, month)
        known_to_crm(world, state, self.memberships, truth, month)

    def _changes(self, month: int) -> None:
        world, state, people = self.world, self.state, self.world.people
        there = state.churned_at > month_start(month)
        if calendar_month(month) in changes.TIER_MONTHS and month:
            tier = changes.due_tiers(people, state.spent_half_year)
            rising = np.flatnonzero(state.is_customer & there & (people.month < month) & (tier != people.tier))
            people.tier[rising] = tier[rising]
            state.spent_half_year[:] = 0
            begins = np.full(len(rising), month_start(month) + 3 * 3600)
            write_versions(world, self.truth, rising, begins, np.full(len(rising), changes.NEW_TIER))
            return
        who, kind = changes.draw_changes(people, there, month, world.chance)
        when = changes.apply_changes(people, world.names, who, kind, month, world.chance)
        write_versions(world, self.truth, who, when, kind)

    def _orders(
        self, demand: MonthDemand, won: tuple[Orders, Lines], contacts: list[campaigns.Contacts], month: int
    ) -> tuple[Orders, Lines, Flags]:
        """What is ordered, once the warehouse has said what is there."""
        world = self.world
        natural = wanted_orders(world, self.state, demand, month)
        free = joined([natural, *(campaigns.caused_orders(world, self.state, contact) for contact in contacts)])
        orders, lines = in_order(free, wished_lines(world, self.state, demand, free, month), *won)
        cancelled = draw_cancelled(world, orders, month)
        pieces = np.where(cancelled[lines.order], 0, lines.quantity)
        stock = serve(self.warehouse, demand.days, orders.day[lines.order], lines.sku, pieces)
        write_stock(self.truth, world.products, demand.days, stock)
        lines = lines.chosen(stock.served)
        kept = np.bincount(lines.order, minlength=len(orders)) > 0
        lines.order = (np.cumsum(kept) - 1)[lines.order]
        return orders.chosen(kept), lines, cancelled[kept]

    def _records(self, orders: Orders, month: int) -> Ints:
        """The shop's record under which each order comes: who has two uses either."""
        luck = self.world.chance.of("records used", month).random(len(orders))
        second = self.state.second_shop_record[orders.who]
        is_used = (self.state.second_shop_since[orders.who] <= orders.ordered_at) & (luck < 0.5)
        return np.where(is_used, second, self.state.shop_record[orders.who])

    def _euros(self, orders: Orders, local: Ints) -> Ints:
        rate = self.rates[orders.day, CURRENCY_OF[self.world.people.country[orders.who]]]
        return np.asarray((local / rate).round().astype(np.int64))
