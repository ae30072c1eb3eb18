"""Points: earned with orders, used with later ones, expired at the end of the year after.

Belongs here: the members' balance, which is never below zero. Does not belong here: who becomes a member (simulate.py).
"""

from __future__ import annotations

from typing import Any

import numpy as np

from demo.truth.columns import Words
from demo.truth.writer import Truth
from demo.world.calendar import HOUR, MONTH_FIRST_DAY, Flags, Ints, at, calendar_month, month_of
from demo.world.state import State, World

MEMBERS = 0.6
KINDS = ["earned", "used", "expired"]
EARNED, USED, EXPIRED = range(3)
VOUCHER = 200
USES = 0.45


def promise_points(state: State, who: Ints, order_no: Ints, shipped_at: Ints, euros: Ints, lasting: Flags) -> None:
    """A point a euro, credited when the parcel leaves; `euros` in ten-thousandths."""
    points = euros // 10_000
    counts = state.is_member[who] & lasting & (points > 0)
    months = month_of(shipped_at)
    for month in np.unique(months[counts]):
        now = counts & (months == month)
        state.later("points", int(month), (who[now], shipped_at[now], points[now], order_no[now]))


def book_points(
    world: World, state: State, truth: Truth, month: int, who: Ints, order_no: Ints, ordered_at: Ints
) -> None:
    """The month's uses (out of what stood when it began), then what was earned, then what expires on 31 December."""
    _use(world, state, truth, month, who, order_no, ordered_at)
    for due in state.due("points", month):
        np.add.at(state.points_of_this_year, due[0], due[2])
        _write(truth, state, EARNED, *due)
    if calendar_month(month) == 12:
        _expire(state, truth, month)


def _use(world: World, state: State, truth: Truth, month: int, who: Ints, order_no: Ints, ordered_at: Ints) -> None:
    first = np.unique(who, return_index=True)[1]
    able = first[(_balance(state)[who[first]] >= VOUCHER)]
    using = able[world.chance.of("points used", month).random(len(able)) < USES]
    user = who[using]
    points = _balance(state)[user] // VOUCHER * VOUCHER
    from_last_year = np.minimum(points, state.points_of_last_year[user])
    state.points_of_last_year[user] -= from_last_year
    state.points_of_this_year[user] -= points - from_last_year
    _write(truth, state, USED, user, ordered_at[using], -points, order_no[using])


def _balance(state: State) -> Ints:
    return state.points_of_last_year + state.points_of_this_year


def _expire(state: State, truth: Truth, month: int) -> None:
    who = np.flatnonzero(state.points_of_last_year > 0)
    last_night = at(np.full(len(who), MONTH_FIRST_DAY[month + 1] - 1), np.full(len(who), 23 * HOUR + 59 * 60))
    _write(truth, state, EXPIRED, who, last_night, -state.points_of_last_year[who], np.zeros(len(who), np.int64))
    state.points_of_last_year = state.points_of_this_year
    state.points_of_this_year = np.zeros_like(state.points_of_last_year)


def _write(truth: Truth, state: State, kind: int, who: Ints, when: Ints, points: Ints, order_no: Ints) -> None:
    rows: dict[str, Any] = {"party_no": who + 1, "record_no": state.shop_record[who], "happened_at": when}
    truth.add(
        "loyalty",
        entry_no=truth.numbers("loyalty", len(who)),
        **rows,
        kind=Words(np.full(len(who), kind), KINDS),
        points=points,
        order_no=order_no,
    )
