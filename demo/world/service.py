"""A month of service: callers and tickets meet the people who answer them.

Belongs here: in which order calls, tickets and phone orders settle each other.
Does not belong here: who rings (calls.py), who answers (call_centre.py), what becomes of a ticket (ticket_life.py).
"""

from __future__ import annotations

import numpy as np

from demo.truth.writer import Truth
from demo.world.arriving import known_to_call_centre
from demo.world.calendar import Ints
from demo.world.call_centre import Calls, answer, answered_at
from demo.world.callers import Callers
from demo.world.calls import callers_of
from demo.world.calls_written import write_calls
from demo.world.fulfilment import Fulfilment
from demo.world.memberships import Memberships
from demo.world.orders import Orders
from demo.world.rosters import CallCentre
from demo.world.satisfaction import write_surveys
from demo.world.state import State, World
from demo.world.ticket_life import live, write_tickets
from demo.world.tickets import tickets_of


def serve_callers_and_tickets(
    world: World, state: State, memberships: Memberships, centre: CallCentre, truth: Truth, orders: Orders,
    order_no: Ints, fulfilment: Fulfilment, month: int,
) -> Ints:  # fmt: skip
    """Writes the month's tickets and calls; orders by phone move into their call. Returns their agents."""
    tickets, contact = tickets_of(world, state, month)
    ticket_no = truth.numbers("ticket", len(tickets))
    callers = callers_of(world, state, orders, fulfilment, tickets, contact, month)
    calls = answer(world, state, centre, truth, callers, month)
    talked = answered_at(callers, calls) + calls.talk * 3 // 4
    opened = callers.ticket >= 0
    tickets.opened_at[callers.ticket[opened]] = talked[opened]
    agents = _take_orders(orders, fulfilment, callers, calls, talked)
    write_tickets(truth, tickets, contact, live(world, state, tickets, contact, month), ticket_no)
    who, when = np.concatenate([callers.who, tickets.who]), np.concatenate([callers.started_at, tickets.opened_at])
    known_to_call_centre(world, state, memberships, truth, who, when, month)
    write_calls(world, state, truth, callers, calls, order_no, ticket_no, month)
    write_surveys(world, state, truth, callers, calls, month)
    return agents


def _take_orders(orders: Orders, fulfilment: Fulfilment, callers: Callers, calls: Calls, talked: Ints) -> Ints:
    """Moves each order by phone, and what hangs on it, to where its call has come to it; returns the agents."""
    ordered = callers.order >= 0
    agents, moved = np.zeros(len(orders), np.int64), np.zeros(len(orders), np.int64)
    agents[callers.order[ordered]] = calls.agent[ordered]
    moved[callers.order[ordered]] = talked[ordered] - callers.started_at[ordered]
    orders.ordered_at += moved
    fulfilment.paid_at += moved
    fulfilment.cancelled_at += moved
    return agents
