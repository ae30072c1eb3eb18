"""Callers who wait in line for agents, exactly: first come, first served, until their patience ends.

Belongs here: the waiting line of many days at once. Does not belong here: who calls and why (calls.py).

All days of a month are served side by side: the k-th caller of every day in one step.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from demo.world.calendar import Ints

GONE = 2**40


@dataclass(frozen=True)
class Shifts:
    """[day, agent]: seconds of the day at which a shift begins and ends; GONE where an agent is not there."""

    begin: Ints
    end: Ints


@dataclass
class Served:
    """Per caller: seconds waited, the agent (-1: gave up); and when each agent was last busy."""

    waited: Ints
    agent: Ints
    last_busy: Ints


def serve_callers(day: Ints, second: Ints, service: Ints, patience: Ints, shifts: Shifts) -> Served:
    """Callers in the order of day and second. Who gives up leaves after `patience` seconds and costs no agent time."""
    callers = len(day)
    first = np.searchsorted(day, np.arange(len(shifts.begin)))
    count = np.diff(np.append(first, callers))
    free = shifts.begin.copy()
    served = Served(np.zeros(callers, np.int64), np.full(callers, -1), free)
    for step in range(int(count.max(initial=0))):
        days = np.flatnonzero(count > step)
        caller = first[days] + step
        agent, start = _next_agent(free[days], shifts.end[days], second[caller])
        waits = start - second[caller]
        stays = waits <= patience[caller]
        served.waited[caller] = np.minimum(waits, patience[caller])
        served.agent[caller] = np.where(stays, agent, -1)
        free[days[stays], agent[stays]] = start[stays] + service[caller[stays]]
    served.last_busy = free
    return served


def _next_agent(free: Ints, end: Ints, now: Ints) -> tuple[Ints, Ints]:
    """Of those still on shift when they could begin, the one who has been free longest; and when he begins."""
    begin = np.maximum(free, now[:, None])
    order: Ints = np.where(begin < end, free, GONE)
    agent = order.argmin(axis=1)
    rows = np.arange(len(free))
    return agent, np.where(order[rows, agent] >= GONE, GONE, begin[rows, agent])
