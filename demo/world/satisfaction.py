"""What customers say when asked or unasked: reviews of goods, surveys after calls.

Belongs here: who answers, how many stars and points, which words. Does not belong here: what grieved them (churn.py).
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from demo.truth.columns import Words
from demo.truth.writer import Truth
from demo.world.calendar import DAY_SECONDS, END_AT, HOUR, NEVER, Flags, Floats, Ints
from demo.world.call_centre import ANSWERED, Calls, answered_at
from demo.world.callers import Callers
from demo.world.countries import LANGUAGE_OF, LANGUAGES
from demo.world.fulfilment import Fulfilment
from demo.world.orders import Lines, Orders
from demo.world.returns import DAMAGED_REASON, FAULTY_REASON, LATE_REASON, NOT_LIKED_REASON, Refunds
from demo.world.review_texts import (
    COMMENTS,
    CONTENT,
    DAMAGED,
    DELIGHTED,
    DISLIKED,
    FAULTY,
    HAPPY,
    LATE,
    REASONS,
    SURVEY_COMMENTS,
    TITLES,
    UNSOLVED,
    WAITED,
    WORDINGS,
)
from demo.world.state import State, World

REVIEWED, REVIEWED_AFTER_TROUBLE = 0.06, 0.11
STARS = np.array([[0, 0, 0, 0.25, 0.75], [0, 0.03, 0.27, 0.6, 0.1], [0.3, 0.4, 0.3, 0, 0], [0.15, 0.35, 0.4, 0.1, 0],
                  [0.45, 0.4, 0.15, 0, 0], [0.75, 0.2, 0.05, 0, 0]])  # fmt: skip
INVITED, ANSWERS, COMMENTS_TOO = 0.35, 0.26, 0.4


def write_reviews(
    world: World, state: State, truth: Truth, orders: Orders, order_no: Ints, lines: Lines, fulfilment: Fulfilment,
    refunds: Refunds, month: int,
) -> None:  # fmt: skip
    """Who had trouble writes more often, and says what it was."""
    draw = world.chance.of("reviews", month)
    reason = _reasons(draw, state, orders, lines, fulfilment, refunds)
    chance = np.where(reason >= DISLIKED, REVIEWED_AFTER_TROUBLE, REVIEWED)
    delivered = fulfilment.delivered_at[lines.order]
    written = delivered + (draw.gamma(2.0, 5.0, len(lines)) * DAY_SECONDS).astype(np.int64) + DAY_SECONDS
    some = np.flatnonzero((draw.random(len(lines)) < chance) & (delivered < NEVER) & (written < END_AT))
    reason, who = reason[some], orders.who[lines.order[some]]
    steps = np.cumsum(STARS, axis=1)[reason]
    stars = (draw.random(len(some))[:, None] > steps).sum(axis=1).clip(0, 4) + 1
    language = LANGUAGE_OF[world.people.country[who]]
    text = (language * REASONS + reason) * WORDINGS + draw.integers(0, WORDINGS, len(some))
    truth.add(
        "review",
        review_no=truth.numbers("review", len(some)),
        party_no=who + 1,
        order_no=order_no[lines.order[some]],
        sku_no=lines.sku[some] + 1,
        written_at=written[some],
        stars=stars,
        title=Words(text, TITLES),
        comment=Words(text, COMMENTS),
        language=Words(language, LANGUAGES),
    )


def _reasons(
    draw: np.random.Generator, state: State, orders: Orders, lines: Lines, fulfilment: Fulfilment, refunds: Refunds
) -> Ints:
    content = state.content[orders.who[lines.order]]
    reason = np.where(draw.random(len(lines)) < content - 0.12, DELIGHTED, CONTENT)
    reason = np.where(fulfilment.is_late[lines.order], LATE, reason)
    of_refund = np.array([FAULTY, DAMAGED, DISLIKED, LATE])
    assert (FAULTY_REASON, DAMAGED_REASON, NOT_LIKED_REASON, LATE_REASON) == (0, 1, 2, 3)
    reason[refunds.line] = of_refund[refunds.reason]
    return reason


def write_surveys(world: World, state: State, truth: Truth, callers: Callers, calls: Calls, month: int) -> None:
    draw = world.chance.of("surveys", month)
    asked = np.flatnonzero((calls.outcome == ANSWERED) & (callers.who >= 0) & (draw.random(len(callers)) < INVITED))
    invited = answered_at(callers, calls)[asked] + calls.talk[asked] + calls.hold[asked] + 600
    asked, invited = asked[invited < END_AT], invited[invited < END_AT]
    answers = draw.random(len(asked)) < ANSWERS
    answered = np.where(answers, invited + draw.exponential(8 * HOUR, len(asked)).astype(np.int64) + 60, NEVER)
    answers &= answered < END_AT
    mood = _mood(draw, state, callers, calls, asked)
    csat, effort, nps = (
        np.clip(np.round(mood * top + floor), floor, floor + top) for top, floor in ((4, 1), (6, 1), (10, 0))
    )
    truth.add(
        "survey",
        call_no=calls.number[asked],
        invited_at=invited,
        answered_at=answered,
        csat=np.where(answers, csat, 0),
        effort=np.where(answers, 8 - effort, 0),
        nps=np.where(answers, nps, -1),
        comment=_comments(draw, world, callers, calls, asked, answers, mood),
    )


def _mood(draw: np.random.Generator, state: State, callers: Callers, calls: Calls, asked: Ints) -> Floats:
    """0 to 1: who waited, or whose matter is open, says so; so does who was grieved before."""
    content = state.content[callers.who[asked]]
    waited = np.minimum(calls.waited[asked] / 600, 1.0)
    mood = 0.30 + 0.62 * content - 0.35 * waited - 0.30 * ~calls.is_resolved[asked] + draw.normal(0, 0.12, len(asked))
    return np.asarray(mood.clip(0, 1))


def _comments(
    draw: np.random.Generator,
    world: World,
    callers: Callers,
    calls: Calls,
    asked: Ints,
    answers: Flags,
    mood: Floats,
) -> pa.Array:
    why = np.where(~calls.is_resolved[asked], UNSOLVED, np.where(calls.waited[asked] > 240, WAITED, HAPPY))
    language = np.array([1, 2, 0, 3])[LANGUAGE_OF[world.people.country[callers.who[asked]]]]
    says = answers & (draw.random(len(asked)) < COMMENTS_TOO) & ((why != HAPPY) | (mood > 0.6))
    return pa.array(SURVEY_COMMENTS).take(pa.array(why + language, mask=~says))
