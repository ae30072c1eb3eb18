"""What customers allow the company: to write, to ring, to send.

Belongs here: consents given with a record, withdrawn, given again. Does not belong here: campaigns (campaigns.py).
"""

from __future__ import annotations

import numpy as np

from demo.truth.columns import Words
from demo.truth.writer import Truth
from demo.world.calendar import HOUR, Ints, at, month_days
from demo.world.state import State, World

CHANNELS = ["email", "sms", "phone", "post"]
GIVEN_AT_FIRST = np.array([0.66, 0.15, 0.22, 0.45])
STATES = ["given", "withdrawn"]
SOURCES = ["checkout", "newsletter_form", "preference_centre", "unsubscribe_link", "phone_call"]
WITHDRAWN_PER_MONTH = 0.004
GIVEN_AGAIN_PER_MONTH = 0.006
EMAIL = 0


def give_at_first(state: State, truth: Truth, who: Ints, since_at: Ints, draw: np.random.Generator) -> None:
    given = draw.random((len(who), len(CHANNELS))) < GIVEN_AT_FIRST
    state.email_allowed[who] = given[:, EMAIL]
    place, channel = np.nonzero(given)
    source = np.where(draw.random(len(place)) < 0.7, 0, 1)
    _write(truth, state, who[place], channel, np.zeros(len(place), np.int64), since_at[place], source)


def change_minds(world: World, state: State, truth: Truth, month: int) -> None:
    """Some withdraw e-mail and some give it again, once a month at most, in the preference centre."""
    draw = world.chance.of("consents changed", month)
    luck = draw.random(len(world.people))
    known = (state.shop_record > 0) & (world.people.month < month)
    withdraws = known & state.email_allowed & (luck < WITHDRAWN_PER_MONTH)
    gives = known & ~state.email_allowed & (luck < GIVEN_AGAIN_PER_MONTH)
    who = np.flatnonzero(withdraws | gives)
    state.email_allowed[who] = gives[who]
    since = at(draw.choice(month_days(month)[15:], len(who)), draw.integers(8 * HOUR, 22 * HOUR, len(who)))
    source = np.where(draw.random(len(who)) < 0.8, 2, 4)
    _write(truth, state, who, np.zeros(len(who), np.int64), withdraws[who].astype(np.int64), since, source)


def unsubscribe(state: State, truth: Truth, who: Ints, since_at: Ints) -> None:
    state.email_allowed[who] = False
    nothing = np.zeros(len(who), np.int64)
    _write(truth, state, who, nothing, nothing + 1, since_at, nothing + 3)


def _write(truth: Truth, state: State, who: Ints, channel: Ints, new: Ints, since_at: Ints, source: Ints) -> None:
    truth.add(
        "consent",
        party_no=who + 1,
        record_no=state.shop_record[who],
        channel=Words(channel, CHANNELS),
        state=Words(new, STATES),
        since_at=since_at,
        source=Words(source, SOURCES),
    )
