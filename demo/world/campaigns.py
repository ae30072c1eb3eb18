"""Campaigns to known customers: whom they reach, whom they hold out, and the orders they really bring.

Belongs here: the plan of campaigns, contacts, responses, caused orders, true lift.
Does not belong here: advertising to people not yet known (channels.py).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from demo.truth.writer import Truth
from demo.world.calendar import (
    DAY_SECONDS,
    HOUR,
    NEVER,
    Flags,
    Ints,
    at,
    calendar_month,
    day_of,
)
from demo.world.campaign_plans import ACQUISITION, BIRTHDAY, EMAIL, POST, WAKE_UP, Plan, Result
from demo.world.consents import unsubscribe
from demo.world.orders import WEB, Orders
from demo.world.people import PERSON
from demo.world.state import State, World

HELD_OUT = 0.2
WINDOW_DAYS = 14
DELIVERED, OPENED, CLICKED, UNSUBSCRIBED = 0.975, 0.42, 0.22, 0.006
CONTACT_COST = {EMAIL: 0.004, POST: 0.85}
ASLEEP_AFTER_DAYS = 200


@dataclass
class Contacts:
    """Arrays over the contacts of one campaign; `causes` are those whose order the campaign brings."""

    plan: Plan
    who: Ints
    is_held_out: Flags
    sent_at: Ints
    delivered_at: Ints
    opened_at: Ints
    clicked_at: Ints
    unsubscribed_at: Ints
    causes: Flags


def run_campaigns(world: World, state: State, plans: list[Plan], month: int) -> list[Contacts]:
    """Contacts of the month's campaigns; nobody is in two of them in one month."""
    taken = np.zeros(len(world.people), dtype=bool)
    made = []
    for plan in plans:
        if plan.month == month and plan.kind != ACQUISITION:
            contacts = _contact(world, state, plan, taken)
            taken[contacts.who] = True
            made.append(contacts)
    return made


def _contact(world: World, state: State, plan: Plan, taken: Flags) -> Contacts:
    draw = world.chance.of("campaign", plan.number)
    fits = np.flatnonzero(_fits(world, state, plan) & ~taken)
    who = fits[draw.random(len(fits)) < plan.reach]
    count = len(who)
    held_out = draw.random(count) < HELD_OUT
    planned = at(np.full(count, plan.first_day), 9 * HOUR + draw.integers(0, 2 * HOUR, count))
    reached = ~held_out & (draw.random(count) < DELIVERED)
    opened = reached & (draw.random(count) < OPENED)
    clicked = opened & (draw.random(count) < CLICKED)
    causes = opened & (draw.random(count) < plan.caused)
    clicked = (clicked | causes) & (plan.channel == EMAIL)
    delay = np.where(plan.channel == POST, 2 * DAY_SECONDS, 30)
    opened_at = planned + delay + (draw.exponential(9 * HOUR, count)).astype(np.int64).clip(60, 3 * DAY_SECONDS)
    leaves = opened & (plan.channel == EMAIL) & ~causes & (draw.random(count) < UNSUBSCRIBED / OPENED)
    is_email = plan.channel == EMAIL
    return Contacts(
        plan=plan,
        who=who,
        is_held_out=held_out,
        sent_at=np.where(held_out, NEVER, planned),
        delivered_at=np.where(reached, planned + delay, NEVER),
        opened_at=np.where(opened & is_email, opened_at, NEVER),
        clicked_at=np.where(clicked, opened_at + 40, NEVER),
        unsubscribed_at=np.where(leaves, opened_at + 90, NEVER),
        causes=causes,
    )


def _fits(world: World, state: State, plan: Plan) -> Flags:
    people = world.people
    known = (people.kind == PERSON) & (state.shop_record > 0) & (people.month < plan.month)
    known &= state.email_allowed if plan.channel == EMAIL else known
    if plan.programme == BIRTHDAY:
        return np.asarray(known & (_birth_months(people.birth_day) == calendar_month(plan.month)))
    quiet_days = plan.first_day - state.last_order_day
    asleep = (state.last_order_day < 0) & (plan.month >= 6) | (quiet_days > ASLEEP_AFTER_DAYS)
    return np.asarray(known & (asleep if plan.kind == WAKE_UP else ~asleep))


def _birth_months(birth_day: Ints) -> Ints:
    days = (birth_day + 19_358).astype("datetime64[D]")  # day 0 is 2023-01-01, 19,358 days after 1970-01-01
    return days.astype("datetime64[M]").astype(np.int64) % 12 + 1


def caused_orders(world: World, state: State, contacts: Contacts) -> Orders:
    """Orders that come only because of the campaign, within its window. They also wake who had left or slept."""
    draw = world.chance.of("caused", contacts.plan.number)
    who = contacts.who[contacts.causes]
    opened = np.where(contacts.opened_at < NEVER, contacts.opened_at, contacts.delivered_at + DAY_SECONDS)
    wait = draw.exponential(1.5 * DAY_SECONDS, len(who)).astype(np.int64).clip(300, 9 * DAY_SECONDS)
    ordered_at = opened[contacts.causes] + wait
    inside = (ordered_at < at(np.array([contacts.plan.first_day + WINDOW_DAYS]), np.array([0]))[0]) & (
        state.churned_at[who] > ordered_at
    )
    who, ordered_at = who[inside], ordered_at[inside]
    state.is_dormant[who] = False
    nothing = np.zeros(len(who), np.int64)
    return Orders(who, day_of(ordered_at), ordered_at, nothing + WEB, nothing + contacts.plan.number, nothing)


def write_contacts(world: World, state: State, truth: Truth, contacts: Contacts, orders: Orders) -> Result:
    """Rows of a campaign; returns what it cost and brought."""
    count = len(world.people)
    start = at(np.array([contacts.plan.first_day]), np.array([9 * HOUR]))[0]
    end = start + WINDOW_DAYS * DAY_SECONDS
    within = (orders.ordered_at >= start) & (orders.ordered_at < end)
    caused = within & (orders.campaign == contacts.plan.number)
    first, first_natural = np.full(count, NEVER), np.full(count, NEVER)
    np.minimum.at(first, orders.who[within], orders.ordered_at[within])
    np.minimum.at(first_natural, orders.who[within & ~caused], orders.ordered_at[within & ~caused])
    treated = ~contacts.is_held_out
    converted = first[contacts.who]
    extra = treated & (converted < NEVER) & (first_natural[contacts.who] == NEVER)
    truth.add(
        "campaign_contact",
        campaign_no=np.full(len(contacts.who), contacts.plan.number),
        party_no=contacts.who + 1,
        is_held_out=contacts.is_held_out,
        sent_at=contacts.sent_at,
        delivered_at=contacts.delivered_at,
        opened_at=contacts.opened_at,
        clicked_at=contacts.clicked_at,
        unsubscribed_at=contacts.unsubscribed_at,
        converted_at=converted,
    )
    leaves = contacts.unsubscribed_at < NEVER
    unsubscribe(state, truth, contacts.who[leaves], contacts.unsubscribed_at[leaves])
    cost = float(treated.sum()) * CONTACT_COST[contacts.plan.channel]
    return Result(float(extra.sum() / max(treated.sum(), 1)), cost)
