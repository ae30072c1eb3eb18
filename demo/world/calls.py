"""Who rings the company and why.

Belongs here: a month's callers: orders by phone, complaints, parcels, enquiries, and those who ring again.
Does not belong here: who answers and how long they wait (call_centre.py).
"""

from __future__ import annotations

import numpy as np

from demo.world.calendar import (
    CALLS_OPEN,
    DAYS,
    END_AT,
    HOUR,
    MONTH_FIRST_DAY,
    NEXT_CALL_DAY,
    WEEKDAY,
    Floats,
    Ints,
    at,
    day_of,
    month_days,
    month_start,
    second_of_day,
)
from demo.world.callers import ACCOUNT, COMPLAINT, INVOICE, ORDER, PARCEL, PRODUCT, UNRESOLVED, Callers, joined_callers
from demo.world.fulfilment import Fulfilment
from demo.world.orders import PHONE, Orders
from demo.world.state import State, World
from demo.world.tickets import COMPLAINTS, PHONE_CONTACT, Tickets

PATIENCE = 260.0
WILL_WAIT = 12 * HOUR  # who has an order or a complaint gets through, however late
ASKS_FOR_PARCEL, ASKS_WHEN_LATE = 0.035, 0.35
STRANGERS = 0.35  # of enquiries come from people whom the company does not know
ENQUIRY_TOPICS = np.array([PRODUCT, ACCOUNT, INVOICE, PARCEL])
ENQUIRY_SHARES = np.array([0.45, 0.2, 0.2, 0.15])
RINGS_AGAIN = 0.6
CALL_WEEKDAY = np.array([1.75, 1.15, 1.0, 0.95, 0.85, 0.5, 0.0])
CALL_HOURS = np.array([0.0] * 8 + [8, 11, 12, 10, 7, 6, 7, 8, 8, 6, 4, 2] + [0.0] * 4)


def callers_of(
    world: World, state: State, orders: Orders, fulfilment: Fulfilment, tickets: Tickets, contact: Ints, month: int
) -> Callers:
    """All who ring in the month, in the order of time."""
    draw = world.chance.of("callers", month)
    _plan_parcel_calls(draw, state, orders, fulfilment)
    parts = [
        _ordering(orders),
        _complaining(tickets, contact),
        *state.due("calls", month),
        _enquiring(world, draw, orders, month),
    ]
    callers = joined_callers(parts)
    callers = joined_callers([callers, _again(draw, state, callers, month)])
    return callers.chosen(np.argsort(callers.started_at, kind="stable"))


def _callers(who: Ints, started_at: Ints, topic: Ints, patience: Ints) -> Callers:
    none = np.full(len(who), -1)
    return Callers(who, started_at, topic, none, none.copy(), patience)


def _patience(draw: np.random.Generator, count: int) -> Ints:
    return 15 + draw.exponential(PATIENCE, count).astype(np.int64)


def _ordering(orders: Orders) -> Callers:
    place = np.flatnonzero(orders.channel == PHONE)
    callers = _callers(orders.who[place], orders.ordered_at[place], np.full(len(place), ORDER), place * 0 + WILL_WAIT)
    callers.order = place
    return callers


def _complaining(tickets: Tickets, contact: Ints) -> Callers:
    place = np.flatnonzero(contact == PHONE_CONTACT)
    topic = np.where(np.isin(tickets.reason[place], COMPLAINTS), COMPLAINT, ACCOUNT)
    callers = _callers(tickets.who[place], tickets.opened_at[place], topic, place * 0 + WILL_WAIT)
    callers.ticket = place
    return callers


def _plan_parcel_calls(draw: np.random.Generator, state: State, orders: Orders, fulfilment: Fulfilment) -> None:
    """Asked while the parcel is on its way; more often when it is late."""
    asks = draw.random(len(orders)) < np.where(fulfilment.is_late, ASKS_WHEN_LATE, ASKS_FOR_PARCEL)
    place = np.flatnonzero(asks & ~fulfilment.is_cancelled)
    way = fulfilment.delivered_at[place] - orders.ordered_at[place]
    started = _in_hours(draw, orders.ordered_at[place] + (draw.uniform(0.4, 0.95, len(place)) * way).astype(np.int64))
    calls = _callers(orders.who[place], started, np.full(len(place), PARCEL), _patience(draw, len(place)))
    _plan(state, calls)


def _plan(state: State, calls: Callers) -> None:
    inside = calls.chosen(calls.started_at < END_AT)
    months = np.searchsorted(MONTH_FIRST_DAY, day_of(inside.started_at), side="right") - 1
    for month in np.unique(months):
        state.later("calls", int(month), inside.chosen(months == month))


def _in_hours(draw: np.random.Generator, time: Ints) -> Ints:
    """The time itself in opening hours, else some time of the next open day; its mornings are the fullest."""
    day = day_of(time)
    second = second_of_day(time)
    open_now = CALLS_OPEN[day.clip(0, DAYS - 1)] & (second >= 8 * HOUR) & (second < 19 * HOUR)
    following = NEXT_CALL_DAY[day + (second >= 19 * HOUR)]
    morning = 8 * HOUR + (draw.random(len(time)) ** 1.5 * 11 * HOUR).astype(np.int64)
    return np.where(open_now, time, at(following, morning))


def _enquiring(world: World, draw: np.random.Generator, orders: Orders, month: int) -> Callers:
    count = int(draw.poisson(world.size.enquiries_per_order * max(len(orders), 1)))
    days = month_days(month)
    weight = CALL_WEEKDAY[WEEKDAY[days]] * CALLS_OPEN[days]
    day = draw.choice(days, count, p=weight / weight.sum())
    started = at(day, _call_seconds(draw, count))
    stranger = draw.random(count) < STRANGERS
    customer = orders.who[draw.integers(0, max(len(orders), 1), count)] if len(orders) else np.full(count, -1)
    topic = draw.choice(ENQUIRY_TOPICS, count, p=ENQUIRY_SHARES)
    strange_topic = np.where(stranger, PRODUCT, topic)
    return _callers(np.where(stranger, -1, customer), started, strange_topic, _patience(draw, count))


def _call_seconds(draw: np.random.Generator, count: int) -> Ints:
    steps = np.concatenate([[0], np.cumsum(CALL_HOURS) / CALL_HOURS.sum()])
    seconds: Floats = np.interp(draw.random(count), steps, np.arange(25) * HOUR)
    return seconds.astype(np.int64).clip(8 * HOUR, 20 * HOUR - 300)


def _again(draw: np.random.Generator, state: State, callers: Callers, month: int) -> Callers:
    """Whose matter will stay unresolved rings again within days: some still this month, the others later."""
    unresolved = draw.random(len(callers)) < UNRESOLVED[callers.topic] * RINGS_AGAIN
    again = callers.chosen(unresolved & (callers.who >= 0))
    later = _in_hours(draw, again.started_at + draw.integers(3 * HOUR, 96 * HOUR, len(again)))
    calls = _callers(again.who, later, np.where(again.topic == ORDER, PARCEL, again.topic), _patience(draw, len(again)))
    now = calls.started_at < month_start(month + 1)
    _plan(state, calls.chosen(~now))
    return calls.chosen(now)
