"""Sales to businesses: stages, offers, follow-ups, and how a deal is won or lost.

Belongs here: opportunities from their first day to their last, drawn when they begin.
Does not belong here: leads (leads.py), contracts and their renewal (contracts.py), writing (deals_written.py).
"""

from __future__ import annotations

import numpy as np

from demo.world.calendar import DAY_SECONDS, HOUR, NEVER, NEXT_WORKDAY, Flags, Floats, Ints, at, day_of
from demo.world.churn import USUAL_CONTENT
from demo.world.deals import (
    DONE,
    LATE,
    LOSS_REASONS,
    NEVER_,
    NEW,
    NO_ANSWER,
    OPEN_STAGES,
    PROPOSAL,
    RENEWAL,
    Beginnings,
    Deals,
)
from demo.world.leads import NEVER_DONE
from demo.world.offers import amounts_by_stage, offered_lines
from demo.world.staff import LEAVES_ON
from demo.world.state import World

STAGE_DAYS = np.array([6.0, 10.0, 14.0, 9.0])
STAGE_DAYS_RENEWAL = np.array([4.0, 5.0, 10.0, 6.0])
WIN = np.array([0.44, 0.78, 0.60])  # by type, at usual skill
SKILL_ON_WIN = 1.1  # on the log odds, per skill above the usual
NOT_FOLLOWED_UP = -1.3
LATE_FOLLOW_UP = -0.45
CONTENT_ON_RENEWAL = 4.0
LEFT_ALONE = -3.0  # no rep looks after the deal any more
LATE_SHARE = 0.25
LOSS_SHARES = np.array([0.3, 0.25, 0.2, 0.1, 0.15])


def open_deals(world: World, draw: np.random.Generator, begin: Beginnings, number: Ints, month: int) -> Deals:
    """Draws the whole course of each deal."""
    follow_up = _follow_ups(draw, world, begin.rep)
    entered, closed = _courses(draw, world, begin)
    alone = (begin.rep == world.staff.leaver) & (day_of(closed) > LEAVES_ON)
    wins = draw.random(len(number)) < _chance_of_winning(world, begin, follow_up, alone)
    reached = np.where(wins, OPEN_STAGES, draw.integers(1, OPEN_STAGES + 1, len(number)))
    reached = np.where(begin.kind == RENEWAL, np.maximum(reached, PROPOSAL + 1), reached)
    closed = np.where(reached < OPEN_STAGES, _next(entered, np.minimum(reached, OPEN_STAGES - 1), closed), closed)
    entered = np.where(np.arange(OPEN_STAGES) < reached[:, None], entered, NEVER)
    reason = np.where(alone, NO_ANSWER, draw.choice(len(LOSS_REASONS), len(number), p=LOSS_SHARES))
    line_deal, sku, quantity, price = offered_lines(draw, world, begin.who, month)
    total = np.bincount(line_deal, weights=quantity * price, minlength=len(number)).astype(np.int64)
    return Deals(
        begin.who, number, begin.lead, begin.rep, begin.kind, begin.channel, begin.contract, begin.created_at, entered,
        closed, wins, reason, follow_up, _expected(draw, entered, closed, follow_up), amounts_by_stage(draw, total),
        line_deal, sku, quantity, price,
    )  # fmt: skip


def _follow_ups(draw: np.random.Generator, world: World, rep: Ints) -> Ints:
    """Whether the offer is followed up in time, late or never: the skilled do."""
    skill = world.staff.skill_of(rep)
    luck = draw.random(len(rep))
    never = 1.3 * NEVER_DONE / skill
    late = LATE_SHARE / skill
    return np.where(luck < never, NEVER_, np.where(luck < never + late, LATE, DONE))


def _courses(draw: np.random.Generator, world: World, begin: Beginnings) -> tuple[Ints, Ints]:
    """When each stage would begin, and when the last would end; always on workdays."""
    usual = np.where((begin.kind == RENEWAL)[:, None], STAGE_DAYS_RENEWAL, STAGE_DAYS)
    skill = world.staff.skill_of(begin.rep)[:, None] ** 0.5
    days = draw.gamma(2.2, usual / 2.2 / skill) + 0.6
    ends = begin.created_at[:, None] + (np.cumsum(days, axis=1) * DAY_SECONDS).astype(np.int64)
    second = draw.integers(9 * HOUR, 17 * HOUR, ends.shape)
    ends = at(NEXT_WORKDAY[day_of(ends)], second)
    ends = np.maximum.accumulate(np.maximum(ends, begin.created_at[:, None] + HOUR), axis=1)
    ends += np.arange(1, OPEN_STAGES + 1) * 60
    return np.concatenate([begin.created_at[:, None], ends[:, :-1]], axis=1), ends[:, -1]


def _next(entered: Ints, reached: Ints, closed: Ints) -> Ints:
    return np.minimum(entered[np.arange(len(entered)), reached], closed)


def _chance_of_winning(world: World, begin: Beginnings, follow_up: Ints, alone: Flags) -> Floats:
    base = np.log(WIN / (1 - WIN))[begin.kind]
    skill = SKILL_ON_WIN * (world.staff.skill_of(begin.rep) - 1)
    followed = np.array([0.0, LATE_FOLLOW_UP, NOT_FOLLOWED_UP])[follow_up]
    mood = np.where(begin.kind == NEW, 0, CONTENT_ON_RENEWAL * (begin.content - USUAL_CONTENT))
    odds = base + skill + followed + mood + np.where(alone, LEFT_ALONE, 0)
    return np.asarray(1 / (1 + np.exp(-odds)))


def _expected(draw: np.random.Generator, entered: Ints, closed: Ints, follow_up: Ints) -> Ints:
    """The day on which the rep expects to close, as said in each stage: hopeful at first, put off later."""
    hoped = day_of(entered[:, :1]) + draw.integers(20, 45, (len(closed), 1)) + np.arange(OPEN_STAGES) * 5
    by_end = day_of(closed)[:, None] + draw.integers(-3, 8, (len(closed), OPEN_STAGES))
    share = np.array([0.0, 0.3, 0.7, 1.0])
    return np.asarray((hoped * (1 - share) + by_end * share).astype(np.int64) + 3 * (follow_up == LATE)[:, None])
