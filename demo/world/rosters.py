"""Who is there to answer: how many agents each pool has, their shifts, their time at the telephone.

Belongs here: hiring agents by the work expected, shifts, agents' sessions.
Does not belong here: calls (call_centre.py).
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from demo.truth.writer import Truth
from demo.world.calendar import CALLS_OPEN, HOUR, Ints, at
from demo.world.queueing import GONE, Served, Shifts
from demo.world.state import World

POOLS = ["Order desk", "Customer care"]
UTILISATION = 0.62  # planned for the mean day; Mondays are fuller
SHIFT_HOURS = 8.0
REST_EVERY = 6  # an agent works five of six days
REMEMBERED_MONTHS = 4
FORESEEN = 0.95  # the planner sees a busy month coming, and still has too few


@dataclass
class CallCentre:
    """Agents of each pool, and how much work (seconds a day) the last months brought."""

    agents: list[Ints] = field(default_factory=lambda: [np.zeros(0, np.int64) for _ in POOLS])
    work: list[list[float]] = field(default_factory=lambda: [[] for _ in POOLS])


def roster(world: World, centre: CallCentre, pool: int, work_per_day: float, month: int) -> Ints:
    """The pool's agents of the month; who is not needed works elsewhere until things are busy again."""
    centre.work[pool] = [*centre.work[pool], work_per_day][-REMEMBERED_MONTHS:]
    mean = sum(centre.work[pool]) / len(centre.work[pool])
    planned = max(mean, work_per_day * FORESEEN)
    needed = max(int(np.ceil(planned / (SHIFT_HOURS * HOUR * UTILISATION) * REST_EVERY / (REST_EVERY - 1))), 1)
    missing = needed - len(centre.agents[pool])
    if missing > 0:
        new = world.hiring.hire("agent", POOLS[pool], missing, month)
        centre.agents[pool] = np.concatenate([centre.agents[pool], new])
    return centre.agents[pool][:needed]


def shifts_of(days: Ints, agents: int) -> Shifts:
    """Every other one of those who are there stays until nobody waits; nobody is away after a closed day."""
    day, agent = days[:, None], np.arange(agents)[None, :]
    away = ((day + agent) % REST_EVERY == 0) & (agents > 2) & CALLS_OPEN[(day - 1).clip(0)]
    away = away | ~CALLS_OPEN[day]
    late = (np.cumsum(~away, axis=1) % 2 == 0) & (agents > 1)
    begin = np.where(late, int(11.5 * HOUR), 8 * HOUR)
    end = np.where(late | (agents <= 2), GONE - 1, int(16.5 * HOUR))
    return Shifts(np.where(away, GONE, begin), np.where(away, -1, end))


def write_agent_sessions(truth: Truth, days: Ints, agents: Ints, shifts: Shifts, served: Served) -> None:
    day, agent = np.nonzero(shifts.begin < GONE)
    begin, planned = shifts.begin[day, agent], np.minimum(shifts.end[day, agent], 20 * HOUR)
    end = np.maximum(planned, served.last_busy[day, agent])
    number = agents[agent]
    truth.add(
        "agent_session",
        employee_no=number,
        logged_in_at=at(days[day], begin - 60 * (number % 7 + 1)),
        logged_out_at=at(days[day], end + 30 * (number % 5 + 1)),
        paused_seconds=1800 + 60 * ((number * 13 + days[day] * 7) % 25),
    )
