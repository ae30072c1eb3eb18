"""Who answers: agents, their shifts, the queue, hand-overs, and what a call was like for the caller.

Belongs here: rosters, serving a month's callers, writing calls, legs and agents' sessions.
Does not belong here: why people ring (calls.py), the waiting line itself (queueing.py).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from demo.truth.writer import Truth
from demo.world.calendar import CALLS_OPEN, Flags, Ints, day_of, month_days, second_of_day
from demo.world.callers import POOL_OF_TOPIC, TALK_SECONDS, UNRESOLVED, Callers
from demo.world.queueing import serve_callers
from demo.world.rosters import POOLS, CallCentre, roster, shifts_of, write_agent_sessions
from demo.world.state import State, World

MENU_EXIT = 0.04
VOICEMAIL = 0.008
CALLBACK = 0.12  # of those who give up
TRANSFERRED = 0.07
OUTCOMES = ["answered", "abandoned", "menu_exit", "callback", "voicemail"]
ANSWERED, ABANDONED, LEFT_MENU, WANTS_CALLBACK, LEFT_MESSAGE = range(len(OUTCOMES))
LONG_WAIT_SECONDS, LONG_WAIT_GRIEF, LONG_WAIT_CONTENT = 300, 0.12, -0.08


@dataclass
class Calls:
    """Arrays over the month's calls beside the callers: what became of each."""

    number: Ints
    outcome: Ints
    waited: Ints
    talk: Ints
    hold: Ints
    after: Ints
    menu: Ints
    agent: Ints
    transferred: Flags
    is_resolved: Flags


def answer(world: World, state: State, centre: CallCentre, truth: Truth, callers: Callers, month: int) -> Calls:
    """Serves the month's callers; how long they waited stays with them."""
    draw = world.chance.of("calls", month)
    calls = _before_the_queue(draw, callers)
    calls.number = truth.numbers("call", len(callers))
    for pool in range(len(POOLS)):
        queueing = np.flatnonzero((POOL_OF_TOPIC[callers.topic] == pool) & (calls.outcome == ANSWERED))
        _serve_pool(world, centre, truth, callers, calls, queueing, pool, month)
    gave_up = calls.outcome == ABANDONED
    calls.outcome[gave_up & (draw.random(len(callers)) < CALLBACK)] = WANTS_CALLBACK
    calls.is_resolved &= calls.outcome == ANSWERED
    calls.transferred &= calls.outcome == ANSWERED
    long = (calls.waited >= LONG_WAIT_SECONDS) & (callers.who >= 0)
    state.feel(callers.who[long], callers.started_at[long], LONG_WAIT_GRIEF, LONG_WAIT_CONTENT)
    return calls


def _before_the_queue(draw: np.random.Generator, callers: Callers) -> Calls:
    count = len(callers)
    talk = np.exp(draw.normal(np.log(TALK_SECONDS[callers.topic]) - 0.18, 0.6, count)).astype(np.int64) + 15
    hold = np.where(draw.random(count) < 0.2, draw.integers(10, 180, count), 0)
    must_get_through = (callers.order >= 0) | (callers.ticket >= 0)
    luck = draw.random(count)
    leaves = ~must_get_through & (luck < MENU_EXIT)
    message = ~must_get_through & ~leaves & (luck < MENU_EXIT + VOICEMAIL)
    return Calls(
        number=np.zeros(0, np.int64),
        outcome=np.where(leaves, LEFT_MENU, np.where(message, LEFT_MESSAGE, ANSWERED)),
        waited=np.zeros(count, np.int64),
        talk=talk,
        hold=hold,
        after=draw.gamma(2.0, 25.0, count).astype(np.int64),
        menu=draw.integers(8, 45, count),
        agent=np.zeros(count, np.int64),
        transferred=draw.random(count) < TRANSFERRED,
        is_resolved=draw.random(count) > UNRESOLVED[callers.topic],
    )


def _serve_pool(
    world: World, centre: CallCentre, truth: Truth, callers: Callers, calls: Calls, which: Ints, pool: int, month: int
) -> None:
    days = month_days(month)
    queue_at = callers.started_at[which] + calls.menu[which]
    order = np.lexsort((queue_at, day_of(queue_at)))
    which, queue_at = which[order], queue_at[order]
    day = day_of(queue_at) - days[0]
    service = calls.talk[which] + calls.hold[which] + calls.after[which]
    agents = roster(world, centre, pool, float(service.sum()) / max(int(CALLS_OPEN[days].sum()), 1), month)
    shifts = shifts_of(days, len(agents))
    served = serve_callers(day, second_of_day(queue_at), service, callers.patience[which], shifts)
    calls.waited[which] = served.waited
    calls.agent[which] = np.where(served.agent >= 0, agents[served.agent], 0)
    calls.outcome[which[served.agent < 0]] = ABANDONED
    write_agent_sessions(truth, days, agents, shifts, served)


def answered_at(callers: Callers, calls: Calls) -> Ints:
    return np.asarray(callers.started_at + calls.menu + calls.waited)
