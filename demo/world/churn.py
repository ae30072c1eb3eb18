"""How customers come to care less, fall asleep, and leave.

Belongs here: the monthly chance of leaving, what raises it, how grief fades.
Does not belong here: what grieves customers (fulfilment.py, complaints.py, calls.py).
"""

from __future__ import annotations

import numpy as np

from demo.randomness import Chance
from demo.world.calendar import DAY_SECONDS, MONTH_FIRST_DAY, Flags, Floats, Ints, month_start
from demo.world.people import BEFORE, BUSINESS, PERSON, People, months_since
from demo.world.state import State

HAZARD_PERSON = 0.0125
HAZARD_BUSINESS = 0.008
FRAILTY_SHAPE = 3.0
LEAVING_BY_RATE = -0.35  # power of the rate against the mean one
NEW_MONTHS, NEW_FACTOR = 6, 1.7
OLD_MONTHS, OLD_FACTOR = 24, 0.7
GRIEF_ON_HAZARD = 1.3
CONTENT_ON_HAZARD = 2.0
USUAL_CONTENT = 0.75
CONTENT_RETURNS = 0.15
GRIEF_STAYS = 0.83
FAULT_MONTHS = 6
FAULT_HAZARD = 0.14
FALLS_ASLEEP = 0.007
WAKES_BY_ITSELF = 0.015
ASLEEP_AT_FIRST = 0.3  # of the private customers who were there when the three years began
DORMANT_RATE = 0.05


def draw_hazards(people: People, rate: Floats, chance: Chance) -> Floats:
    """Each customer's own chance of leaving in a month without grief, before age counts: who buys often stays."""
    business = people.kind == BUSINESS
    usual = np.where(business, HAZARD_BUSINESS, HAZARD_PERSON)
    often = rate / np.where(business, rate[business].mean(), rate[people.kind == PERSON].mean())
    return np.asarray(
        usual
        * often.clip(0.1, 10) ** LEAVING_BY_RATE
        * chance.of("frailty").gamma(FRAILTY_SHAPE, 1 / FRAILTY_SHAPE, len(people))
    )


def asleep_at_first(people: People, chance: Chance) -> Flags:
    luck = chance.of("asleep at first").random(len(people))
    return np.asarray((people.month == BEFORE) & (people.kind == PERSON) & (luck < ASLEEP_AT_FIRST))


def feel(state: State, month: int) -> None:
    """Old grief fades, content returns to the usual, and what happened last month is felt."""
    state.grief *= GRIEF_STAYS
    state.content += CONTENT_RETURNS * (USUAL_CONTENT - state.content)
    state.fault_months = np.maximum(state.fault_months - 1, 0)
    for who, grief, content, fault in state.due("feelings", month):
        np.add.at(state.grief, who, grief)
        np.add.at(state.content, who, content)
        if fault:
            state.fault_months[who] = FAULT_MONTHS
    np.clip(state.grief, 0, 3, out=state.grief)
    np.clip(state.content, 0, 1, out=state.content)


def hazard_now(state: State, people: People, who: Ints, month: int) -> Floats:
    age = months_since(people.first_seen_at[who], month)
    by_age = np.where(age < NEW_MONTHS, NEW_FACTOR, np.where(age >= OLD_MONTHS, OLD_FACTOR, 1.0))
    mood = np.exp(GRIEF_ON_HAZARD * state.grief[who] + CONTENT_ON_HAZARD * (USUAL_CONTENT - state.content[who]))
    return np.asarray((state.hazard[who] * by_age * mood + FAULT_HAZARD * (state.fault_months[who] > 0)).clip(0, 0.9))


def leave(state: State, people: People, month: int, chance: Chance) -> Ints:
    """Draws who leaves this month, and when; returns them."""
    draw = chance.of("churn", month)
    who = np.flatnonzero(state.alive_at(np.arange(len(people)), month_start(month)) & (people.month < month))
    gone = who[draw.random(len(who)) < hazard_now(state, people, who, month)]
    seconds = (MONTH_FIRST_DAY[month + 1] - MONTH_FIRST_DAY[month]) * DAY_SECONDS - 7_200
    state.churned_at[gone] = month_start(month) + (draw.random(len(gone)) * seconds).astype(np.int64)
    return gone


def sleep_and_wake(state: State, people: People, month: int, chance: Chance) -> None:
    luck = chance.of("sleep", month).random(len(people))
    private = people.kind == PERSON
    falls = private & ~state.is_dormant & (luck < FALLS_ASLEEP) & (people.month < month - 2)
    wakes = state.is_dormant & (luck > 1 - WAKES_BY_ITSELF)
    state.is_dormant = (state.is_dormant | falls) & ~wakes
